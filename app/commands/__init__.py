"""The commands of ``jifen``, a module each; ``app.cli`` finds them by their names."""

"""The arguments of each command, a file a command; what several share stands beside them."""

"""A round from open to final: settled, published, sealed, shown."""

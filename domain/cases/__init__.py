"""What villagers ask for and dispute: claims, objections, and how they are decided."""

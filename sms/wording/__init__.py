"""What texts say."""

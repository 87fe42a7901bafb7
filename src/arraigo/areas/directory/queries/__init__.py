"""What directory reads."""

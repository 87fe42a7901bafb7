"""What attention reads from files."""

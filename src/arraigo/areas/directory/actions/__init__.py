"""What directory writes."""

"""What plans writes."""

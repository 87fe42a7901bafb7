"""What plans reads."""

"""What is read of attention."""

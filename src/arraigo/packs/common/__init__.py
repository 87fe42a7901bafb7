"""What every pack in Spanish shares."""

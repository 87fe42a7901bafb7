"""What attention writes into files."""

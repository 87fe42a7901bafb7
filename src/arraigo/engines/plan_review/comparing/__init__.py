"""Compare two versions of a plan, and say what became of each recommendation."""

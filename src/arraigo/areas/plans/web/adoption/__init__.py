"""Pages of comparing versions and what was adopted."""

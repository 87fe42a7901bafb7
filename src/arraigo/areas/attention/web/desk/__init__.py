"""The staff desk of routes."""

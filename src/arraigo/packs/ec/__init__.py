"""Ecuador."""

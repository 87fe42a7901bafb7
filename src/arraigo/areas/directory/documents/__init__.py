"""Files that directory writes."""

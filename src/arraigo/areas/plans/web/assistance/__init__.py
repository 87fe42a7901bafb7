"""Pages of the technical assistance plan."""

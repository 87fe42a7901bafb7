"""Getting a place: the public form, focal points, the desk's decisions, a participant's own page: pages."""

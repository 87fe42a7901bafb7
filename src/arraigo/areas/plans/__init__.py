"""Plans of a city: reviewed, recommended upon, answered by the authority, adopted; and the assistance made of it."""

"""Pages of places, of their hours and of holidays."""

"""Pages of recommendations, letters and answers."""

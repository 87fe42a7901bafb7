"""What plans prints: reports, letters, matrices, assistance plans."""

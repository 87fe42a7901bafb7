"""Santa Marina, a canton that does not exist: its ground, its organisations and who signs in."""

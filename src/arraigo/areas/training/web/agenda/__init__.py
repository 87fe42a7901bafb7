"""The public agenda and what the desk keeps of it: pages."""

"""Invented texts of the plans of the demo city."""

"""Packages and sheets that directory takes in."""

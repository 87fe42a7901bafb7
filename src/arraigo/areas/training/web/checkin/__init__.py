"""Noting arrivals: pages."""

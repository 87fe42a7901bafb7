"""Retention, and a person's own data: pages."""

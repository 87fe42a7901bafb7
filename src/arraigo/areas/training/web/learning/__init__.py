"""Tests and surveys: pages."""

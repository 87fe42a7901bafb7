"""Certificates, given out and verified: pages."""

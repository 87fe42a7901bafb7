"""Certificates, given out and verified: addresses in the API."""

from ninja import Router

router = Router(tags=["training"])

"""Tests and surveys: addresses in the API."""

from ninja import Router

router = Router(tags=["training"])

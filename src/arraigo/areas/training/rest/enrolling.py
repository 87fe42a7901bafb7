"""Getting a place: addresses in the API."""

from ninja import Router

router = Router(tags=["training"])

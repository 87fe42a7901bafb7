"""The public agenda and what the desk keeps of it: addresses in the API."""

from ninja import Router

router = Router(tags=["training"])

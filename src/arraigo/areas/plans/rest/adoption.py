"""The API of comparing versions and what was adopted."""

from django.views.decorators.cache import cache_control
from ninja import Router

from arraigo.core.accounts.api import Scope
from arraigo.core.rest.keys import ApiKey

router = Router(tags=["plans"])
router.add_decorator(cache_control(private=True, no_cache=True), mode="view")
READ, WRITE = ApiKey(Scope.PLANS_READ), ApiKey(Scope.PLANS_WRITE)

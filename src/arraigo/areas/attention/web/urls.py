"""Addresses of attention, under `/<city>/`."""

from arraigo.areas.attention.web.desk import urls as desk_urls
from arraigo.areas.attention.web.guide import urls as guide_urls

app_name = "attention"

# The words of the guide come before the addresses of routes, which never are one of them.
urlpatterns = [*guide_urls.urlpatterns, *desk_urls.urlpatterns]

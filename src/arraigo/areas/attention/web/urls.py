"""Addresses of attention, under `/<city>/`."""

from arraigo.areas.attention.web.desk import urls as desk_urls
from arraigo.areas.attention.web.guide import urls as guide_urls

app_name = "attention"

urlpatterns = [*desk_urls.urlpatterns, *guide_urls.urlpatterns]

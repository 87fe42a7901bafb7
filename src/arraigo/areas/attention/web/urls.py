"""Addresses of attention, under `/<city>/`."""

from arraigo.areas.attention.web.guide import urls as guide_urls

app_name = "attention"

urlpatterns = [*guide_urls.urlpatterns]

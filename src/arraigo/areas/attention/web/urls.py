"""Addresses of attention, under `/<city>/`."""

from arraigo.areas.attention.web.desk import urls as desk_urls

app_name = "attention"

urlpatterns = [*desk_urls.urlpatterns]

"""Addresses of directory, under `/<city>/`."""

from arraigo.areas.directory.web.exchange import urls as exchange_urls
from arraigo.areas.directory.web.places import urls as places_urls
from arraigo.areas.directory.web.services import urls as services_urls
from arraigo.areas.directory.web.updating import urls as updating_urls
from arraigo.areas.directory.web.upkeep import urls as upkeep_urls

app_name = "directory"

urlpatterns = [
    *services_urls.urlpatterns,
    *places_urls.urlpatterns,
    *upkeep_urls.urlpatterns,
    *exchange_urls.urlpatterns,
    *updating_urls.urlpatterns,
]

"""Every address of the program. Pages of a city begin with its short name."""

from django.urls import URLPattern, URLResolver, include, path

from arraigo.config import pages
from arraigo.config.api import api, not_found
from arraigo.config.hsds_api import hsds_api
from arraigo.core.accounts.web import profile

city_patterns: list[URLPattern | URLResolver] = [
    path("", pages.city_home, name="city_home"),
    path("", include("arraigo.core.places.web.urls")),
    path("", include("arraigo.core.organisations.web.urls")),
    path("", include("arraigo.core.accounts.web.city_urls")),
    path("", include("arraigo.core.people.web.urls")),
    path("", include("arraigo.core.imports.web.urls")),
    path("", include("arraigo.areas.training.web.urls")),
    path("", include("arraigo.areas.plans.web.urls")),
    path("", include("arraigo.areas.directory.web.urls")),
    path("", include("arraigo.areas.attention.web.urls")),
    path("", include("arraigo.config.city_urls")),
]

urlpatterns = [
    path("", profile.home, name="home"),
    path("salud/", pages.health, name="health"),
    path("codigo/", pages.source_code, name="source_code"),
    path("cuenta/", include("arraigo.core.accounts.web.urls")),
    path("componentes/", include("arraigo.core.ui.web.urls")),
    path("api/v1/", api.urls),
    path("api/hsds/", hsds_api.urls),
    path("api/<path:rest>", not_found),
    path("<slug:city>/", include(city_patterns)),
]

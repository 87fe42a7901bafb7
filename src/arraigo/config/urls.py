"""Every address of the program. Pages of a city begin with its short name."""

from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

from arraigo.config import pages
from arraigo.config.api import api
from arraigo.core.accounts.web import profile

OF_A_CITY = (
    "arraigo.core.places.web.urls",
    "arraigo.core.organisations.web.urls",
    "arraigo.core.accounts.web.city_urls",
    "arraigo.core.audit.web.urls",
    "arraigo.core.jobs.web.urls",
    "arraigo.core.people.web.urls",
    "arraigo.core.imports.web.urls",
    "arraigo.areas.training.web.urls",
)


def _exists(module: str) -> bool:
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def _included(prefix: str, *modules: str) -> list[URLPattern | URLResolver]:
    return [path(prefix, include(module)) for module in modules if _exists(module)]


city_patterns = [
    path("", pages.city_home, name="city_home"),
    *_included("", *OF_A_CITY),
]

urlpatterns = [
    path("", profile.home, name="home"),
    path("salud/", pages.health, name="health"),
    path("api/v1/", api.urls),
    path("cuenta/", include("arraigo.core.accounts.web.urls")),
    *_included("componentes/", "arraigo.core.ui.web.urls"),
    path("<slug:city>/", include(city_patterns)),
]

"""Short names of cities: the first part of their addresses. Pure."""

import re

from django.utils.translation import gettext as _

# First parts of the program's own addresses, and words that may become one.
RESERVED = frozenset(
    {
        "accounts",
        "admin",
        "administracion",
        "api",
        "archivos",
        "arraigo",
        "ayuda",
        "canal",
        "canales",
        "ciudad-nueva",
        "ciudades",
        "codigo",
        "componentes",
        "cuenta",
        "cuentas",
        "descargas",
        "entrar",
        "estaticos",
        "favicon",
        "guia",
        "health",
        "idioma",
        "instalar",
        "manifest",
        "media",
        "publicar",
        "publico",
        "robots",
        "salir",
        "salud",
        "sitemap",
        "static",
        "sw",
        "trabajos",
        "webhooks",
        "well-known",
        "www",
    }
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 40


class BadCityError(ValueError):
    """A city cannot be made like this; the message says why in Spanish."""


def check_slug(slug: str) -> None:
    """Raise BadCityError for a short name that no city can have."""
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST:
        raise BadCityError(
            _("El nombre corto «%(slug)s» solo puede tener letras sin acento, números y guiones.") % {"slug": slug}
        )
    if slug in RESERVED:
        raise BadCityError(_("«%(slug)s» es una dirección del programa. Elija otro nombre corto.") % {"slug": slug})

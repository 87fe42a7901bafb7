"""The countries that a person of the programme may come from, for choices on screen (ISO 3166-1)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COUNTRIES: tuple[tuple[str, Promise], ...] = (
    ("EC", _("Ecuador")),
    ("VE", _("Venezuela")),
    ("CO", _("Colombia")),
    ("PE", _("Perú")),
    ("HT", _("Haití")),
    ("CU", _("Cuba")),
    ("AR", _("Argentina")),
    ("BO", _("Bolivia")),
    ("BR", _("Brasil")),
    ("CL", _("Chile")),
    ("CR", _("Costa Rica")),
    ("DO", _("República Dominicana")),
    ("GT", _("Guatemala")),
    ("HN", _("Honduras")),
    ("MX", _("México")),
    ("NI", _("Nicaragua")),
    ("PA", _("Panamá")),
    ("PY", _("Paraguay")),
    ("SV", _("El Salvador")),
    ("UY", _("Uruguay")),
    ("AF", _("Afganistán")),
    ("AO", _("Angola")),
    ("BD", _("Bangladés")),
    ("CM", _("Camerún")),
    ("CN", _("China")),
    ("ES", _("España")),
    ("GH", _("Ghana")),
    ("IN", _("India")),
    ("IT", _("Italia")),
    ("NG", _("Nigeria")),
    ("NP", _("Nepal")),
    ("PS", _("Palestina")),
    ("RU", _("Rusia")),
    ("SN", _("Senegal")),
    ("SY", _("Siria")),
    ("UA", _("Ucrania")),
    ("US", _("Estados Unidos")),
)

LANGUAGES: tuple[tuple[str, Promise], ...] = (
    ("es", _("español")),
    ("qu", _("kichwa")),
    ("jiv", _("shuar")),
    ("ht", _("criollo haitiano")),
    ("fr", _("francés")),
    ("pt", _("portugués")),
    ("en", _("inglés")),
    ("ar", _("árabe")),
    ("zh", _("chino")),
    ("ru", _("ruso")),
    ("uk", _("ucraniano")),
    ("ecs", _("lengua de señas ecuatoriana")),
)


def country_name(code: str) -> str:
    """Return the name of a country, or its code where it is not in the list."""
    return str(dict(COUNTRIES).get(code, code))


def language_name(code: str) -> str:
    """Return the name of a language, or its code where it is not in the list."""
    return str(dict(LANGUAGES).get(code, code))

"""What surrounds every page: the city, the pages that this member may open, the person.

An entry shows only when its page exists and its view opens for the member: the view's own decorator is asked, so that
navigation and permission cannot disagree.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory import api as directory
from arraigo.areas.training import api as training
from arraigo.core.accounts.api import Standing, reads_figures, reads_training, role_names
from arraigo.core.accounts.models import User
from arraigo.core.ui.shell import CityOption, LanguageOption, NavGroup, NavItem, Shell


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation; `path` follows the city's short name."""

    label: Promise
    path: str
    icon: str
    key: bool = False
    count: Callable[[Standing], int] | None = None
    serves: Callable[[Standing], bool] | None = None
    """Whether a page that opens for this member also holds anything for them; None for yes."""


def has_a_day(standing: Standing) -> bool:
    """Whether the page of the day says anything to this member: it is made of courses and figures."""
    return reads_training(standing) or reads_figures(standing)


GROUPS: tuple[tuple[Promise | str, tuple[Entry, ...]], ...] = (
    ("", (Entry(_("Hoy"), "hoy/", "calendar", key=True, serves=has_a_day),)),
    (
        _("Formación"),
        (
            Entry(_("Cursos"), "formacion/cursos/", "school", key=True),
            Entry(_("Revisión"), "formacion/revision/", "merge", key=True, count=training.waiting_rows),
            Entry(_("Cifras"), "formacion/cifras/", "chart", key=True),
            Entry(_("Informes"), "formacion/informes/", "file"),
            Entry(_("Importaciones"), "importaciones/", "upload"),
            Entry(_("Datos personales"), "formacion/privacidad/", "lock"),
        ),
    ),
    (
        _("Planes"),
        (
            Entry(_("Planes"), "planes/", "documents", key=True),
            Entry(_("Revisiones"), "planes/revisiones/", "merge", key=True),
            Entry(_("Recomendaciones"), "planes/recomendaciones/", "send"),
            Entry(_("Consultas"), "planes/consultas/", "users"),
            Entry(_("Asistencia técnica"), "planes/asistencia/", "branch"),
            Entry(_("Autoridades"), "planes/autoridades/", "home"),
        ),
    ),
    (
        _("Directorio"),
        (
            Entry(_("Servicios"), "directorio/servicios/", "map", key=True),
            Entry(_("Por verificar"), "directorio/por-verificar/", "clock"),
            Entry(_("Propuestas"), "directorio/propuestas/", "merge", count=directory.waiting_proposals),
            Entry(_("Avisos"), "directorio/avisos/", "warning", count=directory.waiting_reports),
        ),
    ),
    (
        _("Atención"),
        (
            Entry(_("Rutas"), "rutas/", "branch", key=True),
            Entry(_("Sin respuesta"), "rutas/necesidades/", "chart"),
        ),
    ),
    (_("Registro"), (Entry(_("Personas"), "personas/", "users", key=True),)),
    (
        _("Ciudad"),
        (
            Entry(_("Organizaciones"), "organizaciones/", "home"),
            Entry(_("Áreas"), "territorio/areas/", "map"),
            Entry(_("Accesos"), "accesos/", "key", key=True),
            Entry(_("Trabajos"), "trabajos/", "work"),
            Entry(_("Correo"), "correo/", "mail"),
            Entry(_("Auditoría"), "auditoria/", "history", key=True),
        ),
    ),
)


OWN_PAGES = (
    (_("Sus datos"), "account", "person"),
    (_("Contraseña"), "account_change_password", "lock"),
    (_("Segundo paso"), "mfa_index", "mobile"),
    (_("Sesiones"), "usersessions_list", "history"),
)


def first_page(standing: Standing) -> str:
    """Return where a member begins in a city: the first of their key pages, else any; empty when there is none."""
    entries = [entry for _title, entry in _open_entries(standing)]
    first = next((entry for entry in entries if entry.key), next(iter(entries), None))
    return _url(standing, first) if first else ""


def shell(request: HttpRequest) -> dict[str, object]:
    """Give templates the `shell` around the page, computed only where a page draws it."""
    return {"shell": SimpleLazyObject(lambda: build(request))}


def build(request: HttpRequest) -> Shell:
    """Return the shell of a request; asks the database only for the counts beside the entries."""
    standing: Standing | None = getattr(request, "membership", None)
    user = getattr(request, "user", None)
    base = Shell(languages=_languages(), language_url=reverse("account_language"))
    if not isinstance(user, User):
        return replace(base, sign_in_url=reverse("account_login"), demo=settings.DEMO)
    base = replace(
        base,
        user_name=user.name or user.email,
        user_initials=initials(user.name or user.email),
        account_url=reverse("account"),
        sign_out_url=reverse("account_logout"),
    )
    return _in_city(base, standing, request) if standing else replace(base, groups=_own_pages(request.path))


def initials(name: str) -> str:
    """Return one or two letters for a name: its first, and that of its last word."""
    words = [word for word in name.split("@")[0].replace(".", " ").split() if word]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def _in_city(base: Shell, standing: Standing, request: HttpRequest) -> Shell:
    city = standing.city
    search = f"/{city.slug}/buscar/"
    return replace(
        base,
        city_name=city.name,
        city_slug=city.slug,
        role_label=capfirst(role_names(standing.roles)),
        groups=_groups(standing, request.path),
        home_url=reverse("city_home", args=[city.slug]),
        search_url=search if _opens("buscar/", standing) else "",
        search_query=request.GET.get("q", "") if request.path == search else "",
        cities=tuple(
            CityOption(one.slug, one.name, capfirst(role_names(roles)), current=one == city)
            for one, roles in standing.cities
        ),
        switch_url=reverse("account_city"),
        demo=city.invented,
    )


def _own_pages(path: str) -> tuple[NavGroup, ...]:
    """Return the pages of one's own account, and the way back to the city."""
    urls = [reverse(name) for _label, name, _icon in OWN_PAGES]
    current = max((url for url in urls if path.startswith(url)), key=len, default="")
    own = tuple(
        NavItem(label, url, icon, current=url == current)
        for url, (label, _name, icon) in zip(urls, OWN_PAGES, strict=True)
    )
    back = NavItem(_("Volver a la ciudad"), reverse("home"), "back", mirrored=True)
    return (NavGroup("", (back,)), NavGroup(_("Su cuenta"), own))


def _groups(standing: Standing, path: str) -> tuple[NavGroup, ...]:
    entries = list(_open_entries(standing))
    current = max((_url(standing, e) for _, e in entries if path.startswith(_url(standing, e))), key=len, default="")
    groups: dict[object, list[NavItem]] = {}
    for title, entry in entries:
        url = _url(standing, entry)
        count = entry.count(standing) if entry.count else 0
        item = NavItem(entry.label, url, entry.icon, current=url == current, count=count, key=entry.key)
        groups.setdefault(title, []).append(item)
    return tuple(NavGroup(title, tuple(groups[title])) for title, _ in GROUPS if title in groups)


def _open_entries(standing: Standing) -> Iterator[tuple[Promise | str, Entry]]:
    for title, entries in GROUPS:
        for entry in entries:
            if _opens(entry.path, standing) and (entry.serves is None or entry.serves(standing)):
                yield title, entry


def _opens(path: str, standing: Standing) -> bool:
    predicate = _predicate(path)
    return predicate is not None and predicate(standing)


@lru_cache
def _predicate(path: str) -> Callable[[Standing], bool] | None:
    """Return what the view at a path of a city asks of the member, or None when there is no such page."""
    try:
        view = resolve(f"/una-ciudad/{path}").func
    except Resolver404:
        return None
    found: Callable[[Standing], bool] | None = getattr(view, "opens_for", None)
    return found


def _url(standing: Standing, entry: Entry) -> str:
    return f"/{standing.city.slug}/{entry.path}"


def _languages() -> tuple[LanguageOption, ...]:
    """Each language in its own words, so that whoever needs it can find it."""
    current = get_language()
    return tuple(
        LanguageOption(code, get_language_info(code)["name_local"], current=code == current)
        for code, _name in settings.LANGUAGES
    )

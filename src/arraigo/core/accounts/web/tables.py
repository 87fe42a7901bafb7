"""The lists of who has access and of the keys of the API."""

import unicodedata
from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.core.accounts.enums import Role, Scope
from arraigo.core.accounts.models import ApiToken, Membership
from arraigo.core.ui.formats import short_date
from arraigo.core.ui.tables import Column, Filter, Table

ROLES = tuple((role.value, capfirst(str(role.label))) for role in Role)


def _search(rows: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    words = _folded(text).split()
    found = [one.pk for one in rows if all(word in _folded(f"{one.user.name} {one.user.email}") for word in words)]
    return rows.filter(pk__in=found)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _limits(membership: Membership) -> str:
    names = [one.area.name for one in membership.areas.all()]
    return ", ".join(sorted(names)) or _("Toda la ciudad")


MEMBERS: Table[Membership] = Table(
    key="accesos",
    caption=gettext_lazy("Quién tiene acceso"),
    noun=(gettext_lazy("acceso"), gettext_lazy("accesos")),
    columns=(
        Column(
            "name",
            gettext_lazy("Persona"),
            main=True,
            value=lambda one: one.user.name or one.user.email,
            order=("user__name", "user__email"),
        ),
        Column("email", gettext_lazy("Correo"), value=lambda one: one.user.email, order=("user__email",)),
        Column("role", gettext_lazy("Función"), value=lambda one: capfirst(one.get_role_display()), order=("role",)),
        Column(
            "organization",
            gettext_lazy("Organización"),
            value=lambda one: one.organization.name if one.organization else _("Todas"),
            order=("organization__name",),
        ),
        Column("areas", gettext_lazy("Zonas"), value=_limits, hidden=True),
        Column(
            "second_factor",
            gettext_lazy("Segundo paso"),
            value=lambda one: _("Activado") if getattr(one, "strong", False) else _("Falta"),
            template="accounts/parts/second_factor.html",
            order=("strong",),
        ),
        Column(
            "last_login",
            gettext_lazy("Entró"),
            value=lambda one: one.user.last_login,
            cell=lambda one: short_date(localtime(one.user.last_login)) if one.user.last_login else _("Todavía no"),
            order=("user__last_login",),
        ),
    ),
    row_label=lambda one: one.user.name or one.user.email,
    filters=(
        Filter(
            "funcion",
            gettext_lazy("Función"),
            ROLES,
            lambda rows, chosen: rows.filter(role__in=chosen),
            multiple=True,
        ),
        Filter(
            "segundo-paso",
            gettext_lazy("Segundo paso"),
            (("falta", gettext_lazy("Sin segundo paso")), ("activado", gettext_lazy("Con segundo paso"))),
            lambda rows, chosen: rows.filter(strong="activado" in chosen),
            quick=("falta",),
        ),
    ),
    search=_search,
    search_label=gettext_lazy("Nombre o correo"),
    sort="name",
    empty_title=gettext_lazy("Todavía no hay nadie más"),
    empty_text=gettext_lazy("Invite a las personas del equipo: les llegará un correo que dice cómo entrar."),
)


def members_of(slug: str, *, editable: bool) -> Table[Membership]:
    """Return the list of access of a city; its rows lead to their page for who may change them."""
    if not editable:
        return MEMBERS
    return replace(MEMBERS, row_url=lambda one: reverse("access_change", args=[slug, one.pk]))


def scope_names(token: ApiToken) -> str:
    """Return what a key may do, in words."""
    return "; ".join(str(Scope(scope).label) for scope in token.scopes)


KEYS: Table[ApiToken] = Table(
    key="llaves",
    caption=gettext_lazy("Llaves de la interfaz de programas"),
    noun=(gettext_lazy("llave"), gettext_lazy("llaves")),
    columns=(
        Column("name", gettext_lazy("Para qué es"), main=True, order=("name",)),
        Column(
            "of",
            gettext_lazy("De quién es"),
            value=lambda one: str(one.membership.user),
            order=("membership__user__name",),
        ),
        Column("scopes", gettext_lazy("Qué puede"), value=scope_names),
        Column(
            "created_at",
            gettext_lazy("Creada"),
            cell=lambda one: short_date(localtime(one.created_at)),
            order=("created_at",),
        ),
        Column(
            "expires_at",
            gettext_lazy("Vence"),
            cell=lambda one: short_date(localtime(one.expires_at)) if one.expires_at else _("No vence"),
            order=("expires_at",),
        ),
        Column(
            "last_used_on",
            gettext_lazy("Último uso"),
            cell=lambda one: short_date(one.last_used_on) if one.last_used_on else _("Nunca"),
            order=("last_used_on",),
        ),
        Column("state", gettext_lazy("Estado"), value=lambda one: _("Cerrada") if one.revoked_at else _("Abierta")),
    ),
    row_state=lambda one: "off" if one.revoked_at else "",
    row_menu="accounts/parts/key_menu.html",
    sort="-created_at",
    choose_columns=False,
    exports=False,
    empty_title=gettext_lazy("Todavía no hay llaves"),
    empty_text=gettext_lazy("Una llave deja que otro programa lea o escriba en su nombre, solo lo que usted elija."),
)

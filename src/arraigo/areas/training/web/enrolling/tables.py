"""The tables of applications and of focal links."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.enums import ApplicationSource, ApplicationState
from arraigo.areas.training.models import Application, FocalLink
from arraigo.areas.training.web.common import raised
from arraigo.core.people import api as people
from arraigo.core.ui.tables import Action, Column, Filter, Table
from arraigo.core.ui.templatetags import ui

TONES = {
    ApplicationState.UNCONFIRMED: "",
    ApplicationState.TO_APPROVE: "warn",
    ApplicationState.WAITING: "info",
    ApplicationState.ACCEPTED: "ok",
    ApplicationState.REJECTED: "danger",
    ApplicationState.WITHDRAWN: "line",
}


def applications(city: str, course_id: UUID, turns: Mapping[str, int], *, manages: bool) -> Table[Application]:
    """Return the table of a course's applications; `turns` are the places in the waiting list."""
    columns = tuple(
        replace(column, value=lambda row: turns.get(str(row.pk), "")) if column.key == "turn" else column
        for column in APPLICATIONS.columns
    )
    return replace(
        APPLICATIONS,
        columns=columns,
        row_url=(lambda row: reverse("training:application_desk", args=[city, course_id, row.pk])) if manages else None,
        actions=APPLICATIONS.actions if manages else (),
        actions_url=reverse("training:applications_act", args=[city, course_id]),
    )


def listed_name(row: Application) -> str:
    """Return a name as lists sorted by surname write it."""
    return f"{row.surnames}, {row.given_names}" if row.surnames and row.given_names else f"{row.given_names}"


def _search(rows: list[Application], words: str) -> list[Application]:
    wanted = people.fold(words).split()
    return [row for row in rows if all(word in _text(row) for word in wanted)]


def _text(row: Application) -> str:
    return people.fold(f"{row.given_names} {row.surnames} {row.email} {row.institution} {row.document}")


def _by(field: str) -> Any:  # noqa: ANN401 - what Filter takes
    def narrow(rows: list[Application], values: tuple[str, ...]) -> list[Application]:
        return [row for row in rows if str(getattr(row, field)) in values]

    return narrow


def _state(row: Application) -> str:
    state = ApplicationState(row.state)
    return ui.state(state.label, TONES.get(state, ""))


def _source(row: Application) -> str:
    if row.focal_link is not None:
        return str(_("Punto focal de %(name)s") % {"name": row.focal_link.organization.name})
    return str(capfirst(ApplicationSource(row.source).label))


SHOWN = [(state.value, state.label) for state in TONES]

APPLICATIONS: Table[Application] = Table(
    key="solicitudes",
    caption=_("Solicitudes de inscripción"),
    noun=(_("solicitud"), _("solicitudes")),
    columns=(
        Column(
            "name",
            _("Nombre"),
            main=True,
            value=listed_name,
            sort_by=lambda row: people.fold(f"{row.surnames} {row.given_names}"),
        ),
        Column(
            "state",
            _("Estado"),
            value=lambda row: str(capfirst(ApplicationState(row.state).label)),
            cell=_state,
            sortable=True,
            label_on_phone=False,
        ),
        Column("turn", _("Turno"), numeric=True, sortable=True),
        Column("institution", _("Institución"), sortable=True),
        Column("position", _("Cargo"), sortable=True, hidden=True),
        Column("email", _("Correo"), value=lambda row: str(row.email), hidden=True),
        Column("needs", _("Qué necesita"), value=lambda row: str(row.needs), hidden=True),
        Column(
            "created_at",
            _("Llegó"),
            value=lambda row: timezone.localtime(row.created_at).date(),
            sort_by=lambda row: row.created_at,
            nowrap=True,
        ),
        Column("source", _("Por"), value=_source, sortable=True),
    ),
    row_label=lambda row: f"{row.given_names} {row.surnames}",
    row_note=lambda row: row.reason,
    row_state=lambda row: "off" if row.state in {ApplicationState.REJECTED, ApplicationState.WITHDRAWN} else "",
    filters=(
        Filter(
            "estado",
            _("Estado"),
            raised(SHOWN),
            _by("state"),
            multiple=True,
            quick=(ApplicationState.TO_APPROVE.value, ApplicationState.WAITING.value),
        ),
        Filter("origen", _("Por"), raised(ApplicationSource.choices), _by("source"), multiple=True),
    ),
    search=_search,
    search_label=_("Nombre, correo, documento o institución"),
    sort="-created_at",
    actions=(
        Action("aprobar", _("Aprobar"), "check"),
        Action("rechazar", _("No aceptar"), "close"),
        Action("recordar", _("Reenviar el correo de confirmación"), "send"),
    ),
    footnote=_("El turno es el orden de llegada a la lista de espera; no se cambia. Cada consulta queda registrada."),
    empty_template="training/enrolling/no_applications.html",
)


def focal_links(city: str, course_id: UUID) -> Table[FocalLink]:
    """Return the table of a course's focal links."""
    return replace(FOCAL_LINKS, row_menu="training/enrolling/focal_menu.html")


def link_state(link: FocalLink) -> tuple[str, str]:
    """Return whether a link works, in words and with its tone."""
    if link.revoked_at is not None:
        return str(_("Anulado")), "line"
    if link.expires_at <= timezone.now():
        return str(_("Vencido")), "warn"
    return str(_("Vigente")), "ok"


def _used(link: FocalLink) -> str:
    used = getattr(link, "used", 0)
    if link.places is None:
        return str(_("%(used)d, sin límite") % {"used": used})
    return str(_("%(used)d de %(places)d") % {"used": used, "places": link.places})


FOCAL_LINKS: Table[FocalLink] = Table(
    key="enlaces",
    caption=_("Puntos focales"),
    noun=(_("punto focal"), _("puntos focales")),
    columns=(
        Column("organization", _("Institución"), main=True, value=lambda link: link.organization.name, sortable=True),
        Column("name", _("Punto focal"), value=lambda link: str(link.name), sortable=True),
        Column("email", _("Correo"), value=lambda link: str(link.email), cell=lambda link: ui.breakable(link.email)),
        Column("used", _("Inscribió"), value=_used, sort_by=lambda link: getattr(link, "used", 0), nowrap=True),
        Column(
            "expires_at",
            _("Sirve hasta"),
            value=lambda link: timezone.localtime(link.expires_at - timedelta(seconds=1)).date(),
            sort_by=lambda link: link.expires_at,
            nowrap=True,
        ),
        Column(
            "state",
            _("Estado"),
            value=lambda link: link_state(link)[0],
            cell=lambda link: ui.state(*link_state(link)),
            label_on_phone=False,
        ),
    ),
    search=lambda rows, words: [
        link for link in rows if people.fold(words) in people.fold(f"{link.organization.name} {link.name} {link.email}")
    ],
    search_label=_("Institución, nombre o correo"),
    filters=(
        Filter(
            "estado",
            _("Estado"),
            (("ok", _("Vigente")), ("warn", _("Vencido")), ("line", _("Anulado"))),
            lambda rows, values: [link for link in rows if link_state(link)[1] in values],
            multiple=True,
        ),
    ),
    sort="organization",
    empty_template="training/enrolling/no_focal_links.html",
)

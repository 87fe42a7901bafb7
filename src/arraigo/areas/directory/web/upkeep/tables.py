"""The tables of what is overdue, of what organisations propose and of what readers report."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.enums import ProposalState, ReportKind, ReportState
from arraigo.areas.directory.models import Proposal, Report
from arraigo.areas.directory.queries import desk
from arraigo.areas.directory.queries.proposals import amount_words
from arraigo.areas.directory.web.common import need_choices, raised
from arraigo.areas.directory.web.services.tables import checked_cell
from arraigo.core.places.models import City
from arraigo.core.ui.formats import short_date
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags import ui

PROPOSAL_TONES = {ProposalState.PENDING: "warn", ProposalState.ACCEPTED: "ok", ProposalState.REJECTED: "line"}
REPORT_TONES = {ReportState.OPEN: "warn", ReportState.MENDED: "ok", ReportState.DISMISSED: "line"}


# One button for each way of checking: one press says that it was done, and how.
CHECK: Column[Any] = Column(
    "check", _("Verificado hoy"), value=lambda row: "", template="directory/upkeep/check.html", exported=False
)
DECIDE: Column[Any] = Column(
    "decide", _("Qué pasó"), value=lambda row: "", template="directory/upkeep/decide.html", exported=False
)


def overdue(city: str, *, today: date, manages: bool) -> Table[Any]:
    """Return the table of services to check, each with what checks it at one click for whoever may."""
    organizations = [(str(row.pk), row.name) for row in desk.giving()]
    columns = [replace(one, cell=checked_cell(today)) if one.key == "verified_on" else one for one in OVERDUE.columns]
    if manages:
        columns.append(CHECK)
    filters = (
        Filter("necesidad", _("Necesidad"), need_choices(), desk.answering),
        Filter("organizacion", _("Organización"), organizations, _of_organizations),
    )
    return replace(
        OVERDUE,
        columns=tuple(columns),
        filters=tuple(one for one in filters if one.choices),
        row_url=lambda row: reverse("directory:service", args=[city, row.pk]),
    )


def _of_organizations(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(organization__in=values)


OVERDUE: Table[Any] = Table(
    key="por-verificar",
    caption=_("Servicios por verificar"),
    noun=(_("servicio"), _("servicios")),
    columns=(
        Column("name", _("Servicio"), main=True, order=("name",)),
        Column(
            "organization", _("Organización"), value=lambda row: row.organization.name, order=("organization__name",)
        ),
        Column("phones", _("Teléfonos"), value=lambda row: ", ".join(row.called)),
        Column("verified_on", _("Verificado"), order=("verified_on",)),
        Column("due_on", _("Vencía el"), order=("due_on",), nowrap=True, hidden=True),
        Column(
            "verified_by",
            _("La última vez, por"),
            value=lambda row: row.verified_by.name if row.verified_by else "",
            hidden=True,
            exported=False,
        ),
    ),
    search=desk.search,
    search_label=_("Servicio u organización"),
    sort="due_on",
    empty_template="directory/upkeep/none_overdue.html",
)


def proposals(city: City) -> Table[Proposal]:
    """Return the table of proposals, those that wait first."""
    zone = ZoneInfo(city.timezone)
    columns = [
        replace(one, value=lambda row: row.sent_at.astimezone(zone).date()) if one.key == "sent_at" else one
        for one in PROPOSALS.columns
    ]
    return replace(
        PROPOSALS,
        columns=tuple(columns),
        row_url=lambda row: reverse("directory:proposal", args=[city.slug, row.pk]),
    )


def _in_states(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(state__in=values)


def _search(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(service__in=desk.search(desk.services(), word).values("pk"))
    return rows


def _proposal_state(row: Proposal) -> str:
    state = ProposalState(row.state)
    if state is ProposalState.ACCEPTED and len(row.accepted) < len(row.changes):
        return ui.state(_now("aceptada en parte"), "ok")
    return ui.state(state.label, PROPOSAL_TONES[state])


PROPOSALS: Table[Proposal] = Table(
    key="propuestas",
    caption=_("Propuestas de organizaciones"),
    noun=(_("propuesta"), _("propuestas")),
    columns=(
        Column("service", _("Servicio"), main=True, value=lambda row: row.service.name if row.service else "—"),
        Column(
            "organization", _("Organización"), value=lambda row: row.service.organization.name if row.service else ""
        ),
        Column("amount", _("Qué propone"), value=amount_words),
        Column("sent_at", _("Recibida"), order=("sent_at",), nowrap=True),
        Column("state", _("Estado"), cell=_proposal_state, value=lambda row: row.get_state_display()),
    ),
    filters=(Filter("estado", _("Estado"), raised(ProposalState.choices), _in_states, quick=("pending",)),),
    search=_search,
    search_label=_("Servicio u organización"),
    exports=False,
    empty_title=_("Todavía no hay propuestas"),
    empty_text=_(
        "Desde la página de un servicio, envíe a la organización el enlace a su ficha. Lo que corrija aparecerá aquí "
        "para que usted lo acepte."
    ),
)


def reports(city: City, *, manages: bool) -> Table[Report]:
    """Return the table of reports, open ones first, with what decides each for whoever may."""
    zone = ZoneInfo(city.timezone)
    columns = [
        replace(one, value=lambda row: row.at.astimezone(zone).date()) if one.key == "at" else one
        for one in REPORTS.columns
    ]
    if manages:
        columns.append(DECIDE)
    return replace(
        REPORTS,
        columns=tuple(columns),
        row_url=lambda row: reverse("directory:service", args=[city.slug, row.service_id]),
    )


def _of_kinds(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(kind__in=values)


def _report_state(row: Report) -> str:
    return ui.state(row.get_state_display(), REPORT_TONES[ReportState(row.state)])


def _decided(row: Report) -> str:
    if row.decided_at is None:
        return ""
    who = row.decided_by.name if row.decided_by else ""
    return f"{who}, {short_date(row.decided_at.date())}" if who else short_date(row.decided_at.date())


REPORTS: Table[Report] = Table(
    key="avisos",
    caption=_("Avisos de quienes leen la guía"),
    noun=(_("aviso"), _("avisos")),
    columns=(
        Column("service", _("Servicio"), main=True, value=lambda row: row.service.name),
        Column("kind", _("Qué está mal"), value=lambda row: row.get_kind_display()),
        Column("text", _("Qué escribió"), value=lambda row: str(row.text)),
        Column("at", _("Recibido"), order=("at",), nowrap=True),
        Column("state", _("Estado"), cell=_report_state, value=lambda row: row.get_state_display()),
        Column("decided", _("Revisado por"), value=_decided, hidden=True),
    ),
    filters=(
        Filter("estado", _("Estado"), raised(ReportState.choices), _in_states, quick=("open",)),
        Filter("que", _("Qué está mal"), raised(ReportKind.choices), _of_kinds),
    ),
    search=_search,
    search_label=_("Servicio u organización"),
    exports=False,
    empty_title=_("Nadie ha avisado de un error"),
    empty_text=_("En la guía, quien encuentra un teléfono o un horario equivocado puede avisarlo sin decir quién es."),
)

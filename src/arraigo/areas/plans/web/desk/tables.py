"""The tables of reviews."""

from dataclasses import replace

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import InstrumentKind, Progress
from arraigo.areas.plans.models import Review
from arraigo.areas.plans.queries.desk import state_of
from arraigo.areas.plans.queries.progress import BROKEN_OFF, STILL_DONE, UNFINISHED
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags import ui

READING, OPEN, CLOSED, OVER = "leyendo", "abierta", "cerrada", "sin-terminar"
STATES = (
    (OPEN, _("en revisión")),
    (CLOSED, _("cerrada")),
    (READING, _("leyendo el plan")),
    (OVER, _("sin terminar")),
)
_TONES = {OPEN: "info", CLOSED: "ok", READING: "line", OVER: "warn"}
_CHOSEN = {
    OPEN: Q(state=Progress.READY, closed_at=None),
    CLOSED: Q(closed_at__isnull=False),
    READING: STILL_DONE & Q(closed_at=None),
    OVER: BROKEN_OFF & Q(closed_at=None),
}


def reviews(city: str) -> Table[Review]:
    """Return the table of reviews."""
    return replace(REVIEWS, row_url=lambda row: reverse("plans:desk", args=[city, row.pk]))


def standing(row: Review) -> str:
    """Return where a review stands, as one of the words of `STATES`."""
    if row.closed_at is not None:
        return CLOSED
    state = state_of(row)
    if state == Progress.READY:
        return OPEN
    return READING if state in UNFINISHED else OVER


def _search(rows: QuerySet[Review], words: str) -> QuerySet[Review]:
    for word in words.split():
        rows = rows.filter(version__plan__title__icontains=word)
    return rows


def _in_state(rows: QuerySet[Review], values: tuple[str, ...]) -> QuerySet[Review]:
    chosen = Q()
    for value in values:
        chosen |= _CHOSEN.get(value, Q(pk=None))
    return rows.filter(chosen)


def _state_cell(row: Review) -> str:
    stands = standing(row)
    return ui.state(dict(STATES)[stands], _TONES[stands])


def _settled(row: Review) -> str:
    counts = {"settled": row.settled, "criteria": row.criteria}  # type: ignore[attr-defined]
    return format_html("{}", _now("%(settled)s de %(criteria)s") % counts) if counts["criteria"] else ""


REVIEWS: Table[Review] = Table(
    key="revisiones",
    caption=_("Revisiones de planes"),
    noun=(_("revisión"), _("revisiones")),
    columns=(
        Column("plan", _("Plan"), main=True, order=("version__plan__title",), value=lambda row: row.version.plan.title),
        Column("version", _("Versión"), order=("version__number",), value=lambda row: row.version.number, numeric=True),
        Column("state", _("Estado"), value=lambda row: str(dict(STATES)[standing(row)]), cell=_state_cell),
        Column("settled", _("Resueltos"), order=("settled",), value=lambda row: _settled(row)),
        Column(
            "people",
            _("Revisan"),
            value=lambda row: ", ".join(str(one.user) for one in row.reviewers.all()),
        ),
        Column("due", _("Vence"), order=("due_on",), value=lambda row: row.due_on),
        Column("made", _("Empezó"), order=("created_at",), value=lambda row: row.city.day_of(row.created_at)),
    ),
    filters=(
        Filter("estado", _("Estado"), STATES, _in_state),
        Filter(
            "instrumento",
            _("Instrumento"),
            tuple(InstrumentKind.choices),
            lambda rows, chosen: rows.filter(instrument__in=chosen),
        ),
    ),
    search=_search,
    search_label=_("Título del plan"),
    sort="-made",
)

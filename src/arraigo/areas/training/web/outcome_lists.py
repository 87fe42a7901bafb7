"""The lists behind the outcomes, by what `ver=` says: completions, certificates, pairs of tests, sessions held."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.models import Session
from arraigo.areas.training.queries import outcome_records as reads
from arraigo.areas.training.queries.courses import local
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.queries.outcome_records import OutcomeRecord
from arraigo.core.accounts.api import CityRequest
from arraigo.core.people import api as people
from arraigo.core.people.api import Sex
from arraigo.core.ui import tables
from arraigo.core.ui.formats import short_date
from arraigo.core.ui.shell import Text
from arraigo.core.ui.tables import Column, Listing, Table

MOST_FOUND = 2_000


@dataclass(frozen=True)
class OutcomeList:
    """What a list holds and what it is called; `dated` where its rows are certificates."""

    what: str
    caption: Text
    noun: tuple[Text, Text]
    dated: bool = False


LISTS: dict[str, OutcomeList] = {
    "culminaciones": OutcomeList(
        reads.COMPLETED, _("Personas que culminaron su curso"), (_("culminación"), _("culminaciones"))
    ),
    "constancias": OutcomeList(reads.VALID, _("Constancias válidas"), (_("constancia"), _("constancias")), dated=True),
    "revocadas": OutcomeList(
        reads.REVOKED, _("Constancias revocadas"), (_("constancia"), _("constancias")), dated=True
    ),
    "pruebas": OutcomeList(
        reads.TESTED, _("Personas que rindieron las dos pruebas"), (_("persona en un curso"), _("personas en un curso"))
    ),
    "jornadas": OutcomeList("", _("Jornadas realizadas"), (_("jornada"), _("jornadas"))),
}


def listing(request: CityRequest, key: str, wanted: FigureFilter) -> Listing[Any]:
    """Return the list of an outcome under a filter."""
    chosen = LISTS[key]
    if not chosen.what:
        return tables.listing(SESSIONS, request, reads.sessions_held(wanted))
    city = request.city.slug
    columns = PEOPLE.columns + (DATED if chosen.dated else ())
    table = replace(
        PEOPLE,
        caption=chosen.caption,
        noun=chosen.noun,
        columns=columns,
        row_url=lambda row: reverse("person", args=[city, row.person_id]) if row.person_id else "",
    )
    return tables.listing(table, request, reads.outcome_records(chosen.what, wanted, at=timezone.now()))


def _search_people(rows: list[OutcomeRecord], words: str) -> list[OutcomeRecord]:
    within = frozenset(row.person_id for row in rows if row.person_id)
    found = {profile.id for profile in people.search(words, limit=MOST_FOUND, visible=within.intersection)}
    return [row for row in rows if row.person_id in found]


def _search_sessions(rows: QuerySet[Session], words: str) -> QuerySet[Session]:
    for word in words.split():
        rows = rows.filter(Q(code__icontains=word) | Q(title__icontains=word) | Q(course__title__icontains=word))
    return rows


def _starts(session: Session) -> datetime:
    return local(session.starts_at, session.timezone)


def _worded(read: Callable[[Any], Text]) -> Callable[[Any], str]:
    return lambda row: str(capfirst(str(read(row))))


PEOPLE: Table[OutcomeRecord] = Table(
    key="registros",
    caption=_("Personas"),
    noun=(_("persona"), _("personas")),
    columns=(
        Column("name", _("Nombre"), main=True, sort_by=lambda row: row.sort_key),
        Column("course", _("Curso"), sortable=True),
        Column("institution", _("Institución"), sortable=True),
        Column("sex", _("Sexo"), value=_worded(lambda row: Sex(row.sex).label), sortable=True),
    ),
    search=_search_people,
    search_label=_("Nombre o documento"),
    sort="name",
    footnote=_("Una persona cuenta una vez en cada curso. Cada consulta queda registrada."),
    empty_title=_("Esta cifra es cero"),
    empty_text=_("Nadie reúne estas condiciones en el período elegido."),
)
DATED: tuple[Column[OutcomeRecord], ...] = (
    Column("day", _("Emitida"), sortable=True, nowrap=True),
    Column("code", _("Código"), sortable=True, nowrap=True),
)
SESSIONS: Table[Session] = Table(
    key="registros",
    caption=_("Jornadas realizadas"),
    noun=(_("jornada"), _("jornadas")),
    columns=(
        Column("code", _("Jornada"), main=True, order=("code",)),
        Column("title", _("Tema"), order=("title",)),
        Column("course", _("Curso"), value=lambda row: row.course.title, order=("course__title",)),
        Column(
            "starts",
            _("Fecha"),
            value=_starts,
            cell=lambda row: short_date(_starts(row)),
            order=("starts_at",),
            nowrap=True,
        ),
        Column("modality", _("Modalidad"), value=_worded(lambda row: row.get_modality_display()), order=("modality",)),
        Column("minutes", _("Minutos"), numeric=True, order=("minutes",)),
    ),
    search=_search_sessions,
    search_label=_("Código, tema o curso"),
    sort="-starts",
    footnote=_("Con al menos una asistencia y sin cancelar."),
    empty_title=_("Esta cifra es cero"),
    empty_text=_("No hay jornadas con asistencia en el período elegido."),
)

"""The records behind a figure."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.documents.figures import period
from arraigo.areas.training.models import Attendance
from arraigo.areas.training.queries import choices
from arraigo.areas.training.queries import records as reads
from arraigo.areas.training.queries.opened import Book, shown_document
from arraigo.areas.training.queries.records import PersonRecord, RecordFilter
from arraigo.areas.training.web import outcome_lists
from arraigo.areas.training.web.filters import (
    MODALITY_WORDS,
    SEX_WORDS,
    FigureForm,
    query,
    records_wanted,
)
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.people import api as people
from arraigo.core.people.api import AgeBand, Sex
from arraigo.core.ui import tables
from arraigo.core.ui.tables import Column, Listing, Table
from arraigo.core.ui.templatetags import ui

MOST_SORTED = 2_000
MOST_FOUND = 2_000


@require_safe
@membership_required(permissions.reads_records)
def records(request: CityRequest, city: str) -> HttpResponseBase:
    """List the people, or with `ver=asistencias` the attendances, that one figure counts; each look is logged.

    A filter that cannot be read leads to the figures, which say what to mend.
    """
    form = FigureForm(request.GET, choices.choices(), with_none=True)
    if not form.is_valid():
        return redirect(f"{reverse('training:figures', args=[city])}?{request.GET.urlencode()}")
    wanted = records_wanted(form, request.GET)
    what = request.GET.get("ver", "")
    shown = _listing(request, what, wanted)
    context = {
        "period": period(wanted.figures),
        "words": [*form.words, *_cell_words(wanted)],
        "figures_back": reverse("training:figures", args=[city]) + query(wanted.figures),
    }
    audit.seen(
        what="training.records" if not shown.asked.format else "training.records.download",
        subject=_seen(shown),
        by=request.membership.user,
        at=timezone.now(),
    )
    return tables.respond(request, "training/records.html", shown, context, filename=_("registros de formación"))


def _listing(request: CityRequest, what: str, wanted: RecordFilter) -> Listing[Any]:
    """Return the list that an address asks for with `ver=`: by itself the people."""
    if what == "asistencias":
        return _attendances(request, wanted)
    if what in outcome_lists.LISTS:
        return outcome_lists.listing(request, what, wanted.figures)
    return _people(request, wanted)


def _seen(shown: Listing[Any]) -> list[str]:
    """Name the people on the page, or all of them where they are downloaded; a list of sessions names nobody."""
    rows = shown.rows if shown.asked.format else shown.page_rows
    people_ids = dict.fromkeys(getattr(row, "person_id", None) for row in rows)
    return [f"people.person:{person}" for person in people_ids if person]


def _people(request: CityRequest, wanted: RecordFilter) -> Listing[PersonRecord]:
    rows = reads.people(wanted)
    table = replace(PEOPLE, row_url=lambda row: reverse("person", args=[request.city.slug, row.person_id]))
    if len(rows) > MOST_SORTED:
        # Names are sealed: only a list of bounded length is opened whole to be sorted by them.
        columns = tuple(replace(one, sort_by=None) if one.key == "name" else one for one in PEOPLE.columns)
        table = replace(table, columns=columns, sort="-last")
    return tables.listing(table, request, rows)


def _attendances(request: CityRequest, wanted: RecordFilter) -> Listing[Attendance]:
    rows = reads.attendances(wanted)
    book = Book()
    columns = (
        Column[Attendance](
            "name", gettext_lazy("Nombre"), main=True, value=lambda row: book[row.person_id].listed_name
        ),
        *ATTENDANCES.columns,
    )
    shown = tables.listing(replace(ATTENDANCES, columns=columns), request, rows)
    on_show = shown.rows.values_list("person_id", flat=True) if shown.asked.format else _ids(shown)
    book.open(on_show)
    return shown


def _ids(shown: Listing[Attendance]) -> list[Any]:
    return [row.person_id for row in shown.page_rows]


def _cell_words(wanted: RecordFilter) -> list[tuple[Any, Any]]:
    said: list[tuple[Any, Any]] = []
    if wanted.sex:
        said.append((_("Sexo"), SEX_WORDS[wanted.sex]))
    if wanted.modality:
        said.append((_("Modalidad"), MODALITY_WORDS[wanted.modality]))
    if wanted.age:
        said.append((_("Edad"), capfirst(AgeBand(wanted.age).label)))
    if wanted.session:
        session = reads.session_named(wanted.session)
        said.append((_("Jornada"), session))
    return said


def _search_people(rows: list[PersonRecord], words: str) -> list[PersonRecord]:
    within = frozenset(row.person_id for row in rows)
    found = {profile.id for profile in people.search(words, limit=MOST_FOUND, visible=within.intersection)}
    return [row for row in rows if row.person_id in found]


def _search_attendances(rows: QuerySet[Attendance], words: str) -> QuerySet[Attendance]:
    return rows.filter(person__in=[profile.id for profile in people.search(words, limit=MOST_FOUND)])


def _modality(online: bool, in_person: bool) -> str:
    if online and in_person:
        return str(_("Ambas"))
    return str(_("En línea")) if online else str(_("Presencial"))


PEOPLE: Table[PersonRecord] = Table(
    key="registros",
    caption=gettext_lazy("Personas que cuenta la cifra"),
    noun=(gettext_lazy("persona"), gettext_lazy("personas")),
    columns=(
        Column(
            "name",
            gettext_lazy("Nombre"),
            main=True,
            value=lambda row: row.profile.listed_name,
            sort_by=lambda row: row.profile.sort_key,
        ),
        Column(
            "document",
            gettext_lazy("Documento"),
            value=lambda row: shown_document(row.profile),
            cell=lambda row: ui.masked(shown_document(row.profile)),
            export=lambda row: shown_document(row.profile)[-4:],
            nowrap=True,
            phone=False,
        ),
        Column(
            "institution", gettext_lazy("Institución"), value=lambda row: ", ".join(row.institutions), sortable=True
        ),
        Column("sex", gettext_lazy("Sexo"), value=lambda row: str(capfirst(Sex(row.sex).label)), sortable=True),
        Column(
            "age",
            gettext_lazy("Edad"),
            value=lambda row: str(capfirst(row.age.label)),
            sort_by=lambda row: AgeBand.values.index(row.age),
        ),
        Column(
            "modality",
            gettext_lazy("Modalidad"),
            value=lambda row: _modality(row.online, row.in_person),
            sortable=True,
        ),
        Column("times", gettext_lazy("Asistencias"), numeric=True, sortable=True),
        Column("last", gettext_lazy("Última jornada"), sortable=True, nowrap=True),
    ),
    row_id=lambda row: str(row.person_id),
    search=_search_people,
    search_label=gettext_lazy("Nombre o documento"),
    sort="name",
    footnote=gettext_lazy("Los documentos se muestran incompletos. Cada consulta queda registrada."),
    empty_title=gettext_lazy("Esta cifra es cero"),
    empty_text=gettext_lazy("Nadie reúne estas condiciones en el período elegido."),
)

ATTENDANCES: Table[Attendance] = Table(
    key="registros",
    caption=gettext_lazy("Asistencias que cuenta la cifra"),
    noun=(gettext_lazy("asistencia"), gettext_lazy("asistencias")),
    columns=(
        Column("held_on", gettext_lazy("Fecha"), order=("held_on", "session__code"), nowrap=True),
        Column("session", gettext_lazy("Jornada"), value=lambda row: row.session.code, order=("session__code",)),
        Column("course", gettext_lazy("Curso"), value=lambda row: row.course.title, order=("course__title",)),
        Column(
            "institution",
            gettext_lazy("Institución"),
            value=lambda row: row.organization.name if row.organization else "",
            order=("organization__name",),
        ),
        Column(
            "sex",
            gettext_lazy("Sexo"),
            value=lambda row: str(capfirst(Sex(row.person.sex).label)),
            order=("person__sex",),
        ),
        Column("modality", gettext_lazy("Modalidad"), value=lambda row: _modality(row.online, row.in_person)),
        Column(
            "minutes",
            gettext_lazy("Minutos"),
            value=lambda row: -(-row.seconds // 60),
            order=("seconds",),
            numeric=True,
        ),
    ),
    search=_search_attendances,
    search_label=gettext_lazy("Nombre o documento"),
    sort="-held_on",
    footnote=gettext_lazy("Una asistencia es una persona en una jornada. Cada consulta queda registrada."),
    empty_title=gettext_lazy("Esta cifra es cero"),
    empty_text=gettext_lazy("No hay asistencias con estas condiciones en el período elegido."),
)

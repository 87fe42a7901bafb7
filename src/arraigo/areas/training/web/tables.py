"""The tables of courses and of those enrolled in one."""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.enums import ProgrammeArea
from arraigo.areas.training.models import Course
from arraigo.areas.training.queries.choices import Choices
from arraigo.areas.training.queries.courses import Participant
from arraigo.areas.training.web.common import raised
from arraigo.core.people import api as people
from arraigo.core.people.api import Sex
from arraigo.core.ui.tables import Column, Filter, Table, plain
from arraigo.core.ui.templatetags import ui

MOST_FOUND = 2_000


def courses(choices: Choices, city: str) -> Table[Course]:
    """Return the table of courses with the filters that the city has choices for."""
    filters = (
        Filter("area", _("Área del programa"), raised(ProgrammeArea.choices), _courses_in("programme_area")),
        Filter("institucion", _("Institución"), choices.institutions, _courses_in("institution")),
        Filter("serie", _("Serie"), choices.series, _courses_in("series")),
        Filter("anuncio", _("Anuncio"), ANNOUNCED, _by_announcement, multiple=True),
        Filter("estado", _("Estado"), (("revision", _("Con filas por revisar")),), _waiting, quick=("revision",)),
    )
    return replace(
        COURSES,
        filters=tuple(one for one in filters if one.choices),
        row_url=lambda course: reverse("training:course", args=[city, course.pk]),
    )


def _courses_in(field: str) -> Callable[[QuerySet[Course], tuple[str, ...]], QuerySet[Course]]:
    def narrow(rows: QuerySet[Course], values: tuple[str, ...]) -> QuerySet[Course]:
        return rows.filter(**{f"{field}__in": list(values)})

    return narrow


def _waiting(rows: QuerySet[Any], values: tuple[str, ...]) -> QuerySet[Any]:
    return rows.filter(waiting__gt=0)


ANNOUNCED = (("publicado", _("Publicado")), ("sin-publicar", _("Sin publicar")), ("cancelado", _("Cancelado")))
ANNOUNCED_IF = {
    "publicado": Q(published_at__isnull=False, cancelled_at__isnull=True),
    "sin-publicar": Q(published_at__isnull=True, cancelled_at__isnull=True),
    "cancelado": Q(cancelled_at__isnull=False),
}
TONES = {"publicado": "ok", "sin-publicar": "line", "cancelado": "danger"}


def _by_announcement(rows: QuerySet[Course], values: tuple[str, ...]) -> QuerySet[Course]:
    return rows.filter(reduce(or_, (ANNOUNCED_IF[value] for value in values)))


def _announced(course: Course) -> str:
    if course.cancelled_at:
        return "cancelado"
    return "publicado" if course.published_at else "sin-publicar"


def _search_courses(rows: QuerySet[Course], words: str) -> QuerySet[Course]:
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(code__icontains=word) | Q(institution__name__icontains=word))
    return rows


def _waiting_tag(course: Course) -> str:
    number = getattr(course, "waiting", 0)
    return ui.state(plain(number), "warn") if number else "0"


COURSES: Table[Course] = Table(
    key="cursos",
    caption=_("Cursos"),
    noun=(_("curso"), _("cursos")),
    columns=(
        Column("title", _("Título"), main=True, order=("title",)),
        Column("code", _("Código"), order=("code",), nowrap=True),
        Column(
            "institution",
            _("Institución"),
            value=lambda course: course.institution.name if course.institution else "",
            order=("institution__name",),
        ),
        Column(
            "programme_area",
            _("Área del programa"),
            value=lambda course: str(capfirst(course.get_programme_area_display())),
            order=("programme_area",),
            hidden=True,
        ),
        Column(
            "series",
            _("Serie"),
            value=lambda course: course.series.name if course.series else "",
            order=("series__name",),
            hidden=True,
        ),
        Column(
            "announced",
            _("Anuncio"),
            value=lambda course: str(dict(ANNOUNCED)[_announced(course)]),
            cell=lambda course: ui.state(dict(ANNOUNCED)[_announced(course)], TONES[_announced(course)]),
            label_on_phone=False,
        ),
        Column("sessions_count", _("Jornadas"), numeric=True, order=("sessions_count",)),
        Column("enrolled", _("Inscritas"), numeric=True, order=("enrolled",)),
        Column("attended", _("Asistieron"), numeric=True, order=("attended",)),
        Column("waiting", _("Por revisar"), numeric=True, order=("waiting",), cell=_waiting_tag),
    ),
    search=_search_courses,
    search_label=_("Título, código o institución"),
    sort="title",
    empty_template="training/parts/no_courses.html",
    footnote=_("Inscritas y asistieron son personas; por revisar son filas de asistencia."),
)


# ── Those enrolled in a course ──


def participants(city: str) -> Table[Participant]:
    """Return the table of those enrolled in a course, each open to their own page."""
    return replace(PEOPLE, row_url=lambda person: reverse("person", args=[city, person.person_id]))


def _search_people(rows: list[Participant], words: str) -> list[Participant]:
    within = frozenset(person.person_id for person in rows)
    found: set[UUID] = {profile.id for profile in people.search(words, limit=MOST_FOUND, visible=within.intersection)}
    return [person for person in rows if person.person_id in found]


def _by_state(rows: list[Participant], values: tuple[str, ...]) -> list[Participant]:
    return [person for person in rows if any(_is(person, value) for value in values)]


def _is(person: Participant, value: str) -> bool:
    return {"ninguna": not person.attended, "alguna": person.attended > 0, "nombre": person.by_name}[value]


def _by_sex(rows: list[Participant], values: tuple[str, ...]) -> list[Participant]:
    return [person for person in rows if person.sex in values]


def _state(person: Participant) -> str:
    words, tone = _state_words(person)
    return ui.state(words, tone)


def _state_words(person: Participant) -> tuple[str, str]:
    if not person.sessions:
        return str(_("Inscrita")), ""
    if not person.attended:
        return str(_("Sin asistencia")), "warn"
    return (str(_("A todas")), "ok") if person.attended >= person.sessions else (str(_("Asistió")), "info")


PEOPLE: Table[Participant] = Table(
    key="personas",
    caption=_("Personas inscritas"),
    noun=(_("persona"), _("personas")),
    columns=(
        Column(
            "name",
            _("Nombre"),
            main=True,
            value=lambda person: person.profile.listed_name,
            sort_by=lambda person: person.profile.sort_key,
        ),
        Column(
            "document",
            _("Documento"),
            cell=lambda person: ui.masked(person.document),
            export=lambda person: person.document[-4:],
            nowrap=True,
            phone=False,
        ),
        Column("institution", _("Institución"), sortable=True),
        Column("position", _("Cargo"), sortable=True, hidden=True),
        Column("sex", _("Sexo"), value=lambda person: str(capfirst(Sex(person.sex).label)), sortable=True),
        Column("attended", _("Asistencia"), template="training/parts/attended.html", sortable=True),
        Column(
            "matched",
            _("Reconocida"),
            value=lambda person: str(_("Por nombre")) if person.by_name else "",
            sortable=True,
        ),
        Column(
            "state",
            _("Estado"),
            value=lambda person: _state_words(person)[0],
            cell=_state,
            sortable=True,
            label_on_phone=False,
        ),
    ),
    filters=(
        Filter(
            "asistencia",
            _("Asistencia"),
            (
                ("alguna", _("Con alguna asistencia")),
                ("ninguna", _("Sin asistencia")),
                ("nombre", _("Reconocida por nombre")),
            ),
            _by_state,
            quick=("ninguna", "nombre"),
        ),
        Filter("sexo", _("Sexo"), raised(Sex.choices), _by_sex, multiple=True),
    ),
    search=_search_people,
    search_label=_("Nombre o documento"),
    sort="name",
    footnote=_("Los documentos se muestran incompletos. Cada consulta queda registrada."),
    empty_template="training/parts/no_people.html",
)

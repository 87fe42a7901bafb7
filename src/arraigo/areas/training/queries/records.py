"""The records behind a figure: the people, or the attendances, that it counts. Said apart from the figures
themselves, so that a test can hold one against the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg, BoolOr
from django.db.models import Count, Max, Q, QuerySet

from arraigo.areas.training.models import Attendance, Session
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.queries.opened import Book
from arraigo.core.people.api import AgeBand, Profile, Sex, age_band

SEX_OF_GROUP = {"women": (Sex.WOMAN,), "men": (Sex.MAN,)}


@dataclass(frozen=True)
class RecordFilter:
    """Which records: those of the figures under `figures`, narrowed to one of their cells.

    sex: a group (women, men, unknown). modality: online, in_person, both. age: an AgeBand.
    """

    figures: FigureFilter = field(default_factory=FigureFilter)
    sex: str = ""
    modality: str = ""
    age: str = ""
    session: UUID | None = None
    without_institution: bool = False
    without_series: bool = False


@dataclass(frozen=True)
class PersonRecord:
    """A person as the figures count them: once, in the band of the age that they had reached at the last session."""

    person_id: UUID
    sex: str
    age: AgeBand
    online: bool
    in_person: bool
    times: int
    last: date
    institutions: tuple[str, ...]
    book: Book

    @property
    def profile(self) -> Profile:
        """Who it is, opened together with the others of the list."""
        return self.book[self.person_id]


def attendances(wanted: RecordFilter) -> QuerySet[Attendance]:
    """Return the attendances that the figures count under a filter, each with its session and course."""
    rows = Attendance.objects.filter(_held(wanted.figures), _cell(wanted)).select_related(
        "session", "course", "organization", "person"
    )
    if wanted.modality in ("online", "both"):
        rows = rows.filter(online=True)
    if wanted.modality in ("in_person", "both"):
        rows = rows.filter(in_person=True)
    if wanted.age:
        rows = rows.filter(person_id__in=[person.person_id for person in people(wanted, any_modality=True)])
    return rows


def people(wanted: RecordFilter, *, any_modality: bool = False) -> list[PersonRecord]:
    """Return the people that the figures count under a filter; one query, and names only when somebody reads them."""
    rows = list(
        Attendance.objects.filter(_held(wanted.figures), _cell(wanted))
        .order_by()
        .values("person_id", "person__sex", "person__birth_year")
        .annotate(
            any_online=BoolOr("online"),
            any_in_person=BoolOr("in_person"),
            times=Count("pk"),
            last=Max("held_on"),
            names=ArrayAgg("organization__name", distinct=True, filter=Q(organization__isnull=False), default=[]),
        )
    )
    book = Book(row["person_id"] for row in rows)
    found = (_person(row, book) for row in rows)
    return [one for one in found if _fits(one, wanted, any_modality=any_modality)]


def session_named(session: UUID) -> str:
    """Return a session's code with its course, for a heading; empty when it is gone."""
    found = Session.objects.filter(pk=session).values_list("code", "course__title").first()
    return " · ".join(found) if found else ""


def _person(row: Mapping[str, Any], book: Book) -> PersonRecord:
    born = row["person__birth_year"]
    return PersonRecord(
        person_id=row["person_id"],
        sex=row["person__sex"],
        age=age_band(row["last"].year - born if born is not None else None),
        online=row["any_online"],
        in_person=row["any_in_person"],
        times=row["times"],
        last=row["last"],
        institutions=tuple(row["names"]),
        book=book,
    )


def _fits(person: PersonRecord, wanted: RecordFilter, *, any_modality: bool) -> bool:
    if wanted.age and person.age != wanted.age:
        return False
    if any_modality or not wanted.modality:
        return True
    took_part = {"online": person.online, "in_person": person.in_person, "both": person.online and person.in_person}
    return took_part[wanted.modality]


def _held(figures: FigureFilter) -> Q:
    said: Sequence[tuple[str, Any]] = (
        ("held_on__gte", figures.since),
        ("held_on__lte", figures.until),
        ("course", figures.course),
        ("organization", figures.institution),
        ("course__series", figures.series),
        ("course__programme_area", figures.programme_area or None),
    )
    return Q(**{lookup: value for lookup, value in said if value is not None})


def _cell(wanted: RecordFilter) -> Q:
    cell = Q()
    if wanted.sex in SEX_OF_GROUP:
        cell &= Q(person__sex__in=SEX_OF_GROUP[wanted.sex])
    elif wanted.sex:
        cell &= ~Q(person__sex__in=[Sex.WOMAN, Sex.MAN])
    if wanted.session is not None:
        cell &= Q(session=wanted.session)
    if wanted.without_institution:
        cell &= Q(organization__isnull=True)
    if wanted.without_series:
        cell &= Q(course__series__isnull=True)
    return cell

"""Shapes that every area's part of the API shares."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Field, Query, Schema
from pydantic import AfterValidator, BeforeValidator, StringConstraints

LARGEST = 200
Item = TypeVar("Item")


def keepable(text: str) -> str:
    """Refuse what no text of the database can hold: NUL, and halves of characters."""
    if "\x00" in text:
        raise ValueError("NUL is not allowed in a text")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("the text is not valid Unicode") from None
    return text


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("the time needs its zone, such as 2026-03-01T09:00:00-05:00")
    if not 1970 <= moment.year <= 2200:
        raise ValueError("the year must be between 1970 and 2200")
    return moment


def _iso(value: object) -> object:
    """Take days and times as ISO 8601 texts alone: a bare number is a slip, not seconds since 1970."""
    if value is not None and not isinstance(value, date) and not (isinstance(value, str) and value[4:5] == "-"):
        raise ValueError("write it as in ISO 8601, such as 2026-03-01")
    return value


Moment = Annotated[datetime, BeforeValidator(_iso), AfterValidator(_aware)]
Day = Annotated[date, BeforeValidator(_iso), Field(ge=date(1970, 1, 1), le=date(2200, 12, 31))]
Text = Annotated[str, StringConstraints(max_length=200), AfterValidator(keepable)]
LongText = Annotated[str, StringConstraints(max_length=2000), AfterValidator(keepable)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True), AfterValidator(keepable)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]


class Fault(Schema):
    """Why a request was refused, as a sentence."""

    detail: str


class FieldFault(Schema):
    """What is wrong with one value of a request."""

    type: str
    loc: list[str | int]
    msg: str


class FieldFaults(Schema):
    """What is wrong with the values of a request."""

    detail: list[FieldFault] | str


class Page(Schema, Generic[Item]):
    """A page of a list: `count` is of the whole list."""

    items: list[Item]
    count: int
    page: int
    page_size: int


class Paging(Schema):
    """Which page of a list, from 1."""

    page: int = Field(1, ge=1, le=1_000_000)
    page_size: int = Field(50, ge=1, le=LARGEST)


PagingQuery = Query[Paging]
REFUSALS: dict[int, type[Schema]] = {401: Fault, 403: Fault, 429: Fault}
NOT_FOUND: dict[int, type[Schema]] = {404: Fault}
INVALID: dict[int, type[Schema]] = {422: FieldFaults}
TOO_LARGE: dict[int, type[Schema]] = {413: Fault}
BAD_JSON: dict[int, type[Schema]] = {400: Fault}


def page_of(rows: QuerySet[Any], paging: Paging, show: Callable[[Sequence[Any]], list[Any]]) -> dict[str, Any]:
    """Return one page of a queryset; `show` turns its rows, all together, into what is answered."""
    start = (paging.page - 1) * paging.page_size
    return {
        "items": show(list(rows[start : start + paging.page_size])),
        "count": rows.count(),
        "page": paging.page,
        "page_size": paging.page_size,
    }

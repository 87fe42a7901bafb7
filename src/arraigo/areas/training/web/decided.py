"""The table of decisions of the review."""

from collections.abc import Callable
from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.queries.courses import local
from arraigo.areas.training.queries.review import Decided
from arraigo.core.ui.formats import clock, short_date
from arraigo.core.ui.tables import Column, Filter, Table, collate


def _search(rows: list[Decided], words: str) -> list[Decided]:
    wanted = str(collate(words)).split()
    return [row for row in rows if all(word in collate(f"{row.said} {_whose(row)}") for word in wanted)]


def _said(row: Decided) -> str:
    return row.said or str(_("(sus filas ya no están)"))


def _whose(row: Decided) -> str:
    return row.profile.full_name if row.profile else str(_("No participa"))


def decisions(city: str, zone: str, csrf: str) -> Table[Decided]:
    """Return the table of decisions, at the hour of the city's zone; each of its rows can be taken back.

    city, csrf: what the form of a row needs, which a table's cells are not told.
    """

    def reopen(row: Decided) -> str:
        return render_to_string("training/parts/reopen.html", {"row": row, "city": city, "csrf_token": csrf})

    at = Column[Decided](
        "at", _("Cuándo"), value=lambda row: local(row.decision.at, zone), cell=_when(zone), sortable=True, nowrap=True
    )
    column = Column[Decided](
        "reopen", _("Retirar"), value=lambda row: "", cell=reopen, exported=False, label_on_phone=False, nowrap=True
    )
    return replace(DECIDED, columns=(*DECIDED.columns, at, column))


def _when(zone: str) -> Callable[[Decided], str]:
    def words(row: Decided) -> str:
        at = local(row.decision.at, zone)
        return f"{short_date(at)} {clock(at)}"

    return words


def _by_answer(rows: list[Decided], values: tuple[str, ...]) -> list[Decided]:
    return [row for row in rows if ("persona" if row.profile else "nadie") in values]


DECIDED: Table[Decided] = Table(
    key="decisiones",
    caption=_("Decisiones de la revisión"),
    noun=(_("decisión"), _("decisiones")),
    columns=(
        Column("said", _("La fila decía"), main=True, value=_said, sortable=True),
        Column("whose", _("Se decidió"), value=_whose, sortable=True),
        Column("course", _("Curso"), value=lambda row: row.decision.course.title, sortable=True),
        Column("rows", _("Filas"), numeric=True, sortable=True),
        Column("by", _("Quién"), value=lambda row: str(row.decision.by) if row.decision.by else "", sortable=True),
    ),
    filters=(
        Filter(
            "decision",
            _("Decisión"),
            (("persona", _("Es una persona inscrita")), ("nadie", _("No participa"))),
            _by_answer,
            quick=("nadie",),
        ),
    ),
    search=_search,
    search_label=_("Nombre"),
    sort="-at",
    empty_title=_("Todavía no hay decisiones"),
    empty_text=_("Cuando diga de quién es una fila dudosa, aquí podrá revisarlo y retirarlo."),
)

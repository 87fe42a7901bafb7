"""The list of what was imported."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.core.imports.enums import RunState
from arraigo.core.imports.kinds import ImportKind
from arraigo.core.imports.models import ImportRun
from arraigo.core.imports.queries import is_running
from arraigo.core.ui.formats import NO_VALUE, number
from arraigo.core.ui.tables import Column, Filter, Table, collate
from arraigo.core.ui.templatetags.ui import state

TONES = {RunState.UPLOADED: "warn", RunState.APPLIED: "ok", RunState.UNDONE: "", RunState.DISCARDED: ""}
# Names of files are sealed, so that they are compared after opening, within a bounded list.
MOST_SEARCHED = 5000


def history(kinds: dict[str, ImportKind], city_slug: str) -> Table[ImportRun]:
    """Return the table of runs for somebody who may import these kinds."""
    choices = [(name, capfirst(kind.label)) for name, kind in kinds.items()]
    columns = (
        Column[ImportRun]("file", gettext_lazy("Archivo"), value=file_words, main=True),
        Column[ImportRun]("kind", gettext_lazy("Clase"), value=lambda run: _kind(kinds, run), order=("kind",)),
        Column[ImportRun]("place", gettext_lazy("Destino"), order=("place",)),
        Column[ImportRun]("by", gettext_lazy("Quién"), value=_who, order=("by__name",)),
        Column[ImportRun]("created_at", gettext_lazy("Cargado"), order=("created_at",), nowrap=True),
        Column[ImportRun](
            "state", gettext_lazy("Estado"), value=state_words, cell=_state_tag, order=("state", "-created_at")
        ),
        Column[ImportRun]("imported", gettext_lazy("Filas"), value=rows_words, numeric=True, order=("imported",)),
    )
    filters = (
        Filter("estado", gettext_lazy("Estado"), RunState.choices, _in("state"), quick=(RunState.UPLOADED,)),
        Filter("clase", gettext_lazy("Clase"), choices, _in("kind")),
    )
    return replace(
        TABLE, columns=columns, filters=filters, row_url=lambda run: reverse("imports:run", args=[city_slug, run.pk])
    )


def file_words(run: ImportRun) -> str:
    """The name of a run's file, which is gone once it was discarded."""
    return run.file.name or _("archivo borrado")


def state_words(run: ImportRun) -> str:
    """The state of a run in a word or two."""
    return _("importándose") if is_running(run) else str(RunState(run.state).label)


def rows_words(run: ImportRun) -> str:
    """How many rows went in, of how many."""
    if run.imported is None or run.rows is None:
        return NO_VALUE if run.rows is None else number(run.rows)
    return _("%(part)s de %(whole)s") % {"part": number(run.imported), "whole": number(run.rows)}


def _search(rows: QuerySet[ImportRun], words: str) -> QuerySet[ImportRun]:
    wanted = str(collate(words))
    found = (run.pk for run in rows[:MOST_SEARCHED] if wanted in collate(f"{run.file.name} {run.place}"))
    return rows.filter(pk__in=list(found))


def _in(field: str) -> Callable[[QuerySet[ImportRun], Iterable[str]], QuerySet[ImportRun]]:
    def narrow(rows: QuerySet[ImportRun], values: Iterable[str]) -> QuerySet[ImportRun]:
        return rows.filter(**{f"{field}__in": list(values)})

    return narrow


def _kind(kinds: dict[str, ImportKind], run: ImportRun) -> str:
    return capfirst(str(kinds[run.kind].label)) if run.kind in kinds else run.kind


def _who(run: ImportRun) -> str:
    who = run.applied_by or run.by
    return str(who) if who else _("Línea de órdenes")


def _state_tag(run: ImportRun) -> str:
    return state(state_words(run), "info" if is_running(run) else TONES[RunState(run.state)])


TABLE: Table[ImportRun] = Table(
    key="importaciones",
    caption=gettext_lazy("Importaciones"),
    noun=(gettext_lazy("archivo"), gettext_lazy("archivos")),
    columns=(),
    search=_search,
    search_label=gettext_lazy("Archivo o destino"),
    sort="-created_at",
    empty_title=gettext_lazy("Todavía no se ha importado nada"),
    empty_text=gettext_lazy(
        "Cuando cargue una lista desde un curso, aquí verá qué entró, quién la cargó y hasta cuándo puede deshacerla."
    ),
)

"""A small kind of file for the tests: a list of neighbourhoods, written as places.Area."""

import csv
import io
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.imports.api import Column, FileRefused, Outcome, Preview, PreviewRow, Question, problem_at
from arraigo.core.places.models import Area

FIELDS = (("code", "Código"), ("name", "Barrio"), ("since", "Fecha"), ("document", "Documento"))
KNOWN = {"código": "code", "barrio": "name", "fecha": "since", "documento": "document"}
DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
ORDER = Question(
    "date_order",
    "¿Qué va primero en «Fecha»?",
    (("dmy", "El día: 3 de abril"), ("mdy", "El mes: 4 de marzo")),
    "Todas las fechas se leen de las dos maneras.",
    suggested="dmy",
)


class Neighbourhoods:
    """The kind. Rows become areas that carry their run's id, so that undoing finds them."""

    name = "barrios"
    label = "Lista de barrios"
    verb = "Importar barrios"
    pause = 0.0

    def may(self, membership) -> bool:
        return membership.has(Role.COORDINATION, Role.TRAINER)

    def place(self, context: str) -> tuple[str, str]:
        if context != "city:barrios":
            raise LookupError(context)
        return "Barrios de la ciudad", f"/{tenancy.current_city_id()}/barrios/"

    def preview(self, data: bytes, name: str, *, context: str, options: Mapping[str, Any]) -> Preview:
        if data.startswith(b"%PDF"):
            raise FileRefused(problem_at("pdf", "es un PDF, no una hoja de cálculo. Guárdelo como .xlsx.", file=name))
        header, *lines = [*csv.reader(io.StringIO(data.decode()), delimiter=";")] or [[]]
        columns = tuple(self._column(at, text, lines, options) for at, text in enumerate(header))
        fields = {column.field: at for at, column in enumerate(columns) if column.field}
        questions = self._questions(lines, fields, options)
        taken = set(Area.objects.values_list("code", flat=True))
        rows = [self._row(n, cells, fields, taken, options) for n, cells in enumerate(lines, start=2)]
        problems = tuple(
            problem_at("bad", why, file=name, row=row.number, column=header[at])
            for row in rows
            for at, why in row.bad_columns.items()
        )
        return Preview("lista", tuple(header), rows, problems, questions, columns, FIELDS, "Hoja 1")

    def _column(self, at: int, text: str, lines: list[list[str]], options: Mapping[str, Any]) -> Column:
        key = f"c{at}"
        guessed = KNOWN.get(text.strip().lower(), "")
        field = options.get("columns", {}).get(key, guessed)
        samples = tuple(dict.fromkeys(cells[at] for cells in lines[:3] if at < len(cells)))
        return Column(key, text, field, samples, sure=field == guessed != "")

    def _questions(self, lines, fields, options) -> tuple[Question, ...]:
        if "since" not in fields or "date_order" in options:
            return ()
        dates = [DATE.fullmatch(cells[fields["since"]]) for cells in lines]
        doubtful = [int(found[1]) <= 12 and int(found[2]) <= 12 for found in dates if found]
        return (ORDER,) if doubtful and all(doubtful) else ()

    def _row(self, number: int, cells: list[str], fields, taken: set[str], options) -> PreviewRow:
        row = PreviewRow(number, tuple(cells))
        if cells and cells[0].startswith("#"):
            return replace(row, state="ignored", note="Es un comentario.")
        bad = {}
        code = cells[fields["code"]] if "code" in fields else ""
        if not code:
            bad[fields.get("code", 0)] = "Está vacío. Escriba el código oficial del barrio."
        if "since" in fields and not self._date(cells[fields["since"]], options):
            bad[fields["since"]] = f"«{cells[fields['since']]}» no es una fecha que exista."
        if bad:
            return replace(row, state="bad", bad_columns=bad)
        if code in taken:
            return replace(row, state="same", note=f"El barrio {code} ya está en la ciudad.")
        if "name" in fields and cells[fields["name"]].endswith("?"):
            return replace(row, state="review", note="El nombre es dudoso: quedará en revisión.")
        return row

    def _date(self, text: str, options: Mapping[str, Any]) -> date | None:
        found = DATE.fullmatch(text)
        if found is None:
            return None
        day, month, year = (int(part) for part in found.groups())
        if options.get("date_order") == "mdy":
            day, month = month, day
        try:
            return date(year, month, day)
        except ValueError:
            return None

    def apply(self, run, data: bytes, name: str, *, by, at, progress) -> Mapping[str, int]:
        seen = self.preview(data, name, context=run.context, options=run.options)
        fields = {column.field: at for at, column in enumerate(seen.columns) if column.field}
        rows = [row for row in seen.rows if row.state in ("ready", "review")]
        for done, row in enumerate(rows, start=1):
            Area.objects.create(
                city_id=tenancy.current_city_id(),
                code=row.cells[fields["code"]],
                name=row.cells[fields["name"]],
                level="neighbourhood",
                geometry=run.pk.bytes,
            )
            progress("Guardando barrios", done, len(rows))
            time.sleep(self.pause)
        return {"written": len(rows), "review": sum(row.state == "review" for row in rows)}

    def why_not_undo(self, run) -> Sequence[str]:
        inside = Area.objects.filter(parent__geometry=run.pk.bytes).count()
        return [f"{inside} zonas están dentro de estos barrios: quítelas primero."] if inside else []

    def undo(self, run, *, by, at) -> None:
        Area.objects.filter(geometry=run.pk.bytes).delete()

    def outcome(self, run) -> Sequence[Outcome]:
        return [
            Outcome("barrios nuevos", run.counts["written"]),
            Outcome("esperan revisión", run.counts["review"], "/revision/", waits=True),
        ]


KINDS = [Neighbourhoods()]


def csv_of(*rows: str, header: str = "Código;Barrio;Fecha;Documento") -> bytes:
    """A file of the kind, as bytes."""
    return "\n".join([header, *rows]).encode()


GOOD = csv_of("B1;La Floresta;25/01/2020;1712345675", "B2;San Roque;14/02/2021;", "B3;El Ejido?;30/03/2022;0912345675")

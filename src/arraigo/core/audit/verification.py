"""The verification: does every chain say what it said when it was written?"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from arraigo.core.audit import anchors
from arraigo.core.audit.chain import FIRST, digest_of
from arraigo.core.audit.models import Entry
from arraigo.core.tenancy.context import HasId

Progress = Callable[[str, int, int], None]
BATCH = 2_000
COLUMNS = "SELECT id, number, action, subject, by_id, at, detail::text, previous, digest, transaction FROM audit_entry"


class NotTheOwner(Exception):  # noqa: N818 - a refusal with its reason
    """This session sees one city at most, and was asked to verify them all."""


class Fault(TextChoices):
    """What may be wrong with a chain."""

    EDITED = "edited"
    MISSING = "missing"
    BROKEN = "broken"
    CUT = "cut"
    REWRITTEN = "rewritten"
    UNANCHORED = "unanchored"
    ANCHOR_DAMAGED = "anchor_damaged"
    ANCHORS_MISSING = "anchors_missing"


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written. One that is not `grave` may be the mark of a sudden stop."""

    fault: Fault
    city: UUID | None
    number: int | None
    sentence: str
    grave: bool = True


class _Row(NamedTuple):
    """An entry as the table holds it, with the transaction that wrote it."""

    id: UUID
    number: int
    action: str
    subject: str
    by: UUID | None
    at: datetime
    detail: str
    previous: str
    digest: str
    transaction: int

    def recomputed(self, city: UUID | None) -> str:
        """Return the digest that this entry must carry."""
        return digest_of(
            id=self.id,
            city=city,
            number=self.number,
            action=self.action,
            subject=self.subject,
            by=self.by,
            at=self.at,
            detail=json.loads(self.detail),
            previous=self.previous,
        )


@dataclass
class _Walk:
    """What was seen on the way along one chain."""

    city: UUID | None
    anchored: anchors.Anchors
    findings: list[Finding] = field(default_factory=list)
    number: int = 0
    digest: str = FIRST
    loose: list[tuple[int, int]] = field(default_factory=list)

    def add(self, fault: Fault, number: int | None, sentence: str, *, grave: bool = True) -> None:
        self.findings.append(Finding(fault, self.city, number, sentence, grave))


def verify(city: HasId | UUID | None = None, progress: Progress | None = None) -> list[Finding]:
    """Walk every chain, or one city's, and return what is wrong: nothing when the log is whole.

    Catches an entry that was edited, taken out, put in or moved, a tail that was cut off, a chain that was written
    anew, and anchors that were changed or are missing. To verify them all it needs the owner's session; one city's
    chain can be verified inside its scope. Raises NotTheOwner.
    """
    tell = progress or (lambda step, done, total: None)
    if city is not None:
        return verify_chain(city if isinstance(city, UUID) else city.id, tell)
    if _is_bound():
        raise NotTheOwner(_("La verificación de todas las ciudades se hace con la cuenta dueña de la base de datos."))
    found = set(Entry.objects.order_by().values_list("city_id", flat=True).distinct()) | set(anchors.chains())
    findings = []
    for chain in sorted(found, key=lambda chain: str(chain or "")):
        findings += verify_chain(chain, tell)
    return findings


def verify_chain(chain: UUID | None, progress: Progress) -> list[Finding]:
    """Walk one chain; None is the installation's own."""
    walk = _Walk(chain, anchors.read(chain))
    step, done, total = _("Revisando la auditoría"), 0, _count(chain)
    for rows in _batches(chain):
        for row in rows:
            _check(walk, row)
        done += len(rows)
        progress(step, done, max(done, total))
    _check_anchors(walk)
    return walk.findings


def _is_bound() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active('audit_entry')")
        return bool(cursor.fetchone()[0])


def _count(chain: UUID | None) -> int:
    return Entry.objects.filter(city_id=chain).count() if chain else Entry.objects.filter(city=None).count()


def _batches(chain: UUID | None) -> Iterator[list[_Row]]:
    where, values = ("city_id = %s", [chain]) if chain else ("city_id IS NULL", [])
    statement = f"{COLUMNS} WHERE {where} AND number > %s ORDER BY number LIMIT {BATCH}"
    last = -(2**62)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, last])
            rows = [_Row(*row) for row in cursor.fetchall()]
        if not rows:
            return
        yield rows
        last = rows[-1].number


def _check(walk: _Walk, row: _Row) -> None:
    """Hold one entry against itself, the one before it and its anchor."""
    number = row.number
    if number != walk.number + 1:
        _say_missing(walk, walk.number + 1, number - 1)
    elif row.previous != walk.digest:
        walk.add(Fault.BROKEN, number, _("La anotación {number} no sigue a la anterior.").format(number=number))
    if row.recomputed(walk.city) != row.digest:
        sentence = _("La anotación {number} no dice lo que decía cuando se escribió.")
        walk.add(Fault.EDITED, number, sentence.format(number=number))
    anchor = walk.anchored.by_number.get(number)
    if anchor is None:
        walk.loose.append((number, row.transaction))
    elif anchor.digest != row.digest:
        sentence = _("La anotación {number} no es la que se ancló: la cadena se volvió a escribir.")
        walk.add(Fault.REWRITTEN, number, sentence.format(number=number))
    walk.number, walk.digest = number, row.digest


def _say_missing(walk: _Walk, first: int, last: int) -> None:
    sentence = _("Falta la anotación {first}.") if first >= last else _("Faltan las anotaciones {first} a {last}.")
    walk.add(Fault.MISSING, first, sentence.format(first=first, last=last))


def _check_anchors(walk: _Walk) -> None:
    anchored = walk.anchored
    for line in anchored.damaged:
        sentence = _("La línea {line} del archivo de anclas no es la que se escribió.")
        walk.add(Fault.ANCHOR_DAMAGED, None, sentence.format(line=line))
    head = anchored.head
    if head is not None and head.number > walk.number:
        sentence = _("La cadena se cortó: termina en la anotación {number} y su ancla dice {anchored}.")
        walk.add(Fault.CUT, walk.number, sentence.format(number=walk.number, anchored=head.number))
    if not anchored.exists and walk.number:
        sentence = _("Falta el archivo de anclas: sin él no se puede probar dónde termina la cadena.")
        walk.add(Fault.ANCHORS_MISSING, None, sentence)
        return
    _check_loose(walk)


def _check_loose(walk: _Walk) -> None:
    """Say which entries have no anchor. Those of one transaction may be what a sudden stop left behind."""
    if not walk.loose:
        return
    # An entry that was written during the walk has its anchor by now.
    again = anchors.read(walk.city).by_number
    loose = [(number, transaction) for number, transaction in walk.loose if number not in again]
    for first, last, transactions in _runs(loose):
        sudden = transactions == 1
        if sudden:
            sentence = _("Sin ancla: anotaciones {first} a {last}. El programa se detuvo de golpe al guardarlas.")
        else:
            sentence = _("Sin ancla: anotaciones {first} a {last}. Alguien recortó las anclas o agregó anotaciones.")
        walk.add(Fault.UNANCHORED, first, sentence.format(first=first, last=last), grave=not sudden)


def _runs(loose: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield first number, last number and how many transactions of each unbroken run."""
    run: list[tuple[int, int]] = []
    for item in loose:
        if run and item[0] != run[-1][0] + 1:
            yield run[0][0], run[-1][0], len({transaction for _number, transaction in run})
            run = []
        run.append(item)
    if run:
        yield run[0][0], run[-1][0], len({transaction for _number, transaction in run})

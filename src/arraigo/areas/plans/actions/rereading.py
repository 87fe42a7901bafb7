"""What was read before finds its place in a new reading of the same file, so that what rests on it stays where it is.

A passage with the same words keeps its id; one on which something rests is also looked for by its anchor, as
`engines.plan_review.structure.anchors` does. Where it is not found, the file is not read anew.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import ForeignObjectRel, Model
from django.utils.translation import ngettext

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import Adoption, Evidence, Passage, PlanVersion, Section
from arraigo.core.ui.formats import number
from arraigo.engines.plan_review.model import Anchor, Document, quote_hash
from arraigo.engines.plan_review.structure.anchors import anchor_of, locate

Key = TypeVar("Key", bound=Hashable)
# Of 100: as alike as two readings of one passage are, a hyphen or a misread letter apart.
ALIKE = 90.0


@dataclass(frozen=True)
class Kept:
    """Ids of what was read before, by the index that each has in the new reading."""

    passages: Mapping[int, UUID] = field(default_factory=dict)
    sections: Mapping[int, UUID] = field(default_factory=dict)


def kept_ids(version: PlanVersion, document: Document) -> Kept:
    """Return which old rows go on in a new reading; raises PlansError when one on which something rests is gone."""
    old = list(Passage.objects.filter(version=version).order_by("index"))
    if not old:
        return Kept()
    rested = _rested(Passage, version) | _in_adoptions(version)
    passages = _paired([one.quote for one in old], [quote_hash(one.text) for one in document.passages])
    places = {old[before].pk: after for before, after in passages.items()}
    taken = set(places.values())
    lost = 0
    for passage in (one for one in old if one.pk in rested and one.pk not in places):
        found = locate(document, _anchor(version, old, passage), quotation=passage.text, bound=ALIKE)
        if found is None or found in taken:
            lost += 1
            continue
        places[passage.pk] = found
        taken.add(found)
    sections, lost_sections = _kept_sections(version, document)
    if lost + lost_sections:
        raise PlansError(_not_found(lost + lost_sections))
    return Kept({after: pk for pk, after in places.items()}, sections)


def take_away(version: PlanVersion) -> None:
    """Take away what was read, leaving what points to it: its ids come back before the transaction ends.

    The keys between tables are looked at when it commits, so that whoever forgets one is refused.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM plans_passage WHERE version_id = %s", [version.pk])
        cursor.execute("DELETE FROM plans_section WHERE version_id = %s", [version.pk])


def move_anchors(version: PlanVersion, document: Document) -> None:
    """Write where the evidence on a version's passages stands now."""
    for evidence in Evidence.objects.filter(passage__version=version).select_related("passage"):
        anchor = anchor_of(document, evidence.passage.index)
        told = {**asdict(anchor), "path": list(anchor.path)}
        if evidence.anchor != told:
            evidence.anchor = told
            evidence.save(update_fields=["anchor"])


def _not_found(lost: int) -> str:
    words = ngettext(
        "No se leyó otra vez: hay trabajo sobre %(n)s pasaje que ya no se encuentra igual. Lo anterior sigue como "
        "estaba; si el archivo es otro, cárguelo como una versión nueva.",
        "No se leyó otra vez: hay trabajo sobre %(n)s pasajes que ya no se encuentran igual. Lo anterior sigue como "
        "estaba; si el archivo es otro, cárguelo como una versión nueva.",
        lost,
    )
    return words % {"n": number(lost)}


def _kept_sections(version: PlanVersion, document: Document) -> tuple[dict[int, UUID], int]:
    old = list(Section.objects.filter(version=version).order_by("index"))
    before = [(one.kind, one.number, tuple(one.path)) for one in old]
    after = [(str(one.kind), one.number[:40], one.path) for one in document.sections]
    pairs = _paired(before, after)
    rested = _rested(Section, version)
    lost = sum(one.pk in rested and place not in pairs for place, one in enumerate(old))
    return {new: old[place].pk for place, new in pairs.items()}, lost


def _paired(before: Sequence[Key], after: Sequence[Key]) -> dict[int, int]:
    """Return old place → new place of what is there equally often, in order."""
    old, new = _places(before), _places(after)
    return {
        here: there
        for key, places in old.items()
        if len(places) == len(new.get(key, ()))
        for here, there in zip(places, new[key], strict=True)
    }


def _places(keys: Iterable[Key]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        found[key].append(place)
    return found


def _anchor(version: PlanVersion, old: Sequence[Passage], passage: Passage) -> Anchor:
    here = -1 if passage.section_index is None else passage.section_index
    path = Section.objects.filter(version=version, index=here).values_list("path", flat=True).first()
    place = next(place for place, one in enumerate(old) if one.pk == passage.pk)
    return Anchor(
        sha256=version.sha256,
        page=passage.page,
        start=passage.start,
        end=passage.end,
        quote=passage.quote,
        path=tuple(path or ()),
        before=old[place - 1].quote if place else "",
        after=old[place + 1].quote if place + 1 < len(old) else "",
    )


def _rested(model: type[Model], version: PlanVersion) -> set[UUID]:
    """Return the ids of a version's rows to which any other table points, whichever those tables are."""
    found: set[UUID] = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or not relation.field.concrete:
            continue
        rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__version": version})
        found.update(rows.values_list(relation.field.attname, flat=True))
    return found


def _in_adoptions(version: PlanVersion) -> set[UUID]:
    told: Iterable[list[dict[str, Any]]] = Adoption.objects.filter(version=version).values_list("passages", flat=True)
    return {UUID(str(one["id"])) for passages in told for one in passages if one.get("id")}

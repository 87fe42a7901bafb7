"""The taxonomy of needs of a city, as packs/common/needs.yaml has it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from arraigo.areas.directory.models import NEEDS, Taxonomy, TaxonomyTerm
from arraigo.areas.directory.queries.needs import SPANISH, entries
from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.places.models import City

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

DESCRIPTION = "Necesidades por las que se busca un servicio; sus códigos no cambian."


@transaction.atomic
def load_needs(*, city: City, by: "User | None", at: datetime) -> dict[str, TaxonomyTerm]:
    """Bring a city's taxonomy of needs up to the catalogue and return its terms by code; repeated, it changes nothing.

    Terms that the catalogue no longer has stay, because services may be said to answer them.
    """
    with tenancy.scope(city):
        taxonomy = Taxonomy.objects.filter(name=NEEDS).first()
        if taxonomy is None:
            taxonomy = Taxonomy.objects.create(city_id=city.id, name=NEEDS, description=DESCRIPTION)
        terms = {term.code: term for term in TaxonomyTerm.objects.filter(taxonomy=taxonomy)}
        changed = sum(_brought_up(entry, terms, taxonomy) for entry in entries())
        if changed:
            audit.record(action="directory.load_needs", subject=taxonomy, by=by, at=at, detail={"changed": changed})
    return terms


def _brought_up(told: Mapping[str, Any], terms: dict[str, TaxonomyTerm], taxonomy: Taxonomy) -> bool:
    """Write one need where it differs; parents stand before their children in the catalogue."""
    names, descriptions = told["name"], told.get("description") or {}
    parent = terms.get(str(told.get("parent") or ""))
    term = terms.get(told["id"]) or TaxonomyTerm(city_id=taxonomy.city_id, taxonomy=taxonomy, code=told["id"])
    before = (term.name, term.description, term.parent_id)
    term.name, term.description = names[SPANISH], descriptions.get(SPANISH, "")
    term.language, term.parent = SPANISH, parent
    if told["id"] in terms and before == (term.name, term.description, term.parent_id):
        return False
    term.save()
    terms[told["id"]] = term
    return True

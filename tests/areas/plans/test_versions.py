"""A version keeps its file, what was read in it, and is not received twice."""

from datetime import date

import pytest

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.versions import receive_version
from arraigo.areas.plans.models import Passage, Section
from arraigo.engines.plan_review.model import quote_hash


def test_a_version_keeps_what_was_read_in_it(version):
    passages = list(Passage.objects.filter(version=version))

    assert (version.number, version.reading, version.passage_count, version.pages) == (1, "ready", 5, 1)
    assert [one.section_index for one in passages] == [0, 0, 1, 1, 2]
    assert [one.relevant for one in passages] == [True, False, False, False, False]
    assert passages[0].quote == quote_hash(passages[0].text.upper())
    assert list(Section.objects.values_list("number", flat=True)) == ["12", "13", "14"]


def test_the_same_file_is_one_version(plan, now):
    given = {"plan": plan, "content": b"Art. 1.- Uno.", "received_on": date(2026, 2, 1), "by": None, "at": now}
    receive_version(name="a.txt", **given)

    with pytest.raises(PlansError, match="es la versión 1"):
        receive_version(name="b.txt", **given)


def test_versions_count_up_and_plans_have_addresses_of_their_own(plan, make_version, authority, now):
    from arraigo.areas.plans.actions.plans import save_plan

    make_version()
    second = make_version((("1", "Objeto", ("Otro texto.",)),))
    namesake = save_plan(title="PMDOT de Prueba", kind="PMDOT", authority=authority, by=None, at=now)

    assert second.number == 2
    assert (plan.slug, namesake.slug) == ("pmdot-de-prueba", "pmdot-de-prueba-2")

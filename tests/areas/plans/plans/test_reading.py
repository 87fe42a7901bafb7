"""A version's file is read by the engine, once or again with the same result; what is wrong is said in a sentence."""

from datetime import date
from pathlib import Path

import pytest

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.reading import read_version
from arraigo.areas.plans.actions.versions import change_version, receive_version
from arraigo.areas.plans.models import Consultation, Passage, PlanVersion, Section

TIMBIQUI = Path(__file__).parents[5] / "shared" / "data" / "plans" / "co_timbiqui_pdm_2012_2015.pdf"
TEXT = """Art. 1.- Objeto.
El cantón acoge a personas migrantes y refugiadas.

Art. 2.- Vialidad.
La movilidad urbana y el tránsito vehicular se tratan en otro plan.
"""


def quietly(step, done, total):
    pass


@pytest.fixture
def receive(plan, now):
    def receive(content, name="plan.txt"):
        return receive_version(plan=plan, content=content, name=name, received_on=date(2026, 2, 1), by=None, at=now)

    return receive


def test_what_is_read_is_kept_with_what_it_speaks_of(receive, now):
    version = read_version(receive(TEXT.encode()), by=None, at=now, tell=quietly)

    assert version.reading == "ready"
    assert list(Section.objects.filter(version=version).values_list("number", flat=True)) == ["1", "2"]
    relevant = Passage.objects.filter(version=version, relevant=True)
    assert any("migrantes" in one.text for one in relevant)
    assert not any("urbana" in one.text for one in relevant)
    assert all(one.why for one in relevant)


def test_read_again_it_leaves_the_same(receive, now):
    version = receive(TEXT.encode())
    read_version(version, by=None, at=now, tell=quietly)
    first = list(Passage.objects.order_by("index").values_list("index", "text", "quote"))
    read_version(version, by=None, at=now, tell=quietly)

    assert list(Passage.objects.order_by("index").values_list("index", "text", "quote")) == first


def test_what_somebody_comments_is_not_read_anew(receive, now):
    version = read_version(receive(TEXT.encode()), by=None, at=now, tell=quietly)
    Consultation.objects.create(
        city_id=version.city_id,
        version=version,
        slug="x",
        title="x",
        opens_at=now,
        closes_at=now.replace(year=2027),
        created_at=now,
    )

    with pytest.raises(PlansError, match="otra versión"):
        read_version(version, by=None, at=now, tell=quietly)


def test_a_file_that_is_no_plan_says_what_to_do(receive, now):
    version = receive(b"%PDF-1.4 nothing of a PDF follows", "plan.pdf")

    with pytest.raises(PlansError, match=r"dañado|no se puede leer"):
        read_version(version, by=None, at=now, tell=quietly)
    assert PlanVersion.objects.get(pk=version.pk).reading == "waiting"


def test_a_text_in_another_language_is_said(receive, now):
    text = "The municipality shall guarantee access to housing for all people who arrive in the city. " * 40
    version = read_version(receive(text.encode()), by=None, at=now, tell=quietly)

    assert [one["code"] for one in version.problems if one["code"] == "other_language"]


def test_one_version_is_in_force(receive, now):
    first, second = receive(TEXT.encode()), receive(TEXT.replace("Objeto", "Otro").encode())
    change_version(version=first, state="in_force", by=None, at=now)
    change_version(version=second, state="in_force", by=None, at=now)

    assert PlanVersion.objects.get(pk=first.pk).state == "replaced"


@pytest.mark.skipif(not TIMBIQUI.exists(), reason="the shared plans are not here")
def test_a_real_plan_is_read(receive, now):
    version = read_version(receive(TIMBIQUI.read_bytes(), "timbiqui.pdf"), by=None, at=now, tell=quietly)

    assert version.pages == 78
    assert version.passage_count > 500
    assert version.counts["relevant"] > 10

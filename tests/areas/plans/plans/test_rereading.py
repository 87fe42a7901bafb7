"""A file read anew keeps the rows of what it still says, and is refused where work rests on what it no longer says."""

from datetime import date

import pytest

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.reading import read_version
from arraigo.areas.plans.actions.versions import keep_reading, receive_version
from arraigo.areas.plans.models import (
    Adoption,
    Comment,
    Consultation,
    Evidence,
    Finding,
    Passage,
    PlanVersion,
    Recommendation,
    Review,
    Section,
)
from arraigo.core.tenancy.models import new_id
from arraigo.engines.plan_review.model import Document, Kind, Page, Part, Tagged
from arraigo.engines.plan_review.model import Passage as Read
from arraigo.engines.plan_review.model import Section as Heading

# Invented.
TEXT = """Art. 1.- Objeto.
El cantón acoge a personas migrantes y refugiadas.

Art. 2.- Vivienda.
El municipio impulsará el arriendo social en los barrios de la ribera.

Art. 3.- Objeto.
El cantón acoge a personas migrantes y refugiadas.
"""


def quietly(step, done, total):
    pass


@pytest.fixture
def version(plan, now):
    return receive_version(
        plan=plan, content=TEXT.encode(), name="plan.txt", received_on=date(2026, 2, 1), by=None, at=now
    )


@pytest.fixture
def read(now):
    return lambda version: read_version(version, by=None, at=now, tell=quietly)


def rows(model):
    return list(model.objects.order_by("index").values_list("pk", "index"))


def recommend(version, passage, authority, now):
    return Recommendation.objects.create(
        city_id=version.city_id,
        plan=version.plan,
        version=version,
        number=1,
        title="x",
        proposed="x",
        passage=passage,
        authority=authority,
        created_at=now,
    )


def prove(version, passage, now):
    """Let a criterion rest on a passage, with an anchor that says nothing of where it stands."""
    review = Review.objects.create(
        city_id=version.city_id, version=version, pack="ec", pack_version="1", instrument="PMDOT", created_at=now
    )
    finding = Finding.objects.create(
        city_id=version.city_id, review=review, code="A", order=1, norm="n", requires="r", theme="t", suggested=1
    )
    return Evidence.objects.create(
        city_id=version.city_id, finding=finding, passage=passage, anchor={}, source="machine", created_at=now
    )


def as_an_older_program_read(version, texts, now):
    """Keep a reading with passages cut elsewhere, as another edition of the program might have made it."""
    passages, text = [], ""
    for words in texts:
        passages.append(Read(len(passages), words, 1, len(text), len(text) + len(words), 0))
        text += words + "\n"
    heading = Heading(Kind.ARTICULO, "1", "Objeto", ("Artículo 1",), 1, 0, len(text))
    document = Document(
        version.sha256, "text/plain", text, (Page(1, 0, len(text)),), (heading,), tuple(passages), language="es"
    )
    return keep_reading(version, document, [Tagged(False, (), Part.OTHER, False)] * len(texts), by=None, at=now)


def test_a_second_reading_leaves_the_very_same_rows(version, read):
    read(version)
    before = rows(Passage), rows(Section)
    read(version)

    assert (rows(Passage), rows(Section)) == before


def test_what_rests_on_a_passage_follows_it_to_its_new_place(version, read, authority, now):
    texts = ["Una portada.", "El municipio impulsará el arriendo social en los bar-rios de la ribera."]
    as_an_older_program_read(version, texts, now)
    passage = Passage.objects.get(index=1)
    recommendation, evidence = recommend(version, passage, authority, now), prove(version, passage, now)

    read(version)

    passage.refresh_from_db()
    assert passage.text == "El municipio impulsará el arriendo social en los barrios de la ribera."
    assert Recommendation.objects.get(pk=recommendation.pk).passage_id == passage.pk
    anchor = Evidence.objects.get(pk=evidence.pk).anchor
    assert (anchor["start"], anchor["quote"], anchor["path"]) == (passage.start, passage.quote, ["Artículo 2"])


def test_of_two_passages_with_the_same_words_each_keeps_its_own(version, read, authority, now):
    read(version)
    second = Passage.objects.filter(text__startswith="El cantón").last()
    recommend(version, second, authority, now)

    read(version)

    assert Recommendation.objects.get().passage.section_index == second.section_index
    assert Recommendation.objects.get().passage_id == second.pk


def test_a_reading_that_lost_a_passage_with_work_on_it_is_refused_and_leaves_all_as_it_was(
    version, read, authority, now
):
    as_an_older_program_read(version, ["Un pasaje que el archivo no dice en ninguna parte."], now)
    recommend(version, Passage.objects.get(), authority, now)
    before = rows(Passage), rows(Section)

    with pytest.raises(PlansError, match="trabajo sobre 1 pasaje que ya no se encuentra igual"):
        read(version)

    assert (rows(Passage), rows(Section)) == before
    assert PlanVersion.objects.get(pk=version.pk).reading == "ready"


def test_passages_without_work_on_them_may_go(version, read, now):
    as_an_older_program_read(version, ["Un pasaje que el archivo no dice en ninguna parte."], now)

    read(version)

    assert not Passage.objects.filter(text__contains="ninguna parte").exists()


def test_a_comment_stays_with_its_article(version, read, now):
    read(version)
    consultation = Consultation.objects.create(
        city_id=version.city_id,
        version=version,
        slug="x",
        title="x",
        opens_at=now,
        closes_at=now.replace(year=2027),
        created_at=now,
    )
    section = Section.objects.get(number="2")
    Comment.objects.create(
        city_id=version.city_id, consultation=consultation, section=section, body="x", nonce=new_id(), created_at=now
    )

    read(version)

    assert Comment.objects.get().section.number == "2"


def test_a_passage_that_an_adoption_quotes_is_work_too(version, read, authority, now):
    as_an_older_program_read(version, ["Un pasaje que el archivo no dice en ninguna parte."], now)
    row = recommend(version, None, authority, now)
    quoted = [{"id": str(Passage.objects.get().pk), "index": 0, "page": 1, "text": "x"}]
    Adoption.objects.create(
        city_id=version.city_id,
        recommendation=row,
        version=version,
        suggested="adopted",
        passages=quoted,
        created_at=now,
    )

    with pytest.raises(PlansError, match="ya no se encuentra igual"):
        read(version)

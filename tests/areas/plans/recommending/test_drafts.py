"""A recommendation starts from what is known: a finding's norm and passage, a passage, a published comment."""

from uuid import uuid4

import pytest

from arraigo.areas.plans.models import Comment, Consultation, Evidence, Finding, Passage, Review, Section
from arraigo.areas.plans.queries import recommending_drafts as drafts
from arraigo.areas.plans.queries.recommending_words import changes


@pytest.fixture
def finding(version, city, now):
    review = Review.objects.create(
        city=city, version=version, pack="ec", pack_version="1", instrument="PMDOT", created_at=now
    )
    finding = Finding.objects.create(
        city=city, review=review, code="LOMH-42", order=1, norm="Ley Orgánica de Movilidad Humana", article="art. 42",
        requires="Acceso a vivienda sin discriminación", theme="vivienda", suggested=1, missing="Falta un compromiso.",
    )  # fmt: skip
    passage = Passage.objects.get(version=version, index=2)
    Evidence.objects.create(
        city=city, finding=finding, passage=passage, anchor={}, source="machine", order=1, created_at=now
    )
    first = Passage.objects.get(version=version, index=0)
    Evidence.objects.create(
        city=city, finding=finding, passage=first, anchor={}, source="machine", set_aside=True, created_at=now
    )
    return finding


def test_a_finding_gives_its_norm_its_passage_and_what_is_missing(finding):
    draft = drafts.from_finding(finding.pk)

    assert draft.initial["norm"] == "Ley Orgánica de Movilidad Humana, art. 42"
    assert draft.initial["quote"].startswith("El municipio procurará")
    assert draft.initial["where"] == "Artículo 13: Vivienda, página 1"
    assert draft.initial["grounds"] == "Falta un compromiso."
    assert draft.initial["priority"] == "high"
    assert draft.hidden == {"finding": finding, "passage": Passage.objects.get(version=finding.review.version, index=2)}


def test_a_heading_is_named_once(version):
    passage = Passage.objects.get(version=version, index=2)
    section = version.sections.get(index=passage.section_index)
    section.path = ["Título I", "Vivienda"]
    section.save()

    assert drafts.where_of(version, passage) == "Título I › Vivienda, página 1"


def comment(version, city, now, **said):
    consultation = Consultation.objects.create(
        city=city, version=version, slug="c", title="Consulta", opens_at=now, closes_at=now.replace(year=2027),
        created_at=now,
    )  # fmt: skip
    fields = {
        "body": "Que el arriendo no pida pasaporte.",
        "proposed": "No se exigirá pasaporte.",
        "name": "Ana Vega",
        "organization_name": "Casa Abierta",
        "state": "published",
        "section": Section.objects.get(version=version, number="13"),
        "where": "Artículo 13",
        **said,
    }
    return Comment.objects.create(city=city, consultation=consultation, nonce=uuid4(), created_at=now, **fields)


@pytest.mark.parametrize(("shows", "authorship"), [(True, "Ana Vega, Casa Abierta"), (False, "Casa Abierta")])
def test_a_comment_gives_its_wording_and_its_author_only_where_they_agreed(version, city, now, shows, authorship):
    draft = drafts.from_comment(comment(version, city, now, shows_name=shows).pk)

    assert draft.initial["proposed"] == "No se exigirá pasaporte."
    assert draft.initial["where"] == "Artículo 13"
    assert (draft.hidden["origin"], draft.hidden["authorship"]) == ("consultation", authorship)
    assert draft.initial["quote"].startswith("El municipio procurará")


@pytest.mark.parametrize("state", ["to_moderate", "refused", "unconfirmed"])
def test_a_comment_that_is_not_published_gives_nothing(version, city, now, state):
    assert drafts.from_comment(comment(version, city, now, state=state, reason="Publicidad.").pk) is None


def test_what_is_unknown_gives_nothing(version):
    for read in (drafts.from_finding, drafts.from_passage, drafts.from_comment, drafts.from_version):
        assert read(uuid4()) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("", "todo es nuevo"), ("se quita", ""), ("El municipio procurará abrir plazas.", "El municipio abrirá plazas.")],
)
def test_a_comparison_of_words_loses_none(old, new):
    pieces = changes(old, new)

    assert "".join(one.text for one in pieces if one.kind != "insert").split() == old.split()
    assert "".join(one.text for one in pieces if one.kind != "delete").split() == new.split()


def test_only_the_words_that_changed_are_marked():
    pieces = changes("El municipio procurará abrir plazas.", "El municipio abrirá plazas.")

    assert [(one.kind, one.text.strip()) for one in pieces] == [
        ("equal", "El municipio"),
        ("delete", "procurará abrir"),
        ("insert", "abrirá"),
        ("equal", "plazas."),
    ]

"""Which passages are evidence, in which order, and what is said of them."""

import pytest
from tests.engines.plan_review.reviewing.made import catalogue, criterion, document, found, reviewed, tagger

from arraigo.engines.plan_review.model import quote_hash
from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.reviewing.findings import Level
from arraigo.engines.plan_review.reviewing.review import MOST_EVIDENCE, Cancelled, review

PEOPLE = "La población refugiada vive sobre todo en el centro."
SERVICES = "Los servicios de salud atienden de lunes a viernes."
BOTH = "La población refugiada usa los servicios de salud del centro."
NEAR = criterion(search={"with_mobility": "near"})
ANYWHERE = criterion(search={"with_mobility": False})


def test_with_people_asked_for_a_passage_without_them_is_no_evidence_and_is_counted():
    finding = found(document(("Salud", [SERVICES, SERVICES + " Y el sábado."])))
    assert finding.level is Level.ABSENT
    assert finding.elsewhere == 2
    assert any("personas en movilidad humana: 2" in str(one) for one in finding.missing)


def test_near_counts_a_passage_close_to_people_as_a_mention():
    finding = found(document(("Salud", [PEOPLE, SERVICES])), NEAR)
    assert finding.level is Level.MENTIONED
    assert [one.passage for one in finding.evidence] == [1]
    assert "pasaje cercano" in str(finding.evidence[0].why[-1])


@pytest.mark.parametrize(
    "parts",
    [
        [("Salud", [SERVICES]), ("Gente", [PEOPLE])],
        [("Salud", [PEOPLE, *(f"La calle {n} es larga." for n in range(9)), SERVICES])],
    ],
    ids=["another section", "far in the same section"],
)
def test_near_does_not_reach_another_section_nor_far(parts):
    assert found(document(*parts), NEAR).level is Level.ABSENT


def test_anywhere_counts_every_passage():
    assert found(document(("Salud", [SERVICES])), ANYWHERE).total == 1


def test_a_term_far_from_people_in_a_long_passage_is_not_about_them():
    filler = "El cantón tiene calles, plazas y mercados que se mantienen cada año. " * 8
    assert found(document(("Todo", [PEOPLE + " " + filler + SERVICES]))).level is Level.ABSENT


def test_terms_are_found_by_stem_without_accents_and_with_other_small_words():
    text = "REFUGIADOS: cada refugiado llega al servicio de la salud."
    finding = found(document(("Salud", [text])))
    assert finding.evidence[0].terms == ("servicio de la salud",)


def test_a_phrase_does_not_span_two_sentences():
    assert found(document(("A", ["Hay servicios. Salud para la población refugiada."]))).level is Level.ABSENT


def test_evidence_is_kept_to_the_strongest_once_each_and_all_are_counted():
    strong = "Garantizar a la población refugiada el acceso a los servicios de salud."
    texts = [f"{BOTH} Barrio {n}." for n in range(30)] + [BOTH, BOTH, strong]
    finding = found(document(("Salud", texts)))
    assert finding.total == 33
    assert len(finding.evidence) == MOST_EVIDENCE
    assert finding.evidence[0].quote == strong or strong in [one.quote for one in finding.evidence]
    assert len({one.anchor.quote for one in finding.evidence}) == MOST_EVIDENCE


def test_evidence_carries_an_anchor_with_its_neighbours():
    made = document(("Salud", [SERVICES, BOTH, PEOPLE]))
    one = found(made).evidence[0]
    assert one.anchor.quote == quote_hash(BOTH)
    assert (one.anchor.before, one.anchor.after) == (quote_hash(SERVICES), quote_hash(PEOPLE))
    assert made.text[one.anchor.start : one.anchor.end] == one.quote
    assert one.path == ("Salud",)


def test_evidence_says_which_words_show_it():
    why = " ".join(str(one) for one in found(document(("Salud", [BOTH]))).evidence[0].why)
    assert "«servicios de salud»" in why
    assert "«población refugiada»" in why or "«refugiada»" in why


def test_the_same_document_gives_the_same_review():
    made = document(("Salud", [BOTH, SERVICES, PEOPLE] * 20))
    assert reviewed(made, criterion()) == reviewed(made, criterion())


def test_the_summary_says_who_is_named_who_is_not_and_counts_false_friends():
    made = document(("A", [BOTH, "El desplazamiento diario de los vehículos dura una hora."]))
    summary = reviewed(made, criterion()).summary
    named = {one.concept: (one.passages, one.page) for one in summary.groups}
    assert named == {"refugiado": (1, 1), "desplazado": (0, None), "migrante": (0, None)}
    assert summary.blocked == sum(summary.blocked_senses.values()) == 1
    assert (summary.criteria, summary.relevant, summary.passages) == (1, 1, 2)
    assert sum(summary.levels) == 1


def test_only_criteria_of_the_instrument_are_judged():
    rules = criterion(), criterion(id="S-2", applies_to=["PUGS"])
    assert [one.criterion.id for one in reviewed(document(("A", [BOTH])), *rules, instrument="PUGS").findings] == [
        "S-2"
    ]


def test_an_unknown_instrument_is_refused_with_those_that_are_known():
    with pytest.raises(PlanError, match="PMDOT, PUGS"):
        reviewed(document(("A", [BOTH])), criterion(), instrument="POT")


def test_progress_runs_to_the_end_and_a_review_can_be_cancelled():
    made, rules = document(("A", [BOTH] * 3)), catalogue(criterion())
    told: list[tuple[int, int]] = []
    review(made, rules, instrument="PMDOT", tagger=tagger(), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (4, 4)
    assert told == sorted(told)
    with pytest.raises(Cancelled):
        review(made, rules, instrument="PMDOT", tagger=tagger(), cancelled=lambda: True)


def test_a_document_without_passages_is_reviewed_as_silent():
    assert reviewed(document(), criterion()).findings[0].level is Level.ABSENT


def test_a_criterion_on_some_people_is_not_answered_by_others():
    rule = criterion(search={"people": ["refugiado", "solicitante_asilo"]})
    others = "Garantizar a la población desplazada el acceso a los servicios de salud."
    assert found(document(("Salud", [others])), rule).level is Level.ABSENT
    assert found(document(("Salud", [others.replace("desplazada", "refugiada")])), rule).level is Level.COMMITTED

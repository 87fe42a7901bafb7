"""The pack of Ecuador is whole, and a pack that is wrong is refused with the file, the criterion and the reason."""

from collections import Counter
from pathlib import Path

import pytest
import yaml
from tests.engines.plan_review.reviewing.made import PACK, catalogue, criterion, ecuador, thesaurus

from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.reviewing.catalogue import Near
from arraigo.engines.plan_review.reviewing.loading import known_packs, load_catalogue, load_pack

SHARED = next(
    (folder / "shared" for folder in Path(__file__).resolve().parents if (folder / "shared" / "facts").is_dir()), None
)
PUGS_PARTS = ("pugs_estructurante", "pugs_urbanistico", "gestion_suelo")


def test_the_pack_of_ecuador_loads_and_is_known():
    assert "ec" in known_packs()
    assert ecuador().pack.name == "ec"


def test_a_pack_of_a_city_that_has_no_criteria_is_no_catalogue():
    assert "ec-quito" not in known_packs()


def test_every_kind_of_plan_has_criteria():
    counts = Counter(kind for one in ecuador().criteria for kind in one.instruments)
    assert set(counts) == set(ecuador().pack.instruments)
    assert min(counts.values()) >= 12
    assert min(counts["PMDOT"], counts["PUGS"]) >= 100


def test_every_theme_and_part_is_used_and_land_use_has_its_components():
    criteria = ecuador().criteria
    assert {one.theme for one in criteria} == set(ecuador().pack.themes)
    assert {one.plan_part for one in criteria} == set(ecuador().pack.plan_parts)
    land = [one for one in criteria if one.plan_part in PUGS_PARTS]
    assert len([one for one in land if one.id.startswith("PUGS-GES-")]) == 5


def test_nothing_is_signed_by_a_lawyer_yet_and_what_was_not_read_again_is_of_little_confidence():
    for one in ecuador().criteria:
        assert one.legal_sign_off is None
        assert one.verified_on is not None or one.confidence != "alta", one.id
        assert one.asks.startswith("¿"), one.id
        assert one.asks.endswith("?"), one.id


def test_a_criterion_says_its_source_and_what_it_details_has_the_same_norm():
    by_id = {one.id: one for one in ecuador().criteria}
    for one in by_id.values():
        if one.derived_from:
            base = by_id[one.derived_from]
            assert (one.norm, one.article, one.source) == (base.norm, base.article, base.source), one.id


def test_a_single_word_counts_anywhere_only_where_it_names_one_thing_of_land_use():
    """A word such as «solidaridad» or «diagnóstico» anywhere in a plan answers no question."""
    for one in ecuador().criteria:
        if one.search.near is Near.ANYWHERE:
            short = {phrase for phrase in one.search.phrases if " " not in phrase}
            assert short <= ONE_THING, (one.id, short - ONE_THING)


ONE_THING = {
    "edificabilidad", "plusvalía", "valorización", "subsidiariedad", "gentrificación", "arrendamiento", "arrendatarios",
    "inquilinos", "inquilinato", "alcantarillado", "centralidades", "cronograma",
}  # fmt: skip


@pytest.mark.skipif(SHARED is None, reason="the shared facts are not beside this checkout")
def test_every_norm_of_the_facts_is_there_with_its_article_and_confidence():
    facts = yaml.safe_load((SHARED / "facts" / "norms.yaml").read_text(encoding="utf-8"))["criterios"]
    by_id = {one.id: one for one in ecuador().criteria}
    for fact in facts:
        one = by_id[fact["id"]]
        assert (one.norm, one.article, one.confidence) == (fact["instrument"], fact["article"], fact["confidence"])
        assert set(one.instruments) == ({"PMDOT", "PUGS"} if fact["applies_to"] == "both" else {fact["applies_to"]})
        assert (one.verified_on is not None) == fact["seen_here"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"theme": "otro"}, "no hay un tema «otro»"),
        ({"plan_part": "otra"}, "no hay una parte del plan «otra»"),
        ({"applies_to": ["POT"]}, "no hay un instrumento «POT»"),
        ({"applies_to": []}, "no pueden estar vacíos"),
        ({"expected": ["money"]}, "no hay un elemento de la cadena «money»"),
        ({"confidence": "mucha"}, "no hay una confianza «mucha»"),
        ({"colour": "red"}, "no hay un campo «colour»"),
        ({"asks": ""}, "falta «asks»"),
        ({"article": 12}, "falta «article»"),
        ({"verified_on": 2026}, "falta «verified_on»"),
        ({"legal_sign_off": {"by": "Ana"}}, "falta «on»"),
        ({"search": {"concepts": ["nadie"]}}, "no hay un concepto «nadie»"),
        ({"search": {"with_mobility": "a veces"}}, "with_mobility"),
        ({"search": {"people": ["nadie"]}}, "no hay un concepto «nadie»"),
        ({"search": {"people": ["refugiado"], "with_mobility": "near"}}, "«people» solo sirve"),
        ({"search": {"word": []}}, "no hay un campo «word»"),
        ({"search": {"phrases": ["de la"]}}, "no tiene palabras que buscar"),
        ({"search": {"phrases": []}}, "no busca nada"),
        ({"derived_from": "NADA"}, "sale de «NADA»"),
    ],
)
def test_bad_data_is_refused_with_its_reason(change, reason):
    with pytest.raises(PlanError) as refused:
        catalogue(criterion(**change))
    assert refused.value.problem.code == "bad_pack"
    assert reason in str(refused.value)
    assert "S-1" in str(refused.value)


def test_a_criterion_twice_is_refused_with_the_second_file():
    files = {"a.yaml": {"criteria": [criterion()]}, "b.yaml": {"criteria": [criterion()]}}
    with pytest.raises(PlanError, match=r"b\.yaml.*«S-1» está dos veces"):
        load_catalogue(PACK, files, thesaurus=thesaurus())


@pytest.mark.parametrize("content", [{}, {"criteria": []}, {"criteria": ["x"]}, {"criteria": [{"article": "1"}]}])
def test_a_file_without_criteria_is_refused(content):
    with pytest.raises(PlanError, match=r"a\.yaml"):
        load_catalogue(PACK, {"a.yaml": content}, thesaurus=thesaurus())


def test_an_unknown_pack_is_refused_with_those_that_are_there():
    with pytest.raises(PlanError, match=r"«zz».*ec"):
        load_pack("zz")


@pytest.mark.parametrize("name", ["../ec", "", ".", "common"])
def test_only_packs_are_packs(name):
    with pytest.raises(PlanError) as refused:
        load_pack(name)
    assert refused.value.problem.code == "not_a_pack"

"""The thesaurus is refused with where and why; the program's own is whole."""

import copy
from pathlib import Path

import pytest
import yaml

from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.tagging.scanning import roots
from arraigo.engines.plan_review.tagging.thesaurus import ALONE, Thesaurus, load_thesaurus

GOOD = {
    "conceptos": [{"id": "migrante", "rol": "sujeto", "fuerza": 3, "pref": "persona migrante", "alt": ["migrante"]}],
    "falsos_amigos": [{"termino": "migra*", "sentido_ajeno": "fauna", "disparadores": ["aves"]}],
    "frases_ajenas": [{"sentido_ajeno": "organismo", "frases": ["instituto de migración"]}],
}


def changed(*path, value):
    data = copy.deepcopy(GOOD)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


def test_a_good_mapping_is_read():
    thesaurus = Thesaurus.from_mapping(GOOD)
    assert thesaurus.concept("migrante").name == "persona migrante"
    assert len(thesaurus.false_friends) == len(thesaurus.other_phrases) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "tesauro: se esperaba un mapa"),
        ({"conceptos": []}, "no hay ninguno"),
        (changed("conceptos", value="x"), "se esperaba una lista"),
        (changed("conceptos", 0, "id", value=""), "concepto 1: falta «id»"),
        (changed("conceptos", 0, "rol", value="x"), "concepto «migrante»: el rol «x» no existe"),
        (changed("conceptos", 0, "fuerza", value=4), "la fuerza es 4"),
        (changed("conceptos", 0, "alt", value=["a", 3]), "3 no es un texto"),
        (changed("conceptos", 0, "alt", value=["… x"]), "«… x»"),
        (changed("conceptos", value=GOOD["conceptos"] * 2), "está dos veces"),
        (changed("falsos_amigos", 0, "disparadores", value=[]), "falta «disparadores» o «pide»"),
        (changed("falsos_amigos", 0, "conceptos", value=["z"]), "no hay un concepto «z»"),
        (changed("falsos_amigos", 0, "ventana", value=0), "«ventana» es 0"),
        (changed("falsos_amigos", 0, "excepto", value=["a;"]), "excepto: en la etiqueta «a;»"),
        (changed("frases_ajenas", 0, "sentido_ajeno", value=None), "frase ajena 1: falta «sentido_ajeno»"),
    ],
)
def test_bad_data_are_refused_with_where_and_why(data, said):
    with pytest.raises(PlanError) as error:
        Thesaurus.from_mapping(data)
    assert error.value.problem.code == "bad_thesaurus"
    assert said in str(error.value)


def test_the_program_s_own_has_the_concepts_that_plans_are_scored_by():
    thesaurus = load_thesaurus()
    assert len(thesaurus.concepts) == 50
    assert {"desplazado", "trata", "remesas", "frontera"} <= {concept.id for concept in thesaurus.concepts}


def test_its_roots_cover_each_label_that_counts_alone():
    thesaurus = load_thesaurus()
    assert sum(concept.strength >= ALONE for concept in thesaurus.concepts) > 15
    assert set(roots(thesaurus)) == set(thesaurus.roots)


def test_a_label_without_a_root_adds_its_longest_word():
    data = changed("conceptos", 0, "alt", value=["gente de paso"]) | {"raices": ["migr"]}
    assert set(roots(Thesaurus.from_mapping(data))) == {"migr", "gent"}


def test_a_thesaurus_in_the_older_form_is_read_too():
    facts = next(
        (p / "shared" / "facts" / "thesaurus.yaml" for p in Path(__file__).parents if (p / "shared").is_dir()), None
    )
    if facts is None:
        pytest.skip("shared/facts is not beside the repository")
    assert len(Thesaurus.from_mapping(yaml.safe_load(facts.read_text())).concepts) == 50

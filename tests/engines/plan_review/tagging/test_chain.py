"""Each link of a plan's chain is seen by the words that show it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.engines.plan_review.tagging.chain import Link, chain_elements, chain_links


@pytest.mark.parametrize(
    ("text", "link", "words"),
    [
        ("Según el censo de 2010 hay 1.250 familias desplazadas", Link.DIAGNOSIS_FIGURE, "1.250 familias"),
        (
            "Fuente: DANE. La tasa de migración neta es de 6,09",
            Link.DIAGNOSIS_FIGURE,
            "tasa de migración neta es de 6,09",
        ),
        ("Objetivo general: mejorar la acogida", Link.OBJECTIVE, "Objetivo general"),
        ("Garantizar los derechos de las personas retornadas", Link.OBJECTIVE, "Garantizar"),
        ("Formular la política pública de movilidad humana", Link.POLICY, "política pública"),
        ("Atender al 100% de los hogares", Link.TARGET, "Atender al 100"),
        ("Meta: 40 familias con subsidio", Link.TARGET, "Meta: 40"),
        ("Subir de 10% a 25% la cobertura", Link.BASELINE, "de 10% a 25%"),
        ("Línea base: ND", Link.BASELINE, "Línea base"),
        ("Subprograma: retornos y reubicaciones", Link.PROGRAMME, "Subprograma"),
        ("Suministro de transporte 15.000.000", Link.BUDGET, "15.000.000"),
        ("Inversión de $ 2.500 millones", Link.BUDGET, "$ 2.500 millones"),
        ("Costo: 30 mil dólares", Link.BUDGET, "30 mil dólares"),
        ("A cargo de la Secretaría de Gobierno", Link.RESPONSIBLE, "Secretaría de Gobierno"),
        ("Número de personas orientadas", Link.INDICATOR, "Número de personas"),
    ],
)
def test_a_link_is_shown_with_its_words(text, link, words):
    shown = {element.words.strip() for element in chain_elements(text) if element.kind is link}
    assert any(words in one for one in shown), shown


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Llegaron 1.250 familias", Link.DIAGNOSIS_FIGURE),
        ("Meta 2015: atender 1.250 familias", Link.DIAGNOSIS_FIGURE),
        ("Según el programa de gobierno", Link.PROGRAMME),
        ("El proyecto de vida de los jóvenes", Link.PROGRAMME),
        ("En el artículo 15 de la ley", Link.BUDGET),
    ],
)
def test_what_only_looks_like_a_link_is_none(text, link):
    assert link not in chain_links(text)


@given(st.text(alphabet="Meta 12.%$:aeáñ\n", max_size=60))
def test_the_words_are_those_of_the_passage(text):
    assert all(text[one.start : one.end] == one.words for one in chain_elements(text))

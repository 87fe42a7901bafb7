"""Which sentences of plans speak of people on the move, and of what: the thesaurus' rules, one case each."""

import csv
from pathlib import Path

import pytest

from arraigo.engines.plan_review.tagging.senses import NO_SUPPORT

SCORED = frozenset(
    """movilidad_humana migrante inmigrante emigrante retornado refugiado solicitante_asilo apatrida desplazado
    en_transito poblacion_acogida nacionalidades_llegada condicion_migratoria migracion xenofobia trata remesas
    frontera nna_movilidad""".split()  # noqa: SIM905 - as a list it would fill the page
)
SENTENCES = Path(__file__).with_name("sentences.tsv")
"""Sentences as plans write them, of our own: the concepts that each must have, and those that it may."""

with SENTENCES.open(encoding="utf-8", newline="") as _file:
    ROWS = [
        (row["text"], row["must"], row["may"]) for row in csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]
SPEAK = [row for row in ROWS if row[1]]
DO_NOT = [text for text, must, _ in ROWS if not must]


@pytest.mark.parametrize(("text", "must", "may"), SPEAK)
def test_a_passage_that_speaks_of_people_on_the_move_is_relevant(tagger, text, must, may):
    tagged = tagger.tag(text)
    found = set(tagged.concepts) & SCORED
    assert tagged.relevant
    assert set(must.split()) <= found <= {*must.split(), *may.split()}


@pytest.mark.parametrize("text", DO_NOT)
def test_a_false_friend_makes_no_passage_relevant(tagger, text):
    tagged = tagger.tag(text)
    assert not tagged.relevant
    assert tagged.concepts == ()
    assert not tagged.commits


@pytest.mark.parametrize(
    ("text", "term", "sense", "trigger"),
    [
        ("El desplazamiento de los vehículos", "desplazamiento", "viajes, tránsito o geología", "vehiculos"),
        ("Ruta de aves migratorias", "migratorias", "fauna", "aves"),
        (
            "Dona el Consejo Noruego para Refugiados",
            "refugiados",
            "nombre de un organismo",
            "consejo noruego para refugiados",
        ),
        ("Cuando el desplazamiento es largo", "desplazamiento", "el traslado", NO_SUPPORT),
        ("Mejorar la movilidad", "movilidad", "transporte o movilidad social", NO_SUPPORT),
    ],
)
def test_a_blocked_word_is_told_with_its_other_sense_and_what_gave_it_away(tagger, text, term, sense, trigger):
    blocked = [one for one in tagger.tag(text).blocked if one.term == term]
    assert blocked
    assert blocked[0].sense.startswith(sense)
    assert blocked[0].trigger == trigger
    assert text[blocked[0].start : blocked[0].end].lower().startswith(term)
    assert any(f"«{term}» no cuenta" in why for why in tagger.tag(text).why)


def test_a_weak_word_counts_only_beside_another_term(tagger):
    assert not tagger.tag("Obras en la zona de frontera.").relevant
    assert "frontera" in tagger.tag("Migrantes en la zona de frontera.").concepts
    assert any(
        "solo cuenta junto a otro" in why
        for why in tagger.tag("Obras en la frontera norte, migrar datos del sistema.").why
    )


def test_what_counts_beside_a_false_friend_still_counts(tagger):
    tagged = tagger.tag("Víctimas de hechos distintos al desplazamiento y población desplazada.")
    assert tagged.relevant
    assert {one.sense for one in tagged.blocked} == {
        "las víctimas de otros hechos, que se distinguen de las desplazadas"
    }

"""An ordinance of land use, invented, read by the program's own reader: what it rules and whom it includes is found."""

from functools import cache

import pytest
from tests.engines.plan_review.reviewing.made import ecuador, tagger

from arraigo.engines.plan_review.reviewing.catalogue import Near
from arraigo.engines.plan_review.reviewing.findings import Finding, Level, StepKind
from arraigo.engines.plan_review.reviewing.review import review
from arraigo.engines.plan_review.structure import open_document

TEXT = """ORDENANZA DEL PLAN DE USO Y GESTIÓN DE SUELO DEL CANTÓN SANTA MARINA

CONSIDERANDO:
Que, la Constitución de la República dispone que las personas extranjeras tendrán los mismos derechos;

TÍTULO I
COMPONENTE ESTRUCTURANTE
Art. 1.- Objeto. La presente ordenanza fija el componente estructurante con objetivos estratégicos de largo plazo y el
componente urbanístico, y se sujetará al modelo territorial deseado.
Art. 2.- Clasificación del suelo. El suelo se clasifica en suelo urbano y suelo rural. El suelo urbano consolidado se
delimita en el plano anexo.

TÍTULO II
COMPONENTE URBANÍSTICO
Art. 3.- Polígonos de intervención territorial. El suelo urbano se delimita en polígonos de intervención territorial.
A cada polígono se asigna un tratamiento urbanístico.
Art. 4.- Usos de suelo. Los usos de suelo se clasifican en uso principal, uso complementario, uso restringido y uso
prohibido. No se prohíben los albergues ni los comedores para personas migrantes y refugiadas en ningún polígono.
Art. 5.- Renovación urbana. En los polígonos de renovación urbana se garantizará la permanencia de los residentes; el
promotor deberá reubicar en el mismo barrio a los inquilinos, incluidas las personas refugiadas.

TÍTULO III
GESTIÓN DEL SUELO
Art. 6.- Vivienda de interés social. Se reserva el 15 % del suelo de cada plan parcial para vivienda de interés social.
Art. 7.- Cargas y beneficios. La distribución equitativa de cargas y beneficios se aplicará en unidades de actuación
urbanística.
Art. 8.- Movilidad sostenible. La movilidad urbana se sujetará al plan maestro de movilidad y al transporte público.
"""


@cache
def findings() -> dict[str, Finding]:
    document = open_document(TEXT.encode(), name="ordenanza.txt")
    found = review(document, ecuador(), instrument="PUGS", tagger=tagger())
    return {one.criterion.id: one for one in found.findings}


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("PUGS-EST-1", "Art. 1"),
        ("LOOT-011", "Art. 2"),
        ("PUGS-PIT-1", "Art. 3"),
        ("PUGS-TRA-1", "Art. 3"),
        ("PUGS-USO-1", "Art. 4"),
        ("PUGS-USO-2", "Art. 4"),
        ("PUGS-TRA-2", "Art. 5"),
        ("PUGS-INQ-1", "Art. 5"),
        ("PUGS-VIS-1", "Art. 6"),
        ("PUGS-GES-1", "Art. 7"),
    ],
)
def test_what_an_article_rules_is_a_commitment_of_the_plan(name, article):
    finding = findings()[name]
    assert finding.level >= Level.COMMITTED, finding
    number = article.removeprefix("Art. ")
    assert any(number in part for one in finding.evidence for part in one.path)


@pytest.mark.parametrize("name", ["PUGS-GES-2", "PUGS-GES-4", "PUGS-GES-3", "PUGS-STD-1", "LOOT-070"])
def test_what_the_ordinance_does_not_say_is_absent(name):
    assert findings()[name].level is Level.ABSENT


def test_a_recital_that_quotes_the_constitution_is_no_commitment_of_the_plan():
    finding = findings()["CE-009"]
    assert finding.level is Level.MENTIONED
    assert StepKind.RULE not in {step.kind for step in finding.steps}


def test_transport_is_nobody_on_the_move():
    people = [one for one in findings().values() if one.criterion.search.near is Near.PASSAGE]
    quotes = [one.quote for finding in people for one in finding.evidence]
    assert quotes
    assert not any("Movilidad sostenible" in quote for quote in quotes)

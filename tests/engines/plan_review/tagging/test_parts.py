"""The part of a plan is told by cues whose weights are data."""

import pytest

from arraigo.engines.plan_review.model import Part
from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.tagging.parts import PARTS, PartModel, load_parts


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            "Según el DANE existen 1.200 hogares desplazados, que presentan problemas de vivienda.",
            Part.DIAGNOSIS,
        ),
        ("Objetivo general: Garantizar los derechos de la población migrante.", Part.OBJECTIVE),
        ("0 Número de familias retornadas atendidas. Línea base: 0. Meta cuatrienio: 100%", Part.TARGET),
        ("Decreto 2569 de 2000, por el cual se reglamenta parcialmente la Ley 387 de 1997.", Part.NORM),
        ("Total ingresos tributarios 16.682.736.731 7.869.338.746 2.503.081.172 presupuesto de gastos", Part.BUDGET),
        ("Este programa implementará acciones de acompañamiento para las familias retornadas.", Part.PROGRAMME),
    ],
)
def test_a_plain_case_of_each_part_is_told(tagger, text, part):
    assert tagger.tag(text).part is part


@pytest.mark.parametrize(
    ("text", "commits"),
    [
        ("Realizar 4 campañas de prevención de la trata de personas.", True),
        ("Se implementará un programa de atención integral a la población desplazada.", True),
        ("En el municipio existen 1.200 personas desplazadas según Acción Social.", False),
        ("La Ley 387 de 1997 define quién es desplazado.", False),
        ("Construir 4 parques.", False),
    ],
)
def test_only_a_passage_of_such_persons_in_which_the_plan_acts_commits(tagger, text, commits):
    assert tagger.tag(text).commits is commits


def test_every_cue_has_a_weight_for_every_part():
    model = load_parts()
    assert model.weights.shape == (len(model.names), len(PARTS) + 1)
    assert (abs(model.weights).sum(axis=1) > 0).mean() > 0.95


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "senales"),
        ({"senales": {"a": ["meta"]}, "pesos": {"b": {}}}, "«b»"),
        ({"senales": {}, "comienzos": {"x": ["y"]}}, "«x»"),
    ],
)
def test_bad_cues_are_refused(data, said):
    with pytest.raises(PlanError, match=said):
        PartModel.from_mapping(data)

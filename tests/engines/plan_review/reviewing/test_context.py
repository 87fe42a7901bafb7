"""A city's transport programme that is called «movilidad humana» is no evidence; people on the move are."""

from tests.engines.plan_review.reviewing.made import criterion, document, reviewed

from arraigo.engines.plan_review.reviewing.context import SENSE
from arraigo.engines.plan_review.reviewing.findings import Level

RULE = criterion(search={"concepts": ["movilidad_humana"], "phrases": []})
TRANSPORT = (
    "Programa de movilidad humana",
    [
        "El programa dará prioridad a peatones y ciclistas y al transporte público.",
        "Se ampliará la malla vial y el transporte de pasajeros; bajará el uso de vehículos.",
    ],
)
BUDGET = ("Inversiones", ["Programa de movilidad humana. 1.282.850 2.734.285", "Programa de basuras. 23.939"])
PEOPLE = (
    "Programa de movilidad humana",
    ["El programa de movilidad humana orienta a quien llega.", "Atiende a personas migrantes y refugiadas."],
)


def test_a_transport_programme_of_that_name_is_no_evidence_nor_is_its_row_of_money():
    review = reviewed(document(TRANSPORT, BUDGET), RULE)
    assert review.findings[0].level is Level.ABSENT
    assert review.summary.relevant == 0
    assert review.summary.blocked_senses[SENSE] == 1


def test_a_programme_for_people_of_that_name_is_evidence():
    review = reviewed(document(PEOPLE), RULE)
    assert review.findings[0].level > Level.ABSENT


def test_both_in_one_plan_are_told_apart_by_what_stands_around_them():
    review = reviewed(document(TRANSPORT, PEOPLE), RULE)
    assert {one.passage for one in review.findings[0].evidence} <= {2, 3}
    assert review.findings[0].evidence


def test_transport_around_does_not_hide_people_who_are_named():
    lines = ["El transporte llega a las personas en situación de movilidad humana.", *TRANSPORT[1]]
    review = reviewed(document(("Transporte", lines)), RULE)
    assert [one.passage for one in review.findings[0].evidence] == [0]


def test_the_name_alone_without_transport_counts():
    review = reviewed(
        document(("Enfoques", ["El plan asume el enfoque de movilidad humana.", "Y el de género."])), RULE
    )
    assert review.findings[0].total == 1

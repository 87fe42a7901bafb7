"""What became of a proposal in the next version."""

import pytest

from arraigo.engines.plan_review.comparing import Adoptions, Aspect, adoption, compare

OLD = [
    "La ciudad cuenta con doce centros de salud distribuidos en las parroquias urbanas y rurales.",
    "El municipio podrá coordinar la atención en salud de la población del cantón.",
    "Indicador",
    "La empresa de vivienda construirá mil unidades durante el período de gobierno.",
    "Las ferias laborales se realizarán dos veces al año en cada distrito.",
    "El cuerpo de bomberos renovará sus vehículos según el plan de inversiones.",
]
PROPOSED = (
    "La Secretaría de Salud deberá garantizar la atención de las personas migrantes y refugiadas en los 12 centros de "
    "salud, hasta 2027, con un presupuesto de 200.000 dólares."
)


def judged(*said, old=OLD, target=None, proposed=PROPOSED):
    new = [*old[:3], *said, *old[3:]]
    return adoption(proposed, target=target, old=old, new=new, comparison=compare(old, new))


def test_a_proposal_that_is_said_is_adopted():
    found = judged(PROPOSED)

    assert found.outcome == "adopted"
    assert found.passages == (3,)
    assert found.similarity == 1
    assert not found.missing
    assert "lo que se propuso" in found.why[0]


def test_other_order_and_other_little_words_are_no_dilution():
    found = judged(
        "Hasta 2027 y con un presupuesto de 200.000 dólares, la Secretaría de Salud deberá garantizar en 12 centros de "
        "salud la atención a personas refugiadas y a personas migrantes."
    )

    assert found.outcome == "adopted"


def test_two_neighbours_may_say_it_together():
    first, second = PROPOSED[:95] + ".", PROPOSED[95:]

    found = judged(first, second)

    assert found.outcome == "adopted"
    assert found.passages == (3, 4)


@pytest.mark.parametrize(
    ("old_words", "new_words", "strong", "weak"),
    [
        ("deberá garantizar", "podrá garantizar", "debera", "podra"),
        ("deberá garantizar", "procurará", "debera", "procurara"),
        ("deberá garantizar", "promoverá", "debera", "promovera"),
        ("deberá garantizar", "deberá garantizar, en la medida de lo posible,", "debera", "en la medida de lo posible"),
        ("deberá garantizar", "no deberá garantizar", "debera", "no debera"),
        ("las personas migrantes y refugiadas", "los grupos prioritarios", "migrantes", "grupos prioritarios"),
    ],
)
def test_an_obligation_taken_back_is_a_dilution_and_is_named(old_words, new_words, strong, weak):
    found = judged(PROPOSED.replace(old_words, new_words))

    assert found.outcome == "diluted"
    assert (strong, weak) in found.weakened
    assert any(f"«{weak}»" in sentence for sentence in found.why)


@pytest.mark.parametrize(
    ("words", "aspect"),
    [
        (", hasta 2027", Aspect.DEADLINE),
        (", con un presupuesto de 200.000 dólares", Aspect.BUDGET),
        ("los 12 centros", Aspect.NUMBER),
        (" de las personas migrantes y refugiadas", Aspect.PERSONS),
        ("La Secretaría de Salud ", Aspect.RESPONSIBLE),
    ],
)
def test_what_fixed_the_proposal_and_was_dropped_is_named(words, aspect):
    found = judged(PROPOSED.replace(words, "los centros" if "centros" in words else ""))

    assert found.outcome == "diluted"
    assert aspect in {one.aspect for one in found.dropped}


def test_one_group_of_persons_less_is_a_dilution():
    found = judged(PROPOSED.replace("migrantes y refugiadas", "migrantes"))

    assert found.outcome == "diluted"
    assert [one.text for one in found.dropped] == ["refugiadas"]


def test_human_mobility_names_all_who_are_part_of_it():
    found = judged(PROPOSED.replace("migrantes y refugiadas", "en situación de movilidad humana"))

    assert found.outcome == "adopted"


def test_the_name_of_an_office_names_no_persons():
    proposed = "La Unidad de Movilidad Humana orientará a las personas retornadas en cada parroquia del cantón."

    found = judged(proposed.replace("las personas retornadas", "los vecinos"), proposed=proposed)

    assert found.outcome == "diluted"
    assert [one.text for one in found.dropped] == ["retornadas"]


def test_what_is_nowhere_is_not_adopted():
    found = judged("El parque central tendrá iluminación nueva y juegos para todas las edades.")

    assert found.outcome == "not_adopted"
    assert not found.already_there
    assert found.passages == ()
    assert found.why[0].startswith("Ningún pasaje")


def test_what_the_old_version_said_already_is_not_credited():
    old = [*OLD, PROPOSED]

    found = adoption(PROPOSED, target=None, old=old, new=old, comparison=compare(old, old))

    assert found.outcome == "not_adopted"
    assert found.already_there
    assert "ya estaba" in found.why[0]


def test_a_weak_wording_made_binding_is_adopted():
    target = PROPOSED.replace("deberá", "podrá")
    old = [*OLD, target]
    new = [*OLD, PROPOSED]

    found = adoption(PROPOSED, target=target, old=old, new=new, comparison=compare(old, new))

    assert found.outcome == "adopted"


def test_a_weak_wording_left_as_it_was_is_not_adopted():
    target = PROPOSED.replace("deberá", "podrá")
    old = [*OLD, target]

    found = adoption(PROPOSED, target=target, old=old, new=old, comparison=compare(old, old))

    assert found.outcome == "not_adopted"


def test_an_empty_proposal_says_so():
    assert judged(PROPOSED, proposed="… de la").why == ("La propuesta no tiene palabras que buscar.",)


def test_many_proposals_are_judged_on_versions_read_once():
    new = [*OLD, PROPOSED]
    adoptions = Adoptions(OLD, new, compare(OLD, new))

    assert [adoptions.of(text).outcome for text in (PROPOSED, "Nada que ver con este asunto.")] == [
        "adopted",
        "not_adopted",
    ]

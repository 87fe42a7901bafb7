"""How far the chain goes: levels are proved by steps that belong together, never by the number of mentions."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.plan_review.reviewing.made import criterion, document, found

from arraigo.engines.plan_review.model import Kind
from arraigo.engines.plan_review.reviewing.findings import COMMITMENTS, Level, StepKind
from arraigo.engines.plan_review.reviewing.levels import level_of

SILENT = ("Vías", ["Se pavimentarán las calles del centro.", "El transporte público mejora."])
MENTION = "La población refugiada conoce los servicios de salud del cantón."
FIGURE = "Según el censo de 2022, 340 personas refugiadas usan los servicios de salud del cantón."
COMMITMENT = "Garantizar a la población refugiada el acceso a los servicios de salud."
ROW = (
    "Atender a 500 personas refugiadas en los servicios de salud durante el cuatrienio. Línea base: 120 personas. "
    "Presupuesto: $ 80.000. Responsable: Dirección Municipal de Salud"
)


def test_a_plan_that_is_silent_has_the_level_absent_and_says_what_was_searched():
    finding = found(document(SILENT))
    assert (finding.level, finding.total, finding.evidence, finding.steps) == (Level.ABSENT, 0, (), ())
    assert finding.searched == ("servicios de salud",)
    assert not finding.complete


def test_many_mentions_are_a_mention():
    finding = found(document(("Salud", [f"{MENTION} Barrio {n}." for n in range(40)])))
    assert finding.level is Level.MENTIONED
    assert finding.total == 40


def test_a_dated_figure_diagnoses():
    finding = found(document(("Salud", [MENTION, FIGURE])))
    assert finding.level is Level.DIAGNOSED
    assert {step.kind for step in finding.steps} == {StepKind.FIGURE, StepKind.SOURCE}
    assert finding.steps[0].passage == 1


def test_an_objective_commits_though_no_figure_stands_behind_it_and_that_is_said():
    finding = found(document(("Objetivos", [COMMITMENT])))
    assert finding.level is Level.COMMITTED
    assert finding.complete
    assert any("cifra de diagnóstico" in str(one) for one in finding.missing)


def test_a_row_with_target_money_and_unit_goes_to_the_end_of_the_chain():
    finding = found(document(("Salud", [FIGURE]), ("Programa", [ROW])))
    assert finding.level is Level.BUDGET
    kinds = {step.kind for step in finding.steps}
    assert {StepKind.FIGURE, StepKind.TARGET, StepKind.BASELINE, StepKind.BUDGET, StepKind.RESPONSIBLE} <= kinds
    assert finding.missing == ()


def test_every_step_stands_in_the_passage_that_it_names():
    made = document(("Salud", [FIGURE, MENTION]), ("Programa", [ROW, COMMITMENT]))
    for step in found(made).steps:
        assert step.words in made.passages[step.passage].text
        assert step.page == made.passages[step.passage].page
        assert str(step.why)


def test_money_of_another_section_is_not_joined_to_a_commitment_and_its_pages_are_told():
    elsewhere = "Gestionar $ 90.000 para que la población refugiada use los servicios de salud."
    target = "Atender a 500 personas refugiadas en los servicios de salud durante el cuatrienio."
    finding = found(document(("Metas", [target]), ("Inversiones", [elsewhere])))
    assert finding.level is Level.TARGET
    assert StepKind.BUDGET not in {step.kind for step in finding.steps}
    assert any("Hay montos en otros pasajes" in str(one) for one in finding.missing)


def test_what_goes_on_in_the_next_passage_belongs_to_the_commitment():
    lines = [COMMITMENT, "Meta: 500 personas atendidas, con línea base de 120.", "Presupuesto: $ 80.000"]
    finding = found(document(("Programa", [*lines, "Responsable: Dirección Municipal de Salud"])))
    assert {StepKind.TARGET, StepKind.BUDGET} <= {step.kind for step in finding.steps}
    broken = found(document(("Programa", [COMMITMENT, "Otro asunto.", *lines[1:]])))
    assert broken.level is Level.COMMITTED


def test_under_a_heading_on_the_subject_its_passages_count():
    title = "Servicios de salud para personas refugiadas"
    finding = found(document((title, ["Meta: 500 personas atendidas.", "Presupuesto: $ 80.000."])))
    assert finding.level is Level.TARGET
    assert all(title in str(step.why) for step in finding.steps)
    assert finding.evidence[0].passage == 0


def test_a_long_section_is_not_about_its_heading_alone():
    title = "Servicios de salud para personas refugiadas"
    filler = [f"Se construirá la calle {n}." for n in range(70)]
    assert found(document((title, ["Meta: 500 personas atendidas.", *filler]))).level is Level.ABSENT


def test_a_row_that_was_broken_into_passages_is_one_row():
    cells = [
        "Garantizar a familias desplazadas los servicios de salud",
        "Número de familias desplazadas atendidas",
        "120 500",
    ]
    finding = found(document(("Metas", cells)))
    assert finding.level is Level.TARGET
    steps = {step.kind: step for step in finding.steps}
    assert steps[StepKind.TARGET].passage == 2
    assert steps[StepKind.BASELINE].passage == 2


def test_the_heading_of_a_table_is_neither_target_nor_baseline():
    heading = "PRODUCTO LÍNEA BASE META 2012 - 2015 INDICADOR"
    finding = found(document(("Programa", [f"{heading} {COMMITMENT}"])))
    assert not {StepKind.TARGET, StepKind.BASELINE, StepKind.INDICATOR} & {step.kind for step in finding.steps}


def test_a_law_that_is_quoted_proves_nothing_of_the_plan():
    quoted = "La Ley 387 de 1997 establece que las personas desplazadas tienen derecho a los servicios de salud."
    assert found(document(("Marco legal", [quoted]))).level is Level.MENTIONED


def test_what_only_asks_to_be_said_has_no_level_above_a_mention():
    finding = found(document(("Programa", [ROW])), criterion(expected=["mention"]))
    assert finding.level is Level.MENTIONED
    assert finding.complete
    assert finding.missing == ()


def test_what_asks_for_data_is_not_answered_by_a_commitment():
    finding = found(document(("Programa", [ROW])), criterion(expected=["figure", "source"]))
    assert finding.level is Level.MENTIONED
    assert set(finding.lacking) == {"figure", "source"}


def test_an_article_of_an_ordinance_commits_by_its_own_words():
    rule = criterion(search={"phrases": ["usos de suelo"], "with_mobility": False})
    text = "Los usos de suelo se clasifican en principal, complementario, restringido y prohibido."
    article = found(document(("Art. 12", [text]), kind=Kind.ARTICULO), rule)
    assert article.level is Level.COMMITTED
    assert article.steps[0].kind is StepKind.RULE
    assert found(document(("Usos", [text])), rule).level is Level.MENTIONED


@given(st.frozensets(st.sampled_from(list(StepKind))), st.sampled_from(list(StepKind)), st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_further_step_never_lowers_the_level(kinds, more, is_diagnosed):
    assert level_of(kinds | {more}, is_diagnosed=is_diagnosed) >= level_of(kinds, is_diagnosed=is_diagnosed)


@given(st.frozensets(st.sampled_from(list(StepKind))))
def test_money_and_unit_without_a_target_do_not_reach_the_end(kinds):
    level = level_of(kinds - {StepKind.TARGET}, is_diagnosed=True)
    assert level == (Level.COMMITTED if kinds & COMMITMENTS else Level.DIAGNOSED)


def test_a_source_printed_under_the_graph_is_that_of_the_figure():
    figure = "El 60 % de las familias desplazadas usa los servicios de salud."
    under = ["Gráfica 3. Uso de los servicios.", "60% 40%", "Fuente: PIU 2011"]
    finding = found(document(("Diagnóstico", [figure, *under])))
    assert finding.level is Level.DIAGNOSED
    assert {step.kind: step.passage for step in finding.steps} == {StepKind.FIGURE: 0, StepKind.SOURCE: 3}
    assert found(document(("Diagnóstico", [figure, "Otra cosa.", *under]))).level is Level.MENTIONED


def test_what_a_law_orders_is_no_commitment_though_the_plan_may_cite_a_law_in_one():
    told = "Ley 387 de 1997: el Estado debe garantizar a las personas desplazadas los servicios de salud."
    done = "Garantizar los servicios de salud a las personas desplazadas conforme a la Ley 387 de 1997."
    assert found(document(("Marco", [told]))).level is Level.MENTIONED
    assert found(document(("Programas", [done]))).level is Level.COMMITTED


def test_the_years_of_a_heading_are_no_values_of_a_row():
    cells = ["Garantizar a familias desplazadas los servicios de salud", "PRODUCTO META", "2012 - 2015"]
    assert found(document(("Metas e indicadores", cells))).level is Level.COMMITTED


def test_amounts_of_an_investment_plan_are_money_and_neither_baseline_nor_target():
    lines = ["Garantizar a familias desplazadas los servicios de salud", "80.000.000 85.000.000"]
    finding = found(document(("Metas e inversiones", lines)))
    assert finding.level is Level.COMMITTED
    kinds = {step.kind for step in finding.steps}
    assert StepKind.BUDGET in kinds
    assert not {StepKind.BASELINE, StepKind.TARGET} & kinds

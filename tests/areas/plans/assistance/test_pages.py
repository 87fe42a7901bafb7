"""The desk's pages of assistance plans: each in few queries, each error with what to do."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import UUID

import docx
import pytest
from tests.areas.plans.conftest import NOW

from arraigo.areas.plans.actions.assistance_editions import publish
from arraigo.areas.plans.actions.assistance_grounds import ground
from arraigo.areas.plans.models import (
    Activity,
    AssistanceEdition,
    AssistanceIndicator,
    AssistancePlan,
    IndicatorValue,
    Objective,
    Output,
    ProgressNote,
    Risk,
)
from arraigo.areas.plans.web.assistance.amounts import AmountField
from arraigo.core.outbox.models import Message

DESK = "/prueba/planes/asistencia/"
READ = ("", "actividades/", "cronograma/", "presupuesto/", "riesgos/", "ediciones/")


def test_a_plan_is_made_and_opens_empty(planner, authority, plan):
    told = {
        "title": "Asistencia al PUGS", "authority": authority.pk, "plan": plan.pk, "starts_on": "01/01/2026",
        "ends_on": "31/12/2026", "currency": "usd",
    }  # fmt: skip
    answer = planner.post(f"{DESK}nuevo/", told)
    made = AssistancePlan.objects.get()

    assert answer.url == f"{DESK}{made.pk}/"
    assert made.currency == "USD"
    assert "Todavía no hay objetivos" in planner.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"ends_on": "31/12/2025"}, "Termina antes de empezar"),
        ({"currency": "dólar"}, "Escriba las tres letras"),
        ({"title": ""}, "Escriba el título"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_by_its_field(planner, authority, told, words):
    good = {
        "title": "A", "authority": authority.pk, "starts_on": "01/01/2026", "ends_on": "31/12/2026", "currency": "USD",
    }  # fmt: skip
    answer = planner.post(f"{DESK}nuevo/", {**good, **told})

    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize("page", READ)
def test_pages_ask_few_questions_of_the_database(planner, whole, make_activity, page, django_assert_max_num_queries):
    for number in range(8):
        make_activity(f"Actividad {number}")
    publish(whole.plan, today=date(2026, 3, 1), by=None, at=NOW)
    with django_assert_max_num_queries(26):
        answer = planner.get(f"{DESK}{whole.plan.pk}/{page}")

    assert answer.status_code == 200


def test_the_list_asks_few_questions(planner, whole, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        text = planner.get(DESK).content.decode()

    assert "Asistencia al PMDOT" in text
    assert "Sin publicar" in text


def test_the_list_is_searched_filtered_and_taken_away(planner, whole):
    assert "Nada coincide" in planner.get(f"{DESK}?q=nada-igual").content.decode()
    assert "Asistencia al PMDOT" not in planner.get(f"{DESK}?publicado=si").content.decode()
    file = b"".join(planner.get(f"{DESK}?formato=csv").streaming_content).decode("utf-8-sig")
    assert "Asistencia al PMDOT" in file


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_activities_are_taken_away(planner, whole, kind):
    answer = planner.get(f"{DESK}{whole.plan.pk}/actividades/?formato={kind}")
    body = b"".join(answer.streaming_content)

    assert f"actividades.{kind}" in answer["Content-Disposition"]
    assert body[:2] == b"PK" if kind == "xlsx" else "12000,50" in body.decode("utf-8-sig")


def test_late_activities_are_filtered(planner, whole, make_activity):
    make_activity("Lejana", starts_on=date(2027, 12, 1), ends_on=date(2027, 12, 31))
    Activity.objects.filter(pk=whole.activity.pk).update(starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2))
    rows = planner.get(f"{DESK}{whole.plan.pk}/actividades/?plazo=atrasadas").content.decode()

    assert "Debió terminar el 02/01/2026" in rows
    assert "Lejana" not in rows


def test_one_who_reads_sees_no_way_to_change(auditor, whole):
    text = auditor.get(f"{DESK}{whole.plan.pk}/").content.decode()

    assert "Levantar datos" in text
    assert "Agregar actividad" not in text
    assert "/mover/" not in text
    answer = auditor.post(f"{DESK}{whole.plan.pk}/actividades/{whole.activity.pk}/avance/", {})
    assert answer.status_code == 403


PARTS = {
    "objetivos": (Objective, {"title": "Otro objetivo"}),
    "productos": (Output, {"title": "Otro producto"}),
    "actividades": (
        Activity,
        {
            "title": "Otra", "responsible": "Hábitat", "starts_on": "01/02/2026", "ends_on": "01/03/2026",
            "budget": "1.250,75",
        },
    ),
    "indicadores": (
        AssistanceIndicator,
        {"name": "Otro", "unit": "familias", "target": "60", "target_on": "01/03/2027"},
    ),
    "riesgos": (Risk, {"title": "Otro riesgo", "likelihood": "2", "impact": "4"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", PARTS)
def test_each_part_is_added_changed_moved_and_taken_away(planner, whole, kind):
    model, told = PARTS[kind]
    above = {"productos": whole.objective.pk, "indicadores": whole.objective.pk, "actividades": whole.output.pk}
    told = {**told, **({"above": above[kind]} if kind in above else {})}
    at = f"{DESK}{whole.plan.pk}/partes/{kind}/"
    name = "name" if kind == "indicadores" else "title"

    answer = planner.post(f"{at}nuevo/", told)
    made = model.objects.latest("order")
    assert answer.status_code == 302
    assert answer.url.endswith(f"#parte-{made.pk}")
    planner.post(f"{at}{made.pk}/", {**told, name: "Cambiado"})
    planner.post(f"{at}{made.pk}/mover/", {"hacia": "arriba"})
    assert getattr(model.objects.first(), name) == "Cambiado"
    assert "¿Eliminar" in planner.get(f"{at}{made.pk}/eliminar/").content.decode()
    planner.post(f"{at}{made.pk}/eliminar/")

    assert not model.objects.filter(pk=made.pk).exists()


def test_an_amount_is_kept_to_the_cent(planner, whole):
    told = {**PARTS["actividades"][1], "above": whole.output.pk}
    planner.post(f"{DESK}{whole.plan.pk}/partes/actividades/nuevo/", told)

    assert Activity.objects.get(title="Otra").budget == Decimal("1250.75")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 500,50", "12500.50"), ("12.500,50", "12500.50"), ("12,500.50", "12500.50"), ("12500.5", "12500.50"),
        ("12.500", "12500.00"), ("12\xa0500", "12500.00"), ("0", "0.00"), ("1.234.567,8", "1234567.80"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text, value):
    assert AmountField(max_digits=14).clean(text) == Decimal(value)


@pytest.mark.parametrize("text", ["doce", "12,5,5", "1e9", "٣", "--4", "12 $"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(Exception, match="Escriba solo el número"):
        AmountField(max_digits=14).clean(text)


@pytest.mark.parametrize("text", ["0,125", "0.125", "-0,125", "1234,567", "1234.567", "12 500,375", "1.234,567"])
def test_three_decimals_are_never_taken_for_thousands(text):
    with pytest.raises(Exception, match="Escriba solo el número"):
        AmountField(max_digits=14).clean(text)


@pytest.mark.parametrize(
    ("text", "ways"),
    [("2,375", "Escriba 2375 si son miles, o 2,38"), ("12,500", "Escriba 12500 si son miles, o 12,50")],
)
def test_a_comma_before_three_figures_is_asked_about(text, ways):
    with pytest.raises(Exception, match=ways):
        AmountField(max_digits=14).clean(text)


def test_dates_outside_of_the_plan_are_said_by_the_field(planner, whole):
    told = {**PARTS["actividades"][1], "above": whole.output.pk, "ends_on": "01/01/2030"}
    answer = planner.post(f"{DESK}{whole.plan.pk}/partes/actividades/nuevo/", told)

    assert answer.status_code == 422
    assert "El plan va del" in answer.content.decode()


def test_a_target_comes_after_its_baseline(planner, whole):
    told = {**PARTS["indicadores"][1], "above": whole.objective.pk, "baseline": "4", "baseline_on": "01/03/2028"}
    assert "posterior" in planner.post(f"{DESK}{whole.plan.pk}/partes/indicadores/nuevo/", told).content.decode()
    del told["baseline_on"]
    assert "de qué día" in planner.post(f"{DESK}{whole.plan.pk}/partes/indicadores/nuevo/", told).content.decode()


@pytest.mark.parametrize("address", ["partes/nada/nuevo/", f"partes/objetivos/{UUID(int=404)}/", "borrador/exe/"])
def test_what_is_not_there_is_said(planner, whole, address):
    assert planner.get(f"{DESK}{whole.plan.pk}/{address}").status_code == 404


def test_a_part_of_another_plan_is_not_there(planner, whole, authority):
    planner.post(f"{DESK}nuevo/", {"title": "Otro", "authority": authority.pk, "starts_on": "01/01/2026",
                                   "ends_on": "31/12/2026", "currency": "USD"})  # fmt: skip
    other = AssistancePlan.objects.get(title="Otro")

    assert planner.get(f"{DESK}{other.pk}/partes/objetivos/{whole.objective.pk}/").status_code == 404
    assert planner.get(f"{DESK}{other.pk}/actividades/{whole.activity.pk}/avance/").status_code == 404


def test_objectives_are_made_of_what_is_ticked_and_the_search_keeps_the_ticks(
    planner, assistance, make_finding, make_recommendation
):
    finding, wanted = make_finding("A", 1), make_recommendation(1, sent=True)
    at = f"{DESK}{assistance.pk}/hallazgos/"
    searched = planner.post(at, {"q": "barrio", "accion": "buscar", "sustento": str(finding.pk)}).content.decode()

    assert re.search(rf'value="{finding.pk}" checked', searched)
    assert str(wanted.pk) in searched
    planner.post(at, {"accion": "guardar", "sustento": [str(finding.pk), str(wanted.pk), "no-es"]})
    assert assistance.objectives.count() == 2


def test_nothing_ticked_is_answered_by_what_to_do(planner, assistance, make_finding):
    make_finding("A", 1)
    answer = planner.post(f"{DESK}{assistance.pk}/hallazgos/", {"accion": "guardar"})

    assert answer.status_code == 422
    assert "Marque al menos un hallazgo" in answer.content.decode()


def test_the_grounds_of_an_objective_are_chosen(planner, whole, make_finding):
    first, second = make_finding("A", 1), make_finding("B", 2)
    ground(whole.objective, findings=[first], by=None, at=NOW)
    at = f"{DESK}{whole.plan.pk}/objetivos/{whole.objective.pk}/sustento/"

    assert re.search(rf'value="{first.pk}" checked', planner.get(at).content.decode())
    planner.post(at, {"accion": "guardar", "sustento": str(second.pk)})
    assert whole.objective.grounds.get().finding_id == second.pk


def test_progress_is_noted_once_and_shown(planner, whole):
    at = f"{DESK}{whole.plan.pk}/actividades/{whole.activity.pk}/avance/"
    told = {"on": "01/03/2026", "state": "started", "percent": "40", "note": "Dos barrios", "nonce": str(UUID(int=9))}
    planner.post(at, told)
    planner.post(at, told)

    assert ProgressNote.objects.count() == 1
    assert "Dos barrios" in planner.get(at).content.decode()


def test_a_percentage_that_contradicts_the_state_is_said(planner, whole):
    at = f"{DESK}{whole.plan.pk}/actividades/{whole.activity.pk}/avance/"
    told = {"on": "01/03/2026", "state": "done", "percent": "40", "nonce": str(UUID(int=9))}
    answer = planner.post(at, told)

    assert answer.status_code == 422
    assert "terminada tiene 100" in answer.content.decode()


def test_an_indicator_is_measured_and_drawn(planner, whole):
    at = f"{DESK}{whole.plan.pk}/indicadores/{whole.indicator.pk}/valores/"
    planner.post(at, {"on": "01/02/2026", "value": "7,5", "note": "Corte"})
    text = planner.get(at).content.decode()

    assert IndicatorValue.objects.get().value == Decimal("7.50")
    assert 'class="lines"' in text
    assert "7,50" in text


def test_a_value_below_zero_is_kept_in_the_table_without_a_line(planner, whole):
    at = f"{DESK}{whole.plan.pk}/indicadores/{whole.indicator.pk}/valores/"
    planner.post(at, {"on": "01/02/2026", "value": "-2"})
    text = planner.get(at).content.decode()

    assert 'class="lines"' not in text
    assert "\u22122" in text


def test_the_schedule_says_what_is_late_and_has_its_table(planner, whole, make_activity):
    Activity.objects.filter(pk=whole.activity.pk).update(starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2))
    text = planner.get(f"{DESK}{whole.plan.pk}/cronograma/").content.decode()

    assert "1 actividad debió terminar" in text
    assert '<th scope="row">1.1.1 Levantar datos</th><td>01/01/2026</td>' in text
    assert '<rect class="bar"' in text
    assert "style=" not in text


def test_a_plan_is_published_withdrawn_and_told(planner, whole):
    planner.post(f"{DESK}{whole.plan.pk}/publicar/")
    edition = AssistanceEdition.objects.get()
    planner.post(f"{DESK}{whole.plan.pk}/ediciones/{edition.pk}/avisar/")
    text = planner.get(f"{DESK}{whole.plan.pk}/ediciones/").content.decode()

    assert edition.by.name == "Pía Prueba"
    assert Message.objects.get().template == "plans_assistance_published"
    assert "asistencia-tecnica/<wbr>asistencia" in text or "/prueba/asistencia-tecnica/asistencia-al-pmdot/" in text
    planner.post(f"{DESK}{whole.plan.pk}/ediciones/{edition.pk}/retirar/")
    assert planner.post(f"{DESK}{whole.plan.pk}/ediciones/{edition.pk}/avisar/").status_code == 409


def test_publishing_what_did_not_change_is_answered(planner, whole):
    planner.post(f"{DESK}{whole.plan.pk}/publicar/")
    answer = planner.post(f"{DESK}{whole.plan.pk}/publicar/", {"note": "Nada"})

    assert answer.status_code == 422
    assert "Nada cambió desde la edición 1" in answer.content.decode()


def test_the_draft_is_a_document(planner, whole):
    answer = planner.get(f"{DESK}{whole.plan.pk}/borrador/docx/")

    assert "borrador.docx" in answer["Content-Disposition"]
    assert any("Borrador" in one.text for one in docx.Document(BytesIO(answer.content)).paragraphs)
    assert planner.get(f"{DESK}{whole.plan.pk}/borrador/pdf/").content[:5] == b"%PDF-"


def test_a_published_plan_is_not_deleted_and_says_why(planner, whole):
    planner.post(f"{DESK}{whole.plan.pk}/publicar/")
    answer = planner.post(f"{DESK}{whole.plan.pk}/eliminar/")

    assert answer.status_code == 409
    assert "ya se publicó" in answer.content.decode()

"""Writing a draft by forms and as text: nothing typed is lost, only what is saved changes, errors say where."""

from datetime import UTC, datetime

import pytest
from tests.areas.attention import texts as samples

from arraigo.areas.attention.actions import routes
from arraigo.areas.attention.queries import definitions, editing, packs

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
EDIT = "/prueba/rutas/techo/1/editar/"


def question(draft, **changes):
    """The form of the question `noche`, as a browser would send it."""
    return {
        "seen": draft.sha256,
        "title": "¿Tiene donde dormir hoy?",
        "text": "",
        "help": "",
        "why": "Para buscarle un lugar a tiempo.",
        "answers-count": "2",
        "answers-0-was": "0",
        "answers-0-id": "si",
        "answers-0-text": "Sí",
        "answers-0-detail": "",
        "answers-0-to": "fin",
        "answers-1-was": "1",
        "answers-1-id": "calle",
        "answers-1-text": "No",
        "answers-1-detail": "",
        "answers-1-to": "peligro",
        "verify-count": "0",
        **changes,
    }


def told(draft):
    draft.refresh_from_db()
    return definitions.plain(draft.definition)


def test_saving_a_form_untouched_changes_nothing_that_is_said(draft, staff):
    before = definitions.sketched(draft)
    staff.post(f"{EDIT}pasos/noche/", question(draft))

    told(draft)
    assert definitions.sketched(draft) == before


def test_a_button_of_a_list_saves_nothing_and_loses_nothing(draft, staff):
    before = draft.definition
    for act in ("answers.add", "answers.up.1", "answers.remove.0", "answers.down.0"):
        answer = staff.post(f"{EDIT}pasos/noche/", question(draft, title="Otro título", accion=act))
        assert (answer.status_code, "Otro título" in answer.text) == (200, True)

    draft.refresh_from_db()
    assert draft.definition == before


def test_lines_are_added_moved_and_taken_away(draft, staff):
    added = staff.post(f"{EDIT}pasos/noche/", question(draft, accion="answers.add")).text
    moved = staff.post(f"{EDIT}pasos/noche/", question(draft, accion="answers.up.1")).text
    removed = staff.post(f"{EDIT}pasos/noche/", question(draft, accion="answers.remove.0")).text

    assert 'name="answers-count" value="3"' in added
    assert moved.index('value="calle"') < moved.index('value="si"')
    assert 'name="answers-count" value="1"' in removed
    assert 'value="si"' not in removed


def test_an_answer_without_words_or_way_is_told_at_its_field(draft, staff):
    sent = question(draft, **{"answers-0-text": "", "answers-1-to": "", "title": "Se queda escrito"})
    answer = staff.post(f"{EDIT}pasos/noche/", sent)

    assert answer.status_code == 422
    assert "Falta corregir 2 cosas" in answer.text
    assert "Escriba la respuesta o quítela." in answer.text
    assert "Diga a qué paso lleva." in answer.text
    assert "Se queda escrito" in answer.text


def test_a_new_answer_may_lead_to_a_step_that_is_made_with_it(draft, staff):
    sent = question(
        draft,
        **{
            "answers-count": "3",
            "answers-2-text": "Prefiero no decir",
            "answers-2-to": "nuevo:outcome",
            "answers-2-was": "",
            "answers-2-id": "",
        },
    )
    staff.post(f"{EDIT}pasos/noche/", sent)

    made = told(draft)["steps"]
    assert made["noche"]["answers"][2] == {
        "id": "prefiero-no-decir",
        "text": "Prefiero no decir",
        "to": "prefiero-no-decir",
    }
    assert made["prefiero-no-decir"]["kind"] == "outcome"


def test_answers_keep_their_ids_when_their_words_change(draft, staff):
    staff.post(f"{EDIT}pasos/noche/", question(draft, **{"answers-1-text": "No, duermo en la calle"}))

    assert told(draft)["steps"]["noche"]["answers"][1]["id"] == "calle"


def outcome(draft, **changes):
    return {
        "seen": draft.sha256,
        "title": "Dónde preguntar",
        "right": "Usted tiene derecho a un techo.",
        "services": ["housing"],
        "reassurance-count": "0",
        "do-count": "2",
        "do-0-was": "0",
        "do-0-title": "Vaya a la ventanilla",
        "do-0-text": "Atienden sin cita.",
        "do-1-was": "1",
        "do-1-title": "Diga que es urgente",
        "do-1-when": ["noche=calle"],
        "bring-count": "1",
        "bring-0-was": "0",
        "bring-0-text": "Cualquier documento.",
        "contacts-count": "0",
        "verify-count": "1",
        "verify-0-text": "El horario de la ventanilla.",
        **changes,
    }


def test_conditions_are_chosen_among_earlier_answers(draft, staff):
    page = staff.get(f"{EDIT}pasos/fin/").text
    assert "Solo para quien dio 1 respuesta" in page

    staff.post(f"{EDIT}pasos/fin/", outcome(draft, **{"do-1-when": ["noche=calle", "noche=si"]}))

    assert told(draft)["steps"]["fin"]["do"][1]["when"] == {"noche": ["calle", "si"]}


def test_a_condition_that_the_form_cannot_show_is_kept(in_city, writer, staff):
    text = samples.route_text().replace("when: {noche: [calle]}", "when: {not: {noche: [si]}}")
    draft = samples.draft(in_city, writer, AT, text=text)
    assert "condición avanzada" in staff.get(f"{EDIT}pasos/fin/").text

    sent = outcome(draft, **{"do-1-title": "Diga que urge"})
    del sent["do-1-when"]
    staff.post(f"{EDIT}pasos/fin/", sent)

    assert told(draft)["steps"]["fin"]["do"][1] == {"title": "Diga que urge", "when": {"not": {"noche": ["si"]}}}


def test_a_deadline_wants_both_its_halves(draft, staff):
    answer = staff.post(f"{EDIT}pasos/fin/", outcome(draft, deadline_days="90"))
    assert "desde cuándo se cuentan" in answer.text

    staff.post(f"{EDIT}pasos/fin/", outcome(draft, deadline_days="90", deadline_from="desde que entró"))
    assert told(draft)["steps"]["fin"]["deadline"] == {"days": "90", "from": "desde que entró"}


def test_an_emergency_wants_a_number(draft, staff):
    sent = {"seen": draft.sha256, "title": "Llame", "text": "Diga dónde.", "to": "fin", "contacts-count": "0",
            "verify-count": "0"}  # fmt: skip
    answer = staff.post(f"{EDIT}pasos/peligro/", sent)

    assert "Elija al menos un número" in answer.text


def test_nobody_saves_a_form_over_anothers_work(draft, staff, second):
    page = question(draft, title="Lo mío")
    text = samples.route_text(title="De otra persona")
    routes.save_draft(version=draft, definition=text, seen=draft.sha256, by=second, at=AT)
    answer = staff.post(f"{EDIT}pasos/noche/", page)

    assert answer.status_code == 422
    assert "mientras usted escribía" in answer.text
    assert "Lo mío" in answer.text


def test_steps_are_added_moved_and_taken_away(draft, staff):
    staff.post(f"{EDIT}pasos/nuevo/", {"kind": "information", "title": "Antes de ir"})
    staff.post(f"{EDIT}pasos/antes-de-ir/mover/", {"a": "arriba"})
    assert list(told(draft)["steps"]) == ["noche", "peligro", "antes-de-ir", "fin"]

    staff.post(f"{EDIT}pasos/peligro/quitar/")
    made = told(draft)["steps"]
    assert "peligro" not in made
    assert made["noche"]["answers"][1]["to"] == ""
    assert draft.summary["problems"] > 0


def test_what_a_route_says_of_itself_is_changed_with_its_sources(draft, staff):
    sent = {
        "seen": draft.sha256,
        "title": "Techo hoy",
        "summary": "Dónde dormir hoy.",
        "need": "housing",
        "institution": "Inclusión",
        "ground": "ordenanza",
        "start": "noche",
        "valid_from": "01/11/2026",
        "valid_until": "",
        "verified_on": "20/11/2026",
        "reviewer": "Ventanilla",
        "sources-count": "2",
        "sources-0-was": "0",
        "sources-0-id": "ordenanza",
        "sources-0-title": "Ordenanza inventada, artículo 5",
        "sources-0-kind": "norm",
        "sources-0-verified_on": "21/11/2026",
        "sources-1-title": "La ventanilla",
        "sources-1-kind": "institution",
    }
    wrong = staff.post(f"{EDIT}datos/", {**sent, "valid_until": "01/10/2026"})
    assert "Termina antes de empezar" in wrong.text

    staff.post(f"{EDIT}datos/", sent)

    made = told(draft)
    assert (made["title"], made["reviewer"]) == ("Techo hoy", "Ventanilla")
    assert [one["id"] for one in made["sources"]] == ["ordenanza", "la-ventanilla"]
    assert [one["verified_on"] for one in made["sources"]] == ["2026-11-21", None]
    assert draft.summary["problems"] == 0


def test_text_that_cannot_be_read_is_refused_with_its_line_and_stays(draft, staff):
    text = samples.route_text().replace("title: Llame ahora", "title: [Llame ahora")
    answer = staff.post(f"{EDIT}texto/", {"definition": text, "seen": draft.sha256})

    assert answer.status_code == 422
    assert "No se guardó" in answer.text
    assert 'data-line="' in answer.text
    assert "title: [Llame ahora" in answer.text
    draft.refresh_from_db()
    assert draft.definition == samples.route_text()


def test_text_with_problems_is_kept_and_says_them_by_line(draft, staff):
    text = samples.route_text().replace("to: peligro", "to: nada")
    staff.post(f"{EDIT}texto/", {"definition": text.replace("\n", "\r\n"), "seen": draft.sha256})

    draft.refresh_from_db()
    assert draft.definition == text
    assert 'data-line="26"' in staff.get(f"{EDIT}texto/").text


def test_the_live_drawing_saves_nothing(draft, staff):
    text = samples.route_text(title="Sin guardar").replace("title: Dónde preguntar", "title: Recién escrito")
    answer = staff.post(f"{EDIT}dibujo/", {"definition": text})

    assert "Recién escrito" in answer.text
    draft.refresh_from_db()
    assert draft.definition == samples.route_text()


def test_the_live_drawing_bears_any_text(draft, staff):
    for text in ("", "- 1", "a: [", "steps: {a: {kind: question, answers: [{to: b}]}}", "x" * 400_000):
        assert staff.post(f"{EDIT}dibujo/", {"definition": text}).status_code == 200


def test_writing_a_definition_again_says_the_same():
    for one in packs.routes("ec"):
        again = definitions.written(definitions.plain(one.definition))
        assert definitions.sketch(again) == definitions.sketch(one.definition), one.name


@pytest.mark.parametrize("words", ["No", "yes", "2026-11-22", "0800", "null", "~", "'", "a: b", "- x", "# no", "1e3"])
def test_words_that_yaml_would_take_for_something_else_stay_words(words):
    assert definitions.plain(definitions.written({"title": words}))["title"] == words


def test_a_simple_condition_is_shown_and_written_back():
    assert editing.condition(editing.chosen({"a": ["x", "y"], "b": "z"})) == {"a": ["x", "y"], "b": ["z"]}
    assert editing.chosen({"any": [{"a": ["x"]}]}) is None
    assert editing.condition(["a=x", "sin igual", "a=<script>"]) == {"a": ["x"]}

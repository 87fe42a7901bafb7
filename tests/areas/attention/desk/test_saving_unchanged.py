"""Saving a step as it stands changes nothing; what changes is told by its name and not by its code."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from tests.areas.attention import texts as samples

from arraigo.areas.attention.actions import routes
from arraigo.areas.attention.models import EmergencyNumber, RouteVersion
from arraigo.areas.attention.queries import comparing, definitions, editing, packs
from arraigo.areas.attention.web.desk.step_form import StepEditor, in_order

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
EDIT = "/prueba/rutas/techo/2/editar/pasos/fin/"
ROUTES = {one.name: one.definition for one in packs.routes("ec")}
NUMBERS = [(one.id, one.number) for one in packs.numbers("ec")]
# Three of each, in another order than the one in which the form lists them.
TOLD = (
    samples.route_text()
    .replace(
        "start: noche",
        "  - {id: ley, title: Ley inventada, kind: norm, verified_on: null}\n"
        "  - {id: acta, title: Acta inventada, kind: norm, verified_on: null}\n"
        "start: noche",
    )
    .replace(
        "needs: [housing]\n",
        "needs: [legal-aid, housing, food]\n    numbers: [ec-911, ec-1800, ec-100]\n"
        "    sources: [acta, ordenanza, ley]\n",
    )
)


def in_browser(value):
    """A text as a browser sends it."""
    return str("" if value is None else value).replace("\n", "\r\n")


def sent(editor):
    """The form of a step as a browser sends it when nobody touched it: boxes in the order of the page."""
    post = QueryDict(mutable=True)
    for one in editor.lists:
        post[f"{one.kind.key}-count"] = str(len(one.rows))
    for form in (editor.form, *(row for one in editor.lists for row in one.rows)):
        for field in form:
            value = field.value()
            if hasattr(field.field, "choices") and isinstance(value, list):
                groups = (given if isinstance(given, list) else [(code, given)] for code, given in field.field.choices)
                post.setlist(field.html_name, [code for group in groups for code, _name in group if code in value])
            else:
                post[field.html_name] = in_browser(value)
    return post


@pytest.fixture
def published(in_city, writer, second):
    for code, name in (("ec-100", "Cien"), ("ec-1800", "Mil ochocientos")):
        EmergencyNumber.objects.create(city=in_city, code=code, number=code[3:], names={"es": name, "en": f"{name} E"})
    return samples.published(in_city, writer, second, AT, text=TOLD)


@pytest.fixture
def draft(published, writer):
    return routes.start_draft(route=published.route, by=writer, at=AT)


def numbers():
    return [(one.code, one.number) for one in EmergencyNumber.objects.order_by("code")]


def form_of(draft, **changes):
    post = sent(StepEditor(definitions.plain(draft.definition), "fin", numbers()))
    for name, value in changes.items():
        post.setlist(name, value)
    post["seen"] = draft.sha256
    return post


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_no_step_of_the_pack_changes_when_it_is_saved_as_it_stands(name):
    told = definitions.plain(ROUTES[name])
    for step in editing.steps_of(told):
        editor = StepEditor(told, step, NUMBERS, sent(StepEditor(told, step, NUMBERS)))
        assert editor.is_valid(), (step, editor.mistakes)
        assert editor.is_same, step

        made = definitions.written(editing.put_step(told, step, editor.step()))
        assert definitions.sketch(made) == definitions.sketch(ROUTES[name]), step


def test_a_step_saved_as_it_stands_leaves_the_text_of_the_draft_as_it_was(draft, staff):
    before = draft.definition
    answer = staff.post(EDIT, form_of(draft).urlencode(), content_type="application/x-www-form-urlencoded")
    draft.refresh_from_db()

    assert (answer.status_code, draft.definition) == (302, before)
    assert "No cambió nada" in staff.get("/prueba/rutas/techo/comparar/").text


def test_what_is_chosen_besides_comes_after_what_was_there(draft, staff):
    chosen = form_of(draft, services=["food", "health", "housing", "legal-aid"], sources=["ordenanza", "acta"])
    staff.post(EDIT, chosen.urlencode(), content_type="application/x-www-form-urlencoded")
    draft.refresh_from_db()
    step = definitions.plain(draft.definition)["steps"]["fin"]

    assert step["services"]["needs"] == ["legal-aid", "housing", "food", "health"]
    assert step["sources"] == ["acta", "ordenanza"]
    assert step["numbers"] == ["ec-911", "ec-1800", "ec-100"]


def test_what_nobody_knows_any_more_is_shown_and_kept_until_it_is_taken_away(draft, writer):
    told = definitions.plain(draft.definition.replace("ec-1800", "ec-nada").replace("[acta, ", "[nada, "))
    kept = StepEditor(told, "fin", numbers(), sent(StepEditor(told, "fin", numbers())))
    gone = sent(StepEditor(told, "fin", numbers()))
    gone.setlist("numbers", ["ec-911"])
    without = StepEditor(told, "fin", numbers(), gone)

    assert (kept.is_valid(), kept.is_same) == (True, True)
    assert without.is_valid()
    assert without.step()["numbers"] == ["ec-911"]


def test_a_condition_keeps_the_order_in_which_it_was_written():
    told = definitions.plain(samples.route_text().replace("{noche: [calle]}", "{noche: [calle, si]}"))
    editor = StepEditor(told, "fin", [], sent(StepEditor(told, "fin", [])))

    assert editor.is_valid()
    assert editor.step()["do"][1]["when"] == {"noche": ["calle", "si"]}


def test_a_comparison_names_needs_sources_and_numbers(published, draft, writer):
    text = draft.definition
    for old, new in (
        ("[legal-aid, housing, food]", "[legal-aid, housing, health]"),
        ("[acta, ordenanza, ley]", "[acta, ordenanza]"),
        ("[ec-911, ec-1800, ec-100]", "[ec-911, ec-1800]"),
        ("need: housing", "need: food"),
        ("to: peligro", "to: fin"),
    ):
        assert old in text
        text = text.replace(old, new)
    routes.save_draft(version=draft, definition=text, seen=draft.sha256, by=writer, at=AT)
    found = comparing.compare(published, RouteVersion.objects.get(pk=draft.pk))
    facts = {one.key: [(piece.kind, piece.text) for piece in one.pieces] for one in found.facts}
    needs = packs.needs()

    assert facts["steps.fin.services.needs.2"] == [("delete", needs["food"]), ("insert", needs["health"])]
    assert facts["steps.fin.sources.2"] == [("delete", "Ley inventada")]
    assert facts["steps.fin.numbers.2"] == [("delete", "100, Cien")]
    assert facts["need"] == [("delete", needs["housing"]), ("insert", needs["food"])]


@pytest.mark.parametrize(
    ("before", "chosen", "told"),
    [
        (["b", "a"], ["a", "b"], ["b", "a"]),
        (["b", "a"], ["a", "c"], ["a", "c"]),
        ([], ["a", "c"], ["a", "c"]),
        (["b"], [], []),
    ],
)
def test_what_was_there_keeps_its_place(before, chosen, told):
    assert in_order(before, chosen) == told

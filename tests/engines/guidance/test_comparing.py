"""Everything that differs between two versions of a route is told, once, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.engines.guidance.making import routes
from tests.engines.guidance.writing import ROUTE, loaded

from arraigo.engines.guidance.comparing import AnswerChange, Change, Difference, Way, diff

OLD = loaded()


def after(*changes):
    text = ROUTE
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return diff(OLD, loaded(text))


def test_a_route_does_not_differ_from_itself():
    assert not diff(OLD, loaded())
    assert diff(OLD, loaded()) == Difference()


def test_steps_that_came_and_went_are_told():
    found = after(
        ("  gratis:\n", "  libre:\n"),
        ("{id: no, text: No, to: gratis}", "{id: no, text: No, to: libre}"),
        ("Lo perdí, to: gratis", "Lo perdí, to: libre"),
    )
    assert (found.added, found.removed, found.changed) == (("libre",), ("gratis",), ("documentos",))
    assert [(one.answer, one.way, one.old, one.new) for one in found.answers] == [
        ("no", Way.REDIRECTED, "gratis", "libre"),
        ("perdido", Way.REDIRECTED, "gratis", "libre"),
    ]


def test_answers_that_came_went_or_lead_elsewhere_are_told():
    found = after(
        ("      - {id: nose, text: No sé o prefiero no decir, to: documentos}\n", ""),
        ("{id: menos90, text: Hace menos de 90 días, to: documentos}", "{id: menos90, text: Hace poco, to: gratis}"),
        ("{id: si, text: Sí, to: llame}", "{id: si, text: Sí, to: llame}\n      - {id: nose, text: No sé, to: llame}"),
        ("[mas90, nose]", "[mas90]"),
    )
    assert found.answers == (
        AnswerChange("peligro", "nose", Way.ADDED, "", "llame"),
        AnswerChange("entrada", "menos90", Way.REDIRECTED, "documentos", "gratis"),
        AnswerChange("entrada", "nose", Way.REMOVED, "documentos", ""),
    )
    assert found.texts == (Change("steps.entrada.answers.menos90.text", "Hace menos de 90 días", "Hace poco"),)
    assert found.facts == (Change("steps.fin.do.1.when", "entrada = mas90 | nose", "entrada = mas90"),)


def test_a_line_put_in_between_leaves_the_others_alone():
    found = after(("bring: [Una foto,", "bring: [Agua, Una foto,"))
    assert found.texts == (Change("steps.fin.bring.0", "", "Agua"),)
    assert found.facts == ()


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("days: 90", "days: 60", Change("steps.fin.deadline.days", "90", "60")),
        ("phone: 02 299 3200", "phone: 1800", Change("steps.fin.contacts.0.phone", "02 299 3200", "1800")),
        ("numbers: [ec-911]", "numbers: [ec-1800-delito]", Change("steps.llame.numbers.0", "ec-911", "ec-1800-delito")),
        ("valid_until: null", "valid_until: '2027-01-01'", Change("valid_until", "", "2027-01-01")),
        ("start: peligro", "start: entrada", None),
        ("verified_on: null}", "verified_on: '2026-11-01'}", Change("sources.0.verified_on", "", "2026-11-01")),
        ("institution: Cancillería", "institution: Otra", Change("mandate.institution", "Cancillería", "Otra")),
        ("needs: [asylum, legal-aid]", "needs: [asylum]", Change("steps.fin.services.needs.1", "legal-aid", "")),
    ],
)  # fmt: skip
def test_facts_that_nobody_translates_are_told_too(old, new, change):
    if change is None:
        text = ROUTE.replace(old, new)
        text = text[: text.index("  peligro:")] + text[text.index("  entrada:") :]
        found = diff(OLD, loaded(text))
        assert Change("start", "peligro", "entrada") in found.facts
        return
    found = after((old, new))
    assert found.facts == (change,)
    assert found.texts == found.answers == ()


def test_another_order_is_told():
    moved = replace(OLD, steps={name: OLD.steps[name] for name in sorted(OLD.steps)})
    assert [one.key for one in diff(OLD, moved).facts] == ["steps"]
    peligro = OLD.steps["peligro"]
    turned = replace(OLD, steps={**OLD.steps, "peligro": replace(peligro, answers=peligro.answers[::-1])})
    assert diff(OLD, turned).facts == (Change("steps.peligro.answers", "si, no", "no, si"),)


@given(routes(), routes())
@settings(deadline=None, max_examples=80, derandomize=True)
def test_versions_differ_exactly_where_something_is_told(old, new):
    same = old == new and list(old.steps) == list(new.steps)
    assert bool(diff(old, new)) is not same
    there, back = diff(old, new), diff(new, old)
    assert (there.added, set(there.changed)) == (back.removed, set(back.changed))

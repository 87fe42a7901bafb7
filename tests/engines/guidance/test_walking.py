"""The same answers lead to the same step, always; an answer that is not expected is refused with those that are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.guidance.writing import ROUTE, loaded

from arraigo.engines.guidance.problems import AnswerError
from arraigo.engines.guidance.walking import next_step, walk

ROUTE_ = loaded()


@pytest.mark.parametrize(
    ("answers", "step"),
    [
        ([], "peligro"),
        (["no"], "entrada"),
        (["si"], "llame"),
        (["si", "seguir"], "entrada"),
        (["si", "mas90"], "documentos"),
        (["si", "seguir", "mas90"], "documentos"),
        (["no", "menos90", "no"], "gratis"),
        (["no", "menos90", "no", "seguir"], "fin"),
        (["no", "mas90", "perdido"], "gratis"),
        ({}, "peligro"),
        ({"peligro": "si"}, "llame"),
        ({"peligro": "si", "llame": "seguir"}, "entrada"),
        ({"peligro": "si", "entrada": "nose"}, "documentos"),
        ({"documentos": "si"}, "peligro"),
        ({"peligro": "no", "entrada": "nose", "documentos": "no"}, "gratis"),
        ({"peligro": "no", "entrada": "nose", "documentos": "no", "gratis": "seguir"}, "fin"),
    ],
)
def test_answers_lead_to_a_step(answers, step):
    assert next_step(ROUTE_, answers).id == step


def test_a_step_shows_only_what_holds_for_the_answers():
    late, early = walk(ROUTE_, ["no", "mas90", "si"]), walk(ROUTE_, ["no", "menos90", "no", "seguir"])
    assert late.is_end
    assert late.step.deadline.days == 90
    assert early.step.deadline is None
    assert [one.title for one in late.step.do] == ["Llene la solicitud", "Explique por qué tardó"]
    assert [one.title for one in early.step.do] == ["Llene la solicitud"]
    assert [one.text for one in late.step.bring] == ["Una foto", "Su documento"]
    assert [one.text for one in early.step.bring] == ["Una foto"]
    assert all(one.when is None for one in (*late.step.do, *late.step.bring))
    assert dict(late.answers) == {"peligro": "no", "entrada": "mas90", "documentos": "si"}


@pytest.mark.parametrize(
    ("answers", "code", "allowed"),
    [
        (["quizas"], "unknown_answer", ("si", "no")),
        (["seguir"], "unknown_answer", ("si", "no")),
        (["no", "menos90", "perdido"], "unknown_answer", ("si", "no")),
        (["no", "mas90", "nada"], "unknown_answer", ("si", "no", "perdido")),
        (["no", "menos90", "si", "si"], "already_ended", ()),
        (["no", "menos90", "si", "seguir"], "already_ended", ()),
        (["no", "menos90", "no", "si"], "already_ended", ()),
        ({"peligro": "quizas"}, "unknown_answer", ("si", "no")),
        ({"peligro": "si", "llame": "no"}, "unknown_answer", ("seguir",)),
        ({"nada": "si"}, "never_asked", ()),
        ({"fin": "si"}, "never_asked", ()),
    ],
)
def test_an_answer_that_is_not_expected_is_refused_with_those_that_are(answers, code, allowed):
    with pytest.raises(AnswerError) as refused:
        walk(ROUTE_, answers)
    assert (refused.value.problem.code, refused.value.allowed) == (code, allowed)
    assert "{" not in str(refused.value)


def test_a_question_asked_again_counts_by_its_last_answer():
    loop = loaded(ROUTE.replace("    sources: [gobec]\n    to: fin", "    sources: [gobec]\n    to: entrada"))
    again = walk(loop, ["no", "menos90", "no", "mas90", "si"])
    assert dict(again.answers) == {"peligro": "no", "entrada": "mas90", "documentos": "si"}
    assert again.step.deadline is not None
    # By step, each answer counts once: the question is asked anew and waits, and nobody is passed on to it unasked.
    once = {"peligro": "no", "entrada": "menos90", "documentos": "no"}
    assert walk(loop, once).step.id == "gratis"
    assert walk(loop, {**once, "gratis": "seguir"}).step.id == "entrada"


@given(st.lists(st.sampled_from(["si", "no", "menos90", "mas90", "nose", "perdido", "seguir"]), max_size=6))
@settings(deadline=None, max_examples=150, derandomize=True)
def test_the_same_answers_do_the_same_every_time(answers):
    def told():
        try:
            return walk(ROUTE_, answers)
        except AnswerError as error:
            return str(error), error.allowed

    assert told() == told()

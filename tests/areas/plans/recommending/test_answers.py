"""What the authority answers counts until it answers otherwise, wants a reason, and is told to the team."""

from datetime import timedelta

import pytest
from tests.areas.plans.recommending.conftest import code_in, mails

from arraigo.areas.plans.actions import recommendations
from arraigo.areas.plans.actions.answer_codes import send_code, use_code
from arraigo.areas.plans.actions.answer_mail import tell_answers
from arraigo.areas.plans.actions.answering import Note, answer_by_page
from arraigo.areas.plans.actions.answers import Answer, Answerer, answer
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.enums import RecommendationState
from arraigo.areas.plans.models import AnswerCode, AuthorityResponse
from arraigo.core.tenancy.models import new_id

WHO = Answerer("Inés Prueba", "Directora")


def test_an_answer_moves_its_recommendation_and_says_who(letter, rows, now):
    (made,) = answer(answers=[Answer(rows[1].pk, "accepted")], who=WHO, letter=letter, by=None, at=now)
    rows[1].refresh_from_db()

    assert (rows[1].state, made.name, made.via, made.is_current) == ("accepted", "Inés Prueba", "page", True)
    assert rows[1].steps.last().side == "authority"


@pytest.mark.parametrize("verdict", ["accepted_in_part", "rejected"])
def test_other_than_accepting_wants_a_reason(letter, rows, now, verdict):
    with pytest.raises(PlansError, match="motivo de la respuesta a la recomendación 1"):
        answer(answers=[Answer(rows[1].pk, verdict, "  ")], who=WHO, letter=letter, by=None, at=now)
    assert not AuthorityResponse.objects.exists()


def test_a_later_answer_counts_and_the_earlier_stays(letter, rows, now):
    for verdict, reason in (("rejected", "No hay fondos."), ("accepted_in_part", "Desde 2027."), ("accepted", "")):
        answer(answers=[Answer(rows[1].pk, verdict, reason)], who=WHO, letter=letter, by=None, at=now)
    rows[1].refresh_from_db()

    assert list(rows[1].responses.values_list("verdict", "is_current")) == [
        ("rejected", False),
        ("accepted_in_part", False),
        ("accepted", True),
    ]
    assert rows[1].state == "accepted"


def test_the_same_answer_twice_is_one(letter, rows, now):
    given = [Answer(rows[1].pk, "rejected", "No.")]
    assert len(answer(answers=given, who=WHO, letter=letter, by=None, at=now)) == 1
    assert answer(answers=given, who=WHO, letter=letter, by=None, at=now) == []
    assert rows[1].steps.filter(after="rejected").count() == 1


def test_all_is_written_or_nothing(letter, rows, reviewed, now):
    stranger = reviewed("De otro oficio")
    with pytest.raises(PlansError, match="no está en este oficio"):
        answer(
            answers=[Answer(rows[1].pk, "accepted"), Answer(stranger.pk, "accepted")],
            who=WHO, letter=letter, by=None, at=now,
        )  # fmt: skip
    with pytest.raises(PlansError, match="dos respuestas"):
        answer(answers=[Answer(rows[1].pk, "accepted")] * 2, who=WHO, letter=letter, by=None, at=now)

    assert not AuthorityResponse.objects.exists()


def test_what_was_not_sent_or_is_over_takes_no_answer(rows, recommendation, reviewer, letter, now):
    with pytest.raises(PlansError, match="está en borrador"):
        answer(answers=[Answer(recommendation.pk, "accepted")], who=WHO, by=reviewer, at=now)
    recommendations.step(recommendations.locked(rows[1]), RecommendationState.ADOPTED, by=reviewer, at=now)
    with pytest.raises(PlansError, match="ya no espera respuesta"):
        answer(answers=[Answer(rows[1].pk, "accepted")], who=WHO, letter=letter, by=None, at=now)


def test_answers_noted_by_the_team_are_the_authoritys_and_mail_nobody(letter, rows, reviewer, now):
    who = Answerer("Inés Prueba", "", "staff")
    (made,) = answer(answers=[Answer(rows[1].pk, "accepted")], who=who, letter=letter, by=reviewer, at=now)

    assert (made.by, made.via, rows[1].steps.last().side) == (reviewer, "staff", "authority")
    assert not mails("plans_answered")
    assert not mails("plans_answer_receipt")


def test_the_team_is_told_and_the_authority_gets_a_receipt(letter, rows, author, now):
    answer(
        answers=[Answer(rows[1].pk, "accepted"), Answer(rows[2].pk, "rejected", "No hay fondos.")],
        who=WHO, letter=letter, by=None, at=now,
    )  # fmt: skip
    (told,), (receipt,) = mails("plans_answered"), mails("plans_answer_receipt")

    assert told.recipient == author.email
    assert receipt.recipient == "planificacion@prueba.example"
    for message in (told, receipt):
        assert "1. Recomendación uno: la acepta." in message.body
        assert "Motivo: No hay fondos." in message.body
    assert f"/planes/oficios/{letter.pk}/" in told.body


def test_answers_one_after_the_other_are_told_together(letter, rows, now):
    for place, minutes in ((1, 0), (2, 3), (3, 6)):
        at = now + timedelta(minutes=minutes)
        answer(answers=[Answer(rows[place].pk, "accepted")], who=WHO, letter=letter, by=None, at=at)
    assert len(mails("plans_answered")) == 1
    tell_answers(at=now + timedelta(minutes=10))
    assert len(mails("plans_answered")) == 1
    tell_answers(at=now + timedelta(minutes=16))
    tell_answers(at=now + timedelta(minutes=40))

    assert len(mails("plans_answered")) == len(mails("plans_answer_receipt")) == 2
    last = mails("plans_answered")[-1].body
    assert "Recomendación dos" in last
    assert "Recomendación tres" in last
    assert "Recomendación uno" not in last


def test_a_message_alone_is_told_to_the_team_without_a_receipt(letter, rows, now):
    note = Note(rows[1], "¿Podemos conversarlo?", new_id())
    answer_by_page(letter=letter, answers=[], notes=[note], who=WHO, at=now)

    assert "¿Podemos conversarlo?" in mails("plans_answered")[0].body
    assert not mails("plans_answer_receipt")
    assert rows[1].remarks.get().side == "authority"


def test_a_code_opens_once_and_for_a_quarter_of_an_hour(letter, now):
    send_code(letter=letter, at=now)
    code = code_in(mails("plans_answer_code")[0])

    assert AnswerCode.objects.get().digest.int != int(code)
    assert not use_code(letter=letter, said="000000" if code != "000000" else "111111", at=now)
    assert use_code(letter=letter, said=f"{code[:3]} {code[3:]}", at=now + timedelta(minutes=14))
    assert not use_code(letter=letter, said=code, at=now)
    send_code(letter=letter, at=now)
    assert not use_code(letter=letter, said=code_in(mails("plans_answer_code")[1]), at=now + timedelta(minutes=15))


def test_asking_again_makes_a_new_code_in_place_of_the_one_before(letter, now):
    for minutes in (0, 1):
        send_code(letter=letter, at=now + timedelta(minutes=minutes))
    first, second = map(code_in, mails("plans_answer_code"))

    assert AnswerCode.objects.count() == 1
    if first != second:
        assert not use_code(letter=letter, said=first, at=now)
    assert use_code(letter=letter, said=second, at=now + timedelta(minutes=2))

"""A letter carries reviewed recommendations to one authority, with its papers and a link, and is sent once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.areas.plans.recommending.conftest import mails

from arraigo.areas.plans.actions import letters as actions
from arraigo.areas.plans.actions import recommendations
from arraigo.areas.plans.actions.answers import Answer, Answerer, acknowledge, answer
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.documents import letter as letter_documents
from arraigo.areas.plans.documents.letter_paper import paper
from arraigo.areas.plans.documents.matrix_columns import EMPTY, columns, row
from arraigo.areas.plans.documents.papers import PAPERS
from arraigo.areas.plans.models import Letter, Recommendation
from arraigo.areas.plans.queries.recommending_letters import lines, next_number, ready
from arraigo.areas.plans.queries.recommending_links import letter_by, letter_token


def test_only_reviewed_ones_go_into_a_letter_and_they_are_named(prepare, reviewed, write):
    with pytest.raises(PlansError, match="Estas no lo están, o ya se enviaron: 2"):
        prepare(reviewed(), write())
    with pytest.raises(PlansError, match="al menos una"):
        prepare()
    with pytest.raises(PlansError, match="no está bien escrito"):
        prepare(reviewed(), email="planificacion@")


def test_a_number_is_taken_once_and_the_next_is_proposed(prepare, reviewed, city, now):
    prepare(reviewed(), number=next_number(city, at=now))
    with pytest.raises(PlansError, match="Ya hay un oficio"):
        prepare(reviewed())

    assert next_number(city, at=now) == "AR-2026-002"


def test_a_letter_is_prepared_once_and_changes_until_it_is_sent(prepare, reviewed, author, now):
    same, first, second = uuid4(), reviewed(), reviewed()
    prepare(first, letter_id=same)
    changed = prepare(second, first, letter_id=same, subject="Otro asunto")
    assert Letter.objects.count() == 1
    assert [line.recommendation for line in lines(changed)] == [second, first]
    actions.send_letter(letter=changed, by=author, at=now)

    third = reviewed()
    with pytest.raises(PlansError, match="ya se envió"):
        prepare(third, letter_id=same)
    with pytest.raises(PlansError, match="ya se envió"):
        actions.discard_letter(letter=changed, by=author, at=now)


def test_sending_mails_link_and_papers_once_and_sends_what_it_carries(letter, rows, author, now):
    actions.send_letter(letter=letter, by=author, at=now)
    (message,) = mails("plans_letter")

    assert message.recipient == "planificacion@prueba.example"
    assert f"/prueba/respuesta/{letter_token(letter)}/" in message.body
    names = sorted(message.attachments.values_list("media_type", flat=True))
    assert len(names) == 4
    assert names[0] == "application/pdf"
    assert {row.state for row in rows.values()} == {"sent"}
    assert letter.expires_at == now + timedelta(days=45)


def test_what_was_sent_in_another_letter_is_not_sent_again(prepare, reviewed, author, now):
    row = reviewed()
    first, second = prepare(row), prepare(row, number="AR-2026-002")
    actions.send_letter(letter=first, by=author, at=now)
    with pytest.raises(PlansError, match="ya se enviaron: 1"):
        actions.send_letter(letter=second, by=author, at=now)
    actions.discard_letter(letter=second, by=author, at=now)

    assert Letter.objects.count() == 1


def test_a_letter_on_paper_mails_nothing(prepare, reviewed, author, now):
    sent = actions.send_letter(letter=prepare(reviewed()), by=author, at=now, by_mail=False)

    assert sent.sent_at == now
    assert not mails("plans_letter")
    assert Recommendation.objects.get().state == "sent"


def test_a_link_that_was_shut_opens_nothing_until_the_letter_is_sent_again(letter, author, now):
    token = letter_token(letter)
    assert letter_by(token, at=now) == letter
    shut = actions.revoke_link(letter=letter, by=author, at=now)
    assert letter_by(token, at=now) is None
    assert letter_by(letter_token(shut), at=now) is None
    nonce = uuid4()
    for _ in range(2):
        again = actions.resend_letter(letter=shut, nonce=nonce, by=author, at=now, email="otra@prueba.example")

    assert letter_by(token, at=now) is None
    assert letter_by(letter_token(again), at=now) == letter
    assert [one.recipient for one in mails("plans_letter")] == ["planificacion@prueba.example", "otra@prueba.example"]


def test_a_link_is_over_when_its_time_is(letter, now):
    token = letter_token(letter)

    assert letter_by(token, at=letter.expires_at) is None
    assert letter_by(token[:-2] + "AA", at=now) is None
    assert letter_by("x" * 43, at=now) is None


def test_receipt_is_noted_once(letter, rows, now):
    for _ in range(2):
        noted = acknowledge(letter=letter, by=None, at=now)

    assert noted.acknowledged_at == now
    assert {row.state for row in Recommendation.objects.all()} == {"acknowledged"}
    step = rows[1].steps.last()
    assert (step.side, step.by) == ("authority", None)


def test_the_authority_is_reminded_before_the_day_and_only_of_what_is_missing(letter, rows, now):
    def remind(day):
        actions.remind_letters(at=now.replace(month=day.month, day=day.day))

    remind(date(2026, 4, 1))
    assert not mails("plans_letter_reminder")
    remind(date(2026, 4, 11))
    remind(date(2026, 4, 12))
    assert len(mails("plans_letter_reminder")) == 1
    given = [Answer(row.pk, "accepted") for row in (rows[1], rows[2])]
    answer(answers=given, who=Answerer(), letter=letter, by=None, at=now)
    remind(date(2026, 4, 14))
    assert "falta responder una" in mails("plans_letter_reminder")[-1].body
    answer(answers=[Answer(rows[3].pk, "accepted")], who=Answerer(), letter=letter, by=None, at=now)
    remind(date(2026, 4, 15))

    assert len(mails("plans_letter_reminder")) == 2


def test_the_papers_say_everything_and_the_same_letter_gives_the_same_page(letter, now):
    told = paper(letter, at=now)
    text = str(letter_documents.page_data(told))

    assert letter_documents.pdf(told) == letter_documents.pdf(told)
    for words in ("AR-2026-001", "Elena Cedeño", "LOMH, art. 42", "página 1", "garantizará", "15 de abril de 2026"):
        assert words in text
    assert len(columns()) == len(row(told.items[0]))
    assert row(told.items[0])[-EMPTY:] == ["", "", ""]


def test_what_is_reviewed_is_offered_by_plan_and_authority(reviewed, write, plan, authority):
    reviewed(), reviewed(), write()

    (one,) = ready()
    assert (one.plan_id, one.authority_id, one.number) == (plan.pk, authority.pk, 2)
    assert one.authority == "Municipio de Prueba, Dirección de Planificación"


def test_a_withdrawn_one_keeps_its_place_in_the_letter(letter, rows, author, now):
    recommendations.move(recommendation=rows[2], to="withdrawn", by=author, at=now, note="Se resolvió antes.")

    assert len(lines(letter)) == 3


@pytest.mark.parametrize("kind", PAPERS)
def test_a_quotation_with_signs_that_no_paper_holds_goes_out_all_the_same(prepare, reviewed, now, kind):
    made = prepare(reviewed("Poner un compromiso 😀", quote="\uf0b7 Se procurará\x07 la vivienda\x0c"))

    assert PAPERS[kind][1](paper(made, at=now))


def test_a_link_that_opens_anew_stands_as_long_as_the_first_time(letter, author, now):
    for days in (100, 200):
        at = now + timedelta(days=days)
        again = actions.resend_letter(letter=letter, nonce=uuid4(), by=author, at=at)
        assert again.expires_at - at == timedelta(days=letter.link_days)

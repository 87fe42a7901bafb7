"""A comment is made once, confirmed by its author, read by the team, and only then seen by everybody."""

from datetime import timedelta
from uuid import UUID

import pytest

from arraigo.areas.plans.actions import consulting as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.consulting import Said
from arraigo.areas.plans.models import Comment, PlanVersion
from arraigo.areas.plans.queries import consulting as reads
from arraigo.areas.plans.queries.consulting_links import comment_address, comment_by
from arraigo.core.outbox.models import Message


@pytest.fixture
def consultation(version, now):
    made = actions.save_consultation(
        version=version,
        title="Consulta del PMDOT",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=9),
        by=None,
        at=now,
    )
    actions.publish(made, by=None, at=now)
    made.refresh_from_db()
    return made


@pytest.fixture
def say(consultation, in_city, now):
    def say(number=1, *, section=None, at=now, **told):
        said = Said(nonce=UUID(int=number), **{"body": "Falta el arriendo.", **told})
        return actions.comment(consultation, said, section=section, city=in_city, at=at)

    return say


def test_a_comment_sent_twice_is_one(say):
    assert say().pk == say(body="Otra cosa").pk
    assert Comment.objects.count() == 1


def test_a_comment_without_a_mailbox_goes_to_moderation_and_is_not_seen(say, consultation):
    made = say()

    assert made.state == "to_moderate"
    assert not reads.published(consultation, None).exists()


def test_a_mailbox_is_confirmed_before_the_team_reads_the_comment(say, consultation, now):
    made = say(email="ana@x.example")
    assert (made.state, reads.comments(consultation).count()) == ("unconfirmed", 0)
    assert actions.moderate([made], publishes=True, by=None, at=now) == 0

    opened = comment_by(comment_address(made).rstrip("/").rsplit("/", 1)[1])
    actions.confirm(opened, at=now)
    actions.confirm(opened, at=now)

    assert reads.comments(consultation).get().state == "to_moderate"
    assert Message.objects.filter(template="plans_comment_confirm").count() == 1


def test_what_is_published_is_seen_with_its_article(say, consultation, version, now):
    section = version.sections.get(number="13")
    made = say(section=section)
    actions.moderate([made], publishes=True, by=None, at=now)

    assert [one.pk for one in reads.read(consultation, section.index).comments] == [made.pk]
    shown, total = reads.headings(consultation)
    assert [(one.section.number, one.comments) for one in shown] == [("12", 0), ("13", 1), ("14", 0)]
    assert total == 3
    assert made.where == "Artículo 13: Vivienda"


def test_nobody_is_refused_without_a_reason_and_the_author_reads_it(say, now):
    made = say(email="ana@x.example")
    actions.confirm(made, at=now)
    with pytest.raises(PlansError, match="por qué"):
        actions.moderate([made], publishes=False, reason=" ", by=None, at=now)

    assert actions.moderate([made], publishes=False, reason="Nombra a otra persona.", by=None, at=now) == 1

    message = Message.objects.get(template="plans_comment_decided")
    assert "Nombra a otra persona." in message.body


def test_a_closed_consultation_takes_no_comments(say, now):
    with pytest.raises(PlansError, match="ya no recibe"):
        say(at=now + timedelta(days=10))


def test_a_draft_that_is_consulted_says_so(consultation, version):
    assert PlanVersion.objects.get(pk=version.pk).state == "consultation"


def test_headings_are_found_by_title_and_by_text(consultation):
    by_title, _total = reads.headings(consultation, words="espacio")
    by_text, _total = reads.headings(consultation, words="arriendo social")

    assert [one.section.number for one in by_title] == ["14"]
    assert [one.section.number for one in by_text] == ["13"]

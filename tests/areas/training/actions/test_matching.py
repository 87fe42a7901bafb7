"""A row becomes a person by document, then e-mail, then a name that is unique in the course; the rest waits."""

from uuid import UUID, uuid5

import pytest

from arraigo.areas.training.actions.matching import Enrolled, Roster, Row, match
from arraigo.areas.training.enums import Doubt, MatchedBy

SPACE = UUID(int=7)


def ident(text):
    return uuid5(SPACE, text)


def enrolled(name, given, surnames, document="", email=""):
    return Enrolled(
        ident(name),
        tuple(given.split()),
        tuple(surnames.split()),
        frozenset([document] if document else []),
        frozenset([email] if email else []),
    )


def row(number, *names, email="", document=""):
    forms = tuple(tuple(name.split()) for name in names)
    return Row(ident(str(number)), ident(f"key {number}"), forms, email, document)


ROSTER = [
    enrolled("rosa", "rosa elena", "vega mora", "d1", "rosa@x.example"),
    enrolled("luis", "luis", "de la torre caiza", "d2"),
    enrolled("ana1", "ana maria", "perez loor", "d3", "oficina@x.example"),
    enrolled("ana2", "ana lucia", "perez loor", "d4", "oficina@x.example"),
    enrolled("paul", "paul andres", "mena rios"),
]


def verdicts(*rows, decisions=None, strangers=(), confirmed=None):
    found, _learned = match(
        rows, Roster.of(ROSTER), decisions=decisions or {}, strangers=set(strangers), confirmed=confirmed or {}
    )
    return [found[item.id] for item in rows]


@pytest.mark.parametrize(
    ("given", "who", "how"),
    [
        (row(1, "otra persona", document="d1"), "rosa", MatchedBy.DOCUMENT),
        (row(1, "rv", email="rosa@x.example"), "rosa", MatchedBy.EMAIL),
        (row(1, "rosa elena vega mora"), "rosa", MatchedBy.NAME),
        (row(1, "vega mora rosa elena"), "rosa", MatchedBy.NAME),
        (row(1, "vega mora rosa"), "rosa", MatchedBy.NAME),
        (row(1, "luis de la torre caiza"), "luis", MatchedBy.NAME),
        (row(1, "paul andres mena rios", document="nuevo"), "paul", MatchedBy.NAME),
        (row(1, "ana maria perez loor", email="oficina@x.example"), "ana1", MatchedBy.NAME),
        (row(1, "celular de ana", "ana lucia perez loor"), "ana2", MatchedBy.NAME),
    ],
)
def test_a_row_is_known_by_the_surest_thing_that_it_brings(given, who, how):
    (verdict,) = verdicts(given)

    assert (verdict.enrolment, verdict.by) == (ident(who), how)


@pytest.mark.parametrize(
    ("given", "doubt"),
    [
        (row(1, "elena rosa mora vega"), Doubt.UNKNOWN),
        (row(1, "rosa vega"), Doubt.UNKNOWN),
        (row(1, "perez loor ana"), Doubt.SEVERAL),
        (row(1, "ana", email="oficina@x.example"), Doubt.SHARED_EMAIL),
        (row(1, "rosa elena vega mora", document="otro"), Doubt.OTHER_DOCUMENT),
        (row(1, "rosa elena vega mora", document="ajeno"), Doubt.NOT_ENROLLED),
        (row(1), Doubt.NO_IDENTITY),
        (row(1, "rosa"), Doubt.UNKNOWN),
    ],
)
def test_what_is_not_sure_waits_and_says_why(given, doubt):
    (verdict,) = verdicts(given, strangers={"ajeno"})

    assert (verdict.enrolment, verdict.doubt) == (None, doubt)


def test_an_email_seen_beside_a_document_helps_another_row_whatever_the_order():
    known = row(1, "x y", document="d2", email="lucho@x.example")
    nick = row(2, "lucho dlt", email="lucho@x.example")

    for order in ((known, nick), (nick, known)):
        by_row = dict(zip([item.id for item in order], verdicts(*order), strict=True))
        assert by_row[nick.id].enrolment == ident("luis")
        assert by_row[nick.id].by == MatchedBy.LEARNED_EMAIL


def test_an_email_seen_beside_two_people_teaches_nothing():
    first = row(1, document="d1", email="sala@x.example")
    second = row(2, document="d2", email="sala@x.example")
    third = row(3, "alguien mas", email="sala@x.example")

    assert verdicts(first, second, third)[2].doubt == Doubt.UNKNOWN


def test_a_decision_of_a_person_comes_before_everything():
    given = row(1, "rosa elena vega mora", document="d1")

    assert verdicts(given, decisions={given.key: ident("luis")})[0].enrolment == ident("luis")
    assert verdicts(given, decisions={given.key: None})[0].nobody


def test_a_decision_teaches_its_email_to_the_other_rows():
    decided = row(1, "lucho", email="lucho@x.example")
    other = row(2, "dispositivo", email="lucho@x.example")

    assert verdicts(decided, other, decisions={decided.key: ident("luis")})[1].enrolment == ident("luis")

"""Whoever reads the log reads words: each action that the code records has some, and so has each kind of subject."""

import ast
import itertools
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.functional import Promise

import arraigo
from arraigo.config.audit_words import ACTIONS, KINDS, SEEN, action_words, subject_words

SOURCE = Path(arraigo.__file__).parent
RECORDERS = {"record", "_record", "_audit", "seen", "_seen"}
NAMED = re.compile(r"[a-z]+(\.[a-z_]+)+")


def _calls():
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in RECORDERS:
                    yield name, node


def _texts(node):
    return [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _said(keyword, recorders):
    """Every text that a call gives as its action or as what was seen, by name or in its place."""
    found = set()
    for name, call in _calls():
        if name in recorders:
            named = [given.value for given in call.keywords if given.arg == keyword]
            texts = itertools.chain.from_iterable(map(_texts, named or call.args))
            found |= {text for text in texts if named or NAMED.fullmatch(text)}
    return found


def _written_by_allauth():
    """The notices that allauth sends: the adapter records each."""
    prefixes = ("password_changed", "password_reset", "password_set", "email_changed", "email_deleted")
    second = ("recovery_codes_generated", "totp_activated", "totp_deactivated", "webauthn_added", "webauthn_removed")
    return {f"accounts.{name}" for name in prefixes + second}


def test_every_action_that_is_recorded_has_words():
    recorded = _said("action", {"record", "_record", "_audit"}) - set(SEEN)

    assert {"accounts.grant", "people.register", "import.applied", "training.course.change"} <= recorded
    assert recorded | _written_by_allauth() <= set(ACTIONS)


def test_everything_that_is_seen_has_words():
    seen = _said("what", {"seen", "_seen", "_record"})

    assert {"mail", "people.profile", "people.search", "training.records.download"} <= seen
    assert {name for name in seen if name not in ACTIONS} <= set(SEEN)


def test_every_kind_of_thing_that_is_recorded_has_words():
    known = {model._meta.label_lower for model in apps.get_models()}
    subjects = {
        text.rstrip(":").lower()
        for _name, call in _calls()
        for given in call.keywords
        if given.arg == "subject"
        for text in _texts(given.value)
    }

    assert {kind for kind in subjects if kind in known} <= set(KINDS)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("people.person", "varias personas"),
        ("people.Person:12", "12 personas"),
        ("organisations", "varias organizaciones"),
        ("audit.entry:40", "40 anotaciones"),
        ("people.person:0193f2aa-0000-7000-8000-00000012ab34", "persona …12ab34"),
    ],
)
def test_a_subject_of_many_says_how_many_or_that_they_are_several(subject, words):
    assert subject_words(subject) == words


def test_what_was_seen_is_said_with_the_action():
    assert action_words("seen", {"what": "people.profile"}) == "Vio la página de una persona"
    assert action_words("seen") == "Vio datos"
    assert all(isinstance(one, str | Promise) for one in ACTIONS.values())

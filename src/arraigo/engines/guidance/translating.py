"""A route in another language: which texts are there, how far each has come, and the route spoken in it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

import yaml

from arraigo.engines.guidance.fields import Fields, Notes, fields, loose, nearest
from arraigo.engines.guidance.marked import Node, Scalar, Table, read_marked
from arraigo.engines.guidance.model import Route, State, Translated, Translation
from arraigo.engines.guidance.problems import Problem
from arraigo.engines.guidance.texts import mark_of, reworded, texts

SHOWN = frozenset((State.CURRENT, State.NEEDS_REVIEW))
"""States in which a translation is shown; in the others people read Spanish, and are told so."""

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")

_KEYS = ("text", "of", "state")
_STATES = tuple(State)
_MARK = re.compile(r"[0-9a-f]{12}\Z")


def file_of(name: str, lang: str) -> str:
    """Return the name of the file of a translation: `asilo.yaml` and `en` make `asilo.en.yaml`."""
    return f"{name.removesuffix('.yml').removesuffix('.yaml')}.{lang}.yaml"


def read_translation(text: str, *, lang: str, name: str) -> tuple[Translation, Notes]:
    """Return the translation of a YAML text into `lang`, and what is wrong with it; `name` is that of its file."""
    root, found = read_marked(text, file=name)
    notes = Notes(name, found)
    whole = fields(notes, root, "", ("lang", "texts"), line=1) if root is not None else None
    if whole is None:
        return Translation(lang, {}), notes
    said = whole.text("lang", required=True)
    if said and said != lang:
        notes.add("other_language", whole.line("lang"), value=said, lang=lang)
    given = loose(notes, whole.table.values["texts"], "texts") if whole.has("texts") else None
    translated = {} if given is None else {key: _translated(given, key) for key in given.table.values}
    return Translation(lang, {key: one for key, one in translated.items() if one is not None}), notes


def _translated(given: Fields, key: str) -> Translated | None:
    whole = _at_once(given.table.values[key])
    if whole is not None:
        given.notes.lines[given.path(key)] = given.line(key)
        return whole
    one = given.map(key, _KEYS)
    if one is None:
        return None
    of = one.text("of", required=True)
    if of and not _MARK.match(of):
        one.notes.add("bad_mark", one.line("of"), key=key)
    state = one.one_of("state", _STATES) if one.has("state") else State.CURRENT
    return Translated(one.text("text"), of, State(state or State.MISSING))


def _at_once(node: Node) -> Translated | None:
    """Return a translated text that has all three keys and nothing wrong: nearly every one, thousands to a file."""
    if not isinstance(node, Table) or tuple(node.values) != _KEYS:
        return None
    said = [one.text for one in node.values.values() if isinstance(one, Scalar) and one.text]
    if len(said) < len(_KEYS) or not _MARK.match(said[1]) or said[2] not in _STATES:
        return None
    return Translated(said[0].strip(), said[1], State(said[2]))


def state_of(route: Route, translation: Translation | None) -> dict[str, State]:
    """Return the state of each text of a Spanish route in a translation, by key.

    A text that was written for another Spanish text is outdated, whatever its file says.
    """
    given: Mapping[str, Translated] = {} if translation is None else translation.texts
    return {key: _state(given.get(key), text) for key, text in texts(route).items()}


def _state(one: Translated | None, spanish: str) -> State:
    if one is None or not one.text:
        return State.MISSING
    return one.state if one.of == mark_of(spanish) else State.OUTDATED


def speak(route: Route, translation: Translation, *, shown: Collection[State] = SHOWN) -> Route:
    """Return a Spanish route in the language of a translation; `fell_back` are the keys that stayed in Spanish.

    `shown` are the states whose texts are shown, for who previews drafts.
    """
    fell_back = []

    def say(key: str, spanish: str) -> str:
        one = translation.texts.get(key)
        if one is not None and _state(one, spanish) in shown:
            return one.text
        fell_back.append(key)
        return spanish

    spoken = reworded(route, say)
    return replace(spoken, lang=translation.lang, fell_back=tuple(fell_back), origin=route)


def translated(route: Route, lang: str, said: Mapping[str, str], *, state: State = State.DRAFT) -> Translation:
    """Return a translation made of texts by key, each for the Spanish text that the route has now; others are left out.

    Raises KeyError where a key is none of the route's.
    """
    spanish = texts(route)
    return Translation(lang, {key: Translated(text, mark_of(spanish[key]), state) for key, text in said.items()})


def write_translation(translation: Translation) -> str:
    """Return the YAML file of a translation."""
    given = {key: {"text": one.text, "of": one.of, "state": one.state.value} for key, one in translation.texts.items()}
    whole = {"lang": translation.lang, "texts": given}
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=110)


def check_translation(route: Route, translation: Translation, notes: Notes, spanish: Notes) -> None:
    """Note keys that the route has not and texts that fall back; of protection content in English, each is refused.

    `notes` are those of the translation's file, `spanish` those of the route's.
    """
    states = state_of(route, translation)
    for key in translation.texts:
        if key not in states:
            at = notes.line(f"texts.{key}")
            if near := nearest(key, states):
                notes.add("stale_key_near", at, key=key, near=near)
            else:
                notes.add("stale_key", at, key=key)
    behind = {key: state for key, state in states.items() if state not in SHOWN}
    if route.protection and translation.lang == "en":
        for key, state in behind.items():
            _refuse(key, state, notes, spanish)
    elif behind:
        shown = ", ".join(list(behind)[:3]) + ("…" if len(behind) > 3 else "")
        notes.add("falls_back", 1, count=len(behind), total=len(states), lang=translation.lang, keys=shown)


def _refuse(key: str, state: State, notes: Notes, spanish: Notes) -> None:
    """A text that is there is told where it stands; one that is missing, where the Spanish is."""
    if state is State.MISSING:
        spanish.add("protection_missing", spanish.line(key), key=key)
    else:
        code = "protection_draft" if state is State.DRAFT else "protection_outdated"
        notes.add(code, notes.line(f"texts.{key}"), key=key)


def english_is_missing(name: str, line: int) -> Problem:
    """Return the problem of protection content that has no file in English."""
    return Problem("protection_no_english", line, {"file": file_of(name, "en")}, name)

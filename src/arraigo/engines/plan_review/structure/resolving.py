"""Which of the lines that look like headings are: by the line before, quotation marks, and the order of articles."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from arraigo.engines.plan_review.model import Kind, folded
from arraigo.engines.plan_review.structure.headings import (
    ARTICLE_RANK,
    INNER_RANK,
    UNNUMBERED_RANK,
    Heading,
    Sign,
    heading_of,
)
from arraigo.engines.plan_review.structure.lines import Lines
from arraigo.engines.plan_review.structure.numbers import number_at
from arraigo.engines.plan_review.structure.wording import TERMINALS, goes_on

LONE_WORD = re.compile(r"^(?:LIBRO|T[IÍ]TULO|CAP[IÍ]TULO|SECCI[OÓ]N|PAR[AÁ]GRAFO|PARTE)\.?$", re.IGNORECASE)
_CONSIDERING = re.compile(r"^CONSIDERANDOS?\s*:?$", re.IGNORECASE)
_ORDERS = re.compile(
    r"^(?:ACUERDAN?|EXPIDEN?|RESUELVEN?|DECRETAN?|ORDENAN?|SANCIONAN?|HA\s+DADO|HA\s+EXPEDIDO)\b", re.IGNORECASE
)
# «…establece en su artículo 3:» is followed by another law's article.
_INTRODUCES = re.compile(
    r"\b(?:art[ií]culos?|ley|constituci[oó]n|decreto|acuerdo|ordenanza|establecen?|disponen?|se[ñn]alan?|dicen?|reza|"
    r"prescriben?|determinan?|consagran?|textualmente|siguientes?|as[ií])\b[^.]*:$",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"\d+")
_OPENING, _CLOSING = '“"«‘', ("”", '"', "»", "”.", '".', "».", "”;", '";', "’", "’.")
_QUOTED_LINES = 80
_TAIL = 200
_LOUD = 30
# An article this far from both its neighbours, in a text that has a sequence of its own, is another law's.
_FAR = 8
_SEQUENCE, _OWN_RUN, _STEP = 6, 3, 2
_REPEATED_RUN, _REPEATED_SHARE = 6, 0.7


@dataclass(slots=True)
class _State:
    """What a reader keeps in mind going down the lines."""

    last_article: int = 0
    considering: bool = False
    quoted_until: int = -1
    absorbed: set[int] = field(default_factory=set)


def resolved(lines: Lines) -> dict[int, Heading]:
    """Return the lines that are headings by word or number, those of lists included, in order.

    A line that only says «TÍTULO» takes the number from the next, which `absorbed` then holds as part of it.
    """
    state = _State()
    found: dict[int, Heading] = {}
    texts, rows, levels = lines.texts, lines.rows, lines.levels
    for place, text in enumerate(texts):
        if place in rows or place in state.absorbed:
            continue
        heading = heading_of(text)
        if heading is None:
            heading = _unlikely(lines, place, text, state)
        elif heading.rank <= INNER_RANK and not _fits(lines, place, heading, state):
            heading = None
        level = levels.get(place, 0)
        if heading is None and level:
            heading = Heading(Kind.APARTADO, UNNUMBERED_RANK, "", text, text, Sign.NONE)
        if heading is not None:
            found[place] = _styled(heading, level) if level else heading
    _leave_out_foreign(found)
    _leave_out_repeated(lines, found)
    return found


def _styled(heading: Heading, level: int) -> Heading:
    """A heading that the format declares: «### 1.1 Diagnóstico» is a title, not an item of a list."""
    is_item = heading.kind in (Kind.NUMERAL, Kind.LITERAL)
    return replace(heading, level=level, kind=Kind.APARTADO if is_item else heading.kind)


def _unlikely(lines: Lines, place: int, text: str, state: _State) -> Heading | None:
    """Keep the state up to date; and join «TÍTULO» with a number on the next line."""
    if text[0] in _OPENING:
        inner = heading_of(text[1:].lstrip() or "*")
        if inner is not None and inner.rank == ARTICLE_RANK and not text.endswith(_CLOSING):
            state.quoted_until = _end_of_quote(lines, place)
    elif len(text) < 40:
        if _CONSIDERING.match(text):
            state.considering = True
        elif state.considering and _ORDERS.match(text):
            state.considering = False
        elif LONE_WORD.match(text) and place + 1 < len(lines):
            number = number_at(lines.texts[place + 1])
            if number is not None and not number[1].strip(" .:-–°º"):
                state.absorbed.add(place + 1)
                return heading_of(f"{text} {lines.texts[place + 1]}")
    return None


def _end_of_quote(lines: Lines, place: int) -> int:
    """Where a quotation that begins with an article is closed; none where it never is."""
    for at in range(place + 1, min(place + _QUOTED_LINES, len(lines))):
        if lines.texts[at].endswith(_CLOSING):
            return at
    return place


def _fits(lines: Lines, place: int, heading: Heading, state: _State) -> bool:
    """Whether the lines around let a heading stand here."""
    if place <= state.quoted_until:
        return False
    before = lines.texts[place - 1] if place else "."
    is_apart = place == 0 or lines.are_paragraphs or place in lines.after_blank or place in lines.levels
    if not is_apart and goes_on(before) and not before.isupper() and not _comes_in_turn(heading, lines, place, state):
        return False
    if heading.kind is not Kind.ARTICULO:
        return True
    value = _value(heading.number)
    if value not in (None, 1) and value != state.last_article + 1 and _INTRODUCES.search(before[-_TAIL:]):
        return False
    if state.considering and value not in (None, 1):
        return False
    if heading.sign is Sign.NONE and not _follows(lines, place, value, state, is_apart=is_apart):
        return False
    state.considering = False
    state.last_article = value if value is not None else state.last_article
    return True


def _comes_in_turn(heading: Heading, lines: Lines, place: int, state: _State) -> bool:
    """Whether an article is the next by its number and unmistakable, though the line before is cut short.

    A cell of a table or the cut word at a page's end may stand there; capitals or «.-» are no mention.
    """
    if heading.kind is not Kind.ARTICULO or _value(heading.number) != state.last_article + 1:
        return False
    is_cut = heading.sign is Sign.DASH and lines.texts[place - 1][-1] in ",-"
    return is_cut or lines.texts[place][:_LOUD].isupper()


def _follows(lines: Lines, place: int, value: int | None, state: _State, *, is_apart: bool) -> bool:
    """Whether an article without a sign after its number («Artículo 6 OBJETIVO») comes in its turn."""
    before = lines.texts[place - 1] if place else "."
    if not (is_apart or before[-1] in TERMINALS or before.isupper() or len(before) < 60):
        return False
    if value is None:
        return lines.texts[place][0].isupper()
    text = lines.texts[place]
    stands_alone = is_apart and len(text) < 20
    return stands_alone or value == state.last_article + 1 or (value == 1 and text[:3].isupper())


def _value(number: str) -> int | None:
    found = _LEADING_NUMBER.match(number)
    return int(found.group()) if found else None


def _leave_out_foreign(found: dict[int, Heading]) -> None:
    """Leave out articles quoted from other laws: one or two in a row, far from the sequence that the text has."""
    runs = _runs(found)
    if max(map(len, runs), default=0) < _SEQUENCE:
        return
    own = 0
    for run in runs:
        first = _value(found[run[0]].number) or 0
        if len(run) < _OWN_RUN and first != 1 and not own <= first <= own + _FAR:
            for place in run:
                del found[place]
        else:
            own = _value(found[run[-1]].number) or own


def _runs(found: dict[int, Heading]) -> list[list[int]]:
    """Articles in a row whose numbers go up by one or two, or stay (12, 12 bis)."""
    runs: list[list[int]] = []
    last = 0
    for place, heading in found.items():
        value = _value(heading.number) if heading.kind is Kind.ARTICULO else None
        if value is None:
            continue
        if runs and 0 <= value - last <= _STEP:
            runs[-1].append(place)
        else:
            runs.append([place])
        last = value
    return runs


def _leave_out_repeated(lines: Lines, found: dict[int, Heading]) -> None:
    """Drop an index without page numbers: a run of headings with nothing under them, most of which come again."""
    keys = {place: _key(heading) for place, heading in found.items() if heading.rank <= ARTICLE_RANK}
    left = Counter(keys.values())
    run: list[int] = []
    seen: set[str] = set()
    for place in [*keys, len(lines) + _QUOTED_LINES]:
        if run and (not _is_bare(lines, run[-1], place) or keys[place] in seen):
            _drop_run(lines, found, keys, run, left)
            run, seen = [], set()
        run.append(place)
        seen.add(keys.get(place, ""))


def _key(heading: Heading) -> str:
    return f"{heading.kind} {heading.number} {folded(heading.rest)[:16]}"


def _is_bare(lines: Lines, first: int, second: int) -> bool:
    """Whether between two headings there is at most the rest of the first's title."""
    between = lines.texts[first + 1 : second]
    return second < len(lines) and len(between) <= 2 and all(len(text) < 120 and text[-1] != "." for text in between)


def _drop_run(
    lines: Lines, found: dict[int, Heading], keys: dict[int, str], run: list[int], left: "Counter[str]"
) -> None:
    left.subtract(keys[place] for place in run)
    if len(run) < _REPEATED_RUN or sum(left[keys[place]] > 0 for place in run) < _REPEATED_SHARE * len(run):
        return
    for place in range(run[0], run[-1] + 1):
        found.pop(place, None)
        lines.dropped[place] = 1

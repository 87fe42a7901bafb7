"""A document and a catalogue → a finding for each criterion, and the whole at a glance."""

from collections.abc import Callable, Iterator, Sequence

from arraigo.engines.plan_review.model import Document, Tagged
from arraigo.engines.plan_review.reviewing.catalogue import Catalogue, Criterion, Near
from arraigo.engines.plan_review.reviewing.context import in_context
from arraigo.engines.plan_review.reviewing.findings import Evidence, Finding, Review, Sentence, StepKind
from arraigo.engines.plan_review.reviewing.gathering import Found, Gathered, gather
from arraigo.engines.plan_review.reviewing.ground import STRONG, Ground, TagsMany, Terms
from arraigo.engines.plan_review.reviewing.levels import judge, lacking, missing
from arraigo.engines.plan_review.reviewing.linking import Whole, commits, counted, wholes_of
from arraigo.engines.plan_review.reviewing.summary import summarise

MOST_EVIDENCE = 8
_AT_ONCE = 500
_TERMS_TOLD = 6
_WEIGHT = {
    StepKind.RESPONSIBLE: 3,
    StepKind.BUDGET: 4,
    StepKind.TARGET: 4,
    StepKind.BASELINE: 2,
    StepKind.INDICATOR: 2,
    StepKind.PROGRAMME: 3,
    StepKind.OBJECTIVE: 3,
    StepKind.POLICY: 3,
    StepKind.RULE: 3,
    StepKind.FIGURE: 3,
    StepKind.SOURCE: 1,
}

Progress = Callable[[int, int], None]


def _(text: str) -> str:
    """Mark a text for translation; who shows it translates it."""
    return text


SAYS = _("Dice: {terms}.")
PEOPLE = _("Habla de personas en movilidad humana: {words}.")
PEOPLE_NEAR = _("Un pasaje cercano de la misma sección habla de personas en movilidad humana.")
HEADED = _("Abre la sección «{title}», cuyo título trata de esto.")


class Cancelled(Exception):  # noqa: N818 - a wish, not an error
    """Whoever asked for the review wants it no more."""


def review(
    document: Document,
    catalogue: Catalogue,
    *,
    instrument: str,
    tagger: TagsMany,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Review:
    """Review a document against the criteria for a kind of plan; the same input gives the same review.

    `progress` is told what is done and the whole, in passages read and criteria judged. Raises PlanError
    «not_an_instrument», and Cancelled once `cancelled` says so.
    """
    criteria = catalogue.of_instrument(instrument)
    watch = _Watch(len(document.passages) + len(criteria), progress, cancelled)
    tags = _tagged(tagger, [passage.text for passage in document.passages], watch)
    titles = tagger.tag_many([section.title for section in document.sections])
    return review_tagged(document, catalogue, tags, titles, instrument=instrument, watch=watch)


def review_tagged(
    document: Document,
    catalogue: Catalogue,
    tags: Sequence[Tagged],
    titles: Sequence[Tagged],
    *,
    instrument: str,
    watch: "_Watch | None" = None,
) -> Review:
    """Review a document whose passages and headings were tagged already. Raises as `review` does."""
    criteria = catalogue.of_instrument(instrument)
    tags, titles = in_context(document, tags, titles)
    ground = Ground(document, tags, titles, Terms(catalogue, criteria))
    findings = []
    for criterion in criteria:
        findings.append(find(ground, criterion))
        if watch:
            watch.step(1)
    return Review(
        document.sha256,
        document.media_type,
        len(document.pages),
        document.language,
        instrument,
        tuple(findings),
        summarise(document, tags, findings, catalogue.pack.groups, catalogue.concepts),
        document.problems,
    )


class _Watch:
    """Tells how far the work has come, and stops it."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
        self._done, self._total = 0, total
        self._progress, self._cancelled = progress, cancelled

    def step(self, count: int) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._total)


def _tagged(tagger: TagsMany, texts: Sequence[str], watch: _Watch) -> list[Tagged]:
    tags: list[Tagged] = []
    for start in range(0, len(texts), _AT_ONCE):
        part = texts[start : start + _AT_ONCE]
        tags += tagger.tag_many(part)
        watch.step(len(part))
    return tags


def find(ground: Ground, criterion: Criterion) -> Finding:
    """Return what a document has for one criterion."""
    gathered = gather(ground, criterion)
    wholes = wholes_of(ground, criterion, gathered)
    level, steps, best = judge(criterion, wholes)
    absent = lacking(criterion, level, steps)
    return Finding(
        criterion,
        level,
        tuple(_evidence(ground, criterion, gathered, best)),
        max(gathered.total, len(wholes)),
        steps,
        not absent,
        absent,
        missing(criterion, level, steps, gathered, wholes),
        ground.terms.told(criterion),
        gathered.elsewhere if criterion.search.near is not Near.ANYWHERE else 0,
    )


def _evidence(ground: Ground, criterion: Criterion, gathered: Gathered, best: Whole | None) -> Iterator[Evidence]:
    """Yield the strongest passages, each quotation once; those of the whole that proves the level come first."""
    proving = frozenset(best.passages) if best else frozenset()
    ranked = []
    for found in gathered.found:
        kinds = _kinds(ground, criterion, found)
        words = {term.words.lower() for term in found.terms}
        weight = sum(_WEIGHT[kind] for kind in kinds) + min(len(words), 3) + 20 * (found.passage in proving)
        ranked.append((-weight, found.passage, found, kinds))
    ranked.sort(key=lambda one: one[:2])
    seen: set[str] = set()
    for _weight, passage, found, kinds in ranked:
        quote = ground.quote(passage)
        if quote not in seen:
            seen.add(quote)
            yield _one(ground, criterion, found, kinds)
        if len(seen) == MOST_EVIDENCE:
            return
    if not ranked and best:
        yield _heading(ground, best)


def _kinds(ground: Ground, criterion: Criterion, found: Found) -> tuple[StepKind, ...]:
    kinds = {mark.kind for mark in counted(ground, criterion, found)}
    if found.is_about and commits(ground, criterion, found.passage):
        kinds.add(StepKind.PROGRAMME)
    return tuple(kind for kind in StepKind if kind in kinds)


def _one(ground: Ground, criterion: Criterion, found: Found, kinds: tuple[StepKind, ...]) -> Evidence:
    passage = ground.passages[found.passage]
    terms = tuple({term.words.lower(): term.words for term in found.terms}.values())[:_TERMS_TOLD]
    why = [Sentence(SAYS, {"terms": _quoted(terms)})]
    people = [passage.text[hit.start : hit.end] for hit in ground.tags[found.passage].hits if hit.strength >= STRONG]
    if ground.tags[found.passage].relevant and people:
        why.append(Sentence(PEOPLE, {"words": _quoted(tuple(dict.fromkeys(people))[:_TERMS_TOLD])}))
    elif criterion.search.near is Near.AROUND:
        why.append(Sentence(PEOPLE_NEAR))
    return Evidence(
        found.passage,
        passage.page,
        ground.document.path_of(passage),
        passage.text,
        ground.anchor(found.passage),
        terms,
        tuple(why),
        kinds,
    )


def _heading(ground: Ground, best: Whole) -> Evidence:
    passage = ground.passages[best.passages[0]]
    path = ground.document.path_of(passage)
    why = Sentence(HEADED, {"title": path[-1] if path else ""})
    return Evidence(passage.index, passage.page, path, passage.text, ground.anchor(passage.index), (), (why,))


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"«{' '.join(one.split())}»" for one in words)

"""The pages of a route: an address names a route and a page, and never what somebody answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arraigo.engines.guidance.model import GO_ON, Kind, Source, Step
from arraigo.engines.guidance.problems import AnswerError


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `step` has what it shows, without conditions, and its ways out lead to pages instead of steps.

    `depth` is the longest way from the start, in pages. A question is number `question` of at most `questions` on the
    longest way through it, loops not counted; other pages tell how many questions came before at most. `sources` are
    those that it rests on.
    """

    id: str
    step: Step
    parents: tuple[str, ...]
    depth: int
    question: int
    questions: int
    sources: tuple[Source, ...]

    @property
    def unverified(self) -> tuple[Source, ...]:
        """The sources that nobody has checked yet: the page says so."""
        return tuple(one for one in self.sources if one.verified_on is None)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a route by id, in the order in which they are met, and the one where it starts."""

    route: str
    lang: str
    start: str
    pages: Mapping[str, Page]

    def follow(self, answers: Sequence[str]) -> Page:
        """Return the page to which answers lead, as `walking.walk` does for steps, by links alone.

        Raises AnswerError, with what is allowed, for an answer that a page has not.
        """
        page = self.pages[self.start]
        for answer in answers:
            while answer != GO_ON and page.step.kind is not Kind.QUESTION and page.step.to is not None:
                page = self.pages[page.step.to]
            ways = dict(page.step.ways())
            if answer not in ways:
                code = "already_ended" if page.step.is_end else "unknown_answer"
                raise AnswerError(code, tuple(ways), step=page.step.id, value=answer)
            page = self.pages[ways[answer]]
        return page

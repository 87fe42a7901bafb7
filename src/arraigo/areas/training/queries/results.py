"""Results of one test or survey: how hard each question was, who reached what, and what people think of a course."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from arraigo.areas.training.enums import QuestionKind
from arraigo.areas.training.models import Answer, Assessment, Enrolment, Question, Response, SurveyTicket
from arraigo.areas.training.queries.assessments import Asked, questions_of
from arraigo.areas.training.queries.opened import Book
from arraigo.areas.training.queries.scoring import FEWEST, mean_of, passes, percent_of
from arraigo.core.people.api import Profile

BANDS = 5
SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Item:
    """How a question of a test went the first time that each person sat it.

    `right` of `asked` people had all its points; `wrong` is the wrong choice taken most often, by `wrong_times`.
    """

    number: int
    question: Question
    asked: int
    right: int
    wrong: str
    wrong_times: int

    @property
    def pk(self) -> UUID:
        """Stable name of the row."""
        return self.question.pk

    @property
    def percent(self) -> int:
        """How many of a hundred answered it right."""
        return round(100 * self.right / self.asked) if self.asked else 0


@dataclass(frozen=True)
class Sitter:
    """Somebody who sat a test: their best sitting, how many there were, and the day of the last."""

    pk: UUID
    person_id: UUID
    institution: str
    score: int
    out_of: int
    attempts: int
    last: date
    passed: bool
    book: Book

    @property
    def profile(self) -> Profile:
        """Who it is, opened together with the others of the list."""
        return self.book[self.person_id]

    @property
    def percent(self) -> int:
        """Points as a whole percentage."""
        return percent_of(self.score, self.out_of) or 0


@dataclass(frozen=True)
class ScoreResults:
    """Everything that the page of a test says. `bands` counts people from 0–19 % to 80–100 % of the points."""

    enrolled: int
    people: tuple[Sitter, ...]
    items: tuple[Item, ...]

    @property
    def mean(self) -> float | None:
        """The mean of the best sittings, in percent."""
        return sum(one.percent for one in self.people) / len(self.people) if self.people else None

    @property
    def passed(self) -> int:
        """How many passed."""
        return sum(one.passed for one in self.people)

    @property
    def bands(self) -> tuple[int, ...]:
        """How many people reached each fifth of the points."""
        found = Counter(min(one.percent * BANDS // 100, BANDS - 1) for one in self.people)
        return tuple(found[band] for band in range(BANDS))


def score_results(assessment: Assessment) -> ScoreResults:
    """Return the results of a test; six queries, and names only when somebody reads them."""
    return ScoreResults(_enrolled(assessment), _sitters(assessment), _items(assessment))


def _enrolled(assessment: Assessment) -> int:
    return Enrolment.objects.filter(course=assessment.course_id).count()


def _sitters(assessment: Assessment) -> tuple[Sitter, ...]:
    rows = list(
        Response.objects.filter(assessment=assessment, enrolment__isnull=False)
        .order_by("attempt")
        .values_list(
            "enrolment_id",
            "enrolment__person_id",
            "enrolment__organization__name",
            "score",
            "out_of",
            "submitted_on",
        )
    )
    book = Book(row[1] for row in rows)
    sittings: dict[UUID, list[tuple[UUID, str | None, int, int, date]]] = {}
    for pk, person, institution, score, out_of, day in rows:
        sittings.setdefault(pk, []).append((person, institution, score or 0, out_of or 0, day))
    return tuple(_sitter(assessment, pk, found, book) for pk, found in sittings.items())


def _sitter(
    assessment: Assessment, pk: UUID, sittings: Sequence[tuple[UUID, str | None, int, int, date]], book: Book
) -> Sitter:
    person, institution, score, out_of, _day = max(sittings, key=lambda one: one[2] / one[3] if one[3] else 0)
    return Sitter(
        pk=pk,
        person_id=person,
        institution=institution or "",
        score=score,
        out_of=out_of,
        attempts=len(sittings),
        last=sittings[-1][-1],
        passed=passes(score, out_of, assessment.pass_percent),
        book=book,
    )


def _items(assessment: Assessment) -> tuple[Item, ...]:
    asked = questions_of(assessment)
    first = Response.objects.filter(assessment=assessment, attempt=1)
    people = first.count()
    right: Counter[UUID] = Counter()
    taken: Counter[str] = Counter()
    whole = {one.question.pk: one.question.points for one in asked}
    for question, choices, points in Answer.objects.filter(response__in=first).values_list(
        "question_id", "choices", "points"
    ):
        right[question] += points is not None and points == whole[question]
        taken.update(choices)
    return tuple(
        _item(number, one, people, right[one.question.pk], taken)
        for number, one in enumerate(asked, 1)
        if one.is_scored
    )


def _item(number: int, one: Asked, people: int, right: int, taken: Counter[str]) -> Item:
    wrong = [choice for choice in one.choices if not choice.is_correct]
    worst = max(wrong, key=lambda choice: taken[str(choice.pk)], default=None)
    times = taken[str(worst.pk)] if worst else 0
    return Item(number, one.question, people, right, worst.text if worst and times else "", times)


@dataclass(frozen=True)
class Opinion:
    """What people answered to a question of a survey: how often each choice, or the words, in no order of time."""

    number: int
    question: Question
    labels: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def pk(self) -> UUID:
        """Stable name of the row."""
        return self.question.pk

    @property
    def mean(self) -> float | None:
        """The mean of a scale; None of anything else, or when nobody answered."""
        return mean_of(self.counts) if self.question.kind == QuestionKind.SCALE else None

    @property
    def given(self) -> int:
        """How many answered."""
        return len(self.words) if self.question.kind == QuestionKind.TEXT else sum(self.counts)


@dataclass(frozen=True)
class SurveyResults:
    """What the page of a survey says; `opinions` are empty until enough people have answered."""

    enrolled: int
    answered: int
    opinions: tuple[Opinion, ...]

    @property
    def is_told(self) -> bool:
        """Whether enough people have answered for their answers to be shown."""
        return self.answered >= FEWEST

    @property
    def satisfaction(self) -> float | None:
        """The mean of all answers to scales, from 1 to 5."""
        scales = [one.counts for one in self.opinions if one.question.kind == QuestionKind.SCALE]
        return mean_of([sum(counts) for counts in zip(*scales, strict=True)]) if scales else None


def survey_results(assessment: Assessment) -> SurveyResults:
    """Return the results of a survey; six queries at most. Fewer than five answers are not told at all."""
    enrolled = _enrolled(assessment)
    answered = SurveyTicket.objects.filter(assessment=assessment).count()
    if answered < FEWEST:
        return SurveyResults(enrolled, answered, ())
    given: Counter[tuple[UUID, str]] = Counter()
    words: dict[UUID, list[str]] = {}
    for row in Answer.objects.filter(response__assessment=assessment).order_by("pk"):
        if row.words:
            words.setdefault(row.question_id, []).append(row.words)
        given.update((row.question_id, key) for key in ([str(row.number)] if row.number else row.choices))
    asked = questions_of(assessment)
    opinions = tuple(_opinion(number, one, given, words) for number, one in enumerate(asked, 1))
    return SurveyResults(enrolled, answered, opinions)


def _opinion(number: int, one: Asked, given: Counter[tuple[UUID, str]], words: dict[UUID, list[str]]) -> Opinion:
    question = one.question
    if question.kind == QuestionKind.TEXT:
        return Opinion(number, question, words=tuple(words.get(question.pk, ())))
    if question.kind == QuestionKind.SCALE:
        labels = tuple(str(value) for value in SCALE)
        return Opinion(number, question, labels, tuple(given[question.pk, label] for label in labels))
    keys = [str(choice.pk) for choice in one.choices]
    return Opinion(
        number, question, tuple(choice.text for choice in one.choices), tuple(given[question.pk, key] for key in keys)
    )

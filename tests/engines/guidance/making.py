"""Routes made at random: some questions, ways onward and back, and conditions on what may have been answered."""

from hypothesis import strategies as st

from arraigo.engines.guidance.conditions import All, Either, Not, Was
from arraigo.engines.guidance.model import Answer, Deadline, Item, Kind, Route, Step, Task

ANSWERS = ("a", "b", "c")


def conditions(asked):
    """Conditions on steps among those that are questions."""
    atoms = st.builds(
        Was, st.sampled_from(asked), st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=2, unique=True).map(tuple)
    )
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.builds(All, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(Either, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        ),
        max_leaves=3,
    )


@st.composite
def routes(draw, *, loops=True):
    """A route as values; every `to` exists, and without `loops` steps only lead onward."""
    count = draw(st.integers(2, 6))
    names = [f"p{number}" for number in range(count)]
    kinds = [draw(st.sampled_from([Kind.QUESTION, Kind.QUESTION, Kind.INFORMATION])) for _ in names[:-1]]
    asked = [name for name, kind in zip(names, kinds, strict=False) if kind is Kind.QUESTION]
    steps = {}
    for number, (name, kind) in enumerate(zip(names, kinds, strict=False)):
        ahead = st.sampled_from(names[number + 1 :])
        steps[name] = draw(
            _question(name, ahead, names, asked, loops) if kind is Kind.QUESTION else _passing(name, ahead)
        )
    steps[names[-1]] = draw(_outcome(names[-1], asked))
    return Route(
        *("ruta", "asylum", "Título", "Resumen", False, "2026-01-01", None, None, None, None, ()),
        start=names[0],
        steps=steps,
    )


def _maybe(asked):
    return st.one_of(st.none(), conditions(asked)) if asked else st.none()


@st.composite
def _question(draw, name, ahead, names, asked, loops):
    earlier = [one for one in asked if one < name]
    answers = []
    for answer in ANSWERS[: draw(st.integers(2, 3))]:
        to = draw(st.sampled_from(names)) if loops and draw(st.integers(0, 3)) == 0 else draw(ahead)
        # The first answer is always open, so that nobody is left without one.
        when = draw(_maybe(asked if loops else earlier)) if answers else None
        answers.append(Answer(answer, answer.upper(), to, when=when))
    return Step(name, Kind.QUESTION, f"¿{name}?", answers=tuple(answers))


@st.composite
def _passing(draw, name, ahead):
    return Step(name, Kind.INFORMATION, name, text="Lea.", to=draw(ahead))


@st.composite
def _outcome(draw, name, asked):
    texts = st.sampled_from(["Uno", "Dos"])
    return Step(
        name,
        Kind.OUTCOME,
        "Fin",
        right="Tiene derecho.",
        deadline=draw(st.none() | st.builds(Deadline, st.just(90), st.just("desde hoy"), when=_maybe(asked))),
        do=tuple(draw(st.lists(st.builds(Task, texts, when=_maybe(asked)), max_size=2))),
        bring=tuple(draw(st.lists(st.builds(Item, texts, when=_maybe(asked)), max_size=2))),
    )

"""A page is an address that knows no answers; pages say what a walk says, and there are no more than needed."""

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.engines.guidance.making import routes
from tests.engines.guidance.writing import ROUTE, loaded

from arraigo.engines.guidance.expanding import expand, grouped
from arraigo.engines.guidance.model import GO_ON, Kind, State
from arraigo.engines.guidance.problems import AnswerError
from arraigo.engines.guidance.states import explore
from arraigo.engines.guidance.texts import texts
from arraigo.engines.guidance.translating import speak, translated
from arraigo.engines.guidance.walking import allowed, resolved, walk


def shown(step):
    """What a person sees: the step without where its ways lead, which are pages in one case and steps in the other."""
    answers = [(one.id, one.text, one.detail) for one in step.answers]
    return {name: getattr(step, name) for name in step.__dataclass_fields__ if name not in ("answers", "to")} | {
        "answers": answers,
        "ends": step.to is None,
    }


def walked(route, choose, longest=12):
    """Give answers one after the other as `choose` picks among those allowed, `seguir` included, and keep each list."""
    given, lists = [], [[]]
    for _ in range(longest):
        position = walk(route, given)
        options = allowed(position.step, position.answers)
        if not options:
            break
        given = [*given, choose(options)]
        lists.append(given)
    return lists


@given(routes(), st.data())
@settings(deadline=None, max_examples=80, derandomize=True)
def test_pages_say_what_a_walk_says_for_every_sequence_of_answers(route, data):
    assume(not endless(route))
    pages = expand(route)
    for given_ in walked(route, lambda options: data.draw(st.sampled_from(options))):
        assert shown(pages.follow(given_).step) == shown(walk(route, given_).step)


@given(routes(), st.lists(st.sampled_from(["a", "b", "c", GO_ON, "nada"]), max_size=8))
@settings(deadline=None, max_examples=80, derandomize=True)
def test_pages_and_walks_refuse_the_same_answers_with_the_same_words(route, answers):
    assume(not endless(route))
    told = []
    for go in (lambda: walk(route, answers).step, lambda: expand(route).follow(answers).step):
        try:
            told.append(shown(go()))
        except AnswerError as error:
            told.append((str(error), error.allowed))
    assert told[0] == told[1]


@given(routes())
@settings(deadline=None, max_examples=80, derandomize=True)
def test_every_page_can_be_reached_by_links_and_names_its_parents(route):
    pages = expand(route)
    found, waiting = {pages.start}, [pages.start]
    while waiting:
        for _answer, to in pages.pages[waiting.pop()].step.ways():
            if to not in found:
                found.add(to)
                waiting.append(to)
    assert found == set(pages.pages)
    for name, page in pages.pages.items():
        assert page.parents == tuple(
            other for other, one in pages.pages.items() if name in {to for _answer, to in one.step.ways()}
        )


@given(routes(loops=False))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_there_are_as_few_pages_as_can_be(route):
    """The oracle keeps every answer of every walk; where all that follows is equal, two walks end on one page."""
    kept = {}

    def whole(name, given_):
        step = resolved(route.steps[name], given_)
        onward = tuple((answer, whole(to, {**given_, name: answer})) for answer, to in step.ways())
        # Trees are numbered by what they hold, or they would grow beyond measure.
        return kept.setdefault((str(shown(step)), onward), len(kept))

    whole(route.start, {})
    assert len(expand(route).pages) == len(kept)


@given(routes())
@settings(deadline=None, max_examples=60, derandomize=True)
def test_with_loops_too_there_are_as_few_pages_as_can_be(route):
    """The oracle marks pairs of states apart, starting from those that show something else, until no more come."""
    states = explore(route)
    seen = {one: str(shown(resolved(route.steps[one[0]], dict(one[1])))) for one in states.ways}
    apart = {(a, b) for a, b in product(states.ways, repeat=2) if seen[a] != seen[b]}
    grown = True
    while grown:
        more = {
            (a, b)
            for a, b in product(states.ways, repeat=2)
            if (a, b) not in apart
            and any((x, y) in apart for (_, x), (_, y) in zip(states.ways[a], states.ways[b], strict=True))
        }
        apart |= more
        grown = bool(more)
    classes = {frozenset(b for b in states.ways if (a, b) not in apart) for a in states.ways}
    group = grouped(route, states)
    assert {frozenset(b for b in states.ways if group[b] == group[a]) for a in states.ways} == classes


def test_what_differs_far_behind_a_loop_keeps_pages_apart():
    """Four informations say the same to all, and only the end differs: each needs a page for each end."""
    text = ROUTE[: ROUTE.index("steps:")].replace("start: peligro", "start: q") + "steps:\n"
    text += "  q: {kind: question, title: ¿Q?, answers: [{id: a, text: A, to: i0}, {id: b, text: B, to: i0}]}\n"
    text += "".join(
        f"  i{n}: {{kind: information, title: I, text: I, to: {f'i{n + 1}' if n < 3 else 'r'}}}\n" for n in range(4)
    )
    text += "  r: {kind: question, title: ¿Otra?, answers: [{id: si, text: Sí, to: q}, {id: no, text: No, to: fin}]}\n"
    text += "  fin: {kind: outcome, title: F, right: R, bring: [{text: Algo, when: {q: a}}]}\n"
    pages = expand(loaded(text))
    assert list(pages.pages) == [
        "q",
        *(name + end for name in ("i0", "i1", "i2", "i3", "r", "fin") for end in ("", "-2")),
    ]
    assert [len(pages.follow([answer, "no"]).step.bring) for answer in ("a", "b")] == [1, 0]
    assert [len(pages.follow(["a", "si", answer, "no"]).step.bring) for answer in ("a", "b")] == [1, 0]


@given(routes())
@settings(deadline=None, max_examples=40, derandomize=True)
def test_ids_are_the_steps_and_the_same_every_time(route):
    pages = expand(route)
    assert list(pages.pages) == list(expand(route).pages)
    for step in route.steps:
        own = [one for one, page in pages.pages.items() if page.step.id == step]
        assert own == [step, *(f"{step}-{number}" for number in range(2, len(own) + 1))][: len(own)]


@given(routes(loops=False))
@settings(deadline=None, max_examples=40, derandomize=True)
def test_a_page_tells_the_longest_way_to_it_and_through_it(route):
    pages = expand(route)
    depth, question, whole = {}, {}, {}

    def go(name, steps, asked):
        page = pages.pages[name]
        asked += page.step.kind is Kind.QUESTION
        depth[name], question[name] = max(depth.get(name, 0), steps), max(question.get(name, 0), asked)
        left = max((go(to, steps + 1, asked) for _answer, to in page.step.ways()), default=0)
        whole[name] = left
        return left + (page.step.kind is Kind.QUESTION)

    go(pages.start, 0, 0)
    for name, page in pages.pages.items():
        assert (page.depth, page.question, page.questions) == (
            depth[name],
            question[name],
            question[name] + whole[name],
        )


def endless(route):
    """Whether informations lead in a circle, which `load` refuses: a walk would never stand still."""
    for name in route.steps:
        met = set()
        while route.steps[name].kind is Kind.INFORMATION:
            if name in met:
                return True
            met.add(name)
            name = route.steps[name].to
    return False


def test_answers_that_make_no_difference_share_their_pages():
    pages = expand(loaded())
    ways = dict(pages.pages["entrada"].step.ways())
    assert ways == {"menos90": "documentos", "mas90": "documentos-2", "nose": "documentos-3"}
    # «mas90» may answer «perdido» and «nose» may not; behind that, both are late, and nothing tells them apart.
    late = [pages.follow(["no", answer, "si"]).id for answer in ("mas90", "nose")]
    assert late == ["fin-2", "fin-2"]
    assert pages.follow(["no", "menos90", "si"]).id == "fin"


def test_a_route_without_conditions_has_a_page_for_each_step():
    plain = ROUTE.replace(", when: {entrada: [mas90]}", "").replace(", when: {not: {entrada: menos90}}", "")
    plain = plain.replace(", when: {entrada: [mas90, nose]}", "").replace(", when: {documentos: [si]}", "")
    route = loaded(plain)
    assert list(expand(route).pages) == ["peligro", "llame", "entrada", "documentos", "fin", "gratis"]


def test_a_number_that_is_a_steps_id_is_passed_over():
    route = loaded(ROUTE.replace("gratis:\n", "fin-2:\n").replace("to: gratis", "to: fin-2"))
    pages = expand(route)
    assert [name for name, page in pages.pages.items() if page.step.id == "fin"] == ["fin", "fin-3", "fin-4", "fin-5"]
    assert pages.pages["fin-2"].step.title == "No hace falta"


def test_pages_have_the_same_ids_in_every_language():
    route = loaded()
    spoken = speak(route, translated(route, "en", dict.fromkeys(texts(route), "Same"), state=State.CURRENT))
    spanish, english = expand(route), expand(spoken)
    assert list(spanish.pages) == list(english.pages)
    assert (english.lang, english.pages["fin"].step.title) == ("en", "Same")


def test_a_page_names_its_sources_and_those_nobody_checked():
    pages = expand(loaded())
    assert [one.id for one in pages.pages["fin"].sources] == ["lomh-100", "gobec"]
    assert [one.id for one in pages.pages["fin"].unverified] == ["lomh-100"]
    assert pages.pages["gratis"].unverified == ()


@pytest.mark.parametrize(("answers", "place"), [(["si"], (1, 3)), (["si", "mas90"], (3, 3)), ([], (1, 3))])
def test_a_question_says_its_number_and_how_many_there_may_be(answers, place):
    page = expand(loaded()).follow(answers)
    assert (page.question, page.questions) == place


def test_a_route_of_many_combinations_has_few_pages_where_they_meet_again():
    """Twelve questions of four answers, each told of at the end: by answers it would be four to the twelfth."""
    asked = "".join(
        f"  q{n}:\n    kind: question\n    title: ¿Q{n}?\n    answers:\n"
        + "".join(f"      - {{id: a{k}, text: A, to: {f'q{n + 1}' if n < 11 else 'fin'}}}\n" for k in range(4))
        for n in range(12)
    )
    text = ROUTE[: ROUTE.index("steps:")].replace("start: peligro", "start: q0") + "steps:\n" + asked
    text += "  fin:\n    kind: outcome\n    title: Fin\n    right: Sí.\n    sources: [gobec]\n"
    text += "    bring: [{text: Algo, when: {q0: a1}}, {text: Otra, when: {any: [{q0: a2}, {q11: a3}]}}]\n"
    route = loaded(text)
    pages = expand(route).pages
    # What nobody asks about any more is forgotten: only at the end do states share a page, six of them four.
    assert len(explore(route).ways) == len(pages) + 2
    # Three ways to have answered the first question matter, and two the last.
    assert len([one for one in pages.values() if one.step.id == "q5"]) == 3
    assert len([one for one in pages.values() if one.step.id == "fin"]) == 4
    assert len({tuple(one.text for one in page.step.bring) for page in pages.values() if page.step.is_end}) == len(
        {*product([False, True], repeat=2)}
    )

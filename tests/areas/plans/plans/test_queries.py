"""What the pages read of plans: the calendar, the table of contents, the text put under its headings."""

from datetime import date

import pytest

from arraigo.areas.plans.actions.plans import save_phase
from arraigo.areas.plans.models import Passage, Section
from arraigo.areas.plans.queries import plans as reads
from arraigo.areas.plans.queries.plans_search import find

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "done", "standing"),
    [
        (date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 3), "done"),
        (date(2026, 1, 1), date(2026, 2, 28), None, "late"),
        (date(2026, 1, 1), date(2026, 3, 1), None, "now"),
        (date(2026, 3, 1), date(2026, 3, 9), None, "now"),
        (date(2026, 3, 2), date(2026, 3, 9), None, "ahead"),
    ],
)
def test_where_a_phase_stands(plan, now, starts, ends, done, standing):
    save_phase(plan=plan, title="x", starts_on=starts, ends_on=ends, done_on=done, by=None, at=now)

    assert [leg.standing for leg in reads.legs(plan, today=TODAY)] == [standing]


def test_the_next_date_of_a_plan_is_that_of_the_first_phase_that_is_not_done(plan, now):
    phases = ((date(2026, 1, 1), date(2026, 1, 9)), (date(2026, 4, 1), None), (date(2026, 6, 1), None))
    for ends, done in phases:
        save_phase(plan=plan, title=str(ends), starts_on=ends, ends_on=ends, done_on=done, by=None, at=now)

    assert reads.plans().get().next_on == date(2026, 4, 1)


def headings(version, *rows):
    """Put headings in a version's place: (index of the one above, number)."""
    Section.objects.filter(version=version).delete()
    for index, (above, number) in enumerate(rows):
        Section.objects.create(
            city_id=version.city_id,
            version=version,
            index=index,
            parent_index=above,
            kind="numeral" if number == "x" else "articulo",
            number=number,
            path=[number],
            page=1,
            start=0,
            end=9,
        )


def names(branches):
    return [(one.section.number, names(one.children)) for one in branches]


def test_the_table_of_contents_is_a_tree_without_what_stands_inside_articles(version):
    headings(version, (None, "I"), (0, "1"), (1, "x"), (0, "2"), (None, "II"))

    assert names(reads.contents(version).branches) == [("I", [("1", []), ("2", [])]), ("II", [])]


def test_a_long_table_of_contents_comes_in_parts_and_loses_no_heading(version, monkeypatch):
    monkeypatch.setattr(reads, "HEADINGS", 2)
    headings(version, (None, "I"), (0, "1"), (0, "2"), (None, "II"), (3, "3"))
    parts = [reads.contents(version, number) for number in (1, 2, 3)]

    assert [part.last for part in parts] == [3, 3, 3]
    assert [names(part.branches) for part in parts] == [[("I", [("1", [])])], [("2", []), ("II", [])], [("3", [])]]
    assert reads.contents(version, 99).number == 3


def test_a_heading_leads_to_the_stretch_where_its_first_passage_stands(make_version, monkeypatch):
    monkeypatch.setattr(reads, "STRETCH", 2)
    version = make_version((("1", "Uno", ("a", "b", "c")), ("2", "Dos", ("d",)), ("3", "Tres", ("e",))))

    assert [branch.leaf for branch in reads.contents(version).branches] == [1, 2, 3]
    assert reads.leaf_of(version, 4) == 3


def test_a_passage_that_only_says_the_heading_is_drawn_as_one(make_version):
    version = make_version((("12", "Población", ("Art. 12.- Población.", "El cantón tiene 48 200 habitantes.")),))
    Passage.objects.filter(index=0).update(start=0)
    block = reads.leaf(version, 1).blocks[0]

    assert (block.title.index, [one.index for one in block.passages]) == (0, [1])


def test_a_passage_that_says_more_than_the_heading_is_text(make_version):
    version = make_version((("12", "Población", ("Art. 12.- Población. El cantón tiene 48 200 habitantes.",)),))
    block = reads.leaf(version, 1).blocks[0]

    assert (block.title, len(block.passages)) == (None, 1)


def test_a_long_passage_is_cut_around_what_was_found(make_version):
    version = make_version((("1", "Uno", ("Antes. " * 90 + "Vive aquí gente refugiada. " + "Después. " * 90,)),))
    (found,) = find(version, "refugiadas")

    assert [words for words, is_hit in found.pieces if is_hit] == ["refugiada"]
    assert sum(len(words) for words, _is_hit in found.pieces) < 500
    assert found.pieces[0][0].startswith("… ")


@pytest.mark.parametrize("words", ["", "¿?", "%", "a" * 100, "(", "arriendo zzzz"])
def test_what_is_not_there_is_not_found(version, words):
    assert find(version, words) == []

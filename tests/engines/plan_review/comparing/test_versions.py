"""Two versions of a plan become pairs, additions and removals."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arraigo.engines.plan_review.comparing import compare
from arraigo.engines.plan_review.comparing.texts import key

CHAPTERS = {
    "salud": [
        "La Secretaría de Salud atenderá a todas las personas en los centros de la ciudad.",
        "Cada centro tendrá un equipo de promoción comunitaria con horario ampliado.",
        "Indicador",
        "El seguimiento de las vacunas será mensual y se publicará por parroquia.",
    ],
    "vivienda": [
        "El programa de vivienda reservará cupos para familias de menores ingresos.",
        "Los arriendos sociales se ofrecerán en los barrios próximos al transporte.",
        "Indicador",
        "La empresa municipal construirá mil unidades durante el período.",
    ],
    "empleo": [
        "La agencia de empleo orientará a quienes buscan trabajo por primera vez.",
        "Se firmarán convenios con gremios para prácticas remuneradas.",
        "Indicador",
        "Las ferias laborales se realizarán dos veces al año en cada distrito.",
    ],
}
PLAN = [*CHAPTERS["salud"], *CHAPTERS["vivienda"], *CHAPTERS["empleo"]]


def kinds(comparison):
    return {(pair.old, pair.new): str(pair.kind) for pair in comparison.pairs}


def test_the_same_plan_is_unchanged_in_place():
    comparison = compare(PLAN, PLAN)

    assert kinds(comparison) == {(n, n): "unchanged" for n in range(len(PLAN))}
    assert not comparison.added
    assert not comparison.removed
    assert not comparison.problems


@pytest.mark.parametrize(
    "furniture",
    [
        str.upper,
        lambda text: text.replace("ó", "o").replace("á", "a").replace("í", "i"),
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace("programa", "pro-\ngrama").replace("Secretaría", "Secre-\ntaría"),
        lambda text: f"• {text}",
    ],
    ids=["case", "accents", "spaces", "hyphens", "signs"],
)
def test_furniture_changes_nothing(furniture):
    comparison = compare(PLAN, [furniture(text) for text in PLAN])

    assert set(kinds(comparison).values()) == {"unchanged"}
    assert len(comparison.pairs) == len(PLAN)


def test_an_edited_passage_keeps_its_place_and_says_how_much_it_kept():
    new = list(PLAN)
    new[1] = "Cada centro tendrá un equipo de atención comunitaria con horario normal."

    comparison = compare(PLAN, new)

    [edited] = [pair for pair in comparison.pairs if pair.kind == "edited"]
    assert (edited.old, edited.new) == (1, 1)
    assert 0.7 < edited.similarity < 1


def test_half_of_the_words_may_change():
    new = list(PLAN)
    new[4] = "El programa urbano destinará cupos exclusivos para hogares de escasos ingresos."

    assert kinds(compare(PLAN, new))[4, 4] == "edited"


def test_renumbering_is_an_edit_of_the_same_article():
    old = [f"Artículo {n}. {text}" for n, text in enumerate(PLAN, 12)]
    new = ["Artículo 12. Disposición que antes no estaba, sobre archivos.", *old]
    new[1:] = [f"Artículo {n}. {text}" for n, text in enumerate(PLAN, 13)]

    comparison = compare(old, new)

    assert kinds(comparison) == {(n, n + 1): "edited" for n in range(len(PLAN))}
    assert comparison.added == (0,)


def test_a_chapter_that_goes_elsewhere_is_moved_with_the_headings_that_all_chapters_repeat():
    longer = PLAN + [f"{text} Segunda parte del mismo capítulo." for text in PLAN if text != "Indicador"]

    comparison = compare(longer, longer[4:] + longer[:4])

    moved = {pair: kind for pair, kind in kinds(comparison).items() if kind == "moved"}
    assert moved == {(n, len(longer) - 4 + n): "moved" for n in range(4)}
    assert len(comparison.pairs) == len(longer)


def test_a_passage_that_was_moved_and_edited_is_moved_and_says_its_similarity():
    new = [*PLAN[1:], PLAN[0].replace("atenderá", "recibirá")]

    [moved] = [pair for pair in compare(PLAN, new).pairs if pair.kind == "moved"]

    assert (moved.old, moved.new) == (0, len(PLAN) - 1)
    assert moved.similarity < 1


def test_a_split_passage_has_a_pair_for_each_part():
    whole = "El fondo financiará becas de estudio. Además, cubrirá transporte y alimentación. Se revisará cada año."
    old = [*PLAN[:4], whole, *PLAN[4:]]
    new = [*PLAN[:4], *(f"{part}." for part in whole.rstrip(".").split(". ")), *PLAN[4:]]

    split = {pair: kind for pair, kind in kinds(compare(old, new)).items() if kind == "split"}

    assert split == {(4, 4): "split", (4, 5): "split", (4, 6): "split"}


def test_merged_passages_have_a_pair_for_each_source():
    new = [*PLAN[:4], f"{PLAN[4]} {PLAN[5]}", *PLAN[6:]]

    merged = {pair: kind for pair, kind in kinds(compare(PLAN, new)).items() if kind == "merged"}

    assert merged == {(4, 4): "merged", (5, 4): "merged"}


def test_a_bullet_that_was_cut_off_belongs_to_the_passage_that_had_it():
    old = [*PLAN, "• Ferias del libro en todas las parroquias rurales"]
    new = [*PLAN, "•", "Ferias del libro en todas las parroquias rurales"]

    comparison = compare(old, new)

    assert kinds(comparison)[12, 12] == "split"
    assert not comparison.added


def test_repeated_rows_go_with_what_surrounds_them():
    new = PLAN[:2] + PLAN[3:]

    comparison = compare(PLAN, new)

    assert comparison.removed == (2,)
    assert set(kinds(comparison).values()) == {"unchanged"}


def test_what_is_new_is_added_and_what_went_is_removed():
    other = "Las personas mayores recibirán visitas domiciliarias trimestrales del patronato."

    comparison = compare(PLAN, [*PLAN[:5], other, *PLAN[7:]])

    assert comparison.added == (5,)
    assert comparison.removed == (5, 6)


def test_blank_passages_keep_their_index_and_are_not_reported():
    comparison = compare(["", PLAN[0], "  ", PLAN[1]], [PLAN[0], "", "", PLAN[1], "\t"])

    assert kinds(comparison) == {(1, 0): "unchanged", (3, 3): "unchanged"}
    assert comparison.added == comparison.removed == ()


@pytest.mark.parametrize(("old", "new"), [([], []), (["Uno dos"], []), ([], ["Uno dos"]), ([""], [" "])])
def test_an_empty_side_is_no_error(old, new):
    comparison = compare(old, new)

    assert not comparison.pairs
    assert len(comparison.added) + len(comparison.removed) == sum(bool(text.strip()) for text in old + new)


def test_different_plans_are_said_to_be_so():
    other = [f"El cabildo número {n} sesionará con {n * 7} vocales elegidos por sorteo público." for n in range(20)]

    [problem] = compare(PLAN, other).problems

    assert problem.code == "different_plans"
    assert problem.values["percent"] < 15
    assert "planes distintos" in str(problem)


def test_a_version_twice_as_long_is_the_same_plan():
    other = [f"El cabildo número {n} sesionará con {n * 7} vocales elegidos por sorteo público." for n in range(200)]

    assert not compare(PLAN, PLAN + other).problems


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["Indicador"] * 20_000, ["Indicador"] * 19_000, 19_000),
        (["Indicador"] * 9_000, ["Nuevo.", *["Indicador"] * 4_000, "Meta final", *["Indicador"] * 1_000], 5_000),
        (list("abcdefghij") * 500, list("jihgfedcba") * 500, 500),
        (["palabra " * 130_000, *PLAN], [*PLAN, "palabra " * 129_000 + "otra"], len(PLAN)),
    ],
    ids=["all equal", "all equal but two", "one letter", "a megabyte"],
)
def test_hostile_texts_take_little_time(old, new, pairs):
    began = time.process_time()

    comparison = compare(old, new)

    assert time.process_time() - began < 5
    assert len(comparison.pairs) >= pairs


WORDS = st.sampled_from(
    ["plan", "ciudad", "salud", "persona", "derecho", "migrante", "12", "de", "la", "y", "Indicador", "¿", "•"]
)
TEXTS = st.lists(st.lists(WORDS, max_size=9).map(" ".join), max_size=14)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_every_passage_is_accounted_for_once(old, new):
    comparison = compare(old, new)

    paired_old, paired_new = {pair.old for pair in comparison.pairs}, {pair.new for pair in comparison.pairs}
    assert paired_old.isdisjoint(comparison.removed)
    assert paired_new.isdisjoint(comparison.added)
    assert paired_old | set(comparison.removed) == {n for n, text in enumerate(old) if text.strip()}
    assert paired_new | set(comparison.added) == {n for n, text in enumerate(new) if text.strip()}
    assert len({(pair.old, pair.new) for pair in comparison.pairs}) == len(comparison.pairs)
    for pair in comparison.pairs:
        assert 0 <= pair.similarity <= 1
        if pair.kind == "unchanged":
            assert key(old[pair.old]) == key(new[pair.new])
        if pair.kind == "edited":
            assert key(old[pair.old]) != key(new[pair.new])


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_a_passage_is_repeated_only_in_a_split_or_a_merge(old, new):
    pairs = compare(old, new).pairs

    for pair in pairs:
        news = [one for one in pairs if one.old == pair.old]
        olds = [one for one in pairs if one.new == pair.new]
        assert (len(news) > 1) == (pair.kind == "split")
        assert (len(olds) > 1) == (pair.kind == "merged")

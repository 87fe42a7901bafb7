"""How a label is written, and what it finds."""

import pytest

from arraigo.engines.plan_review.tagging.folding import fold
from arraigo.engines.plan_review.tagging.labels import LabelError, Matcher, parse, pattern
from arraigo.engines.plan_review.tagging.words import Splitter


def found(written, text, **mended):
    words = Splitter(**mended).words(fold(text))
    return [
        text[words.starts[first] : words.ends[last - 1]]
        for first, last, _, _ in Matcher([(parse(written), "x")]).find(words)
    ]


@pytest.mark.parametrize(
    ("written", "text", "hits"),
    [
        ("persona migrante", "Personas migrantes y otras", ["Personas migrantes"]),
        ("deportad*", "deportados, deporte, deportivo", ["deportados"]),
        ("=trata", "la trata, se tratan, tratados", ["trata"]),
        ("contra|delito de trata", "delito de la trata", ["delito de la trata"]),
        ("víctima de desplazamiento", "víctimas del desplazamiento", ["víctimas del desplazamiento"]),
        ("retorno … de … población", "retorno voluntario de la población", ["retorno voluntario de la población"]),
        ("retorno … población", "retorno uno dos tres cuatro población", []),
        ("población … en movilidad", "población joven en movilidad", ["población joven en movilidad"]),
        ("niñez migrante", "NIÑEZ MIGRANTE", ["NIÑEZ MIGRANTE"]),
    ],
)
def test_a_label_finds_its_words_and_no_others(written, text, hits):
    assert found(written, text) == hits


def test_a_label_is_found_wherever_its_rarest_word_stands_in_it():
    words = Splitter().words(fold("mujeres y niñas de origen rural desplazadas"))
    matcher = Matcher([(parse("mujer … desplazad*"), 1), (parse("niña … desplazad*"), 2)], rare=("desplazad",))
    assert [(first, last, value) for first, last, _, value in matcher.find(words)] == [(2, 7, 2)]


def test_glued_words_are_parted():
    assert found("desplazad*", "grafica11desplazados llegadadesplazados", glued=["desplazad"]) == ["desplazados"] * 2


def test_words_split_by_the_end_of_a_line_are_joined():
    text = "despla- zada, inmi gración y despla ya"
    assert found("desplazad*", text, split=["desplazad", "inmigracion"]) == ["despla- zada"]
    assert found("=inmigracion", text, split=["desplazad", "inmigracion"]) == ["inmi gración"]


@pytest.mark.parametrize("written", ["", "…", "… migrante", "migrante …", "=", "mi*", "a;b", "la"])
def test_a_label_that_says_nothing_or_all_is_refused(written):
    with pytest.raises(LabelError):
        parse(written)


def test_the_rule_of_a_label_is_said_in_a_word():
    assert [parse(one).rule for one in ("migrante", "migra*", "=trata", "ley 387")] == [
        "tallo",
        "comienzo",
        "forma",
        "frase",
    ]


def test_what_surrounds_a_hit_is_matched_by_word_and_plural_never_by_stem():
    expression = pattern(["masa", "vejez", "vehicul*"])
    assert not expression.search(" mas vehemente vejeces2 ")
    assert expression.search(" de masas ")
    assert expression.search(" vejeces ")
    assert expression.search(" vehiculos ")

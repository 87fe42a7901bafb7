"""Syllables by the rules of the Ortografía, and perspicuity by its formula."""

import pytest
from tests.engines.guidance.writing import loaded

from arraigo.engines.guidance.readability import EASY_ENOUGH, Grade, readability, readability_of
from arraigo.engines.guidance.syllables import syllables

# Words with their syllables parted, as the Ortografía parts them for writing.
PARTED = (
    "a-si-lo re-fu-gio ciu-dad pa-ís guí-as pin-güi-no que quien Qui-to bú-ho a-hí a-ho-ra prohi-bir ve-hí-cu-lo",
    "pa-ra-no-ia muy rey hoy ma-yor Gua-ya-quil E-cua-dor o-í-a a-ve-ri-guáis le-er lin-güís-ti-ca vein-tiu-no",
    "a-é-re-o cons-truí po-e-ta ca-os te-a-tro zo-o-ló-gi-co al-co-hol ci-güe-ña gue-rra gui-ta-rra ver-güen-za",
    "Pa-ra-guay u-ru-gua-yo es-tu-diáis viu-da rui-do cui-da-do je-sui-ta Ra-úl dí-a Ma-rí-a ha-bí-a re-ír",
    "hé-ro-e he-roi-co co-o-pe-rar chi-i-ta a-cuá-ti-co cau-sa deu-da rei-na len-gua es-pe-cie y o ley re-ú-ne",
    "pro-hí-be guion trein-ta con-ti-nú-a tran-se-ún-te mi-gra-ción de-sahu-cio Au-to-ri-dad huí-a quó-rum",
    "Kich-wa",
)


@pytest.mark.parametrize("parted", " ".join(PARTED).split())
def test_syllables_are_counted_as_they_are_parted(parted):
    assert syllables(parted.replace("-", "")) == parted.count("-") + 1


@pytest.mark.parametrize(("word", "count"), [("km", 2), ("", 0), ("Kreyòl", 2), ("PAÍS", 2), ("pai\u0301s", 2)])
def test_other_words_are_counted_as_they_are_said(word, count):
    assert syllables(word) == count


def test_perspicuity_is_by_the_formula():
    # Six words, two sentences, twelve syllables: Va-ya a la ca-sa. Pi-da a-yu-da.
    found = readability("Vaya a la casa. Pida ayuda.")
    assert (found.words, found.sentences, found.syllables) == (6, 2, 11)
    assert found.value == pytest.approx(206.835 - 62.3 * 11 / 6 - 6 / 2)
    assert found.grade is Grade.VERY_EASY


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Vaya hoy", 1),
        ("Vaya hoy. ¿Puede? Sí… ¡Claro!", 4),
        ("Vaya a la Av. 24 de Mayo, ext. 23.", 1),
        ("Traiga su cédula, p. ej. la vencida.", 1),
        ("Dijo: «Vaya.» Y fue.", 2),
        ("Primero.\n\nSegundo", 2),
        ("- Una foto\n- Un papel", 2),
        ("Una línea\nque sigue.", 1),
        (["Una foto", "Un papel"], 2),
    ],
)
def test_sentences_end_at_full_stops_and_where_a_line_stands_apart(text, sentences):
    assert readability(text).sentences == sentences


def test_figures_are_no_words():
    assert readability("Llame al 911 o al 02 299 3200.").words == 4


@pytest.mark.parametrize("text", ["", "911", "…", []])
def test_a_text_without_words_has_no_score(text):
    found = readability(text)
    assert (found.value, found.grade, found.words) == (None, None, 0)


def test_officialese_is_harder_than_plain_words():
    hard = readability(
        "La persona solicitante deberá presentar obligatoriamente la documentación correspondiente, debidamente "
        "legalizada o apostillada, ante la dependencia administrativa competente de la jurisdicción territorial."
    )
    assert hard.value < 40
    assert hard.grade is Grade.VERY_HARD
    assert readability_of(loaded()).value > EASY_ENOUGH

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.core.people.names import fold, full_name, name_keys, name_tokens, split_name, without_tags

WORDS = st.sampled_from(
    ["Rosa", "José", "Peñafiel", "Ñacata", "Güiza", "De", "la", "O'Brien", "García-Moreno", "Ávila"]
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("  Núñez   PÉREZ ", "nunez perez"), ("Straße", "strasse"), ("İnönü", "inonu"), ("", ""), ("ﬁ", "fi")],
)
def test_folding_takes_accents_case_and_spaces_away(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("García-Moreno, D’Angelo", ("garcia", "moreno", "dangelo")),
        ("O'Brien (EXT)", ("obrien",)),
        ("Ana [Invitada] Ruiz", ("ana", "ruiz")),
        ("(Ana)", ("ana",)),
        ("123 Ana_Ruiz", ("123", "ana", "ruiz")),
    ],
)
def test_a_name_is_its_words_without_tags(text, tokens):
    assert name_tokens(text) == tokens


def test_a_tag_alone_is_the_name():
    assert without_tags("(Ana Ruiz)") == "Ana Ruiz"


def test_order_accents_and_case_do_not_change_the_full_key():
    assert name_keys("PAZMIÑO Naranjo Byron Galo").full == name_keys("Byron Galo Naranjo Pazmino").full


def test_a_particle_makes_another_surname():
    assert name_keys("Ana De la Torre").full != name_keys("Ana Torre").full


def test_the_short_key_is_surnames_and_first_given_name():
    keys = name_keys("", "De la Torre Pérez", "María de los Ángeles")

    assert keys.short == ("de", "la", "maria", "perez", "torre")
    assert keys.short == name_keys("", "DE LA TORRE PEREZ", "Maria").short


def test_without_parts_there_is_no_short_key():
    assert name_keys("Ana Ruiz Pérez").short == ()


@pytest.mark.parametrize(
    ("text", "order", "surnames", "given"),
    [
        ("Toapanta De la Torre José Hernán", "surnames_first", "Toapanta De la Torre", "José Hernán"),
        ("Pablo Esteban Cevallos De la Torre", "given_first", "Cevallos De la Torre", "Pablo Esteban"),
        ("Pérez Gómez María de los Ángeles", "surnames_first", "Pérez Gómez", "María de los Ángeles"),
        ("PEREZ GOMEZ, Juan", "unknown", "PEREZ GOMEZ", "Juan"),
        ("Pérez, Juan", "given_first", "Pérez", "Juan"),
        ("Ana Ruiz", "given_first", "Ruiz", "Ana"),
        ("Ruiz Ana", "surnames_first", "Ruiz", "Ana"),
        ("Ana Ruiz", "unknown", "", ""),
        ("Ana", "given_first", "", ""),
        ("De la", "surnames_first", "", ""),
        ("", "surnames_first", "", ""),
        ("Ruiz Ana (EXT)", "surnames_first", "Ruiz", "Ana"),
    ],
)
def test_a_name_splits_only_where_its_order_is_known(text, order, surnames, given):
    assert split_name(text, order) == (surnames, given)


def test_parts_read_aloud_begin_with_the_given_names():
    assert full_name("Ruiz Pérez", " Ana ") == "Ana Ruiz Pérez"
    assert full_name("", "Ana") == "Ana"


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.lists(WORDS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_any_order_of_words_has_one_key(words, chance: random.Random):
    shuffled = words[:]
    chance.shuffle(shuffled)

    assert name_keys(" ".join(shuffled)).full == name_keys(" ".join(words)).full


@given(st.lists(WORDS, min_size=2, max_size=6), st.sampled_from(["surnames_first", "given_first"]))
def test_splitting_loses_no_word(words, order):
    surnames, given = split_name(" ".join(words), order)

    if surnames:
        assert sorted(name_tokens(f"{surnames} {given}")) == sorted(name_tokens(" ".join(words)))

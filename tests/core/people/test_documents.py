import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.core.people.documents import (
    cedula_is_valid,
    explain_document,
    looks_like_cedula,
    normalise_document,
)
from arraigo.core.people.enums import DocumentKind


def key(raw, **hints):
    document = normalise_document(raw, **hints)
    return document and document.key


PROVINCES = st.sampled_from([*range(1, 25), 30])


@st.composite
def cedulas(draw, provinces=PROVINCES):
    nine = f"{draw(provinces):02}{draw(st.integers(0, 5))}{draw(st.integers(0, 999999)):06}"
    number = next(nine + str(check) for check in range(10) if cedula_is_valid(nine + str(check)))
    return number if len(set(number)) > 1 and number != "1234567890" else "0535853402"


@pytest.mark.parametrize("number", ["0535853402", "1713175071", "2227063043", "3050000003"])
def test_a_cedula_passes_by_province_third_digit_and_modulus_ten(number):
    assert cedula_is_valid(number)
    assert looks_like_cedula(number)


@pytest.mark.parametrize(
    "number", ["0535853403", "2535853402", "0035853402", "0575853402", "535853402", "05358534020", "٠٥٣٥٨٥٣٤٠٢", ""]
)
def test_a_wrong_check_digit_province_third_digit_or_length_is_no_cedula(number):
    assert not cedula_is_valid(number)


@pytest.mark.parametrize(
    "raw",
    [
        "0535853402",
        "535853402",
        535853402,
        535853402.0,
        "535853402.0",
        "5.35853402E8",
        "5,35853402E+08",
        "053.585.340-2",
        " 053585340 2 ",
        "0535853402001",
        "535853402001",
        "C.I. 0535853402",
        "CI: 053585340-2",
        "CC 0535853402",
        "Cédula No. 0535853402",
        "RUC 0535853402001",
        "０５３５８５３４０２",
        "٠٥٣٥٨٥٣٤٠٢",
    ],
)
def test_one_cedula_typed_in_many_ways_is_one(raw):
    assert normalise_document(raw).number == "0535853402"
    assert key(raw) == "id:EC:0535853402"
    assert normalise_document(raw).is_valid is True


@pytest.mark.parametrize(
    "raw",
    [
        *[
            "",
            None,
            "-",
            "—",
            "N/A",
            "s/d",
            "no tiene",
            "pendiente",
            "0000000000",
            "9999999999",
            "2222222222",
            "0",
            "x",
        ],
        *["1234567890", "s/d", "sin documento", "ninguno", True, float("nan"), "123", "1.71318E+09", 0.5, -3.0],
    ],
)
def test_placeholders_and_numbers_that_excel_cut_are_no_document(raw):
    assert normalise_document(raw) is None


def test_ten_digits_that_fail_stay_as_they_are_and_say_so():
    typed = normalise_document("0535853403")

    assert (typed.kind, typed.number, typed.is_valid) == (DocumentKind.CEDULA, "0535853403", False)


def test_ten_digits_that_do_not_look_like_a_cedula_are_not_called_one():
    colombian = normalise_document("1098765432")

    assert (colombian.kind, colombian.country, colombian.is_valid) == (DocumentKind.OTHER, "", False)


@pytest.mark.parametrize(
    ("raw", "kind", "country", "number"),
    [
        ("V-12.345.678", "foreign_id", "VE", "V12345678"),
        ("v12345678", "foreign_id", "VE", "V12345678"),
        ("E-84123456", "foreign_id", "VE", "E84123456"),
        ("CI V-12345678", "foreign_id", "VE", "V12345678"),
        ("CC 1098765432", "foreign_id", "CO", "1098765432"),
        ("PPT 5123456", "migration_card", "CO", "5123456"),
        ("PEP 912345678901234", "migration_card", "CO", "912345678901234"),
        ("DNI 01234567", "foreign_id", "", "01234567"),
        ("DNI peruano 01234567", "foreign_id", "PE", "01234567"),
        ("CE Perú 001234567", "foreign_id", "PE", "001234567"),
        ("CE 001234567", "foreign_id", "", "001234567"),
        ("AB123456", "passport", "", "AB123456"),
        ("pasaporte venezolano 134567892", "passport", "VE", "134567892"),
        ("ACNUR 816-12C00123", "refugee_id", "", "81612C00123"),
        ("Carné de refugiado 12345", "refugee_id", "", "12345"),
        ("E12345678", "passport", "", "E12345678"),
        ("12345678", "other", "", "12345678"),
    ],
)
def test_kind_and_country_are_those_that_the_text_says(raw, kind, country, number):
    found = normalise_document(raw)

    assert (found.kind, found.country, found.number) == (kind, country, number)


@pytest.mark.parametrize(
    ("hint", "raw", "kind", "country"),
    [
        ("cédula venezolana", "12345678", "foreign_id", "VE"),
        ("Cédula de extranjería colombiana", "1234567", "foreign_id", "CO"),
        ("Pasaporte", "134567892", "passport", ""),
        ("Cédula o pasaporte", "0535853402", "cedula", "EC"),
        ("Cédula / Pasaporte", "AB123456", "passport", ""),
        ("cedula", "12345678", "cedula", "EC"),
        ("PPT", "5123456", "migration_card", "CO"),
        ("other", "0535853402", "cedula", "EC"),
        ("passport", "0535853402", "passport", ""),
    ],
)
def test_a_heading_or_a_choice_says_the_kind_where_it_names_only_one(hint, raw, kind, country):
    found = normalise_document(raw, kind=hint)

    assert (found.kind, found.country) == (kind, country)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("V-12.345.678", "V12345678"),
        ("ab 123-456", "PAS AB123456"),
        ("DNI 01234567", "dni 1234567"),
        ("0912345678", "912345678"),
        ("PPT 5.123.456", "ppt-5123456"),
    ],
)
def test_the_same_number_typed_two_ways_has_one_key(one, other):
    assert key(one) == key(other)


def test_a_venezuelan_number_has_one_key_with_and_without_its_letter():
    assert key("V-12345678") == key("12345678", kind="cédula venezolana")


def test_the_same_number_of_two_countries_has_two_keys():
    assert len({key("CC 1098765432"), key("1098765432"), key("pasaporte 1098765432")}) == 3


def test_a_city_elsewhere_does_not_take_numbers_for_ecuadorian():
    assert normalise_document("0535853402", country="CO").kind == DocumentKind.OTHER


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("1.71318E+09", "Excel cortó el número"),
        ("C.I. 12345", "10 dígitos y aquí hay 5"),
        ("0535853403", "dígito verificador"),
        ("0535853402", ""),
        ("N/A", ""),
        ("AB123456", ""),
    ],
)
def test_what_is_wrong_with_a_document_is_said_in_spanish(raw, words):
    assert (words in explain_document(raw)) if words else explain_document(raw) == ""


@given(cedulas(), st.sampled_from(["", "C.I. ", "ci:", "Cédula ", "CC "]), st.sampled_from(["", " ", "-", "."]))
def test_every_cedula_survives_prefixes_separators_and_excel(number, prefix, separator):
    spaced = separator.join([number[:3], number[3:9], number[9:]])

    assert key(prefix + spaced) == f"id:EC:{number}"
    assert key(float(number)) == f"id:EC:{number}"
    assert key(f"{float(number)}") == f"id:EC:{number}"
    assert key(number + "001") == f"id:EC:{number}"


@given(cedulas(provinces=st.integers(1, 9)))
def test_every_lost_leading_zero_is_found_again(number):
    assert key(number[1:]) == key(int(number)) == f"id:EC:{number}"


@given(cedulas(), st.integers(0, 9), st.integers(1, 9))
def test_modulus_ten_catches_every_single_wrong_digit(number, place, shift):
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]

    assert not cedula_is_valid(wrong)


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.none(), st.booleans(), st.dates()))
def test_nothing_that_a_cell_can_hold_breaks_it(raw):
    document = normalise_document(raw)

    assert document is None or (document.number and document.key.count(":") >= 2)


@given(st.text(string.ascii_letters + string.digits + " .-", min_size=4, max_size=20))
def test_normalising_twice_changes_nothing(raw):
    first = normalise_document(raw)
    if first is not None:
        again = normalise_document(first.number, kind=first.kind)
        assert again is not None
        assert again.number == first.number or again.is_valid

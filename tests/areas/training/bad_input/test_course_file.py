"""curso.toml wrong in every way: each entry that is wrong is named, all at once, and nothing is written."""

import os

import pytest
from tests.areas.training.bad_input.ways import GOOD_LIST, refusal

pytestmark = pytest.mark.django_db
COURSE = {"code": '"C-9"', "title": '"Curso"', "institution": '"Agencia"', "enrolments": '["inscritos.xlsx"]'}
SESSION = {"code": '"S1"', "start": "2021-04-09T09:00:00", "minutes": "120", "modality": '"online"', "attendance": "[]"}
WRONG_IN_COURSE = [
    ("code", None, "texto"),
    ("code", '""', "texto"),
    ("code", '"  "', "texto"),
    ("code", "9", "texto"),
    ("code", f'"{"C" * 41}"', "40"),
    ("code", '"C\\u0000"', "«curso.toml»"),
    ("title", None, "texto"),
    ("title", "true", "texto"),
    ("title", f'"{"T" * 201}"', "200"),
    ("institution", "5", "texto"),
    ("institution", f'"{"I" * 201}"', "200"),
    ("institution", '"Agencia\\u0000"', "«curso.toml»"),
    ("series", "2021-01-01", "texto"),
    ("series", f'"{"S" * 161}"', "160"),
    ("timezone", '"America/Kito"', "zona horaria"),
    ("timezone", '"America"', "zona horaria"),
    ("timezone", '"../../etc/passwd"', "zona horaria"),
    ("timezone", '""', "zona horaria"),
    ("timezone", "-5", "texto"),
    ("programme_area", '"vivienda"', "right_to_housing"),
    ("programme_area", "3", "right_to_housing"),
    ("m_means", '"mujer"', "woman, man"),
    ("m_means", "[1]", "woman, man"),
    ("enrolments", '"inscritos.xlsx"', "lista de nombres de archivo"),
    ("enrolments", "[1]", "lista de nombres de archivo"),
    ("enrolments", '["no_existe.xlsx"]', "«no_existe.xlsx»"),
    ("enrolments", '["."]', "«.»"),
    ("enrolments", '[""]', "«»"),
    ("enrolments", '["a\\u0000b.xlsx"]', "«curso.toml»"),
    ("enrolments", f'["{"a" * 300}.xlsx"]', "no se encuentra"),
    ("enrolments", '["../afuera.xlsx"]', "fuera de la carpeta"),
    ("enrolments", '["/etc/passwd"]', "fuera de la carpeta"),
    ("enrolments", '["enlace.xlsx"]', "fuera de la carpeta"),
    ("sessions", "3", "[[sessions]]"),
    ("sessions", '["S1"]', "[[sessions]]"),
]
WRONG_IN_SESSION = [
    ("code", None, "texto"),
    ("code", "1", "texto"),
    ("code", f'"{"S" * 61}"', "60"),
    ("start", None, "2021-04-09T09:00:00"),
    ("start", '"9 de abril"', "2021-04-09T09:00:00"),
    ("start", "2021-04-09", "2021-04-09T09:00:00"),
    ("start", "09:00:00", "2021-04-09T09:00:00"),
    ("start", "0001-01-01T00:00:00", "2021-04-09T09:00:00"),
    ("minutes", None, "1 a 1440"),
    ("minutes", "0", "1 a 1440"),
    ("minutes", "1441", "1 a 1440"),
    ("minutes", '"120"', "1 a 1440"),
    ("minutes", "true", "1 a 1440"),
    ("minutes", "90.5", "1 a 1440"),
    ("modality", '"virtual"', "online, in_person, hybrid"),
    ("modality", "1", "online, in_person, hybrid"),
    ("attendance", '"zoom.csv"', "lista de nombres de archivo"),
    ("attendance", '["zoom.csv"]', "«zoom.csv»"),
    ("attendance", '["../afuera.xlsx"]', "fuera de la carpeta"),
    ("title", "1", "texto"),
    ("title", f'"{"T" * 201}"', "200"),
    ("place", "1", "texto"),
    ("place", f'"{"T" * 201}"', "200"),
    ("link", "1", "texto"),
    ("link", f'"https://x.example/{"T" * 500}"', "500"),
    ("date_order", '"ymd"', "mdy, dmy"),
    ("day", "1", "texto"),
]


def written(course, session):
    lines = [f"{key} = {value}" for key, value in course.items() if value is not None]
    if "sessions" not in course:
        lines += ["[[sessions]]", *(f"{key} = {value}" for key, value in session.items() if value is not None)]
    return "\n".join(lines)


@pytest.fixture
def described(folder):
    """A course's folder whose description a test spoils."""
    (folder.path / "inscritos.xlsx").write_bytes(GOOD_LIST)
    outside = folder.path.parent / "afuera.xlsx"
    outside.write_bytes(GOOD_LIST)
    os.symlink(outside, folder.path / "enlace.xlsx")
    return folder


@pytest.mark.parametrize(("key", "value", "words"), WRONG_IN_COURSE)
def test_a_wrong_entry_of_the_course_is_named(key, value, words, described, nothing_changes):
    described.describe(written({**COURSE, key: value}, SESSION))

    with nothing_changes:
        sentence = refusal(described.load)

    assert f"«curso.toml», {key}:" in sentence
    assert words in sentence


@pytest.mark.parametrize(("key", "value", "words"), WRONG_IN_SESSION)
def test_a_wrong_entry_of_a_session_is_named_with_its_number(key, value, words, described, nothing_changes):
    described.describe(written(COURSE, {**SESSION, key: value}))

    with nothing_changes:
        sentence = refusal(described.load)

    assert f"«curso.toml», sessions[1].{key}:" in sentence
    assert words in sentence


def test_all_that_is_wrong_is_said_at_once(described, nothing_changes):
    described.describe(written({**COURSE, "title": "1", "timezone": '"Quito"'}, {**SESSION, "minutes": "0"}))

    with nothing_changes:
        sentence = refusal(described.load)

    assert [entry in sentence for entry in ("title:", "timezone:", "sessions[1].minutes:")] == [True] * 3


def test_a_session_code_that_comes_twice_is_refused(described, nothing_changes):
    described.describe(written(COURSE, SESSION) + "\n" + written({}, SESSION))

    with nothing_changes:
        sentence = refusal(described.load)

    assert "«curso.toml», sessions[2].code: dos jornadas tienen el código «S1»" in sentence


@pytest.mark.parametrize(
    "data",
    [
        b'code = "C',
        b"code = C-9",
        b'code = "1"\ncode = "2"',
        b"\xff\xfec\x00",
        'título = "Año"'.encode("cp1252"),
        b"\x00",
    ],
)
def test_a_description_that_is_no_toml_is_refused(data, described, nothing_changes):
    (described.path / "curso.toml").write_bytes(data)

    with nothing_changes:
        sentence = refusal(described.load)

    assert "«curso.toml»" in sentence


def test_a_folder_without_a_description_is_refused(described, nothing_changes):
    with nothing_changes:
        assert "«curso.toml»" in refusal(described.load)


def test_the_least_that_a_description_needs_is_enough(described):
    described.describe('code = "C-9"\ntitle = "Curso"\n')

    assert described.load()["enrolled"] == 0

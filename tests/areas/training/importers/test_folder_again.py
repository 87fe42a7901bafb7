"""A folder is what its course is: mended, it mends the course; what was loaded on screen stays."""

import pytest

from arraigo.areas.training import api as training
from arraigo.areas.training.models import Enrolment
from arraigo.core.people import api as people

pytestmark = pytest.mark.django_db
ROSA, LUIS = "1710034065", "0926687856"
HEAD = "Apellidos y nombres,Cédula,Institución,Sexo,Correo"
SHEET = "Nombres y apellidos,Cédula,Firma"


class Folder:
    def __init__(self, path, city, now):
        self.path, self.city, self.now, self.code = path, city, now, "F-1"

    def put(self, name, *lines):
        (self.path / name).write_text("\n".join(lines), encoding="utf-8")

    def describe(self, *sessions, top=""):
        lines = [f'code = "{self.code}"', 'title = "Curso"', 'enrolments = ["lista.csv"]', top]
        for code, files in sessions:
            lines += [
                "[[sessions]]",
                f'code = "{code}"',
                "start = 2021-04-09T09:00:00",
                "minutes = 120",
                'modality = "in_person"',
                f"attendance = {files!r}".replace("'", '"'),
            ]
        self.put("curso.toml", *lines)

    def load(self):
        return training.import_folder(
            self.path, city=self.city, by=None, at=self.now, progress=lambda step, done, total: None
        )


@pytest.fixture
def folder(tmp_path, in_city, now):
    made = Folder(tmp_path, in_city, now)
    made.put("lista.csv", HEAD, f"Vega Mora Rosa Elena,{ROSA},Agencia,Mujer,", f"Caiza Luis,{LUIS},Agencia,Hombre,")
    made.put("uno.csv", SHEET, f"Rosa Elena Vega Mora,{ROSA},X")
    made.put("dos.csv", SHEET, f"Luis Caiza,{LUIS},X")
    made.describe(("S1", ["uno.csv"]), ("S2", ["dos.csv"]))
    return made


def test_a_file_moved_to_its_right_session_counts_there_alone(folder):
    folder.describe(("S1", ["uno.csv", "dos.csv"]), ("S2", []))
    assert folder.load()["attendances"] == 2

    folder.describe(("S1", ["uno.csv"]), ("S2", ["dos.csv"]))

    assert folder.load()["attendances"] == 2


def test_a_file_taken_out_of_the_folder_counts_no_more(folder):
    folder.load()
    folder.describe(("S1", ["uno.csv"]), ("S2", []))

    assert folder.load()["attendances"] == 1


def test_a_corrected_sheet_replaces_the_one_before(folder):
    folder.load()
    folder.put("uno.csv", SHEET, f"Rosa Elena Vega Mora,{ROSA},", f"Luis Caiza,{LUIS},X")

    report = folder.load()

    assert (report["people"], report["attendances"]) == (1, 2)


def test_a_renamed_session_does_not_double_its_attendance(folder):
    folder.load()
    folder.describe(("J1", ["uno.csv"]), ("S2", ["dos.csv"]))

    assert folder.load()["attendances"] == 2


def test_a_corrected_list_says_what_it_could_not_change(folder):
    folder.load()
    folder.put("lista.csv", HEAD, f"Vega Mora Rosa Elena,{ROSA},Agencia,Hombre,")

    report = folder.load()

    sentences = " ".join(problem["message"] for problem in report["problems"])
    assert "sexo" in sentences
    assert "lista.csv" in sentences
    assert report["by_sex"] == {"women": 1, "men": 1, "unknown": 0}


def test_an_answer_to_nothing_asked_changes_nothing(folder):
    before = folder.load()
    folder.describe(("S1", ["uno.csv"]), ("S2", ["dos.csv"]), top='m_means = "woman"')

    assert folder.load() == before


def test_a_shared_mailbox_never_joins_people_of_two_courses(folder, tmp_path):
    folder.put("lista.csv", HEAD, "Vega Mora Rosa Elena,,Agencia,Mujer,oficina@x.example")
    folder.describe()
    folder.load()
    folder.code = "F-2"
    folder.put("lista.csv", HEAD, "Pérez Soto Luis,,Agencia,Hombre,oficina@x.example")
    folder.describe()

    assert folder.load()["enrolled"] == 1
    names = {
        profile.full_name for profile in people.profiles(Enrolment.objects.values_list("person_id", flat=True)).values()
    }
    assert len(names) == 2


def test_father_and_son_with_one_name_and_one_mailbox_are_two(folder):
    folder.put(
        "lista.csv",
        HEAD,
        f"Caiza Luis,{LUIS},Agencia,Hombre,casa@x.example",
        f"Caiza Luis,{ROSA},Agencia,Hombre,casa@x.example",
    )
    folder.describe()

    assert folder.load()["enrolled"] == 2
    assert folder.load()["enrolled"] == 2


def test_a_second_row_with_the_name_alone_is_the_same_person(folder):
    folder.put("lista.csv", HEAD, f"Vega Mora Rosa Elena,{ROSA},Agencia,Mujer,", "Vega Mora Rosa Elena,,Agencia,Mujer,")
    folder.describe()

    report = folder.load()

    assert report["enrolled"] == 1
    assert [problem["severity"] for problem in report["problems"]] == ["warning"]


def test_an_age_tells_the_year_of_birth_from_the_year_of_the_course(folder):
    folder.put("lista.csv", f"{HEAD},Edad", f"Vega Mora Rosa Elena,{ROSA},Agencia,Mujer,,31")
    folder.load()
    folder.put("lista.csv", f"{HEAD},Edad", f"Vega Mora Rosa Elena,{ROSA},Agencia,Mujer,,32")

    again = folder.load()

    (profile,) = people.profiles(Enrolment.objects.values_list("person_id", flat=True)).values()
    assert profile.birth_year == 1990
    assert [problem["code"] for problem in again["problems"]] == ["kept"]


def test_a_column_of_another_day_never_counts_in_this_session(folder):
    folder.put("uno.csv", "Nombres y apellidos,Cédula,09/04/2021,Día 3", f"Rosa Elena Vega Mora,{ROSA},,X")
    folder.describe(("S1", ["uno.csv"]), ("S2", []))
    described = folder.path / "curso.toml"
    described.write_text(described.read_text().replace("minutes = 120", 'minutes = 120\ndate_order = "dmy"'))

    assert folder.load()["attendances"] == 0

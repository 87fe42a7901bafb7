"""KoBo and ODK exports: quoted CSV, repeat groups in their own sheet, repeat groups flattened."""

import pytest
from tests.core.imports.reading.builders import xlsx

from arraigo.areas.training.importers.reading import read_attendance, read_enrolments


def quoted(*rows):
    return "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows).encode() + b"\n"


META = ["_id", "_uuid", "_submission_time", "_index"]


def test_a_csv_fully_quoted_with_semicolons():
    data = quoted(
        ["start", "datos/nombre_completo", "datos/cedula", "datos/institucion", *META],
        ["2021-04-13T09:00:00.000-05:00", "Ana Ñato", "0102030405", "STHV", "1", "u1", "2021-04-13T14:00:00", "1"],
        ["2021-04-13T09:01:00.000-05:00", "Luis Paz", "n/a", "STHV", "2", "u2", "2021-04-13T14:01:00", "2"],
    )

    file = read_attendance(data, "kobo.csv")

    assert (file.source, file.modality, file.problems) == ("kobo", "in_person", ())
    assert [(row.row, row.name, row.document, row.institution) for row in file.rows] == [
        (2, "Ana Ñato", "0102030405", "STHV"),
        (3, "Luis Paz", "", "STHV"),
    ]


REPEATS = {
    "Taller": [
        ["Fecha", "Nombre del facilitador", "Institución", *META],
        ["2021-04-13", "Eva Mora", "STHV", 11, "u1", "2021-04-13T14:00:00", 1],
        ["2021-04-14", "Eva Mora", "AMC", 12, "u2", "2021-04-14T14:00:00", 2],
    ],
    "participantes": [
        ["participantes/Nombres", "participantes/Apellidos", "participantes/Cédula", "_index", "_parent_table_name",
         "_parent_index", "_submission__id"],
        ["Ana", "Loor", "0102030405", 1, "Taller", 1, 11],
        ["Luis", "Paz", "0102030406", 2, "Taller", 2, 12],
        ["Iván", "Vaca", "0102030407", 3, "Taller", 9, 19],
    ],
}  # fmt: skip


def test_people_of_a_repeat_sheet_get_the_data_of_their_submission():
    file = read_attendance(xlsx(REPEATS), "kobo.xlsx")

    assert file.source == "kobo"
    assert [(row.row, row.name, row.institution, str(row.day_date)) for row in file.rows] == [
        (2, "Loor Ana", "STHV", "2021-04-13"),
        (3, "Paz Luis", "AMC", "2021-04-14"),
        (4, "Vaca Iván", "", "None"),
    ]
    assert [(one.code, one.severity, one.row) for one in file.problems] == [("orphan", "warning", 4)]


@pytest.mark.parametrize("prefix", ["participantes[{0}]/nombre", "participantes[{0}]/nombre_completo"])
def test_a_repeat_group_flattened_into_columns_is_unfolded(prefix):
    name1, name2 = prefix.format(1), prefix.format(2)
    doc1, doc2 = "participantes[1]/cedula", "participantes[2]/cedula"
    data = quoted(
        ["institucion", name1, doc1, name2, doc2, *META],
        ["STHV", "Ana Loor", "1", "Luis Paz", "2", "1", "u1", "t", "1"],
        ["AMC", "Iván Vaca", "3", "n/a", "n/a", "2", "u2", "t", "2"],
    )

    file = read_attendance(
        data, "kobo.csv", mapping={"participantes_nombre_completo": "name"} if "_nombre_" in prefix else None
    )

    assert [(row.row, row.name, row.document, row.institution) for row in file.rows] == [
        (2, "Ana Loor", "1", "STHV"),
        (2, "Luis Paz", "2", "STHV"),
        (3, "Iván Vaca", "3", "AMC"),
    ]


def test_a_csv_that_lost_its_repeat_groups_says_how_to_export_them():
    data = quoted(["tema", "fecha", *META], ["Taller", "2021-04-13", "1", "u1", "t", "1"])

    file = read_attendance(data, "kobo.csv")

    assert [problem.code for problem in file.problems] == ["kobo_without_repeats", "missing_column"]
    assert "exporte los datos en formato XLS" in file.problems[0].message


def test_enrolments_collected_by_form():
    data = quoted(
        ["1. Nombres y apellidos", "2. Número de cédula", "Sexo", *META],
        ["Ana Loor", "0102030405", "Mujer", "1", "u1", "t", "1"],
    )

    file = read_enrolments(data, "kobo.csv")

    assert (file.source, file.rows[0].full_name, file.rows[0].sex) == ("kobo", "Ana Loor", "woman")


def test_odk_central_is_known_by_its_keys():
    data = (b"SubmissionDate,participante-nombre_completo,participante-cedula,meta-instanceID,KEY\n"
            b"2021-04-13T14:00:00.000Z,Ana Loor,0102030405,uuid:1,uuid:1\n")  # fmt: skip

    file = read_attendance(data, "central.csv")

    assert (file.source, [row.name for row in file.rows]) == ("kobo", ["Ana Loor"])

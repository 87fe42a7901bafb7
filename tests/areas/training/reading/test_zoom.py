"""Zoom's reports in every shape seen: who, when, how long; and who does not count."""

from datetime import datetime

import pytest
from tests.core.imports.reading.builders import sample, xlsx

from arraigo.areas.training.importers.reading import read_attendance
from arraigo.areas.training.importers.reading.values import DateOrder


def at(text):
    return datetime.fromisoformat(text)


def lines(*rows, end="\r\n", encoding="utf-8"):
    return (end.join(rows) + end).encode(encoding)


EN = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent"
ES_C = (
    "Nombre (nombre original),Correo electrónico,Hora de entrada,Hora de salida,Duración (minutos),Invitado,"
    "Respuesta al descargo de responsabilidad relativa a la grabación,En sala de espera"
)


def test_metadata_rows_give_the_meeting_and_prove_the_order_of_dates():
    file = read_attendance(sample("zoom/zoom_en_full_metadata_rows.csv"), "zoom.csv")

    assert (file.source, file.modality, file.dates, len(file.rows)) == ("zoom", "online", DateOrder.MDY, 31)
    assert (file.meeting_id, file.title) == ("60245167821", "Heroes meeting")
    assert file.meeting_start == at("2021-11-19T10:00:00")
    first = file.rows[0]
    assert (first.row, first.name, first.original_name) == (5, "015_Loki", "Loki Laufeyson")
    assert (first.joined, first.left) == (at("2021-11-19T09:54:15"), at("2021-11-19T12:01:59"))
    assert first.email == "loki_asgardian@marvel.com"


def test_a_flat_report_keeps_every_rejoin_as_a_row():
    file = read_attendance(sample("zoom/zoom_en_flat_rejoins.csv"), "zoom.csv")

    swarm = [row for row in file.rows if row.name == "017_Swarm"]

    assert [row.left for row in swarm] == [at("2021-11-19T10:24:26"), at("2021-11-19T12:01:58")]


def test_unique_users_give_minutes_and_never_an_interval():
    file = read_attendance(sample("zoom/zoom_en_bom_unique_users_001.csv"), "zoom.csv")

    paul = next(row for row in file.rows if row.email == "paul@gmail.com")

    assert (file.source, len(file.rows), file.problems) == ("zoom_unique", 10, ())
    assert (paul.name, paul.original_name, paul.seconds) == ("Paul McCartney", "Wings", 73 * 60)
    assert (paul.joined, paul.left) == (None, None)


def test_the_programmes_reports_ask_for_the_order_of_dates_and_take_the_answer():
    data = sample("programme/amc/zoom_20210409.csv")

    asked, told = read_attendance(data, "zoom.csv"), read_attendance(data, "zoom.csv", date_order="mdy")

    (question,) = asked.problems
    assert (asked.dates, question.code, question.severity) == (DateOrder.AMBIGUOUS, "date_order", "question")
    assert (question.row, question.column) == (5, "Hora para unirse")
    assert "9 de abril de 2021 (mes/día/año) o el 4 de septiembre de 2021 (día/mes/año)" in question.message
    assert all(row.joined is None for row in asked.rows)
    assert (told.problems, told.rows[0].joined) == ((), at("2021-04-09T08:57:00"))
    assert (told.meeting_id, told.rows[0].original_name) == ("81234567890", "Andrés Galo Guamán Quishpe")


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_spanish_of_the_first_kind_with_either_delimiter(delimiter, encoding):
    header = "Nombre (nombre original),E-mail del usuario,Hora para unirse,Hora para salir,Duración (minutos)"
    data = lines(
        header.replace(",", delimiter),
        "Ñusta (María Ñusta Pérez),,04/13/2021 8:57:00 AM,04/13/2021 11:00:39 AM,124".replace(",", delimiter),
        encoding=encoding,
    )

    (row,) = read_attendance(data, "zoom.csv").rows

    assert (row.name, row.original_name, row.email) == ("Ñusta", "María Ñusta Pérez", "")
    assert row.joined == at("2021-04-13T08:57:00")


def test_spanish_unique_users():
    data = lines(
        "Nombre (nombre original),E-mail del usuario,Duración total (minutos),Invitado",
        "Ana Loor,ana@x.ec,75,No",
        "Luis Vaca,,12,Sí",
    )

    file = read_attendance(data, "zoom.csv")

    assert (file.source, [row.seconds for row in file.rows]) == ("zoom_unique", [4500, 720])


def test_an_ambiguous_date_above_a_table_without_dates_is_not_asked():
    data = lines(
        "ID de la reunión,Tema,Hora de inicio,Hora de finalización,Participantes",
        "81,Curso,04/09/2021 09:00:00 AM,,2",
        "",
        "Nombre (nombre original),E-mail del usuario,Duración total (minutos),Invitado",
        "Ana Loor,ana@x.ec,75,No",
    )

    file = read_attendance(data, "zoom.csv")

    assert (file.problems, file.meeting_start) == ((), None)


@pytest.mark.parametrize("yes", ["Sí", "Si", "Yes", "sí"])
def test_rows_of_the_waiting_room_do_not_count(yes):
    data = lines(
        ES_C,
        f"Ana Loor,ana@x.ec,04/13/2021 08:57:00 AM,04/13/2021 09:00:00 AM,3,Sí,,{yes}",
        "Ana Loor,ana@x.ec,04/13/2021 09:00:00 AM,04/13/2021 11:00:00 AM,120,Sí,OK,No",
    )

    file = read_attendance(data, "zoom.csv")

    assert [row.seconds for row in file.rows] == [7200]
    assert [(one.row, one.reason) for one in file.ignored] == [(2, "waiting_room")]


def test_english_sentence_case_with_trailing_commas():
    data = lines(
        "Topic,ID,Host name,Host email,Start time,End time,Participants,Duration (minutes),",
        "Curso,81,Eva,eva@x.ec,04/13/2021 09:00:00 AM,04/13/2021 11:00:00 AM,2,120,",
        ",,,,,,,,",
        "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,"
        "Recording disclaimer response,In waiting room,",
        "Ana (Ana Loor) (Guest),ana@x.ec,04/13/2021 09:00:00 AM,04/13/2021 11:00:00 AM,120,Yes,OK,No,",
    )

    file = read_attendance(data, "zoom.csv")

    assert (file.meeting_id, file.title, file.meeting_end) == ("81", "Curso", at("2021-04-13T11:00:00"))
    assert [(row.name, row.original_name) for row in file.rows] == [("Ana", "Ana Loor")]


def test_meeting_data_repeated_on_every_row_does_not_confuse_the_columns():
    data = lines(
        "Topic,Meeting ID,User Name,User Email,Start Time,End Time,Duration (Minutes),Participants," + EN,
        "Curso,81,Eva,eva@x.ec,04/13/2021 9:00:00 AM,04/13/2021 11:00:00 AM,120,2,"
        "Ana Loor,ana@x.ec,04/13/2021 9:05:00 AM,04/13/2021 10:05:00 AM,60,Yes,",
    )

    (row,) = read_attendance(data, "zoom.csv").rows

    assert (row.name, row.email, row.seconds, row.joined) == ("Ana Loor", "ana@x.ec", 3600, at("2021-04-13T09:05:00"))


WEBINAR = lines(
    "Attendee Report,",
    'Report Generated:,"Apr 14, 2021 10:00 AM"',
    "Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,Unique Viewers,Total Users",
    'Foro,933 1111 2222,"Apr 13, 2021 09:00 AM",120,3,2,4',
    "Host Details,",
    "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,"
    "Country/Region Name,",
    'Yes,Eva Host,eva@x.ec,"Apr 13, 2021 08:50:00 AM","Apr 13, 2021 11:00:00 AM",130,No,Ecuador,',
    "Panelist Details,",
    "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,"
    "Country/Region Name,",
    "Attendee Details,",
    "Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,"
    "Leave Time,Time in Session (minutes),Is Guest,Country/Region Name,",
    'Yes,anita,Ana,Loor Vaca,ana@x.ec,"Apr 10, 2021 05:00:00 PM",approved,"Apr 13, 2021 09:00:00 AM",'
    '"Apr 13, 2021 10:00:00 AM",60,Yes,Ecuador,',
    'No,luis,Luis,Paz,luis@x.ec,"Apr 11, 2021 05:00:00 PM",approved,--,--,--,--,Ecuador,',
    "Other Attended,",
    "User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name",
    '593*****12,"Apr 13, 2021 09:30:00 AM","Apr 13, 2021 09:45:00 AM",15,Ecuador',
)


def test_a_webinar_counts_who_attended_in_each_of_its_sections():
    file = read_attendance(WEBINAR, "webinar.csv")

    assert (file.source, file.dates, file.problems) == ("zoom_webinar", DateOrder.ISO, ())
    assert (file.meeting_id, file.meeting_start) == ("93311112222", at("2021-04-13T09:00:00"))
    assert [(row.role, row.name, row.original_name) for row in file.rows] == [
        ("Host Details", "Eva Host", ""),
        ("Attendee Details", "anita", "Ana Loor Vaca"),
        ("Other Attended", "593*****12", ""),
    ]
    assert [(one.reason, one.text) for one in file.ignored] == [("not_attended", "luis")]


def test_a_webinar_in_spanish():
    data = lines(
        "Informe de asistentes",
        "Detalles de los asistentes",
        "Asistió,Nombre de usuario (nombre original),Nombre,Apellido,Correo electrónico,Hora de registro,"
        "Estado de aprobación,Hora para unirse,Hora para salir,Tiempo en sesión (minutos),Es invitado,"
        "Nombre del país/región",
        "Sí,Ana Loor,Ana,Loor,ana@x.ec,04/13/2021 08:00:00 AM,aprobado,04/13/2021 09:00:00 AM,"
        "04/13/2021 10:00:00 AM,60,Sí,Ecuador",
        "No,Luis Paz,Luis,Paz,luis@x.ec,04/12/2021 08:00:00 AM,aprobado,--,--,--,--,Ecuador",
    )

    file = read_attendance(data, "webinar.csv")

    assert (file.source, [row.name for row in file.rows]) == ("zoom_webinar", ["Ana Loor"])
    assert file.rows[0].original_name == ""


@pytest.mark.parametrize(
    ("written", "name", "original"),
    [
        ("Ana Loor", "Ana Loor", ""),
        ("Ana (Ana Lucía Loor)", "Ana", "Ana Lucía Loor"),
        ("Ana (Anfitrión)", "Ana", ""),
        ("Ana (Ana Loor) (Invitado)", "Ana", "Ana Loor"),
        ("Ana (Guest) (Ana Loor)", "Ana", "Ana Loor"),
        ("Ana（Ana Loor）", "Ana", "Ana Loor"),
        ("Ana (Ana (Lucy) Loor)", "Ana", "Ana (Lucy) Loor"),
        ("(Ana Loor)", "Ana Loor", ""),
        ("Ana (Ana Loor", "Ana", "Ana Loor"),
        ("Ana (No verificado)", "Ana", ""),
    ],
)
def test_the_original_name_is_told_from_the_tags(written, name, original):
    data = lines(EN, f"{written},,04/13/2021 9:00:00 AM,04/13/2021 10:00:00 AM,60,Yes,")

    (row,) = read_attendance(data, "zoom.csv").rows

    assert (row.name, row.original_name) == (name, original)


def test_a_report_opened_in_excel_of_another_country_is_an_error_when_only_some_dates_were_changed():
    rows = [
        EN.split(",")[:5],
        ["Ana", "", datetime.fromisoformat("2021-09-04T08:57:00"), datetime.fromisoformat("2021-09-04T10:00:00"), 63],
        ["Luis", "", "04/13/2021 8:57:00 AM", "04/13/2021 10:00:00 AM", 63],
    ]

    problems = read_attendance(xlsx(rows), "zoom.xlsx").problems

    assert [problem.code for problem in problems] == ["dates_swapped"]
    assert "fila 3" in problems[0].message


@pytest.mark.parametrize(
    ("told", "cell"), [("dmy", "04/13/2021 9:00:00 AM"), ("mdy", "13/04/2021 9:00:00 AM")]
)  # fmt: skip
def test_an_order_that_a_cell_contradicts_is_an_error_at_that_row_and_column(told, cell):
    data = lines(EN, f"Ana,,{cell},{cell},1,Yes,")

    problem = read_attendance(data, "zoom.csv", date_order=told).problems[0]

    assert (problem.code, problem.severity, problem.row, problem.column) == ("date_order", "error", 2, "Join Time")


def test_a_leave_before_the_join_is_an_error_at_its_row():
    data = lines(EN, "Ana,,04/13/2021 9:00:00 AM,04/13/2021 8:00:00 AM,1,Yes,")

    file = read_attendance(data, "zoom.csv")

    assert [(one.code, one.row, one.column) for one in file.problems] == [("left_before_joined", 2, "Leave Time")]
    assert file.rows[0].joined is None


def test_an_unreadable_date_is_an_error_at_its_cell():
    data = lines(EN, "Ana,,ayer,04/13/2021 8:00:00 AM,1,Yes,")

    (problem,) = read_attendance(data, "zoom.csv").problems

    assert (problem.code, problem.row, problem.column) == ("bad_date", 2, "Join Time")
    assert "«ayer»" in problem.message


def test_a_session_across_midnight_keeps_both_dates():
    data = lines(EN, "Ana,,04/13/2021 11:30:00 PM,04/14/2021 12:30:00 AM,60,Yes,")

    (row,) = read_attendance(data, "zoom.csv").rows

    assert (row.joined, row.left) == (at("2021-04-13T23:30:00"), at("2021-04-14T00:30:00"))


def test_a_name_of_ten_thousand_letters_is_cut_and_told():
    name = "A" * 10_000
    data = lines(EN, f"{name} ({name}),,04/13/2021 9:00:00 AM,04/13/2021 10:00:00 AM,60,Yes,")

    file = read_attendance(data, "zoom.csv")

    assert [(row.name, row.original_name) for row in file.rows] == [("A" * 200, "A" * 200)]
    assert [(one.code, one.severity, one.row) for one in file.problems] == [("long_name", "warning", 2)]


def test_every_wrong_row_is_told_however_many_there_are():
    wrong = ["Ana,,04/13/2021 9:00:00 AM,04/13/2021 10:00:00 AM,mucho,Yes,"] * 120

    assert [one.row for one in read_attendance(lines(EN, *wrong), "zoom.csv").problems] == list(range(2, 122))

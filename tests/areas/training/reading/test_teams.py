"""Teams' reports in every shape and language seen."""

from datetime import UTC, datetime

import pytest
from tests.core.imports.reading.builders import sample

from arraigo.areas.training.importers.reading import read_attendance
from arraigo.areas.training.importers.reading.values import DateOrder


def at(text):
    return datetime.fromisoformat(text)


def report(*rows, delimiter="\t", encoding="utf-16", end="\r\n"):
    return (end.join(row.replace("\t", delimiter) for row in rows) + end).encode(encoding)


ES_HEADER = (
    "Nombre\tPrimera entrada\tÚltima salida\tDuración de la reunión\tCorreo electrónico\tId. de participante (UPN)\tRol"
)
ES = (
    "1. Resumen", "Título de la reunión\tCurso", "Hora de inicio\t13/04/21, 09:00:00", "",
    "2. Participantes", ES_HEADER,
    "LOOR VACA, Ana\t13/04/21, 09:02:00\t13/04/21, 10:55:00\t1 h 30 min 5 s\tana@x.ec\tana@x.ec\tAsistente",
    "Luis Paz (Invitado)\t13/04/21, 09:00:00\t13/04/21, 10:00:00\t1 h\t\t\tAsistente", "",
    "3. Actividades en la reunión",
    "Nombre\tHora de entrada\tHora de salida\tDuración\tCorreo electrónico\tRol",
)  # fmt: skip


def test_an_english_report_in_utf_16_big_endian():
    file = read_attendance(sample("teams/teams_en_utf16be_2022-11-14.csv"), "teams.csv")

    assert (file.source, file.dates, len(file.rows), file.problems) == ("teams", DateOrder.DMY, 7, ())
    assert (file.title, file.meeting_end) == ("Scrum Meeting", at("2022-11-14T09:50:14"))
    names = [row.name for row in file.rows]
    assert names[:3] == ["JANSSENS JAN", "Johnny Walker", "García Simón, Pedro"]
    assert (file.rows[0].joined, file.rows[0].seconds) == (at("2022-11-14T09:30:46"), 19 * 60 + 26)


def test_the_programmes_report_without_activities_uses_its_participants():
    data = sample("programme/amc/teams_20210410.csv")

    asked, told = read_attendance(data, "teams.csv"), read_attendance(data, "teams.csv", date_order="dmy")

    assert (asked.dates, [one.severity for one in asked.problems]) == (DateOrder.AMBIGUOUS, ["question"])
    assert (len(told.rows), told.problems) == (99, ())
    first = told.rows[0]
    assert (first.name, first.joined, first.seconds) == (
        "TOAPANTA PAREDES, Milton",
        at("2021-04-10T09:02:37"),
        3600 + 52 * 60 + 38,
    )


@pytest.mark.parametrize(
    ("delimiter", "encoding", "end"),
    [
        ("\t", "utf-16", "\r\n"),
        ("\t", "utf-16-be", "\n"),
        (";", "cp1252", "\r\n"),
        (";", "utf-8-sig", "\r\n"),
        ("\t", "utf-8", "\n"),
    ],
)
def test_spanish_in_the_original_and_in_saved_copies(delimiter, encoding, end):
    ragged = [row + "\t" * (6 - row.count("\t")) if delimiter == ";" else row for row in ES]

    file = read_attendance(report(*ragged, delimiter=delimiter, encoding=encoding, end=end), "teams.csv")

    assert [(row.name, row.role, row.seconds) for row in file.rows] == [
        ("LOOR VACA, Ana", "Asistente", 5405),
        ("Luis Paz", "Asistente", 3600),
    ]
    assert file.problems == ()


def test_activities_give_the_intervals_and_participants_fill_who_is_missing_there():
    data = report(
        *ES,
        "LOOR VACA, Ana\t13/04/21, 09:02:00\t13/04/21, 09:30:00\t28 min\tana@x.ec\tAsistente",
        "LOOR VACA, Ana\t13/04/21, 09:53:00\t13/04/21, 10:55:00\t1 h 2 min\tana@x.ec\tAsistente",
    )

    rows = read_attendance(data, "teams.csv").rows

    assert [(row.name, row.joined) for row in rows] == [
        ("LOOR VACA, Ana", at("2021-04-13T09:02:00")),
        ("LOOR VACA, Ana", at("2021-04-13T09:53:00")),
        ("Luis Paz", at("2021-04-13T09:00:00")),
    ]


LANGUAGES = {
    "pt": (
        "1. Resumo", "Título da reunião", "2. Participantes", "1h 2m 0s",
        "Nome\tPrimeira Entrada\tÚltima Saída\tDuração na Reunião\tEmail\tID do Participante (UPN)\tFunção",
    ),
    "fr": (
        "1. Résumé", "Titre de la réunion", "2. Participants", "1 h 2 min 0 s",
        "Nom\tPremière connexion\tDernière sortie\tDurée de la réunion\tE-mail\tUPN\tRôle",
    ),
    "pl": (
        "1. Podsumowanie", "Tytuł spotkania", "2. Uczestnicy", "1 godz. 2 min",
        "Imię i nazwisko\tPierwsze dołączenie\tOstatnie opuszczenie\tCzas trwania\tAdres e-mail\tUPN\tRola",
    ),
    "de": (
        "1. Zusammenfassung", "Besprechungstitel", "2. Teilnehmer", "1 Std. 2 Min. 0 Sek.",
        "Name\tErster Beitritt\tLetztes Verlassen\tDauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle",
    ),
    "fi": (
        "1. Yhteenveto", "Kokouksen otsikko", "2. Osallistujat", "1h 2m",
        "Nimi\tEnsimmäinen liittyminen\tViimeinen poistuminen\tKesto\tSähköposti\tTunnus\tRooli",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_are_read_by_label_or_by_what_the_columns_hold(language):
    summary, title, participants, stayed, header = LANGUAGES[language]
    row = f"Ana Loor\t13/04/21, 09:00:00\t13/04/21, 10:02:00\t{stayed}\tana@x.ec\tana@x.ec\t?"

    file = read_attendance(report(summary, f"{title}\tCurso", "", participants, header, row), "teams.csv")

    (found,) = file.rows
    assert (file.source, found.name, found.email, found.seconds) == ("teams", "Ana Loor", "ana@x.ec", 3720)
    assert (found.joined, found.left) == (at("2021-04-13T09:00:00"), at("2021-04-13T10:02:00"))


def test_the_older_summary():
    data = report(
        "Meeting Summary", "Total Number of Participants\t1", "Meeting Title\tCurso",
        "Meeting Start Time\t4/13/2021, 9:00:00 AM", "Meeting End Time\t4/13/2021, 11:00:00 AM", "",
        "Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)",
        "Ana Loor\t4/13/2021, 9:00:48 AM\t4/13/2021, 10:02:48 AM\t1h 2m\tana@x.ec\tAttendee\tana@x.ec",
    )  # fmt: skip

    file = read_attendance(data, "teams.csv")

    assert (file.title, file.dates, file.meeting_end) == ("Curso", DateOrder.MDY, at("2021-04-13T11:00:00"))
    assert (file.rows[0].joined, file.rows[0].seconds) == (at("2021-04-13T09:00:48"), 3720)


@pytest.mark.parametrize(
    ("header", "joined", "left"),
    [
        ("Full Name\tUser Action\tTimestamp", "Joined", "Left"),
        ("Nombre completo\tAcción del usuario\tMarca de tiempo", "Se unió", "Abandonó"),
        ("Nome Completo\tAção do Usuário\tCarimbo de data/hora", "Ingressou", "Saiu"),
        ("Nom complet\tAction de l'utilisateur\tHorodatage", "A rejoint", "A quitté"),
    ],
)
def test_entries_and_exits_are_paired_in_the_order_of_time(header, joined, left):
    data = report(
        header,
        f"Ana Loor\t{joined}\t13/4/2021, 9:00:00",
        f"Luis Paz\t{joined}\t13/4/2021, 9:10:00",
        f"Ana Loor\t{joined}\t13/4/2021, 10:00:00",
        f"Ana Loor\t{left}\t13/4/2021, 9:30:00",
        f"Ana Loor\t{left}\t13/4/2021, 10:30:00",
    )

    rows = read_attendance(data, "teams.csv").rows

    assert [(row.name, row.joined, row.left) for row in rows] == [
        ("Ana Loor", at("2021-04-13T09:00:00"), at("2021-04-13T09:30:00")),
        ("Luis Paz", at("2021-04-13T09:10:00"), None),
        ("Ana Loor", at("2021-04-13T10:00:00"), at("2021-04-13T10:30:00")),
    ]


def test_an_entry_never_closed_lasts_until_the_meetings_end_when_that_is_known():
    data = report(
        "Meeting Summary", "Meeting End Time\t13/4/2021, 11:00:00", "",
        "Full Name\tUser Action\tTimestamp", "Ana Loor\tJoined before\t13/4/2021, 9:00:00",
    )  # fmt: skip

    (row,) = read_attendance(data, "teams.csv").rows

    assert row.left == at("2021-04-13T11:00:00")


def test_an_exit_without_entry_is_no_time_and_is_told():
    data = report(
        "Full Name\tUser Action\tTimestamp", "Ana\tLeft\t13/4/2021, 9:30:00", "Luis\tJoined\t13/4/2021, 9:00:00"
    )

    file = read_attendance(data, "teams.csv")

    assert [(one.code, one.row, one.severity) for one in file.problems] == [("exit_without_entry", 2, "warning")]
    assert file.rows[0].joined is None


def test_two_devices_of_one_person_cover_their_union():
    data = report(
        "Full Name\tUser Action\tTimestamp",
        "Ana\tJoined\t13/4/2021, 9:00:00", "Ana\tJoined\t13/4/2021, 9:10:00",
        "Ana\tLeft\t13/4/2021, 9:20:00", "Ana\tLeft\t13/4/2021, 9:40:00",
    )  # fmt: skip

    rows = read_attendance(data, "teams.csv").rows

    assert (min(row.joined for row in rows), max(row.left for row in rows)) == (
        at("2021-04-13T09:00:00"),
        at("2021-04-13T09:40:00"),
    )


@pytest.mark.parametrize("stamp", ["UtcEventTimestamp", "UTC Event Timestamp"])
def test_a_live_event_is_in_utc_and_its_anonymous_rows_are_set_aside(stamp):
    data = "\r\n".join(
        [
            f"Session Id,Participant Id,Full Name,UserAgent,{stamp},Action,Role",
            "s1,p1,Ana Loor,Mozilla,4/13/2021 2:00:00 PM,Joined,Attendee",
            "s1,p2,,Mozilla,4/13/2021 2:01:00 PM,Joined,Attendee",
            "s1,p1,Ana Loor,Mozilla,4/13/2021 3:00:00 PM,Left,Attendee",
        ]
    ).encode("utf-8-sig")

    file = read_attendance(data, "live.csv")

    (row,) = file.rows
    assert (file.source, row.joined) == ("teams_live", datetime(2021, 4, 13, 14, tzinfo=UTC))
    assert row.left == datetime(2021, 4, 13, 15, tzinfo=UTC)
    assert [one.reason for one in file.ignored] == ["anonymous"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("13/04/21, 09:29:07", "2021-04-13T09:29:07"),
        ("4/13/21, 8:00:48 AM", "2021-04-13T08:00:48"),
        ("4/13/21, 8:00:48\u202fPM", "2021-04-13T20:00:48"),
        ("13/4/2021 8:00:48 p.\u00a0m.", "2021-04-13T20:00:48"),
        ("13/4/2021, 8:00:48 a. m.", "2021-04-13T08:00:48"),
        ("13/4/2021, 12:05:00 a. m.", "2021-04-13T00:05:00"),
        ("2021-04-13 08:00:48", "2021-04-13T08:00:48"),
        ("13.04.2021, 08:00:48", "2021-04-13T08:00:48"),
        ("13/04/2021 08:00", "2021-04-13T08:00:00"),
        ("13/04/2021 à 08:00:48", "2021-04-13T08:00:48"),
    ],
)
def test_every_way_of_writing_date_and_time(written, read):
    header, row = ES[5], ES[6].replace("13/04/21, 09:02:00", written).replace("13/04/21, 10:55:00", "")

    (found,) = read_attendance(report("1. Resumen", ES[1], ES[4], header, row), "teams.csv").rows

    assert found.joined == at(read)


def test_a_guests_account_gives_back_the_real_address():
    rows = [row.replace("ana@x.ec\tana@x.ec", "\tana.loor_gmail.com#EXT#@x.onmicrosoft.com") for row in ES]

    assert read_attendance(report(*rows), "teams.csv").rows[0].email == "ana.loor@gmail.com"


def test_a_name_with_brackets_that_are_no_tag_is_kept_both_ways():
    rows = [row.replace("(Invitado)", "(STHV)") for row in ES]

    luis = read_attendance(report(*rows), "teams.csv").rows[1]

    assert (luis.name, luis.original_name) == ("Luis Paz", "Luis Paz (STHV)")


def test_a_report_without_participants_is_an_error():
    (problem,) = read_attendance(report(*ES[:3]), "teams.csv").problems

    assert (problem.code, problem.severity) == ("no_rows", "error")


TOGETHER = "Nombre\tPrimera entrada\tÚltima salida\tDuración de la reunión\tCorreo electrónico\tRol"
APART = "Nombre\tHora de entrada\tHora de salida\tDuración\tCorreo electrónico\tRol"
WHOLE = "09/04/21, 09:00:00\t09/04/21, 10:30:00\t20 min 0 s"
PIECES = ("09/04/21, 09:00:00\t09/04/21, 09:10:00\t10 min 0 s", "09/04/21, 10:20:00\t09/04/21, 10:30:00\t10 min 0 s")


def with_activities(participants, activities):
    together = [f"{name}\t{WHOLE}\t{email}\tAsistente" for name, email in participants]
    apart = [f"{name}\t{piece}\t{email}\tAsistente" for name, email in activities for piece in PIECES]
    rows = ["1. Resumen", "Título de la reunión\tX", "", "2. Participantes", TOGETHER, *together]
    data = report(*rows, "", "3. Actividades en la reunión", APART, *apart)
    return [(row.name, row.email, row.seconds) for row in read_attendance(data, "t.csv", date_order="dmy").rows]


@pytest.mark.parametrize(("second", "third"), [("ana@x.ec", ""), ("", "ana@x.ec"), ("ana@x.ec", "ana@x.ec"), ("", "")])
def test_a_person_without_an_e_mail_in_one_of_the_sections_counts_once_and_keeps_the_other_ones(second, third):
    rows = with_activities([("VEGA MORA, Ana", second)], [("Vega Mora, Ana", third)])

    assert rows == [("Vega Mora, Ana", second or third, 600)] * 2


def test_two_people_of_one_name_are_not_joined_by_it():
    rows = with_activities([("Ana Vega", "a@x.ec"), ("Ana Vega", "b@x.ec")], [("Ana Vega", "a@x.ec")])

    assert rows == [("Ana Vega", "a@x.ec", 600)] * 2 + [("Ana Vega", "b@x.ec", 1200)]


def test_two_e_mails_of_one_name_are_two_people():
    rows = with_activities([("Ana Vega", "b@x.ec")], [("Ana Vega", "a@x.ec")])

    assert [email for _name, email, _seconds in rows] == ["a@x.ec", "a@x.ec", "b@x.ec"]


def test_of_two_people_whom_only_the_participants_tell_apart_the_participants_count():
    rows = with_activities([("Ana Vega", "a@x.ec"), ("Ana Vega", "b@x.ec")], [("Ana Vega", "")])

    assert rows == [("Ana Vega", "a@x.ec", 1200), ("Ana Vega", "b@x.ec", 1200)]

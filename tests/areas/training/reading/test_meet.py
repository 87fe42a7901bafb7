"""Google Meet in both shapes; hours without a date stay hours."""

from datetime import datetime, time

import pytest

from arraigo.areas.training.importers.reading import read_attendance
from arraigo.areas.training.importers.reading.values import DateOrder


def csv(*rows):
    return ("\r\n".join(rows) + "\r\n").encode()


@pytest.mark.parametrize(
    ("stayed", "seconds"),
    [("58 min", 3480), ("1 hr 2 min", 3720), ("42m", 2520), ("1:00:00", 3600), ("45 s", 45), ("2 hrs", 7200)],
)
def test_first_and_last_name_with_hours_alone(stayed, seconds):
    data = csv(
        "First name,Last name,Email,Duration,Time joined,Time exited",
        f"Ana Lucía,Loor Vaca,ana@x.ec,{stayed},9:02 AM,10:00 AM",
    )

    file = read_attendance(data, "meet.csv")

    (row,) = file.rows
    assert (file.source, file.modality, file.dates, file.problems) == ("meet", "online", DateOrder.NOT_NEEDED, ())
    assert (row.name, row.name_order, row.email, row.seconds) == ("Ana Lucía Loor Vaca", "parts", "ana@x.ec", seconds)
    assert (row.joined, row.left, row.joined_time, row.left_time) == (None, None, time(9, 2), time(10, 0))


def test_one_name_with_dates():
    data = csv(
        "Name,Email,Duration,Time joined,Time exited",
        "Ana Loor,ana@x.ec,58 min,2021-04-13 09:02:00,2021-04-13 10:00:00",
    )

    (row,) = read_attendance(data, "meet.csv").rows

    assert row.joined == datetime.fromisoformat("2021-04-13T09:02:00")


def test_spanish_labels():
    data = csv(
        "Nombre,Apellidos,Correo electrónico,Duración,Hora de incorporación,Hora de salida",
        "Ana,Loor,ana@x.ec,1 h 2 min,9:02,10:04",
    )

    file = read_attendance(data, "meet.csv")

    assert (file.source, file.rows[0].seconds, file.rows[0].name) == ("meet", 3720, "Ana Loor")


def test_a_list_of_time_in_call_below_a_title():
    data = csv(
        "Meeting code: abc-defg-hij,,",
        "",
        "Full name,First seen,Time in call",
        "Ana Loor,09:02,58:12",
        "Luis,9:00,70:00",
    )

    rows = read_attendance(data, "meet.csv").rows

    assert [(row.name, row.seconds) for row in rows] == [("Ana Loor", 3492), ("Luis", 4200)]


def test_a_sign_in_sheet_with_hours_is_not_taken_for_meet():
    data = csv("Nombres y apellidos,Cédula,Hora de entrada,Hora de salida", "Ana Loor,1710034065,09:02,10:00")

    file = read_attendance(data, "firmas.csv")

    assert (file.source, file.rows[0].joined_time) == ("sheet", time(9, 2))

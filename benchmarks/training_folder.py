"""A large course made up for measuring: people of whom nobody exists, in the formats that platforms write."""

import csv
import io
import random
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

GIVEN = [
    "Ana",
    "Rosa",
    "Luis",
    "Carlos",
    "María",
    "Jorge",
    "Elena",
    "Pablo",
    "Diego",
    "Lucía",
    "Marco",
    "Silvia",
    "Byron",
    "Paola",
    "Galo",
    "Jenny",
]
SURNAMES = [
    "Quishpe",
    "Toapanta",
    "Caiza",
    "Morales",
    "Vaca",
    "Loor",
    "Zambrano",
    "Paredes",
    "Naranjo",
    "Endara",
    "Chicaiza",
    "Andrade",
    "Benítez",
    "Suárez",
    "Villacís",
    "Proaño",
    "Guamán",
    "Tipán",
    "Ñacata",
    "Pazmiño",
    "Yánez",
    "Espinosa",
    "Cevallos",
    "Simbaña",
    "Velasco",
    "Herrera",
]
STARTS = datetime(2025, 3, 3, 9)  # noqa: DTZ001  (a file's local time)


def cedula(number: int) -> str:
    """Return a number with a right check digit (modulus 10) of province 30, which is for people abroad."""
    nine = f"30{number % 6}{number:06d}"[:9]
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    total = sum(value - 9 if value > 9 else value for value in doubled)
    return nine + str(-total % 10)


def people(count: int, seed: int = 1) -> list[tuple[str, str, str, str, str]]:
    """Return surnames, given names, document, sex and e-mail of people who do not exist."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        given = f"{chance.choice(GIVEN)} {chance.choice(GIVEN)}"
        surnames = f"{chance.choice(SURNAMES)} {chance.choice(SURNAMES)}"
        found.append((surnames, given, cedula(number), chance.choice("MF"), f"p{number}@ejemplo.example"))
    return found


def write(folder: Path, *, enrolments: int, sessions: int, rows: int, each_once: bool = False) -> None:
    """Write a course with its list (XLSX) and one Zoom file a session, `rows` rows of attendance in all.

    `each_once` gives everybody one row with their e-mail within each session, instead of drawing who came.
    """
    listed = people(enrolments)
    _list(folder / "inscritos.xlsx", listed)
    described = [
        'code = "CARGA"',
        'title = "Curso grande"',
        'institution = "Municipio de prueba"',
        'timezone = "America/Guayaquil"',
        'enrolments = ["inscritos.xlsx"]',
    ]
    for number in range(sessions):
        start = STARTS + timedelta(days=number)
        chance = random.Random(number)
        came = listed if each_once else [chance.choice(listed) for _ in range(rows // sessions)]
        (folder / f"zoom_{number}.csv").write_text(_zoom(came, start, chance, certain=each_once), encoding="utf-8-sig")
        described += [
            "[[sessions]]",
            f'code = "S{number}"',
            f"start = {start:%Y-%m-%dT%H:%M:%S}",
            "minutes = 120",
            'modality = "online"',
            f'attendance = ["zoom_{number}.csv"]',
            'date_order = "mdy"',
        ]
    (folder / "curso.toml").write_text("\n".join(described), encoding="utf-8")


def _list(path: Path, listed: list[tuple[str, str, str, str, str]]) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Inscritos")
    sheet.write_row(0, 0, ["MUNICIPIO DE PRUEBA"])
    sheet.write_row(2, 0, ["No.", "Apellidos y nombres", "Cédula", "Institución", "Cargo", "Sexo", "Correo"])
    for number, (surnames, given, document, sex, email) in enumerate(listed, 1):
        unit = f"Dirección {number % 40}"
        sheet.write_row(2 + number, 0, [number, f"{surnames} {given}", document, unit, "Analista", sex, email])
    book.close()


def _zoom(came: list[tuple[str, str, str, str, str]], start: datetime, chance: random.Random, *, certain: bool) -> str:
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["Nombre (nombre original)", "E-mail del usuario", "Hora para unirse", "Hora para salir",
                    "Duración (minutos)", "Invitado"])  # fmt: skip
    for surnames, given, _document, _sex, email in came:
        joined = start + timedelta(minutes=chance.randint(0 if certain else -10, 60))
        left = joined + timedelta(minutes=chance.randint(5, 90))
        mail = email if certain or chance.random() < 0.8 else ""
        lines.writerow([f"{given} {surnames}", mail, f"{joined:%m/%d/%Y %I:%M:%S %p}", f"{left:%m/%d/%Y %I:%M:%S %p}",
                        int((left - joined).total_seconds() // 60), "No"])  # fmt: skip
    return out.getvalue()

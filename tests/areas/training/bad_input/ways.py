"""What the tests of bad input share: a course's folder, lists and reports that are right, and how to read a refusal."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection
from tests.core.imports.reading.builders import xlsx

from arraigo.areas.training import api as training
from arraigo.core.imports import api as imports

NOW = datetime(2026, 3, 1, 15, tzinfo=UTC)
HEADER = ["N°", "Apellidos y nombres", "Cédula", "Institución", "Cargo", "Sexo", "Correo electrónico"]
ANA = [1, "Quishpe Loor Ana María", "1710034065", "Agencia", "Analista", "Mujer", "ana@ejemplo.example"]
LUIS = [2, "Caiza Vera Luis Iván", "1712345675", "Agencia", "Técnico", "Hombre", "luis@ejemplo.example"]
ZOOM = "Nombre (nombre original),E-mail del usuario,Hora para unirse,Hora para salir,Duración (minutos),Invitado\r\n"
COURSE = """
code = "C-9"
title = "Curso de prueba"
institution = "Agencia"
enrolments = {enrolments}
[[sessions]]
code = "S1"
start = 2021-04-09T09:00:00
minutes = 120
modality = "online"
attendance = {attendance}
"""
WORDS = "el la los las de un una no es ningun ninguna falta debe fila está escribe escriba cada bajo caben hay"
SPANISH = re.compile(rf"\b({'|'.join(WORDS.split())})\b", re.IGNORECASE)


@dataclass
class Taken:
    """A file that was taken in: its run, what was seen, and the run again if it was imported."""

    run: object
    seen: object
    done: object


def listed(*rows, header=HEADER, title=True, change=None):
    above = [["LISTA DE INSCRIPCIÓN"], []] if title else []
    return xlsx([*above, header, *rows], change)


def zoom(*rows, header=ZOOM):
    return (header + "".join(row + "\r\n" for row in rows)).encode()


GOOD_LIST = listed(ANA, LUIS)
ANA_CAME = "Ana María Quishpe Loor,ana@ejemplo.example,04/25/2021 09:00:00 AM,04/25/2021 10:00:00 AM,60,No"


class FolderOfACourse:
    """A folder with curso.toml and its files, imported as the command does."""

    def __init__(self, path, city):
        self.path, self.city = path, city
        path.mkdir()

    def describe(self, text):
        (self.path / "curso.toml").write_text(text, encoding="utf-8")

    def put(self, *, lists=(), attendance=(), extra=""):
        for name, data in (*lists, *attendance):
            (self.path / name).write_bytes(data)
        names = [[name for name, _data in files] for files in (lists, attendance)]
        self.describe(COURSE.format(enrolments=names[0], attendance=names[1]).replace("'", '"') + extra)

    def load(self):
        return training.import_folder(self.path, city=self.city, by=None, at=NOW, progress=lambda *step: None)


def rows_of_everything():
    """Return how many rows each of our tables has, as this city sees them."""
    models = [model for model in apps.get_models() if model.__module__.startswith("arraigo.")]
    found = {}
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            found[model._meta.db_table] = cursor.fetchone()[0]
    return found


def refusal(call, *arguments):
    """Return the problems for which something is refused, each a Spanish sentence."""
    with pytest.raises((imports.FileRefused, imports.ImportRefused)) as caught:
        call(*arguments)
    problems = getattr(caught.value, "problems", ())
    sentences = [problem.message for problem in problems] or [str(caught.value)]
    for sentence in sentences:
        assert_says(sentence)
    return " ".join(sentences)


def assert_says(sentence, *words):
    """Assert that a sentence is one, in Spanish, and holds these words."""
    assert SPANISH.search(sentence), sentence
    assert "«" in sentence, sentence
    assert sentence.rstrip().endswith((".", "?")), sentence
    for word in words:
        assert word in sentence, (word, sentence)

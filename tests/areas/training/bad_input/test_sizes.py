"""200 MB are refused by their size: by the screen and by the folder, without anybody reading them into memory."""

import io
import tracemalloc
from pathlib import Path

import pytest
from django.test import Client
from tests.areas.training.bad_input.ways import GOOD_LIST, assert_says, refusal, rows_of_everything

from arraigo.areas.training.actions.courses import save_course
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant

HUGE = 200 * 1024 * 1024
BOUNDARY = "frontera"
ALLOWED = 24 * 1024 * 1024

pytestmark = pytest.mark.django_db


class Upload(io.RawIOBase):
    """A form with a file of so many bytes, made while it is read, as a socket brings it."""

    def __init__(self, field: str, name: str, size: int) -> None:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        self.head = (head + "Content-Type: text/csv\r\n\r\n").encode()
        self.tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        self.length = len(self.head) + size + len(self.tail)
        self.place = 0

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:
        end = self.length - len(self.tail)
        if self.place < len(self.head):
            piece = self.head[self.place :][: len(room)]
        elif self.place < end:
            piece = b"a" * min(len(room), end - self.place)
        else:
            piece = self.tail[self.place - end :][: len(room)]
        room[: len(piece)] = piece
        self.place += len(piece)
        return len(piece)


def test_a_folder_with_200_mb_is_refused_before_anybody_reads_them(folder, monkeypatch, nothing_changes):
    folder.put(lists=[("bien.xlsx", GOOD_LIST), ("enorme.csv", b"")])
    with (folder.path / "enorme.csv").open("wb") as huge:
        huge.truncate(HUGE)
    read = Path.read_bytes
    opened = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read(path))

    with nothing_changes:
        sentence = refusal(folder.load)

    assert_says(sentence, "«enorme.csv»", "200 MB", "25 MB")
    assert "bien.xlsx" in opened
    assert "enorme.csv" not in opened


def test_200_mb_by_the_screen_are_refused_without_holding_them(city, now, settings):
    settings.DEMO = True
    user = create_user(email="rosa@example.org", name="Rosa", password="una clave larga", by=None, at=now)
    with tenancy.scope(city):
        grant(user=user, city=city, role=Role.TRAINER, by=None, at=now)
        course = save_course(code="C-1", title="Curso", by=None, at=now)
    browser = Client()
    browser.force_login(user)
    upload = Upload("archivos", "enorme.csv", HUGE)
    before = rows_of_everything()

    tracemalloc.start()
    answer = browser.generic(
        "POST",
        f"/prueba/importaciones/nueva/training.enrolments/course:{course.pk}/",
        **{
            "wsgi.input": io.BufferedReader(upload),
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
            "CONTENT_LENGTH": str(upload.length),
        },
    )
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert upload.place == upload.length
    assert answer.status_code == 422
    assert "«enorme.csv» pesa 200 MB y el límite es 25 MB." in answer.content.decode().replace("\xa0", " ")
    assert most < ALLOWED
    assert rows_of_everything() == before

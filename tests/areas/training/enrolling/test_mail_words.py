"""The mails of enrolling, in both languages, with nothing left unfilled."""

import datetime as dt
from pathlib import Path

import pytest

from arraigo.areas import training
from arraigo.core.outbox.rendering import render

STARTS = dt.datetime(2026, 11, 16, 9, 0)  # noqa: DTZ001 - as a clock of the city shows it
SESSION = {
    "title": "Marco de derechos",
    "starts": STARTS,
    "ends": STARTS + dt.timedelta(hours=2),
    "place": "Sala 1",
    "join": "https://reuniones.example/1",
    "modality": "híbrida",
}
CONTEXT = {
    "course": "Movilidad & vivienda",
    "city": "Santa Marina",
    "contact": "formacion@x.example",
    "name": "Rosa",
    "application_link": "https://x.example/a",
    "participant_link": "https://x.example/p",
    "link": "https://x.example/l",
    "code_link": "https://x.example/c",
    "sessions": [SESSION],
    "session": SESSION,
    "by_focal_point": False,
    "institution": "Cruz Roja",
    "organization": "Cruz Roja",
    "places": 5,
    "expires": STARTS,
    "state": "waiting",
    "reason": "Es para otra zona.",
    "days": 1,
}
OWN = (
    "application_confirm", "enrolled", "promoted", "waiting", "rejected", "withdrawn", "standing", "focal_invitation",
    "reminder",
)  # fmt: skip
FOLDER = Path(training.__file__).parent / "templates" / "outbox"


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", OWN)
def test_a_mail_names_its_course_and_who_writes(name, language):
    subject, body = render(f"training_{name}", language=language, context=CONTEXT)

    assert "Movilidad & vivienda" in subject + body
    assert "Movilidad & vivienda" in body
    assert body.rstrip().endswith("Santa Marina")
    assert "{" not in subject + body
    assert (FOLDER / f"training_{name}.{language}.txt").exists()


@pytest.mark.parametrize(("language", "words"), [("es", "De 9:00|Lunes 16 de noviembre"), ("en", "Monday")])
def test_a_reminder_says_the_day_in_the_language_of_the_reader(language, words):
    _subject, body = render("training_reminder", language=language, context=CONTEXT)

    assert any(word in body for word in words.split("|"))

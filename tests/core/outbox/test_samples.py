"""Every mail that the program may send is shown in the desk, in Spanish and in English, with all its words."""

from pathlib import Path

import pytest
from django.template import engines

from arraigo.core.outbox import api as outbox

SOURCE = Path(__file__).resolve().parents[3] / "src" / "arraigo"
WRITTEN = sorted({path.name.split(".")[0] for path in SOURCE.rglob("templates/outbox/*.subject")})


def test_there_are_mails_to_look_at():
    assert "test" in WRITTEN


def test_every_mail_has_a_sample_and_every_sample_a_mail():
    assert set(outbox.samples()) == set(WRITTEN)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_mail_is_written_in_spanish_and_in_english(name):
    endings = {path.name.removeprefix(f"{name}.") for path in SOURCE.rglob(f"templates/outbox/{name}.*")}

    assert endings >= {"es.subject", "es.txt", "en.subject", "en.txt"}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", WRITTEN)
def test_a_sample_tells_all_that_its_mail_names(name, language, monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "¿%s?")

    subject, body = outbox.preview(outbox.samples()[name], language)

    assert "¿" not in subject + body.replace("¿Por qué", "").replace("¿Qué", "")
    assert subject
    assert len(body) > 20

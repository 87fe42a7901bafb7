"""Catalogues are compiled when they are stale, and only then."""

import gettext
import os

import polib
import pytest
from django.conf import settings

from arraigo.core.languages.catalogues import compile_stale


@pytest.fixture
def folder(tmp_path):
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="niñas y niños", msgstr="girls and boys"))
    path = tmp_path / "en" / "LC_MESSAGES"
    path.mkdir(parents=True)
    catalogue.save(str(path / "django.po"))
    return tmp_path


def test_a_catalogue_that_was_never_compiled_is_compiled(folder):
    compile_stale([folder])

    assert gettext.translation("django", folder, ["en"]).gettext("niñas y niños") == "girls and boys"
    assert sorted(path.name for path in (folder / "en" / "LC_MESSAGES").iterdir()) == ["django.mo", "django.po"]


def test_a_catalogue_is_compiled_again_only_after_a_change(folder):
    source = folder / "en" / "LC_MESSAGES" / "django.po"
    compile_stale([folder])

    assert compile_stale([folder]) == []
    later = source.stat().st_mtime + 5
    os.utime(source, (later, later))
    assert compile_stale([folder]) == [source]


def test_a_folder_that_cannot_be_written_breaks_nothing(folder, monkeypatch):
    def refuse(*args):
        raise PermissionError

    monkeypatch.setattr(polib.POFile, "save_as_mofile", refuse)

    compile_stale([folder])

    assert not (folder / "en" / "LC_MESSAGES" / "django.mo").exists()


def test_every_catalogue_of_the_program_can_be_read():
    (place,) = settings.LOCALE_PATHS
    for source in place.glob("*/LC_MESSAGES/*.po"):
        catalogue = polib.pofile(str(source), check_for_duplicates=True)
        for entry in catalogue.translated_entries():
            assert _placeholders(entry.msgid) == _placeholders(entry.msgstr or entry.msgstr_plural[1]), entry.msgid


def _placeholders(text):
    import re

    return set(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text))

"""Catalogues are compiled when they are stale, and only then."""

import gettext
import os
import re
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from arraigo.core.languages import catalogues
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


(PROGRAM,) = settings.LOCALE_PATHS
SHELL = Path(catalogues.__file__).parent / "locale"
# Names of languages, which Django translates.
CODE_ONLY = {"name"}
GUIDE = Path(apps.get_app_config("attention").path) / "locale"
ALL = sorted(file for folder in (PROGRAM, SHELL, GUIDE) for file in folder.glob("*/LC_MESSAGES/*.po"))


@pytest.mark.parametrize("source", ALL, ids=lambda source: "-".join(source.parts[-5:-2]))
def test_a_translation_keeps_the_values_that_its_text_shows(source):
    for entry in polib.pofile(str(source), check_for_duplicates=True).translated_entries():
        said = entry.msgstr or entry.msgstr_plural[1]
        assert placeholders(entry.msgid_plural or entry.msgid) == placeholders(said), entry.msgid


@pytest.mark.parametrize("language", ["fr", "ht", "pt", "qu"])
def test_the_words_of_the_shell_are_words_that_the_program_still_uses(language):
    used = {entry.msgid for entry in polib.pofile(str(PROGRAM / "en" / "LC_MESSAGES" / "django.po"))}
    words = {entry.msgid for entry in polib.pofile(str(SHELL / language / "LC_MESSAGES" / "django.po"))}

    assert words <= used
    with translation.override(language):
        assert translation.gettext("Personas") != "People"
        assert translation.gettext("Mujeres") != "Mujeres"


@pytest.mark.parametrize("language", ["fr", "ht", "pt", "qu"])
def test_the_guide_says_nothing_of_its_own_in_another_language_than_the_page(language):
    """Every text of the guide's pages is in the catalogue of each of its languages, or in that of the shell."""
    own = ("/templates/attention/guide/", "/web/guide/", "/documents/printing", "/commands/chat", "/guidance/channels")
    wanted = {
        entry.msgid
        for entry in polib.pofile(str(PROGRAM / "en" / "LC_MESSAGES" / "django.po"))
        if any(part in f"/{place}" for place, _line in entry.occurrences for part in own)
    }
    said = {
        entry.msgid
        for folder in (SHELL, GUIDE)
        for entry in polib.pofile(str(folder / language / "LC_MESSAGES" / "django.po")).translated_entries()
    }

    assert len(wanted) > 200
    assert wanted - said - CODE_ONLY == set()
    with translation.override(language):
        assert translation.gettext("Números de emergencia") != "Números de emergencia"


def placeholders(text):
    return set(re.findall(r"%\(\w+\)|%[sd]|\{\w*\}", text))

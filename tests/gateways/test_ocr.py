import stat
import sys

import pytest

from arraigo.gateways.ocr import OcrError, Tesseract, tesseract


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """A program called tesseract that runs the given Python, with `arguments` and `picture` at hand."""

    def write(code):
        program = tmp_path / "tesseract"
        program.write_text(
            f"#!{sys.executable}\nimport sys\narguments, picture = sys.argv[1:], sys.stdin.buffer.read()\n{code}\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        return tesseract()

    return write


def test_the_command_line_is_that_of_tesseracts_manual(fake):
    # tesseract FILE OUTPUTBASE [OPTIONS]…: «If FILE is stdin or - then the standard input is used»; «If OUTPUTBASE is
    # stdout or - then the standard output is used»; -l LANG, --psm N, --dpi N.
    recognise = fake(
        "assert arguments == ['stdin', 'stdout', '-l', 'spa', '--psm', '3', '--dpi', '300'], arguments\n"
        "assert picture == b'P5\\n1 1\\n255\\n\\x00'\n"
        "sys.stdout.buffer.write('Población\\n\\f'.encode())"
    )

    assert recognise(b"P5\n1 1\n255\n\x00") == "Población"


def test_a_missing_language_is_said(fake):
    recognise = fake(
        "sys.stderr.write('Failed loading language \\'spa\\'\\nTesseract couldn\\'t load any languages!'); sys.exit(1)"
    )

    with pytest.raises(OcrError, match="le falta el idioma «spa»"):
        recognise(b"P5")


def test_another_failure_is_said_in_its_own_last_words(fake):
    with pytest.raises(OcrError, match="no pudo leer la página: Error during processing"):
        fake("sys.stderr.write('Error during processing.'); sys.exit(1)")(b"P5")


def test_a_page_that_takes_too_long_is_stopped(fake):
    slow = Tesseract(fake("import time; time.sleep(30)").executable, seconds=0.2)

    with pytest.raises(OcrError, match="tardó más"):
        slow(b"P5")


def test_a_program_that_vanished_is_said():
    with pytest.raises(OcrError, match="No se pudo ejecutar"):
        Tesseract("/nowhere/tesseract")(b"P5")


def test_without_tesseract_there_is_nobody_to_recognise(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert tesseract() is None

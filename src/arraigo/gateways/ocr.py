"""Recognition of scanned pages by Tesseract, where it is installed on the machine.

`tesseract stdin stdout -l spa --psm 3 --dpi 300` reads a picture and writes its text, as Tesseract's manual page has it
(«If FILE is stdin or - then the standard input is used», the same for OUTPUTBASE and stdout).
"""

import shutil
import subprocess
from dataclasses import dataclass
from typing import Protocol

LANGUAGES = "spa"
SECONDS_PER_PAGE = 120
_FULLY_AUTOMATIC = "3"
_DOTS_PER_INCH = "300"


class Ocr(Protocol):
    """Recognises a page: a picture (PNM or PNG) → its text."""

    def __call__(self, image: bytes, /) -> str:
        """Return the text of a picture, «» where there is none."""
        ...


class OcrError(Exception):
    """Recognition failed; the message is a sentence for whoever runs the program."""


def _(text: str) -> str:
    """Mark a text for translation; who shows it translates it."""
    return text


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Tesseract on this machine: where it is, the languages it reads (its three-letter codes, joined by +)."""

    executable: str
    languages: str = LANGUAGES
    seconds: float = SECONDS_PER_PAGE

    def __call__(self, image: bytes, /) -> str:
        """Return the text of a picture; raises OcrError where Tesseract fails or takes longer than a page may."""
        try:
            done = subprocess.run(self.command, input=image, capture_output=True, timeout=self.seconds, check=False)
        except subprocess.TimeoutExpired as error:
            raise OcrError(
                _("Tesseract tardó más de {seconds} segundos en una página y se detuvo.").format(seconds=self.seconds)
            ) from error
        except OSError as error:
            raise OcrError(_("No se pudo ejecutar Tesseract: {detail}.").format(detail=error)) from error
        if done.returncode:
            raise OcrError(_said(done.stderr.decode("utf-8", errors="replace"), self.languages))
        return done.stdout.decode("utf-8", errors="replace").replace("\f", "").strip()

    @property
    def command(self) -> list[str]:
        """The command line: picture in, text out, whole page segmented by itself."""
        return [
            self.executable,
            "stdin",
            "stdout",
            "-l",
            self.languages,
            "--psm",
            _FULLY_AUTOMATIC,
            "--dpi",
            _DOTS_PER_INCH,
        ]


def tesseract(*, languages: str = LANGUAGES, seconds: float = SECONDS_PER_PAGE) -> Tesseract | None:
    """Return Tesseract where it is installed, None where it is not."""
    executable = shutil.which("tesseract")
    return Tesseract(executable, languages, seconds) if executable else None


def _said(complaint: str, languages: str) -> str:
    """What Tesseract wrote on failing, as a sentence: the usual cause is a language that is not installed."""
    if "load language" in complaint or "traineddata" in complaint or "loading language" in complaint:
        return _("A Tesseract le falta el idioma «{languages}». Instálelo (tesseract-ocr-{languages}).").format(
            languages=languages
        )
    lines = complaint.strip().splitlines()
    return _("Tesseract no pudo leer la página: {detail}.").format(detail=lines[-1] if lines else "?")

"""`arraigo translations …`: catalogues without gettext. Spanish is the source; English must be complete."""

import ast
import importlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polib
from django.utils.translation.template import templatize

from arraigo.cli.language import LOCALE, SOURCE, _
from arraigo.cli.printer import OK, WRONG, answer, complain, out
from arraigo.core.languages import catalogues

COMPLETE = "en"
PLURALS = {
    "en": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ht": "nplurals=2; plural=(n != 1);",
    "pt": "nplurals=2; plural=(n != 1);",
    "qu": "nplurals=2; plural=(n != 1);",
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
STRING = r"""u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
CALL = re.compile(rf"\b(npgettext|pgettext|ngettext|gettext|_)\(\s*{STRING}(?:\s*,\s*{STRING})?(?:\s*,\s*{STRING})?")


@dataclass
class Text:
    """A text of the program: its context, its plural, and where it is."""

    msgid: str
    plural: str = ""
    context: str | None = None
    places: list[tuple[str, str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str | None, str]:
        """Return what tells it from other texts."""
        return self.context, self.msgid


def extract() -> None:
    """Bring every catalogue up to date with the texts of the program; translations that exist stay."""
    texts = find_texts()
    for language, file in kept():
        catalogue = update(file, language, texts)
        missing = sum(not entry.translated() for entry in catalogue if not entry.obsolete)
        sentence = _("{language}: {count} textos, {missing} sin traducir.")
        out.print(sentence.format(language=language, count=len(texts), missing=missing))
    catalogues.compile_stale([LOCALE])


def compile_all() -> None:
    """Compile the catalogues that are stale."""
    done = catalogues.compile_stale([LOCALE])
    out.print(_("Catálogos compilados: {count}.").format(count=len(done)))


def check(*, json: bool) -> int:
    """Say which texts are missing from a catalogue, no longer used, or without English; return 1 when one is."""
    problems = list(find_problems(find_texts()))
    if json:
        answer({"ok": not problems, "problems": problems})
    for problem in problems[: None if json else 40]:
        complain(problem)
    if not problems and not json:
        out.print(_("Las traducciones están al día."))
    elif not json:
        complain(
            _("Problemas: {count}. Corra «arraigo translations extract» y traduzca al inglés.").format(
                count=len(problems)
            )
        )
    return WRONG if problems else OK


def kept() -> list[tuple[str, Path]]:
    """Return the languages that have a catalogue, and English, which must have one."""
    files = {language: LOCALE / language / "LC_MESSAGES" / "django.po" for language in PLURALS}
    return [(language, file) for language, file in files.items() if language == COMPLETE or file.exists()]


def find_problems(texts: dict[tuple[str | None, str], Text]) -> Iterator[str]:
    """Yield a sentence for each text that a catalogue lacks, keeps in vain, or does not say in English."""
    for language, file in kept():
        known = {(e.msgctxt, e.msgid): e for e in (polib.pofile(str(file)) if file.exists() else []) if not e.obsolete}
        for key, text in texts.items():
            where = f"{text.places[0][0]}:{text.places[0][1]}"
            if key not in known:
                yield _("{language}: falta «{text}» ({where}).").format(language=language, text=text.msgid, where=where)
            elif language == COMPLETE and not known[key].translated():
                yield _("{language}: sin traducir «{text}» ({where}).").format(
                    language=language, text=text.msgid, where=where
                )
        for key in known.keys() - texts.keys():
            yield _("{language}: sobra «{text}».").format(language=language, text=key[1])


def update(file: Path, language: str, texts: dict[tuple[str | None, str], Text]) -> polib.POFile:
    """Write a catalogue that holds exactly these texts and the translations that it had, and return it."""
    before = polib.pofile(str(file)) if file.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in before}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Project-Id-Version": "arraigo",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for key in sorted(texts, key=lambda key: (texts[key].places[0], key[1])):
        catalogue.append(_entry(texts[key], known.get(key)))
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(file))
    return catalogue


def _entry(text: Text, known: polib.POEntry | None) -> polib.POEntry:
    files = sorted({(name, "") for name, _line in text.places})
    entry = polib.POEntry(msgid=text.msgid, msgctxt=text.context, occurrences=files)
    if "{" in text.msgid:
        entry.flags.append("python-brace-format")
    if text.plural:
        entry.msgid_plural = text.plural
        entry.msgstr_plural = known.msgstr_plural if known and known.msgstr_plural else {0: "", 1: ""}
    elif known:
        entry.msgstr = known.msgstr
    return entry


def find_texts() -> dict[tuple[str | None, str], Text]:
    """Return every text of the program's Python and templates by context and msgid."""
    texts: dict[tuple[str | None, str], Text] = {}
    for file in sorted(SOURCE.rglob("*")):
        if file.suffix not in {".py", ".html", ".txt"} or "migrations" in file.parts:
            continue
        if file.suffix == ".txt" and "templates" not in file.parts:
            continue
        name = file.relative_to(SOURCE.parent).as_posix()
        for line, text in _texts_of(file):
            texts.setdefault(text.key, text).places.append((name, str(line)))
    return texts


def _texts_of(file: Path) -> Iterator[tuple[int, Text]]:
    source = file.read_text(encoding="utf-8")
    yield from _texts_of_python(source) if file.suffix == ".py" else _texts_of_template(templatize(source))


def _texts_of_python(source: str) -> Iterator[tuple[int, Text]]:
    # Babel is there for developers only, so it is loaded by name.
    babel: Any = importlib.import_module("babel.messages.extract")
    for line, said, _comments, context in babel.extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        singular, plural = said if isinstance(said, tuple) else (said, "")
        if singular:
            yield line, Text(msgid=singular, plural=plural, context=context)
    yield from _texts_in_formatted(source)


def _texts_in_formatted(source: str) -> Iterator[tuple[int, Text]]:
    """Yield the texts that are asked for inside an f-string, which Babel does not read before Python 3.12."""
    formatted = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    for call in (node for one in formatted for node in ast.walk(one) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        said = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in KEYWORDS and said:
            context = said.pop(0) if "pgettext" in name else None
            yield call.lineno, Text(msgid=said[0], plural=said[1] if name.startswith("n") else "", context=context)


def _texts_of_template(calls: str) -> Iterator[tuple[int, Text]]:
    """Yield the texts of a template as Django's `templatize` turned it into calls, which are no valid Python."""
    for found in CALL.finditer(calls):
        said = [ast.literal_eval(text) for text in found.groups()[1:] if text]
        context = said.pop(0) if "p" in found[1] else None
        plural = said[1] if found[1].startswith("n") else ""
        yield calls.count("\n", 0, found.start()) + 1, Text(msgid=said[0], plural=plural, context=context)

"""The files of routes on disk: each with its translations beside it, and the numbers and needs that it may name.

Numbers and needs come from the pack (`numbers.yaml` of the country and of the city, `needs.yaml` of all). Files of
those names beside a route, or one folder above it, add to them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TypeVar

from arraigo.cli.language import _
from arraigo.cli.printer import MendableError
from arraigo.engines.guidance.marked import MAX_BYTES
from arraigo.engines.guidance.problems import Problem, RouteError
from arraigo.engines.guidance.registers import Need, Number, load_needs, load_numbers

_TRANSLATION = re.compile(r"(?P<stem>.+)\.(?P<lang>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.ya?ml\Z")
_ID = re.compile(r"^id:[ \t]*['\"]?([a-z0-9-]+)", re.MULTILINE)
_PACK = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_REGISTERS = ("numbers.yaml", "needs.yaml")

Kept = TypeVar("Kept")


@dataclass(slots=True)
class RouteFile:
    """A route's file with all that is needed to check it; `problem` says why it could not be read."""

    path: Path
    text: str = ""
    translations: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Number] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    problem: Problem | None = None


def route_files(paths: Sequence[Path], pack: str) -> list[RouteFile]:
    """Return the routes among files and in folders, each once; a translation stands for its route.

    Raises MendableError where there is no such pack, or a register cannot be read.
    """
    _known_pack(pack)
    return [_route_file(path, pack) for path in dict.fromkeys(_routes(paths))]


def _routes(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            within = [one for one in sorted(path.glob("*.y*ml")) if one.name not in _REGISTERS]
            routes = [one for one in within if _route_of(one) is None]
            if not routes:
                raise MendableError(_("La carpeta «{folder}» no tiene rutas.").format(folder=path))
            yield from routes
        else:
            yield _route_of(path) or path


def _route_of(path: Path) -> Path | None:
    """Return the file of the route that a file translates, or None where it is no translation."""
    named = _TRANSLATION.match(path.name)
    if named is None:
        return None
    return next((one for end in (".yaml", ".yml") if (one := path.with_name(named["stem"] + end)).is_file()), None)


def _route_file(path: Path, pack: str) -> RouteFile:
    text = _read(path)
    if isinstance(text, Problem):
        return RouteFile(path, problem=text)
    found = RouteFile(path, text)
    named = _ID.search(text)
    for stem in dict.fromkeys((path.stem, *(named.groups() if named else ()))):
        for other in sorted(path.parent.glob(f"{stem}.*.y*ml")):
            about = _TRANSLATION.match(other.name)
            if about is None or about["stem"] != stem or about["lang"] in found.translations:
                continue
            said = _read(other)
            if isinstance(said, Problem):
                return RouteFile(path, problem=said)
            found.translations[about["lang"]] = said
    found.numbers = _register("numbers.yaml", path, [*_countries(pack)], load_numbers)
    found.needs = _register("needs.yaml", path, ["common"], load_needs)
    return found


def _read(path: Path) -> str | Problem:
    try:
        if path.stat().st_size > MAX_BYTES:
            return Problem("too_long", 1, {"limit": MAX_BYTES // 1024}, path.name)
        content = path.read_bytes()
    except OSError as error:
        raise MendableError(_("No se pudo usar «{name}»: {detail}.").format(name=path, detail=error.strerror)) from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem("not_text", content.count(b"\n", 0, error.start) + 1, {}, path.name)


def _register(name: str, path: Path, packs: Sequence[str], load: Callable[..., dict[str, Kept]]) -> dict[str, Kept]:
    """Return a register of the packs, with what stands beside the route and above it."""
    found: dict[str, Kept] = {}
    try:
        for pack in packs:
            found |= load(_of_pack(pack, name), name=f"{pack}/{name}") if _of_pack(pack, name) else {}
        for folder in (path.resolve().parent.parent, path.resolve().parent):
            if (folder / name).is_file():
                found |= load((folder / name).read_text(encoding="utf-8"), name=name)
    except RouteError as error:
        first = error.problems[0]
        raise MendableError(f"{first.file}:{first.line}: {_(first.template).format(**first.values)}") from None
    return found


def _countries(pack: str) -> Iterator[str]:
    """Yield a pack's country and the pack: a city's pack is named after it, `ec-quito`."""
    yield from dict.fromkeys((pack.partition("-")[0], pack))


@cache
def _of_pack(pack: str, name: str) -> str:
    file = resources.files("arraigo.packs").joinpath(pack, name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _known_pack(pack: str) -> None:
    if not _PACK.match(pack) or not resources.files("arraigo.packs").joinpath(pack).is_dir():
        raise MendableError(_("No hay un paquete llamado «{name}».").format(name=pack))

"""What packs hold of attention: emergency numbers, and routes with their translations; needs are the directory's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable

from arraigo.areas.directory import api as directory
from arraigo.engines.guidance.registers import Number, load_numbers

COMMON = "common"


@dataclass(frozen=True, slots=True)
class PackRoute:
    """A route of a pack: its definition as it is written, and the texts of each other language."""

    name: str
    definition: str
    translations: Mapping[str, str] = field(default_factory=dict)


def exists(pack: str) -> bool:
    """Say whether there is a pack of this name that a city may install."""
    return pack.replace("-", "").isalnum() and pack != COMMON and _folder(pack).is_dir()


def known() -> list[str]:
    """Return the names of the packs that a city may install."""
    return sorted(one.name for one in files("arraigo.packs").iterdir() if one.is_dir() and _is_pack(one))


def _is_pack(folder: Traversable) -> bool:
    return folder.name not in {COMMON, "__pycache__"} and (folder / "pack.yaml").is_file()


def _folder(pack: str) -> Traversable:
    return files("arraigo.packs") / pack


def needs() -> Mapping[str, str]:
    """Return the Spanish names of the needs by code, in the order of the taxonomy."""
    return directory.need_names()


def need_words(code: str, language: str) -> str:
    """Return the name of a need, or its code where the taxonomy has it no more."""
    return directory.need_names(language).get(code, code)


def numbers(pack: str) -> list[Number]:
    """Return the emergency numbers of a pack, in its order; none where it has none."""
    source = _folder(pack) / "numbers.yaml"
    if not source.is_file():
        return []
    return list(load_numbers(source.read_text(encoding="utf-8"), name=source.name).values())


def routes(pack: str) -> list[PackRoute]:
    """Return the routes of a pack by the name of their file: `<id>.yaml` beside `<id>.<language>.yaml`."""
    folder = _folder(pack) / "routes"
    if not folder.is_dir():
        return []
    found: dict[str, str] = {}
    spoken: dict[str, dict[str, str]] = {}
    for one in sorted(folder.iterdir(), key=lambda file: file.name):
        stem, _dot, ending = one.name.rpartition(".")
        if ending != "yaml":
            continue
        name, _dot, language = stem.partition(".")
        if language:
            spoken.setdefault(name, {})[language] = one.read_text(encoding="utf-8")
        else:
            found[name] = one.read_text(encoding="utf-8")
    return [PackRoute(name, text, spoken.get(name, {})) for name, text in found.items()]

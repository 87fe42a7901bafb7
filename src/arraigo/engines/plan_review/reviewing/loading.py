"""Read a catalogue and refuse what is wrong in it, with the file, the criterion and the reason."""

from collections.abc import Container, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.reviewing.catalogue import Catalogue, Criterion, Near, Pack, Search, SignOff
from arraigo.engines.plan_review.reviewing.findings import EXPECTED
from arraigo.engines.plan_review.reviewing.phrases import stems
from arraigo.engines.plan_review.tagging.thesaurus import Thesaurus, load_thesaurus

CONFIDENCES = ("alta", "media", "baja")
_PACKS = "arraigo.packs"
_FIELDS = frozenset((
    "id", "instrument", "article", "requires", "asks", "applies_to", "theme", "plan_part", "expected", "search",
    "source", "confidence", "verified_on", "legal_sign_off", "note", "derived_from",
))  # fmt: skip
_SIGNS = frozenset("*=|…")


class _Reader:
    """Takes fields out of mappings, and says of which pack, file and criterion a wrong one is."""

    def __init__(self, pack: str, where: str) -> None:
        self.pack, self.where = pack, where

    def at(self, where: str) -> "_Reader":
        return _Reader(self.pack, f"{self.where}, {where}")

    def wrong(self, detail: str) -> PlanError:
        return PlanError("bad_pack", name=self.pack, where=self.where, detail=detail)

    def mapping(self, value: object) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise self.wrong("se esperaban claves con valores")
        return value

    def text(self, data: Mapping[str, Any], key: str) -> str:
        value = data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"falta «{key}», o no es un texto (si es un número o una fecha, va entre comillas)")
        return value.strip()

    def texts(self, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
        values = data.get(key)
        if not isinstance(values, list) or not all(isinstance(one, str) and one.strip() for one in values):
            raise self.wrong(f"«{key}» debe ser una lista de textos")
        return tuple(values)

    def among(self, values: tuple[str, ...], known: Container[str], what: str) -> tuple[str, ...]:
        for value in values:
            if value not in known:
                raise self.wrong(f"no hay {what} «{value}»")
        return values

    def one(self, data: Mapping[str, Any], key: str, known: Container[str], what: str) -> str:
        return self.among((self.text(data, key),), known, what)[0]

    def names(self, data: Mapping[str, Any], key: str) -> Mapping[str, str]:
        named = self.mapping(data.get(key))
        for name in named:
            self.text(named, name)
        return dict(named)


def load_catalogue(
    pack: Mapping[str, Any], files: Mapping[str, Mapping[str, Any]], *, thesaurus: Thesaurus
) -> Catalogue:
    """Return a catalogue from a pack's own mapping and those of its files of criteria, by the files' names.

    Raises PlanError «bad_pack».
    """
    read = _pack(pack)
    concepts = {concept.id: concept.name for concept in thesaurus.concepts}
    reader = _Reader(read.name, "pack.yaml")
    reader.among(read.groups, concepts, "un concepto")
    criteria: dict[str, Criterion] = {}
    for file, content in files.items():
        for criterion in _criteria(_Reader(read.name, file), content, read, concepts):
            if criterion.id in criteria:
                raise _Reader(read.name, file).wrong(f"el criterio «{criterion.id}» está dos veces")
            criteria[criterion.id] = criterion
    for criterion in criteria.values():
        if criterion.derived_from and criterion.derived_from not in criteria:
            raise reader.wrong(f"«{criterion.id}» sale de «{criterion.derived_from}», que no está")
    labels = {
        concept.id: tuple(label.written for label in concept.labels if not _SIGNS & set(label.written))
        for concept in thesaurus.concepts
    }
    return Catalogue(read, tuple(criteria.values()), concepts, labels)


def load_pack(name: str, *, thesaurus: Thesaurus | None = None) -> Catalogue:
    """Return the catalogue of a pack that comes with the program. Raises PlanError «not_a_pack» and «bad_pack»."""
    folder = resources.files(_PACKS).joinpath(name)
    known = known_packs()
    if name not in known:
        raise PlanError("not_a_pack", name=name, known=", ".join(known))
    pack = _mapping_of(folder.joinpath("pack.yaml"), name)
    files = _Reader(name, "pack.yaml").texts(pack, "criteria")
    return load_catalogue(
        pack,
        {f"{file}.yaml": _mapping_of(folder.joinpath("criteria", f"{file}.yaml"), name) for file in files},
        thesaurus=thesaurus or load_thesaurus(),
    )


def known_packs() -> tuple[str, ...]:
    """Return the names of the packs that have criteria."""
    folders = (one for one in resources.files(_PACKS).iterdir() if one.joinpath("criteria").is_dir())
    return tuple(sorted(one.name for one in folders if one.joinpath("pack.yaml").is_file()))


def _mapping_of(file: Traversable, pack: str) -> Mapping[str, Any]:
    reader = _Reader(pack, file.name)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        value = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both loaders are the safe ones
    except FileNotFoundError:
        raise reader.wrong("no está el archivo") from None
    except yaml.YAMLError as error:
        raise reader.wrong(f"no es YAML: {' '.join(str(error).split())}") from None
    return reader.mapping(value)


def _pack(data: Mapping[str, Any]) -> Pack:
    reader = _Reader(str(data.get("name", "?")), "pack.yaml")
    return Pack(
        name=reader.text(data, "name"),
        title=reader.text(data, "title"),
        country=reader.text(data, "country"),
        version=reader.text(data, "version"),
        date=reader.text(data, "date"),
        legal_note=reader.text(data, "legal_note"),
        instruments=reader.names(data, "instruments"),
        themes=reader.names(data, "themes"),
        plan_parts=reader.names(data, "plan_parts"),
        groups=reader.texts(data, "groups"),
    )


def _criteria(reader: _Reader, content: Mapping[str, Any], pack: Pack, concepts: Mapping[str, str]) -> list[Criterion]:
    items = content.get("criteria")
    if not isinstance(items, list) or not items:
        raise reader.wrong("no tiene la lista «criteria»")
    found = []
    for number, item in enumerate(items, 1):
        data = reader.at(f"criterio {number}").mapping(item)
        name = reader.at(f"criterio {number}").text(data, "id")
        found.append(_criterion(reader.at(f"criterio «{name}»"), data, pack, concepts))
    return found


def _criterion(reader: _Reader, data: Mapping[str, Any], pack: Pack, concepts: Mapping[str, str]) -> Criterion:
    reader.among(tuple(data), _FIELDS, "un campo")
    instruments = reader.among(reader.texts(data, "applies_to"), pack.instruments, "un instrumento")
    expected = reader.among(reader.texts(data, "expected"), EXPECTED, "un elemento de la cadena")
    if not instruments or not expected:
        raise reader.wrong("«applies_to» y «expected» no pueden estar vacíos")
    return Criterion(
        id=reader.text(data, "id"),
        norm=reader.text(data, "instrument"),
        article=reader.text(data, "article"),
        requires=reader.text(data, "requires"),
        asks=reader.text(data, "asks"),
        instruments=instruments,
        theme=reader.one(data, "theme", pack.themes, "un tema"),
        plan_part=reader.one(data, "plan_part", pack.plan_parts, "una parte del plan"),
        expected=expected,
        search=_search(reader.at("search"), reader.mapping(data.get("search")), concepts),
        source=reader.text(data, "source"),
        confidence=reader.one(data, "confidence", CONFIDENCES, "una confianza"),
        verified_on=None if data.get("verified_on") is None else reader.text(data, "verified_on"),
        legal_sign_off=_sign_off(reader, data),
        note=str(data.get("note", "")),
        derived_from=str(data.get("derived_from", "")),
    )


def _search(reader: _Reader, data: Mapping[str, Any], concepts: Mapping[str, str]) -> Search:
    reader.among(tuple(data), ("concepts", "phrases", "with_mobility", "people"), "un campo")
    near = str(data.get("with_mobility")).lower()
    reader.among((near,), tuple(Near), "un valor de «with_mobility»")
    search = Search(
        reader.among(reader.texts(data, "concepts"), concepts, "un concepto"),
        reader.texts(data, "phrases"),
        Near(near),
        frozenset(reader.among(reader.texts(data, "people"), concepts, "un concepto") if "people" in data else ()),
    )
    if search.people and search.near is not Near.PASSAGE:
        raise reader.wrong("«people» solo sirve con «with_mobility: true»")
    for phrase in search.phrases:
        if not stems(phrase):
            raise reader.wrong(f"la frase «{phrase}» no tiene palabras que buscar")
    if not search.concepts and not search.phrases:
        raise reader.wrong("no busca nada")
    return search


def _sign_off(reader: _Reader, data: Mapping[str, Any]) -> SignOff | None:
    value = data.get("legal_sign_off")
    if value is None:
        return None
    reader = reader.at("legal_sign_off")
    signed = reader.mapping(value)
    return SignOff(reader.text(signed, "by"), reader.text(signed, "on"))

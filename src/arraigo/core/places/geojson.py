"""Areas out of a GeoJSON file (RFC 7946), with everything that is wrong with them. Pure."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.errors import ShapelyError
from shapely.geometry import shape as shape_of
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from arraigo.core.places.geometry import area_km2, in_degrees

CODES = ("codigo", "código", "code", "cod_parroquia", "dpa_parroq", "dpa_canton", "cod_dpa", "pcode", "adm3_pcode")
NAMES = ("nombre", "name", "parroquia", "barrio", "zonal", "zona", "dpa_despar", "adm3_es")
AREAS = ("superficie", "area_km2", "superficie_km2")
# Neighbours drawn by different hands share slivers; more than this part of the smaller one is a mistake.
SLIVER = 0.01
# How far a file's own figures may be from its shapes.
TOLERANCE = 0.05
# A mended shape must stay the shape that it was.
MENDED = 0.01


class BadAreaFileError(ValueError):
    """The file cannot be read at all; the message says why in Spanish."""


@dataclass(frozen=True)
class AreaDraft:
    """An area as the file tells it. `number` is its place in the file, from 1."""

    number: int
    code: str
    name: str
    shape: BaseGeometry


@dataclass(frozen=True)
class AreaProblem:
    """Something wrong with one area of the file; one that refuses keeps the whole file from being imported."""

    number: int
    name: str
    sentence: str
    refuses: bool = True


@dataclass(frozen=True)
class AreaFile:
    """What a file holds."""

    areas: tuple[AreaDraft, ...]
    problems: tuple[AreaProblem, ...]

    @property
    def may_import(self) -> bool:
        """Tell whether there is something to import and nothing that refuses."""
        return bool(self.areas) and not any(problem.refuses for problem in self.problems)


class _Repeated(dict[str, Any]):
    """An object of JSON that gave one key several times."""


def read_geojson(data: bytes, *, mend: bool = False) -> AreaFile:
    """Return the areas of a FeatureCollection and all that is wrong with them.

    mend: repair shapes that cross themselves, where that changes them by less than 1 %. Raises BadAreaFileError.
    """
    areas: list[AreaDraft] = []
    problems: list[AreaProblem] = []
    for number, feature in enumerate(_features(data), 1):
        draft, found = _read(number, feature, mend)
        problems += found
        if draft is not None:
            areas.append(draft)
    problems += [*_repeated(areas), *_overlapping(areas)]
    return AreaFile(tuple(areas), tuple(sorted(problems, key=lambda one: (not one.refuses, one.number))))


def _features(data: bytes) -> list[Mapping[str, Any]]:
    try:
        read = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object)
    except UnicodeDecodeError:
        raise BadAreaFileError(_("El archivo no está en UTF-8. Expórtelo de nuevo como GeoJSON.")) from None
    except (ValueError, RecursionError):
        raise BadAreaFileError(_("El archivo no es GeoJSON. Expórtelo desde QGIS u otro programa de mapas.")) from None
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise BadAreaFileError(_("El archivo no es una colección de áreas (FeatureCollection)."))
    if not features:
        raise BadAreaFileError(_("El archivo no tiene ninguna área."))
    return features


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return _Repeated(found) if len(found) < len(pairs) else found


def _read(number: int, feature: Mapping[str, Any], mend: bool) -> tuple[AreaDraft | None, list[AreaProblem]]:
    """Return one area, unless something keeps it from being one, and what is wrong with it."""
    given = feature.get("properties")
    properties = given if isinstance(given, dict) else {}
    told = {str(key).lower(): value for key, value in properties.items()}
    name = _first(told, NAMES)
    code = _first(told, CODES) or str(feature.get("id") or "").strip()
    problems = [AreaProblem(number, name, sentence) for sentence in _missing(name, code)]
    shape, sentences = _shape(feature.get("geometry"), mend)
    problems += [AreaProblem(number, name, sentence, refuses) for sentence, refuses in sentences]
    if any(isinstance(value, _Repeated) for value in (properties, *told.values())):
        problems.append(AreaProblem(number, name, _("Repite un campo con valores distintos; vale el último."), False))
    if shape is not None:
        problems += [AreaProblem(number, name, sentence, False) for sentence in _doubtful(told, shape)]
    refused = shape is None or not name or not code
    return (None if refused else AreaDraft(number, code[:20], name[:120], shape)), problems


def _missing(name: str, code: str) -> Iterator[str]:
    if not name:
        yield _("No tiene nombre.")
    if not code:
        yield _("No tiene código oficial. En Ecuador es el de la DPA, por ejemplo 170150.")
    if len(code) > 20:
        yield _("El código tiene más de 20 caracteres.")


def _first(told: Mapping[str, Any], keys: Sequence[str]) -> str:
    """Return the first of these properties that says something, as text; a code kept as 170150.0 is 170150."""
    values = (told.get(key) for key in keys)
    said = (f"{value:.15g}" if isinstance(value, int | float) else value for value in values)
    return next((text.strip() for text in said if isinstance(text, str) and text.strip()), "")


def _shape(geometry: object, mend: bool) -> tuple[BaseGeometry | None, list[tuple[str, bool]]]:
    """Return the shape, if it can be used, and sentences with whether they refuse it."""
    if not isinstance(geometry, dict):
        return None, [(_("No tiene geometría."), True)]
    try:
        shape = shape_of(geometry)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, ShapelyError):
        return None, [(_("La geometría no se entiende."), True)]
    if shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        return None, [(_("La geometría no es un polígono."), True)]
    if not in_degrees(shape):
        return None, [(_("Las coordenadas no son grados. Exporte el archivo en WGS 84 (EPSG:4326)."), True)]
    if shape.is_valid:
        return shape, []
    return _mended(shape, mend)


def _mended(shape: BaseGeometry, mend: bool) -> tuple[BaseGeometry | None, list[tuple[str, bool]]]:
    words = {
        "Self-intersection": _("El borde se cruza a sí mismo"),
        "Hole lies outside shell": _("Tiene un hueco fuera de su borde"),
        "Ring Self-intersection": _("Un borde se toca a sí mismo"),
    }
    reason = explain_validity(shape)
    kind, _bracket, place = reason.rstrip("]").partition("[")
    said = words.get(kind, _("La geometría no es válida"))
    near = ", ".join(f"{float(number):.5f}" for number in place.split()[:2])
    where = f"{said} ({near})." if near else f"{said}."
    if not mend:
        return None, [(where, True)]
    fixed = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    same = shape.area and abs(fixed.area - shape.area) / shape.area < MENDED
    if not same or fixed.geom_type not in ("Polygon", "MultiPolygon"):
        return None, [(f"{where} {_('No se puede reparar sin cambiar su forma.')}", True)]
    return fixed, [(f"{where} {_('Se reparó.')}", False)]


def _doubtful(told: Mapping[str, Any], shape: BaseGeometry) -> Iterator[str]:
    """Compare what the file says of an area with its shape and with itself."""
    size, said = area_km2(shape), _number(_first(told, AREAS))
    people, density = _number(_first(told, ("habitantes", "poblacion"))), _number(_first(told, ("densidad",)))
    if said and abs(size - said) / said > TOLERANCE:
        words = _("La superficie dice %(said).1f km² y su forma mide %(size).1f km².")
        yield words % {"said": said, "size": size}
    if people and density and said and abs(people / said - density) / density > TOLERANCE:
        words = _("La densidad dice %(density).0f y de su población y superficie sale %(computed).0f por km².")
        yield words % {"density": density, "computed": people / said}


def _number(text: str) -> float | None:
    try:
        return float(text) or None
    except ValueError:
        return None


def _repeated(areas: Sequence[AreaDraft]) -> Iterator[AreaProblem]:
    codes = Counter(area.code for area in areas)
    names = Counter(area.name.casefold() for area in areas)
    for area in areas:
        if codes[area.code] > 1:
            yield AreaProblem(area.number, area.name, _("El código %(code)s se repite.") % {"code": area.code})
        if names[area.name.casefold()] > 1:
            yield AreaProblem(area.number, area.name, _("El nombre se repite."), False)


def _overlapping(areas: Sequence[AreaDraft]) -> Iterator[AreaProblem]:
    """Name each pair of areas that cover the same ground, beyond slivers."""
    if len(areas) < 2:
        return
    shapes = [area.shape for area in areas]
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for one, other in zip(*pairs, strict=True):
        if one >= other:
            continue
        shared = shapes[one].intersection(shapes[other]).area / min(shapes[one].area, shapes[other].area)
        if shared > SLIVER:
            words = _("Se superpone con %(name)s en el %(part)s %% del área más pequeña.")
            said = words % {"name": areas[other].name, "part": max(1, round(shared * 100))}
            yield AreaProblem(areas[one].number, areas[one].name, said)

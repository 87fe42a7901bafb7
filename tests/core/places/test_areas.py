from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from arraigo.core import tenancy
from arraigo.core.audit.models import Entry
from arraigo.core.places.api import BadAreaFileError, import_areas, read_geojson
from arraigo.core.places.geometry import area_km2, from_wkb, to_wkb
from arraigo.core.places.maps import draw
from arraigo.core.places.models import Area

QUITO = Path(__file__).resolve().parents[4] / "shared" / "data" / "territory" / "quito"


def sentences(file):
    return [problem.sentence for problem in file.problems]


def test_squares_that_touch_are_areas_without_problems(collection):
    square = collection.square
    read = read_geojson(collection(square("1", "Centro"), square("2", "Malecón", west=0.1)))

    assert read.may_import
    assert read.problems == ()
    assert [(area.code, area.name) for area in read.areas] == [("1", "Centro"), ("2", "Malecón")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no es GeoJSON"),
        (b"%PDF-1.7", "no es GeoJSON"),
        ("«".encode("latin-1"), "no está en UTF-8"),
        (b"[" * 100_000, "no es GeoJSON"),
        (b"[]", "no es una colección"),
        (b'{"features": 3}', "no es una colección"),
        (b'{"features": [3]}', "no es una colección"),
        (b'{"features": []}', "no tiene ninguna área"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(data, sentence):
    with pytest.raises(BadAreaFileError, match=sentence):
        read_geojson(data)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"geometry": None}, "No tiene geometría."),
        ({"geometry": {"type": "Point", "coordinates": [0, 0]}}, "La geometría no es un polígono."),
        ({"geometry": {"type": "Polygon"}}, "La geometría no se entiende."),
        ({"geometry": {"type": "Polygon", "coordinates": [[[0, 0], ["x", 1]]]}}, "La geometría no se entiende."),
        ({"properties": {"codigo": "1"}}, "No tiene nombre."),
        (
            {"properties": {"nombre": "Centro"}},
            "No tiene código oficial. En Ecuador es el de la DPA, por ejemplo 170150.",
        ),
    ],
)
def test_what_is_missing_in_an_area_refuses_it(collection, change, sentence):
    read = read_geojson(collection(collection.square("1", "Centro") | change))

    assert sentence in sentences(read)
    assert not read.may_import


def test_metres_are_not_degrees(collection):
    read = read_geojson(collection(collection.square("1", "Centro", west=780_000, south=9_970_000, side=1000)))

    assert sentences(read) == ["Las coordenadas no son grados. Exporte el archivo en WGS 84 (EPSG:4326)."]


def test_a_code_twice_refuses_and_a_name_twice_warns(collection):
    square = collection.square
    read = read_geojson(collection(square("1", "Centro"), square("1", "CENTRO", west=0.2)))

    assert [(problem.number, problem.refuses) for problem in read.problems] == [
        (1, True),
        (2, True),
        (1, False),
        (2, False),
    ]
    assert "El código 1 se repite." in sentences(read)


def test_areas_that_cover_the_same_ground_refuse_and_slivers_do_not(collection):
    square = collection.square
    overlapping = read_geojson(collection(square("1", "Centro"), square("2", "Malecón", west=0.05)))
    sliver = read_geojson(collection(square("1", "Centro"), square("2", "Malecón", west=0.0999)))

    assert sentences(overlapping) == ["Se superpone con Malecón en el 50 % del área más pequeña."]
    assert sliver.problems == ()


def test_a_border_that_crosses_itself_is_told_with_its_place_and_mended_only_if_asked(collection):
    bow = collection.square("1", "Centro")
    bow["geometry"]["coordinates"] = [[[0, 0], [0.1, 0], [0.1, 0.1], [0.0501, 0.1], [0.05, 0.1001], [0.0502, 0.1001], [0.05, 0.1], [0, 0.1], [0, 0]]]  # fmt: skip  # noqa: E501
    refused, mended = read_geojson(collection(bow)), read_geojson(collection(bow), mend=True)

    assert sentences(refused)[0].startswith("El borde se cruza a sí mismo (0.05")
    assert not refused.may_import
    assert sentences(mended)[0].endswith("Se reparó.")
    assert mended.may_import
    assert mended.areas[0].shape.is_valid


def test_mending_never_changes_what_an_area_is(collection):
    bow = collection.square("1", "Centro")
    bow["geometry"]["coordinates"] = [[[0, 0], [0.1, 0.1], [0.1, 0], [0, 0.1], [0, 0]]]

    read = read_geojson(collection(bow), mend=True)

    assert "No se puede reparar sin cambiar su forma." in sentences(read)[0]
    assert not read.may_import


def test_figures_that_disagree_with_the_shape_are_a_warning(collection):
    read = read_geojson(collection(collection.square("1", "Centro", superficie=200, habitantes=1000, densidad=50)))

    assert sentences(read) == [
        "La superficie dice 200.0 km² y su forma mide 123.1 km².",
        "La densidad dice 50 y de su población y superficie sale 5 por km².",
    ]
    assert read.may_import


@pytest.mark.skipif(not QUITO.is_dir(), reason="the folder of shared data is not beside the repository")
def test_the_errors_left_in_quitos_files_are_caught():
    parishes = read_geojson((QUITO / "parroquias_quito.geojson").read_bytes())
    zones = (QUITO / "zonales_quito.geojson").read_bytes()

    told = {problem.name: problem.sentence for problem in parishes.problems}
    assert len(parishes.areas) == 34
    assert {name for name, sentence in told.items() if "superficie dice" in sentence} == {
        "Conocoto",
        "Cumbayá",
        "Gualea",
    }
    assert "La densidad dice 248" in told["Yaruquí"]
    assert "Repite un campo" in told["Quito"]
    assert "Tiene un hueco fuera de su borde" in sentences(read_geojson(zones))[0]
    assert read_geojson(zones, mend=True).may_import


@given(st.binary(max_size=200))
def test_any_bytes_are_a_file_or_a_sentence(data):
    try:
        read_geojson(data)
    except BadAreaFileError as refusal:
        said = str(refusal)
    assert said


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "coordinates", "a"]), inner),
    max_leaves=12,
)


@settings(max_examples=150)
@given(JSON, JSON)
def test_any_feature_is_an_area_or_a_problem(properties, geometry):
    import json

    feature = {"properties": properties, "geometry": geometry}
    read = read_geojson(json.dumps({"features": [feature]}).encode())

    assert read.problems


def test_a_square_degree_at_the_equator_has_the_area_of_the_ellipsoid():
    assert area_km2(shapely.box(-0.5, -0.5, 0.5, 0.5)) == pytest.approx(12308.8, rel=1e-3)


def test_a_shape_survives_being_stored_without_its_height():
    shape = shapely.Polygon([(0, 0, 5), (1, 0, 5), (1, 1, 5)])

    assert from_wkb(memoryview(to_wkb(shape))).equals(shapely.force_2d(shape))
    assert from_wkb(None) is None


def test_a_name_is_written_where_it_fits_and_a_number_where_not():
    drawn = draw(
        [
            ("a", "Un nombre bastante largo", 1, shapely.box(0, 0, 1, 1)),
            ("b", "Chico", 2, shapely.box(1, 0, 1.02, 0.02)),
        ]
    )

    assert [word for _y, word in drawn.areas[0].lines] == ["Un nombre", "bastante", "largo"]
    assert drawn.areas[1].lines == ()
    assert drawn.areas[1].mark == 2
    assert drawn.areas[0].path.startswith("M")


def test_nothing_to_draw_is_no_map():
    assert draw([]) is None


@pytest.mark.django_db
def test_areas_are_added_then_updated_by_code_and_put_inside_the_wider_one(city, user, at, collection):
    square = collection.square
    zone = read_geojson(collection(square("Z1", "Zona Norte", side=1.0)))
    first = read_geojson(collection(square("1", "Centro"), square("2", "Malecón", west=5.0)))
    second = read_geojson(collection(square("1", "Centro Histórico"), square("2", "Malecón", west=5.0)))

    import_areas(zone.areas, city=city, level="zone", by=user, at=at)
    made = import_areas(first.areas, city=city, level="parish", by=user, at=at)
    changed = import_areas(second.areas, city=city, level="parish", by=user, at=at)
    same = import_areas(second.areas, city=city, level="parish", by=user, at=at)

    assert (made.created, changed.changed, changed.same, same.same) == (2, 1, 1, 2)
    with tenancy.scope(city):
        centre = Area.objects.get(code="1")
        assert (centre.name, centre.parent.name) == ("Centro Histórico", "Zona Norte")
        assert Area.objects.get(code="2").parent is None
    assert Entry.objects.filter(action="places.import_areas").count() == 3

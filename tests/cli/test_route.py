"""`arraigo route`: each file is well or told by line; a walk says the step, or which answers there are."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.engines.guidance.writing import ROUTE

from arraigo.cli.commands.route import check, walk
from arraigo.cli.printer import MendableError
from arraigo.engines.guidance.loading import load
from arraigo.engines.guidance.model import State
from arraigo.engines.guidance.texts import texts
from arraigo.engines.guidance.translating import translated, write_translation

NUMBERS = "- {id: ec-911, number: '911', name: {es: ECU 911}}\n"
NEEDS = "needs: [{id: asylum, name: {es: Asilo}}, {id: legal-aid, name: {es: Ayuda legal}}]\n"


@pytest.fixture
def folder(tmp_path):
    """A pack's folder with its registers, and the route in `routes`."""
    (tmp_path / "numbers.yaml").write_text(NUMBERS)
    (tmp_path / "needs.yaml").write_text(NEEDS)
    routes = tmp_path / "routes"
    routes.mkdir()
    today = datetime.now(UTC).date()
    (routes / "asilo.yaml").write_text(ROUTE.replace("2026-11-01", str(today - timedelta(days=30))))
    return routes


def english(text=ROUTE):
    route = load(text, name="a.yaml", numbers=["ec-911"], needs=["asylum", "legal-aid"], today="2026-11-28")
    said = {key: f"EN {one}" for key, one in texts(route).items()}
    return write_translation(translated(route, "en", said, state=State.CURRENT))


def spoil(folder, old, new, name="asilo.yaml"):
    file = folder / name
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def checked(capsys, *files, code):
    assert check(files=list(files), pack="ec", json=False) == code
    return capsys.readouterr().out.splitlines()


def test_a_good_file_is_well(folder, capsys):
    assert checked(capsys, folder / "asilo.yaml", code=0) == [f"{folder / 'asilo.yaml'}: bien"]


def test_a_bad_file_is_told_by_file_line_and_reason_and_the_others_are_checked(folder, capsys):
    (folder / "otra.yaml").write_text((folder / "asilo.yaml").read_text())
    spoil(folder, "numbers: [ec-911]", "numbers: []")
    told = checked(capsys, folder / "asilo.yaml", folder / "otra.yaml", code=1)
    assert told == [
        f"{folder / 'asilo.yaml'}:22: El paso de emergencia «llame» no tiene un número al que llamar.",
        f"{folder / 'otra.yaml'}: bien",
    ]


def test_json_has_every_problem_with_its_code(folder, capsys):
    spoil(folder, "to: entrada}", "to: entrad}")
    assert check(files=[folder / "asilo.yaml"], pack="ec", json=True) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    (file,) = found["files"]
    assert (file["file"], file["ok"], file["warnings"]) == (str(folder / "asilo.yaml"), False, [])
    assert [(one["line"], one["code"]) for one in file["problems"]] == [(21, "unknown_step_near")]
    assert "¿Quiso decir «entrada»?" in file["problems"][0]["reason"]


def test_translations_beside_a_route_are_checked_with_it(folder, capsys):
    spoil(folder, "mandate:", "protection: true\nmandate:")
    assert "falta el archivo «asilo.en.yaml»" in checked(capsys, folder / "asilo.yaml", code=1)[0]
    (folder / "asilo.en.yaml").write_text(english())
    (folder / "asilo.ht.yaml").write_text("lang: ht\ntexts: {}\n")
    told = checked(capsys, folder / "asilo.yaml", code=0)
    assert told[0].startswith(f"{folder / 'asilo.ht.yaml'}:1: aviso: ")
    assert told[-1].endswith("asilo.yaml: bien")


def test_a_translation_stands_for_its_route_and_a_folder_for_all_of_its(folder, capsys):
    (folder / "asilo.en.yaml").write_text(english())
    whole = [f"{folder / 'asilo.yaml'}: bien"]
    assert checked(capsys, folder / "asilo.en.yaml", folder / "asilo.yaml", code=0) == whole
    assert checked(capsys, folder, code=0) == whole


def test_translations_are_found_by_the_routes_id_too(folder, capsys):
    (folder / "asilo.yaml").rename(folder / "prueba-1.yaml")
    (folder / "asilo.en.yaml").write_text(english().replace("EN Llame", "Call"))
    assert walk(file=folder / "prueba-1.yaml", answers="si", lang="en", pack="ec", json=False) == 0
    assert "Call ahora" in capsys.readouterr().out


def test_bytes_that_are_no_utf8_are_told_by_their_line(folder, capsys):
    content = (folder / "asilo.yaml").read_bytes()
    (folder / "asilo.yaml").write_bytes(content.replace("¿Está".encode(), "¿Está".encode("cp1252")))
    assert checked(capsys, folder / "asilo.yaml", code=1)[0].startswith(f"{folder / 'asilo.yaml'}:17: ")


def test_a_file_that_is_too_long_is_not_read(folder, capsys):
    (folder / "asilo.yaml").write_text("# x\n" * 100_000)
    assert "más de 256 kB" in checked(capsys, folder / "asilo.yaml", code=1)[0]


@pytest.mark.parametrize(
    ("name", "pack", "said"),
    [
        ("no.yaml", "ec", "No se pudo usar"),
        ("asilo.yaml", "zz", "No hay un paquete llamado «zz»"),
        ("asilo.yaml", "../../etc", "No hay un paquete llamado"),
    ],
)
def test_what_is_not_there_is_told(folder, name, pack, said):
    with pytest.raises(MendableError, match=said):
        check(files=[folder / name], pack=pack, json=False)


def test_a_folder_without_routes_is_told(folder):
    (folder / "vacia").mkdir()
    with pytest.raises(MendableError, match="no tiene rutas"):
        check(files=[folder / "vacia"], pack="ec", json=False)


def test_a_register_that_is_wrong_is_told_with_its_line(folder):
    (folder.parent / "numbers.yaml").write_text("- {id: a}\n")
    with pytest.raises(MendableError, match=r"numbers\.yaml:1: Falta «number»"):
        check(files=[folder / "asilo.yaml"], pack="ec", json=False)


def walked(capsys, folder, answers, lang="es"):
    assert walk(file=folder / "asilo.yaml", answers=answers, lang=lang, pack="ec", json=True) == 0
    return json.loads(capsys.readouterr().out)


def test_a_walk_says_the_step_the_page_and_the_answers(folder, capsys):
    start = walked(capsys, folder, "")
    assert (start["route"], start["step"], start["page"], start["kind"]) == ("asilo", "peligro", "peligro", "question")
    assert start["title"] == "¿Está en peligro ahora?"
    assert start["answers"] == [{"id": "si", "text": "Sí"}, {"id": "no", "text": "No"}]
    assert start["end"] is False
    asked = walked(capsys, folder, "no, mas90")
    assert (asked["step"], asked["page"], [one["id"] for one in asked["answers"]]) == (
        *("documentos", "documentos-2", ["si", "no", "perdido"]),
    )
    end = walked(capsys, folder, "no,mas90,si")
    assert (end["step"], end["page"], end["kind"], end["end"], end["answers"]) == ("fin", "fin-2", "outcome", True, [])
    assert end["deadline"] == {"days": 90, "from": "desde que entró", "text": "Si ya pasaron, vaya igual."}
    assert end["services"] == {"needs": ["asylum", "legal-aid"], "for_me": {}}
    assert end["verify"] == ["Los horarios de la oficina", "Ley de Movilidad, artículo 100"]
    emergency = walked(capsys, folder, "si")
    assert (emergency["numbers"], emergency["to"]) == (
        *([{"id": "ec-911", "number": "911", "name": "ECU 911"}], "entrada"),
    )


def test_a_walk_speaks_the_languages_that_the_route_has(folder, capsys):
    (folder / "asilo.en.yaml").write_text(english())
    assert walked(capsys, folder, "si", lang="en")["title"] == "EN Llame ahora"
    with pytest.raises(MendableError, match=r"no está en «ht». Está en: es, en\."):
        walk(file=folder / "asilo.yaml", answers="", lang="ht", pack="ec", json=False)


def test_an_answer_that_is_not_expected_is_told_with_those_that_are(folder, capsys):
    assert walk(file=folder / "asilo.yaml", answers="no,ayer", lang="es", pack="ec", json=True) == 1
    said = capsys.readouterr()
    assert "«ayer» no es una respuesta de «entrada». Respuestas: menos90, mas90, nose." in said.err
    assert said.out == ""


def test_a_route_that_is_wrong_is_not_walked(folder, capsys):
    spoil(folder, "numbers: [ec-911]", "numbers: []")
    assert walk(file=folder / "asilo.yaml", answers="si", lang="es", pack="ec", json=True) == 1
    said = capsys.readouterr()
    assert "asilo.yaml:22:" in said.err
    assert said.out == ""


def test_the_command_itself_leaves_with_its_code(folder, terminal):
    assert terminal.run("route", "check", str(folder)).returncode == 0
    done = terminal.run("route", "walk", str(folder / "asilo.yaml"), "--answers", "no", "--json")
    assert json.loads(done.stdout)["step"] == "entrada"
    assert terminal.run("route", "walk", str(folder / "asilo.yaml"), "--answers", "x").returncode == 1
    assert not terminal.home.exists()

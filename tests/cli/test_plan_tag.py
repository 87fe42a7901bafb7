"""`arraigo plan tag`: one answer for each line, in order; a bad line is told by its number and nothing is written."""

import json

import pytest

from arraigo.cli.commands.plan_tag import tag
from arraigo.cli.printer import MendableError


def lines(*passages):
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in passages)


def test_each_passage_gets_its_answer_in_order(tmp_path):
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text(lines({"id": "b", "texto": "Población desplazada", "doc": "x"}, {"id": 1, "texto": "Vías"}) + "\n")
    assert tag(file=file, out=out) == 0
    answers = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(one["id"], one["relevant"], one["concepts"]) for one in answers] == [
        ("b", True, ["desplazado"]),
        (1, False, []),
    ]
    assert set(answers[0]) == {"id", "relevant", "concepts", "part", "commits", "why"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("{mal", "Línea 2 del archivo de pasajes: no es JSON."),
        ("[1]", "Línea 2 del archivo de pasajes: no es un objeto con «id» y «texto»."),
        ('{"id": 1}', "Línea 2 del archivo de pasajes: falta «texto», o no es un texto."),
        ('{"id": 1, "texto": 5}', "falta «texto», o no es un texto."),
        ('{"texto": "a"}', "falta «id»."),
    ],
)
def test_a_bad_line_is_told_and_what_was_there_stays(tmp_path, capsys, second, said):
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    out.write_text("antes")
    file.write_text(lines({"id": 1, "texto": "a"}) + second + "\n")
    assert tag(file=file, out=out) == 1
    assert said in capsys.readouterr().err.replace("\n", " ")
    assert out.read_text() == "antes"
    assert len(list(tmp_path.iterdir())) == 2


def test_bytes_that_are_no_utf8_are_told(tmp_path, capsys):
    file = tmp_path / "in.jsonl"
    file.write_bytes('{"id": 1, "texto": "migración"}\n'.encode("cp1252"))
    assert tag(file=file, out=tmp_path / "out.jsonl") == 1
    assert "Línea 1 del archivo de pasajes: no está en UTF-8." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["no.jsonl", "."])
def test_a_file_that_is_not_there_is_told(tmp_path, capsys, name):
    assert tag(file=tmp_path / name, out=tmp_path / "out.jsonl") == 1
    assert "No se pudo usar" in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


def test_a_file_may_be_answered_in_its_own_place(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text("\ufeff" + lines({"id": 1, "texto": "Migrantes"}), encoding="utf-8")
    assert tag(file=file, out=file) == 0
    assert json.loads(file.read_text())["concepts"] == ["migrante"]


def test_a_folder_is_no_place_for_answers(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text(lines({"id": 1, "texto": "Migrantes"}))
    with pytest.raises(MendableError, match="es una carpeta"):
        tag(file=file, out=tmp_path)
    assert list(tmp_path.iterdir()) == [file]


def test_half_a_sign_is_written_back_as_it_was_named(tmp_path):
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text(r'{"id": "á\ud800", "texto": "Migrantes \udfff"}' + "\n")
    assert tag(file=file, out=out) == 0
    assert json.loads(out.read_text())["id"] == "á\ud800"

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import arraigo

TEXT = "TÍTULO I\nDEL OBJETO\nArt. 1.- Objeto.- La ordenanza regula el suelo.\n"


@pytest.fixture
def structure(tmp_path):
    """Run `arraigo plan structure` on a file with the given bytes."""

    def run(content, *options, name="plan.txt"):
        file = tmp_path / name
        file.write_bytes(content)
        source = str(Path(arraigo.__path__[0]).parent)
        env = {**os.environ, "LC_ALL": "es_EC.UTF-8", "PATH": str(tmp_path), "PYTHONPATH": source}
        return subprocess.run(
            [sys.executable, "-m", "arraigo", "plan", "structure", str(file), *options],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=env,
            check=False,
        )

    return run


def test_sections_are_written_whole_to_a_file(structure, tmp_path):
    done = structure(TEXT.encode(), "--out", "toc.json")

    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((tmp_path / "toc.json").read_text()) == [
        {
            "kind": "titulo",
            "number": "I",
            "title": "DEL OBJETO",
            "path": ["Título I"],
            "page": 1,
            "start": 0,
            "end": len(TEXT),
        },
        {
            "kind": "articulo",
            "number": "1",
            "title": "Objeto",
            "path": ["Título I", "Artículo 1"],
            "page": 1,
            "start": TEXT.index("Art."),
            "end": len(TEXT),
        },
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.txt", "toc.json"]


def test_without_a_file_sections_go_to_standard_output_and_problems_to_error(structure):
    done = structure(TEXT.encode("cp1252"))

    assert [section["number"] for section in json.loads(done.stdout)] == ["I", "1"]
    assert done.stderr.strip() == "El texto no dice su codificación; se leyó como cp1252."


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (b"", (), "El archivo está vacío. Revise que se haya subido completo."),
        (b"%PDF-1.7", (), "El archivo está dañado"),
        (TEXT.encode(), ("--out", "no/hay/toc.json"), "No se pudo escribir"),
        (TEXT.encode(), ("--out", "."), "«.» es una carpeta. Diga el nombre del archivo."),
        (TEXT.encode(), ("--ocr",), "Tesseract no está instalado"),
    ],
    ids=["empty", "corrupt", "no folder", "a folder", "no tesseract"],
)
def test_what_goes_wrong_is_a_sentence_and_exit_code_one(structure, content, options, sentence):
    done = structure(content, *options)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(sentence)


def test_the_command_starts_within_a_second_of_processor_time(structure):
    before = os.times()
    structure(TEXT.encode())
    after = os.times()

    assert (after.children_user + after.children_system) - (before.children_user + before.children_system) < 1.0

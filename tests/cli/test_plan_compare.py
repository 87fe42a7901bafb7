"""`arraigo plan compare` as a person runs it."""

import json

import pytest

from arraigo.cli.main import main

OLD = [
    "Artículo 1. El municipio atenderá a las personas migrantes en todos sus servicios de salud.",
    "",
    "Indicador",
    "Artículo 2. La vivienda social reservará cupos para quienes más los necesitan en cada parroquia.",
    "Artículo 3. El empleo digno se promoverá con ferias anuales en los barrios del sur.",
]
NEW = [
    OLD[0].replace("atenderá", "podrá atender"),
    "",
    OLD[4],
    "Indicador",
    OLD[3].upper(),
    "Artículo 4. Habrá una mesa cantonal que se reunirá cada trimestre con informes públicos.",
]


@pytest.fixture
def compared(tmp_path, capsys):
    """Compare two texts and return the exit code, the report and what was said on standard error."""

    def run(old, new, *options, encoding="utf-8"):
        paths = tmp_path / "anterior.txt", tmp_path / "nueva.txt"
        for path, text in zip(paths, (old, new), strict=True):
            path.write_bytes(text.encode(encoding))
        out = tmp_path / "diff.json"
        code = main(["plan", "compare", *map(str, paths), "--out", str(out), *options])
        return code, json.loads(out.read_text(encoding="utf-8")), capsys.readouterr().err

    return run


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_is_a_passage_and_its_number_the_index(compared, encoding, end):
    code, report, said = compared(end.join(OLD) + end, end.join(NEW), "--paragraphs", encoding=encoding)

    assert code == 0, said
    assert {(pair["old"], pair["new"]): pair["kind"] for pair in report["pairs"]} == {
        (0, 0): "edited",
        (2, 3): "unchanged",
        (3, 4): "unchanged",
        (4, 2): "moved",
    }
    assert report["added"] == [5]
    assert report["removed"] == []
    assert report["problems"] == []
    assert "words" not in report


def test_words_that_changed_are_added_when_asked_for(compared):
    _, report, _ = compared("\n".join(OLD), "\n".join(NEW), "--paragraphs", "--words")

    [diff] = report["words"]
    assert (diff["old"], diff["new"]) == (0, 0)
    assert ["delete", "atenderá "] in diff["changes"]
    assert ["insert", "podrá atender "] in diff["changes"]


def test_without_paragraphs_the_file_is_read_as_a_plan(compared):
    code, report, _ = compared("\n\n".join(OLD), "\n\n".join(OLD))

    assert code == 0
    assert report["pairs"]
    assert {pair["kind"] for pair in report["pairs"]} == {"unchanged"}


def test_different_plans_are_said_on_standard_error_and_the_file_is_still_written(compared):
    other = "\n".join(f"El cabildo {n} sesionará con {n * 7} vocales por sorteo." for n in range(20))
    longer = "\n".join(f"La feria {n} abrirá sus {n * 3} puestos de artesanía rural." for n in range(20))

    code, report, said = compared(longer, other, "--paragraphs")

    assert code == 1
    assert "planes distintos" in said
    assert report["problems"][0]["code"] == "different_plans"


def test_a_file_that_is_not_there_is_said_and_nothing_is_written(tmp_path, capsys):
    out = tmp_path / "diff.json"
    there = tmp_path / "a.txt"
    there.write_text("Uno")

    code = main(["plan", "compare", str(there), str(tmp_path / "no.txt"), "--out", str(out), "--paragraphs"])

    assert code == 1
    assert "no.txt" in capsys.readouterr().err
    assert not out.exists()


def test_the_report_goes_to_standard_output_without_a_file(tmp_path, capsys):
    there = tmp_path / "a.txt"
    there.write_text("Uno\nDos")

    assert main(["plan", "compare", str(there), str(there), "--paragraphs"]) == 0
    assert len(json.loads(capsys.readouterr().out)["pairs"]) == 2


def test_it_explains_itself_and_starts_without_a_database(terminal, tmp_path):
    there = tmp_path / "a.txt"
    there.write_text("Uno\nDos")

    helped = terminal.run("plan", "compare", "--help")
    done = terminal.run("plan", "compare", str(there), str(there), "--paragraphs")

    assert "ANTERIOR" in helped.stdout
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["pairs"]) == 2
    assert not terminal.home.exists()

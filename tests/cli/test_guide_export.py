"""The guide written by the command itself, and talked through a pipe."""

import json


def test_a_city_without_services_has_a_guide_already(city_terminal, folder):
    site = folder / "sitio"

    done = city_terminal.run("guide", "export", str(site), "--language", "es", "--url", "https://x.example/", "--json")

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["services"] == 0
    assert told["pages"]["es"] > 20
    assert (site / "guia" / "index.html").is_file()
    assert (site / "404.html").is_file()

    (folder / "otra").mkdir()
    (folder / "otra" / "nota.txt").write_text("mía")
    refused = city_terminal.run("guide", "export", str(folder / "otra"))
    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    assert (folder / "otra" / "nota.txt").read_text() == "mía"


def test_it_talks_until_nothing_more_comes(city_terminal):
    done = city_terminal.run("chat", "--language", "es")

    assert done.returncode == 0, done.stderr
    assert "¿Qué necesita?" in done.stdout

import psycopg

from arraigo.config import embedded
from arraigo.config.home import Home


def numbers_of(home):
    """Which keys sealed the names of people."""
    address = embedded.start(Home(home))
    try:
        with psycopg.connect(address) as connection:
            rows = connection.execute(
                "SELECT DISTINCT get_byte(full_name, 1) * 256 + get_byte(full_name, 2) FROM people_person"
            )
            return {row[0] for row in rows}
    finally:
        embedded.stop(Home(home))


COURSE = """
code = "C-1"
title = "Movilidad humana"
institution = "Secretaría de Inclusión"
timezone = "America/Guayaquil"
enrolments = ["inscritos.csv"]
"""
LIST = (
    "Nombres,Apellidos,Correo electrónico,Sexo\nAna,Paz Vera,ana@ejemplo.org,F\nLuis,Toapanta Ruiz,luis@ejemplo.org,M\n"
)


def test_a_rotation_seals_everything_with_a_new_key(city_terminal, folder):
    (folder / "curso").mkdir()
    (folder / "curso" / "curso.toml").write_text(COURSE)
    (folder / "curso" / "inscritos.csv").write_text(LIST)
    loaded = city_terminal.json("import", "training", str(folder / "curso"))
    assert loaded["enrolled"] == 2, loaded

    done = city_terminal.json("keys", "rotate")

    assert done["key"] == 2
    assert numbers_of(city_terminal.home) == {2}
    assert (city_terminal.home / "llaves" / "2.key").stat().st_mode & 0o077 == 0
    assert city_terminal.json("import", "training", str(folder / "curso")) == loaded


def test_the_figures_of_the_terminal_are_those_of_the_import(city_terminal, folder):
    (folder / "curso").mkdir()
    (folder / "curso" / "curso.toml").write_text(COURSE)
    (folder / "curso" / "inscritos.csv").write_text(LIST)
    loaded = city_terminal.json("import", "training", str(folder / "curso"))

    figures = city_terminal.json("figures", "training", "--course", "C-1")

    assert {name: loaded[name] for name in figures} == figures


def test_a_refused_folder_leaves_with_one_and_says_why(city_terminal, folder):
    (folder / "curso").mkdir()
    (folder / "curso" / "curso.toml").write_text(COURSE)

    done = city_terminal.run("import", "training", str(folder / "curso"), "--json")

    assert done.returncode == 1
    assert "inscritos.csv" in done.stderr
    assert '"problems"' in done.stdout
    assert "Traceback" not in done.stderr

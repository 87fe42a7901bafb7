import stat

import pytest


def test_an_empty_home_gets_what_a_command_needs(terminal):
    done = terminal.run("migrate")

    assert done.returncode == 0, done.stderr
    assert {path.name for path in terminal.home.iterdir()} >= {"llaves", "archivos", "anclas", "correo", "postgres"}
    assert "Preparando llaves y tablas" in done.stderr
    assert terminal.processes() == []


def test_nobody_else_may_read_the_keys(city_terminal):
    keys = city_terminal.home / "llaves"

    assert {path.name for path in keys.iterdir()} == {"1.key", "indice.key", "sesiones.secreto"}
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {0o600}


def test_a_second_command_prepares_nothing(city_terminal):
    done = city_terminal.run("migrate")

    assert done.returncode == 0
    assert "Preparando" not in done.stderr


def test_two_commands_at_once_on_an_empty_home_make_one_installation(terminal):
    both = [terminal.start("migrate", "--json") for _number in range(2)]

    said = [process.communicate(timeout=300) for process in both]

    assert [process.returncode for process in both] == [0, 0], said
    assert said[0][0] == said[1][0]
    assert terminal.processes() == []


def test_keys_are_never_made_anew_for_data_that_others_sealed(city_terminal):
    (city_terminal.home / "llaves" / "indice.key").unlink()

    done = city_terminal.run("city", "create", "loja")

    assert done.returncode == 1
    assert "faltan sus llaves" in done.stderr
    assert not (city_terminal.home / "llaves" / "indice.key").exists()


def test_a_home_that_cannot_be_written_is_said(terminal):
    terminal.home.write_text("un archivo, no una carpeta")

    done = terminal.run("migrate")

    assert done.returncode == 1
    assert "Elija otra carpeta con ARRAIGO_HOME." in done.stderr
    terminal.home.unlink()


@pytest.mark.parametrize("address", ["postgresql://nadie@127.0.0.1:1/nada", "postgresql:///nada?host=/no/existe"])
def test_a_database_that_does_not_answer_is_said(terminal, address):
    done = terminal.run("migrate", DATABASE_URL=address)

    assert done.returncode == 1
    assert "La base de datos no responde" in done.stderr


def test_results_go_to_standard_output_and_all_else_to_standard_error(city_terminal):
    done = city_terminal.run("city", "create", "loja", "--json")

    assert done.stdout.startswith("{")
    assert "Iniciando" in done.stderr


def test_a_refusal_is_a_sentence_and_not_a_traceback(city_terminal):
    done = city_terminal.run("city", "create", "quito")

    assert done.returncode == 1
    assert "quito" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_user_is_made_with_a_role_in_the_only_city(city_terminal):
    made = city_terminal.json("user", "create", "ana@ejemplo.org", "--name", "Ana Paz", "--role", "trainer")

    assert made["city"] == "quito"
    assert made["role"] == "trainer"
    assert len(made["password"]) >= 12


def test_an_unknown_role_makes_nobody(city_terminal):
    refused = city_terminal.run("user", "create", "ana@ejemplo.org", "--role", "reina")
    made = city_terminal.json("user", "create", "ana@ejemplo.org", "--role", "trainer")

    assert refused.returncode == 1
    assert "No existe el papel «reina»." in refused.stderr
    assert made["email"] == "ana@ejemplo.org"


def test_a_given_password_is_not_repeated(city_terminal):
    done = city_terminal.run("user", "create", "ana@ejemplo.org", ARRAIGO_PASSWORD="una frase muy larga")

    assert done.returncode == 0
    assert "una frase muy larga" not in done.stdout + done.stderr

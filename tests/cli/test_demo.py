import signal

import pytest
from tests.cli.test_serve import free_port, wait_for

from arraigo.config.demo_data.staff import PASSWORD, STAFF


def opened(terminal, command):
    """Open the demo until it greets, stop it as Ctrl-C does, and return what it said."""
    process = terminal.serve(free_port(), *command)
    said = terminal.home.parent / "serve.log"
    try:
        assert wait_for(lambda: "Ctrl-C" in said.read_text() or process.poll() is not None, 300)
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=60)
    assert code == 0, said.read_text()
    return said.read_text()


@pytest.mark.slow
def test_the_demo_opens_says_who_may_enter_and_the_second_time_builds_nothing(terminal):
    first = opened(terminal, ["demo"])
    second = opened(terminal, ["demo"])

    for said in (first, second):
        assert PASSWORD in said
        assert all(email in said for _role, _name, email in STAFF)
    assert "Santa Marina: inventando personas…" in first
    assert "Santa Marina: inventando personas…" not in second
    assert "Reuniendo los archivos estáticos…" not in second
    assert terminal.processes() == []


def test_the_demo_does_not_open_on_a_citys_server(terminal):
    done = terminal.run("demo", ARRAIGO_ENV="prod")

    assert done.returncode == 1
    assert "públicas" in done.stderr
    assert not terminal.home.exists()

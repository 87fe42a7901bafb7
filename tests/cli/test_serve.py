import os
import signal
import socket
import time
import urllib.request

import pytest
from tests.cli.terminal import copied, folder_that_postgres_may_enter, terminal_in


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def wait_for(condition, seconds=60.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def served_home(prepared_home):
    """An installation that has been served once, and so has its static files."""
    with folder_that_postgres_may_enter() as folder, terminal_in(copied(prepared_home, folder / "casa")) as terminal:
        port = free_port()
        process = terminal.serve(port)
        assert wait_for(lambda: answers(port), 120), (folder / "serve.log").read_text()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
        yield terminal.home


@pytest.fixture
def city_terminal(served_home, folder):
    """A terminal on an installation that has been served before."""
    with terminal_in(copied(served_home, folder / "casa")) as made:
        yield made


@pytest.fixture
def server(city_terminal):
    """A server that answers, and its port."""
    port = free_port()
    process = city_terminal.serve(port)
    assert wait_for(lambda: answers(port)), (city_terminal.home.parent / "serve.log").read_text()
    yield process, port
    process.kill()
    process.wait()


def named(terminal, word: str) -> list:
    return [process for process in terminal.processes() if word in " ".join(process.cmdline())]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_everything_that_was_started(server, city_terminal, how):
    process, port = server
    assert named(city_terminal, "granian")
    assert named(city_terminal, "queue_worker")
    assert named(city_terminal, "postgres")

    process.send_signal(how)

    assert process.wait(timeout=60) == 0
    assert city_terminal.processes() == []
    assert not answers(port)


def test_a_command_shares_the_database_of_a_server_and_leaves_it_running(server, city_terminal):
    _process, port = server

    done = city_terminal.run("city", "create", "loja")

    assert done.returncode == 0, done.stderr
    assert named(city_terminal, "postgres")
    assert answers(port)


def test_a_worker_that_dies_is_started_again(server, city_terminal):
    first = named(city_terminal, "queue_worker")[0]

    first.kill()

    assert wait_for(lambda: [p for p in named(city_terminal, "queue_worker") if p.pid != first.pid])


def test_what_kill_9_left_behind_is_cleaned_up_by_the_next_server(server, city_terminal):
    process, _port = server
    orphans = {process.pid for process in named(city_terminal, "granian") + named(city_terminal, "queue_worker")}
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    port = free_port()
    second = city_terminal.serve(port)
    try:
        assert wait_for(lambda: answers(port))
        assert not orphans & {process.pid for process in city_terminal.processes()}
    finally:
        second.send_signal(signal.SIGTERM)
        second.wait(timeout=60)
    assert city_terminal.processes() == []


def test_a_port_that_is_taken_is_said_and_nothing_is_started(city_terminal):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        done = city_terminal.run("serve", PORT=str(taken.getsockname()[1]))

    assert done.returncode == 1
    assert "Elija otro puerto" in done.stderr
    assert city_terminal.processes() == []

"""Installations for the tests of the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.terminal import Terminal, copied, folder_that_postgres_may_enter, terminal_in


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder."""
    with folder_that_postgres_may_enter() as made:
        yield made


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    """A terminal on a data directory that does not exist yet."""
    with terminal_in(folder / "otra casa") as made:
        yield made


@pytest.fixture(scope="session")
def prepared_home() -> Iterator[Path]:
    """An installation with one city, stopped; tests copy it."""
    with folder_that_postgres_may_enter() as made, terminal_in(made / "casa") as terminal:
        done = terminal.run("city", "create", "quito", "--name", "Quito")
        assert done.returncode == 0, done.stderr
        yield terminal.home


@pytest.fixture
def city_terminal(prepared_home: Path, folder: Path) -> Iterator[Terminal]:
    """A terminal on an installation that has one city."""
    with terminal_in(copied(prepared_home, folder / "casa")) as made:
        yield made

"""The stage of every test: a real PostgreSQL. `DATABASE_URL` names one; otherwise an embedded one is started."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connections

from arraigo.cli.language import LOCALE
from arraigo.config import embedded
from arraigo.config.home import Home, home
from arraigo.core.crypto import keyring
from arraigo.core.languages import catalogues

_started: list[Home] = []
_temporary: list[Path] = []


def _start_database() -> None:
    """Start the embedded server and let the settings, which pytest-django has already read, see its address.

    Workers of pytest-xdist inherit the environment, find `DATABASE_URL` and start nothing.
    """
    if "ARRAIGO_HOME" not in os.environ:
        _temporary.append(Path(tempfile.mkdtemp(prefix="arraigo-pruebas-")))
        os.environ["ARRAIGO_HOME"] = str(_temporary[0])
    os.environ["DATABASE_URL"] = embedded.start(home(), durable=False)
    _started.append(home())
    for name in [name for name in sys.modules if name.startswith("arraigo.config.settings")]:
        del sys.modules[name]
    settings._setup()
    for alias in connections:
        del connections[alias]
    connections.__dict__.pop("settings", None)
    connections._settings = None


# A busy machine makes an example slow, not wrong; how fast the engines are is measured in benchmarks/.
hypothesis.settings.register_profile("arraigo", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("arraigo")

catalogues.compile_stale([LOCALE])
if "DATABASE_URL" not in os.environ:
    _start_database()


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    """Give the tests' installation its keys; those that exist stay."""
    keyring.create(Path(settings.HOME.keys))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this run started and leave nothing behind."""
    while _started:
        embedded.stop(_started.pop())
    while _temporary:
        shutil.rmtree(_temporary.pop())

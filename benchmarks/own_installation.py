"""Measuring in a process and an installation of its own, so that nothing of this machine's counts."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from typing import Any


def measured(module: str, **environment: str) -> dict[str, Any]:
    """Run `python -m module measure` in a new installation and return what it printed last, read as JSON."""
    with tempfile.TemporaryDirectory(prefix="arraigo-medida-") as folder:
        env = {**os.environ, "ARRAIGO_HOME": folder, **environment}
        env.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", module, "measure"]
        done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def prepare_and_print(measure: Callable[[], Mapping[str, object]]) -> None:
    """Prepare the installation of this process and print what was measured in it."""
    import django

    from arraigo.cli.bootstrap import installation

    with installation(lambda text: print(text, file=sys.stderr)):
        django.setup()
        print(json.dumps(measure()))

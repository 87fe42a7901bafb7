"""The command line as a person runs it: a process of its own, on a data directory of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Terminal:
    """Runs commands on one installation."""

    home: Path

    def environment(self, **changes: str) -> dict[str, str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ARRAIGO_", "LC_", "PYTEST_")) and name not in {"DATABASE_URL", "LANG", "LANGUAGE"}
        }
        return {**inherited, "ARRAIGO_HOME": str(self.home), "PYTHONPATH": str(ROOT / "src"), **changes}

    def start(self, *arguments: str, **changes: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "arraigo", *arguments],
            env=self.environment(**changes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def serve(self, port: int, *command: str) -> subprocess.Popen[bytes]:
        """Start a server (or the demo) whose words go to a file: its children would hold a pipe open."""
        with (self.home.parent / "serve.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "arraigo", *(command or ("serve",)), "--workers", "1"],
                env=self.environment(PORT=str(port)),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def run(self, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*arguments, **changes)
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def json(self, *arguments: str, **changes: str) -> dict:
        done = self.run(*arguments, "--json", **changes)
        assert done.stdout, done.stderr
        return json.loads(done.stdout)

    def processes(self) -> list[psutil.Process]:
        """Whatever runs for this installation: servers, workers and the database."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            if str(self.home) in " ".join(process.cmdline()):
                return True
            return process.environ().get("ARRAIGO_HOME") == str(self.home)
        except psutil.Error:
            return False


@contextmanager
def folder_that_postgres_may_enter() -> Iterator[Path]:
    """A folder of our own: pytest closes its own to other users, and root's PostgreSQL runs as one of them."""
    folder = Path(tempfile.mkdtemp(prefix="arraigo-cli-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def terminal_in(home: Path) -> Iterator[Terminal]:
    """A terminal whose processes are gone at the end."""
    made = Terminal(home)
    try:
        yield made
    finally:
        for process in made.processes():
            process.kill()


def copied(source: Path, target: Path) -> Path:
    """A copy of a stopped installation, with its owners and modes."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
    return target

"""Runs the programs of a server as children: starts them, restarts what dies, stops them all."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import psutil

from arraigo.cli.language import _
from arraigo.cli.printer import complain
from arraigo.config.home import Home

PATIENCE = 15.0  # seconds that a child has to finish what it does
TRIES, WITHIN = 5, 60.0  # a child that dies so often in so many seconds will not get better by itself


@dataclass
class Child:
    """A program that runs as long as the server does."""

    name: str
    arguments: tuple[str, ...]
    process: "subprocess.Popen[bytes] | None" = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=TRIES))

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches it only through the supervisor."""
        self.process = subprocess.Popen([sys.executable, "-m", *self.arguments], start_new_session=True)

    def is_hopeless(self, now: float) -> bool:
        """Note a death and return whether it died too often; `now` in monotonic seconds."""
        self.deaths.append(now)
        return len(self.deaths) == TRIES and now - self.deaths[0] < WITHIN


def run(place: Home, children: list[Child], *, when_started: Callable[[threading.Event], None]) -> bool:
    """Run the children until SIGINT or SIGTERM and return True, or False when one of them cannot live.

    `when_started` is called once in a thread of its own with the event that says that all is over.
    """
    over = threading.Event()
    stop_leftovers(place)
    with _signals(over), _noted(place) as note:
        try:
            for child in children:
                child.start()
            note(children)
            threading.Thread(target=when_started, args=[over], daemon=True).start()
            return _watch(children, over, note)
        finally:
            over.set()
            stop(children)


def _watch(children: list[Child], over: threading.Event, note: Callable[[list[Child]], None]) -> bool:
    while not over.wait(0.3):
        for child in children:
            if child.process is None or child.process.poll() is None:
                continue
            _end_group(child.process.pid, signal.SIGKILL)
            if child.is_hopeless(time.monotonic()):
                complain(_("{name} se detiene una y otra vez. Corra «arraigo doctor».").format(name=child.name))
                return False
            child.start()
            note(children)
    return True


def stop(children: list[Child]) -> None:
    """Ask every child to finish, wait, and end what remains of them."""
    alive = [child.process for child in children if child.process is not None]
    for process in alive:
        _end_group(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    for process in alive:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        _end_group(process.pid, signal.SIGKILL)
        process.wait()


def notes(place: Home) -> Iterator[tuple[Path, dict[str, float], dict[str, list[float]]]]:
    """Yield the note of each server of this installation: its file, the supervisor, and its children by name."""
    for file in sorted((place.root / "procesos").glob("*.json")):
        with suppress(ValueError, FileNotFoundError):
            found = json.loads(file.read_text())
            yield file, found["supervisor"], found["children"]


def is_alive(pid: float, started: float) -> bool:
    """Return whether this very process still runs, and not another that was given its number."""
    try:
        return abs(psutil.Process(int(pid)).create_time() - started) < 1
    except psutil.NoSuchProcess:
        return False


def stop_leftovers(place: Home) -> None:
    """End the children of a supervisor that was killed before it could end them."""
    for file, supervisor, children in notes(place):
        if is_alive(supervisor["pid"], supervisor["started"]):
            continue
        for pid, started in children.values():
            if is_alive(pid, started):
                _end_group(int(pid), signal.SIGKILL)
        file.unlink(missing_ok=True)


def _end_group(pid: int, how: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, how)


@contextmanager
def _signals(over: threading.Event) -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        over.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _noted(place: Home) -> Iterator[Callable[[list[Child]], None]]:
    """Keep a note of who runs, for `doctor` and for whoever must clean up after `kill -9`."""
    file = place.root / "procesos" / f"{os.getpid()}.json"
    file.parent.mkdir(exist_ok=True, mode=0o700)
    supervisor = {"pid": os.getpid(), "started": psutil.Process().create_time()}

    def note(children: list[Child]) -> None:
        running = {}
        for child in children:
            with suppress(psutil.NoSuchProcess):
                if child.process is not None:
                    running[child.name] = [child.process.pid, psutil.Process(child.process.pid).create_time()]
        file.write_text(json.dumps({"supervisor": supervisor, "children": running}))

    try:
        yield note
    finally:
        file.unlink(missing_ok=True)

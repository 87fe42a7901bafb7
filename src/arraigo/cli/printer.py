"""What the terminal says: answers on standard output, everything else on standard error."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

OK = 0
WRONG = 1
USAGE = 2
STOPPED = 130

Say = Callable[[str], None]
Count = Callable[[str, int, int], None]

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


class MendableError(Exception):
    """Something that a person can mend; the message is the sentence that says so. Exit code 1."""


def answer(value: dict[str, Any] | list[Any]) -> None:
    """Print a value as JSON on standard output, for a machine."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")
    sys.stdout.flush()


def complain(sentence: str) -> None:
    """Print a sentence about what is wrong on standard error."""
    err.print(sentence, style="red", markup=False)


@contextmanager
def steps() -> Iterator[Say]:
    """Show on standard error the step that runs now, and those that are done with their seconds."""
    if not err.is_terminal:
        yield lambda sentence: err.print(sentence, markup=False)
        return
    with err.status("") as status:
        running: list[tuple[str, float]] = []

        def say(sentence: str) -> None:
            while running:
                done, since = running.pop()
                err.print(f"[green]✓[/] {escape(done)} [dim]{time.monotonic() - since:.1f} s[/]")
            if sentence:
                running.append((sentence, time.monotonic()))
            status.update(escape(sentence))

        yield say
        say("")


@contextmanager
def counter() -> Iterator[Count]:
    """Show how far a long piece of work has come: a bar in a terminal, a line for each new step elsewhere."""
    if not err.is_terminal:
        seen: set[str] = set()

        def line(step: str, done: int, total: int) -> None:
            if step not in seen:
                seen.add(step)
                err.print(step, markup=False)

        yield line
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        tasks: dict[str, Any] = {}

        def bar(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(step, total=total or None)
            progress.update(tasks[step], completed=done, total=total or None)

        yield bar

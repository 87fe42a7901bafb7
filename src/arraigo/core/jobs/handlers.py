"""What a handler says of itself: whether it may run twice, what its failures mean to people."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.module_loading import import_string

Handler = Callable[..., dict[str, Any] | None]
Given = TypeVar("Given", bound=Handler)


class JobError(Exception):
    """A failure that a person can mend; the message is a sentence for them."""


class Cancelled(Exception):  # noqa: N818 - a wish of a person, not a fault
    """Somebody asked to stop the job."""


@dataclass(frozen=True)
class Manner:
    """How a handler is run.

    `idempotent`: after a sudden stop it runs again by itself. `atomic`: everything that it wrote is kept or nothing.
    `explains`: exceptions whose message is a sentence for people.
    """

    idempotent: bool = False
    atomic: bool = True
    explains: tuple[type[Exception], ...] = ()


def handler(
    *, idempotent: bool = False, atomic: bool = True, explains: tuple[type[Exception], ...] = ()
) -> Callable[[Given], Given]:
    """Say how a handler is run. Without this it runs once, in one transaction."""

    def mark(function: Given) -> Given:
        function.manner = Manner(idempotent, atomic, explains)  # type: ignore[attr-defined]
        return function

    return mark


def load(path: str) -> tuple[Handler, Manner]:
    """Return a handler by its dotted path, and its manner; raises ImportError."""
    function: Handler = import_string(path)
    return function, getattr(function, "manner", Manner())

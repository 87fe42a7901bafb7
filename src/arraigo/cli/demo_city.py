"""Builds the demo city in a process that has Django, for `arraigo demo`."""

from django.utils import timezone

from arraigo.cli.language import _
from arraigo.cli.printer import Say
from arraigo.config import demo


def build(*, say: Say, sign_ins: list[demo.SignIn]) -> None:
    """Build what is missing of the demo city, telling each step, and note who may sign in."""
    told: set[str] = set()

    def progress(step: str, done: int, total: int) -> None:
        if step not in told:
            told.add(step)
            say(_("Santa Marina: {step}…").format(step=step[:1].lower() + step[1:]))

    sign_ins += demo.build(progress, at=timezone.now())

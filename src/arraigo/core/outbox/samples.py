"""Every mail that the program may send, with values to look at it by: the areas hand theirs in by MAIL_SAMPLES."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from arraigo.core.outbox.rendering import render


@dataclass(frozen=True)
class Sample:
    """A template of the outbox: when it is sent, in plain words, and invented values for all that it names."""

    template: str
    title: Promise | str
    when: Promise | str
    context: Mapping[str, Any] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()


def samples() -> dict[str, Sample]:
    """Return every sample by the name of its template, in the order in which the areas list them."""
    found = (sample for path in settings.MAIL_SAMPLES for sample in import_string(path))
    return {sample.template: sample for sample in found}


def preview(sample: Sample, language: str) -> tuple[str, str]:
    """Return the subject and body that a sample gives in a language."""
    return render(sample.template, language=language, context=sample.context)

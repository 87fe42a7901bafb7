"""From a template and its values to the words of a message, in a person's language."""

from collections.abc import Mapping
from typing import Any

from django.template import Context
from django.template.loader import select_template
from django.utils import translation

SOURCE = "es"


def render(template: str, *, language: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Return subject and body as plain text; what is not written in the language comes in Spanish.

    The files are `outbox/<template>.<language>.subject` and `.txt` in the templates of any package. Raises
    TemplateDoesNotExist.
    """
    with translation.override(language):
        subject = _fill(template, "subject", language, context)
        body = _fill(template, "txt", language, context)
    return " ".join(subject.split()), body.strip() + "\n"


def _fill(template: str, ending: str, language: str, context: Mapping[str, Any]) -> str:
    names = [f"outbox/{template}.{code}.{ending}" for code in (language, SOURCE)]
    found: Any = select_template(names)
    # Plain text: «Ñuñoa & Cía.» is written so, not as HTML.
    filled: str = found.template.render(Context(dict(context), autoescape=False))
    return filled

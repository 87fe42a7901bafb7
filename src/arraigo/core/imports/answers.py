"""Checks of what a person answered about a file, against what was asked."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from arraigo.core.imports.errors import BadAnswer
from arraigo.core.imports.kinds import Preview

RESERVED = ("columns", "said")


def checked_answers(seen: Preview, options: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the answers by question, and the words of question and answer for showing them later.

    What nobody asks is left out. Raises BadAnswer for a value that was not offered.
    """
    values: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for question in seen.questions:
        if question.key in RESERVED or question.key not in options:
            continue
        words = dict(question.choices).get(str(options[question.key]))
        if words is None:
            raise BadAnswer(_("Elija una de las respuestas de «%(label)s».") % {"label": question.label})
        values[question.key] = str(options[question.key])
        said[question.key] = [str(question.label), str(words)]
    return values, said


def checked_columns(seen: Preview, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the field of every column; raises BadAnswer for an unknown field or one that two columns claim."""
    labels = dict(seen.fields)
    mapping = {column.key: str(chosen.get(column.key, column.field)) for column in seen.columns}
    headers = {column.key: column.header for column in seen.columns}
    for key, field in mapping.items():
        if field and field not in labels:
            raise BadAnswer(_("Elija de la lista qué es la columna «%(header)s».") % {"header": headers[key]})
    twice = [field for field, times in Counter(mapping.values()).items() if field and times > 1]
    for field in twice:
        names = " · ".join(headers[key] for key, value in mapping.items() if value == field)
        sentence = _("Dos columnas no pueden ser «%(field)s»: %(names)s. Deje solo una.")
        raise BadAnswer(sentence % {"field": labels[field], "names": names})
    return mapping

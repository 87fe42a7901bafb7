"""Forms of the imports: files, the questions that a file leaves open, what each column is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.core.imports import api as imports
from arraigo.core.imports.errors import MEGABYTE
from arraigo.core.imports.kinds import Column, Preview, Question
from arraigo.core.imports.sheet import DOCUMENT_WORDS, discreet
from arraigo.core.ui.formats import masked
from arraigo.core.ui.forms import FileDrop, FilesField

MOST_FILES = 20


class UploadForm(forms.Form):
    """One or several files, none over the limit; sizes are looked at before anything is read."""

    # Empty files are refused with their names by our own check.
    archivos = FilesField(
        label=gettext_lazy("Archivos"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Elija al menos un archivo.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = _("XLSX, XLS, ODS o CSV, hasta %(limit)s MB cada uno. Puede soltar varios a la vez.")
        words = note % {"limit": settings.IMPORT_MAX_BYTES // MEGABYTE}
        widget = FileDrop({"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}, note=words, several=True)
        self.fields["archivos"].widget = widget
        widget.is_required = True

    def clean_archivos(self) -> list["UploadedFile[bytes]"]:
        """Refuse too many files, and each that is too large or empty, by what the upload says of itself."""
        given: list[UploadedFile[bytes]] = self.cleaned_data["archivos"]
        errors = []
        if len(given) > MOST_FILES:
            errors.append(_("Son demasiados archivos. Cargue hasta %(most)s a la vez.") % {"most": MOST_FILES})
        for file in given:
            try:
                imports.check_size(file.size or 0, file.name or "")
            except imports.ImportRefused as refused:
                errors.append(str(refused))
        if errors:
            raise forms.ValidationError(errors)
        return given


class QuestionsForm(forms.Form):
    """What the file does not say, each with its reason and what the program would suppose."""

    def __init__(self, questions: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            choices = [(value, _suggested(question, value, words)) for value, words in question.choices]
            self.fields[question.key] = forms.ChoiceField(
                label=question.label,
                help_text=discreet(question.help),
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Elija una respuesta."), "invalid_choice": _("Elija una respuesta.")},
            )


class ColumnsForm(forms.Form):
    """What each column of the file is in the program."""

    def __init__(self, seen: Preview, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen = seen
        choices = [("", _("No importar")), *((field, capfirst(label)) for field, label in seen.fields)]
        for column in seen.columns:
            label = _("Qué es la columna «%(header)s»") % {"header": column.header}
            self.fields[column.key] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=column.field,
                widget=forms.Select({"aria-label": label}),
                error_messages={"invalid_choice": _("Elija de la lista.")},
            )

    def drawn(self) -> list["DrawnColumn"]:
        """Return each column with its select and its samples, in which no document shows."""
        return [DrawnColumn(column, self[column.key], _samples(column)) for column in self.seen.columns]


@dataclass(frozen=True)
class DrawnColumn:
    """A column of the file as the page draws it."""

    column: Column
    field: BoundField
    samples: str


def _samples(column: Column) -> str:
    texts = [sample.strip() for sample in column.samples if sample.strip()]
    private = column.field.startswith("document") or DOCUMENT_WORDS.search(column.header)
    return ", ".join(masked(text) if private else discreet(text) for text in texts)


def _suggested(question: Question, value: str, words: str) -> str:
    return _("%(words)s (lo más probable)") % {"words": words} if value == question.suggested else words

"""The form in which people answer, made of a test's or survey's questions."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.training.actions.answering import LONGEST, Given
from arraigo.areas.training.enums import QuestionKind
from arraigo.areas.training.queries.assessments import Asked

CHANGED = gettext_lazy("Esta pregunta cambió mientras respondía. Elija otra vez.")
ONE = {"required": gettext_lazy("Elija una respuesta."), "invalid_choice": CHANGED}
SEVERAL = {"required": gettext_lazy("Marque al menos una respuesta."), "invalid_choice": CHANGED}
NUMBER = {"required": gettext_lazy("Elija un número del 1 al 5."), "invalid_choice": CHANGED}
WORDS = {
    "required": gettext_lazy("Escriba su respuesta."),
    "max_length": gettext_lazy("Escriba hasta 2000 letras."),
    "null_characters_not_allowed": gettext_lazy("Escriba su respuesta otra vez, sin signos ocultos."),
}


class AnswerForm(forms.Form):
    """One field for each question; `given` is what the action takes. `nonce` makes sending twice count once."""

    use_required_attribute = False
    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Iterable[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {str(one.question.pk): one for one in asked}
        for number, (key, one) in enumerate(self.asked.items(), 1):
            field = _field(one)
            field.label, field.help_text = _("Pregunta %(number)s") % {"number": number}, one.question.help
            field.asked = one  # type: ignore[attr-defined]
            self.fields[key] = field

    @property
    def given(self) -> dict[UUID, Given]:
        """The answers by question."""
        return {one.question.pk: _given(one.question.kind, self.cleaned_data[key]) for key, one in self.asked.items()}


def _field(one: Asked) -> forms.Field:
    required = one.question.is_required
    if one.question.kind == QuestionKind.TEXT:
        box = forms.Textarea({"rows": 4, "maxlength": str(LONGEST)})
        return forms.CharField(required=required, max_length=LONGEST, widget=box, error_messages=WORDS)
    if one.question.kind == QuestionKind.SCALE:
        scale = [(str(value), str(value)) for value in range(1, 6)]
        return forms.ChoiceField(required=required, choices=scale, widget=forms.RadioSelect, error_messages=NUMBER)
    choices = [(str(choice.pk), choice.text) for choice in one.choices]
    if one.question.kind == QuestionKind.MULTIPLE:
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(required=required, choices=choices, widget=boxes, error_messages=SEVERAL)
    return forms.ChoiceField(required=required, choices=choices, widget=forms.RadioSelect, error_messages=ONE)


def _given(kind: str, value: Any) -> Given:  # noqa: ANN401  (whatever the field cleans to)
    if kind == QuestionKind.TEXT:
        return Given(words=value)
    if kind == QuestionKind.SCALE:
        return Given(number=int(value) if value else None)
    if kind == QuestionKind.MULTIPLE:
        return Given(choices=tuple(dict.fromkeys(value)))
    return Given(choices=(value,) if value else ())

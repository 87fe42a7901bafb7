"""The form in which a trainer writes one question, with as many answers as it offers."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.training.actions.questions import ChoiceDraft, QuestionDraft
from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.areas.training.models import Assessment, Question
from arraigo.areas.training.queries.assessments import Asked
from arraigo.areas.training.queries.scoring import is_scored
from arraigo.core.tenancy.models import new_id

LINES = 8
TRUE, FALSE = "1", "2"
POINTS = gettext_lazy("Escriba un número entero entre 1 y 100.")


class QuestionForm(forms.Form):
    """A question of one kind. Its answers are lines: those left empty do not count."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Pregunta"),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Escriba la pregunta.")},
    )
    help = forms.CharField(
        label=gettext_lazy("Aclaración"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Se muestra debajo de la pregunta, más pequeña."),
    )
    truth = forms.ChoiceField(
        label=gettext_lazy("La afirmación es"),
        choices=((TRUE, gettext_lazy("Verdadera")), (FALSE, gettext_lazy("Falsa"))),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Diga si la afirmación es verdadera o falsa.")},
    )
    points = forms.IntegerField(
        label=gettext_lazy("Puntos"),
        min_value=1,
        max_value=100,
        error_messages={"required": POINTS, "invalid": POINTS, "min_value": POINTS, "max_value": POINTS},
    )
    is_required = forms.BooleanField(label=gettext_lazy("Hay que responderla"), required=False)
    pair = forms.TypedChoiceField(
        label=gettext_lazy("Se compara con"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=gettext_lazy("La pregunta de la prueba inicial que pide lo mismo. Así se mide cuánto se aprendió."),
    )

    def __init__(
        self, *args: Any, assessment: Assessment, kind: str, asked: Asked | None = None, **kwargs: Any
    ) -> None:
        self.assessment, self.kind, self.asked = assessment, kind, asked
        self.is_survey = assessment.kind == AssessmentKind.SURVEY
        kwargs.setdefault("initial", _known(asked) if asked else _suggested(kind))
        super().__init__(*args, **kwargs)
        scored = is_scored(kind) and not self.is_survey
        for name, keeps in (
            ("truth", kind == QuestionKind.TRUE_FALSE),
            ("points", scored),
            ("pair", scored and assessment.kind == AssessmentKind.POST),
        ):
            if not keeps:
                del self.fields[name]
        if "pair" in self.fields:
            self.fields["pair"].choices = [("", _("Ninguna")), *_pairs(assessment, asked)]  # type: ignore[attr-defined]
        if kind == QuestionKind.MULTIPLE and scored:
            self.fields["points"].help_text = _(
                "Se reparten entre las correctas: cada correcta marcada suma, cada equivocada resta, y se redondea "
                "hacia abajo. Ponga tantos puntos como respuestas correctas."
            )
        if self.has_lines:
            self._add_lines()

    @property
    def has_lines(self) -> bool:
        """Whether answers are written, one a line."""
        return self.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}

    @property
    def marks(self) -> str:
        """How the right answer is marked: "radio", "checkbox", or not at all in a survey."""
        if self.is_survey or not self.has_lines:
            return ""
        return "radio" if self.kind == QuestionKind.SINGLE else "checkbox"

    def _add_lines(self) -> None:
        choices = self.asked.choices if self.asked else ()
        for number in range(1, LINES + 1):
            there = choices[number - 1] if number <= len(choices) else None
            self.fields[f"choice{number}"] = forms.CharField(
                label=_("Respuesta %(number)s") % {"number": number},
                max_length=300,
                required=False,
                initial=there.text if there else "",
            )

    @property
    def lines(self) -> Iterator[tuple[int, Any, bool]]:
        """The number, the field and the mark of each line."""
        if self.is_bound:
            marked = set(self.data.getlist("correct"))  # type: ignore[attr-defined]
        else:
            choices = self.asked.choices if self.asked else ()
            marked = {str(number) for number, choice in enumerate(choices, 1) if choice.is_correct}
        for number in range(1, LINES + 1):
            yield number, self[f"choice{number}"], str(number) in marked

    @property
    def plain_fields(self) -> list[Any]:
        """The fields that come before the answers."""
        return [self[name] for name in ("text", "help", "truth") if name in self.fields]

    @property
    def last_fields(self) -> list[Any]:
        """The fields that come after the answers."""
        return [self[name] for name in ("points", "pair", "is_required") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Ask for two answers, different from one another, and for a mark on one that is written."""
        data: dict[str, Any] = super().clean() or {}
        if not self.has_lines:
            return data
        written = [(data.get(f"choice{n}") or "", on) for n, _field, on in self.lines]
        texts = [text for text, _on in written if text]
        if len(texts) < 2:
            self.add_error("choice1" if not texts else "choice2", _("Escriba al menos dos respuestas."))
        for number, (text, on) in enumerate(written, 1):
            if on and not text:
                self.add_error(
                    f"choice{number}", _("Está marcada como correcta, pero vacía. Escríbala o quite la marca.")
                )
            if text and text in [before for before, _on in written[: number - 1]]:
                self.add_error(f"choice{number}", _("Ya está escrita arriba. Cámbiela o déjela vacía."))
        if self.marks and not any(on for _text, on in written):
            self.add_error("choice1", _("Marque cuál es la respuesta correcta."))
        return data

    @property
    def draft(self) -> QuestionDraft:
        """What the action takes."""
        data = self.cleaned_data
        return QuestionDraft(
            kind=self.kind,
            text=data["text"],
            help=data["help"],
            points=data.get("points") or 1,
            is_required=data["is_required"],
            pair=data.get("pair") if "pair" in self.fields else self._own_pair(),
            choices=self._choices(),
        )

    def _own_pair(self) -> UUID | None:
        """Return the name under which a final test finds this question again: its own id, in an initial test."""
        if self.asked is not None and self.asked.question.pair is not None:
            return self.asked.question.pair
        is_initial = self.assessment.kind == AssessmentKind.PRE
        return self.chosen_id if is_initial and is_scored(self.kind) else None

    @property
    def chosen_id(self) -> UUID:
        """The id of what is written."""
        return self.asked.question.pk if self.asked else self.cleaned_data["id"]

    def _choices(self) -> tuple[ChoiceDraft, ...]:
        if self.kind == QuestionKind.TRUE_FALSE:
            is_true = self.cleaned_data["truth"] == TRUE
            return ChoiceDraft(_("Verdadero"), is_true), ChoiceDraft(_("Falso"), not is_true)
        if not self.has_lines:
            return ()
        data = self.cleaned_data
        return tuple(
            ChoiceDraft(data[f"choice{number}"], on and bool(self.marks))
            for number, _field, on in self.lines
            if data[f"choice{number}"]
        )


def _suggested(kind: str) -> dict[str, Any]:
    return {"id": new_id(), "points": 1, "is_required": kind != QuestionKind.TEXT}


def _known(asked: Asked) -> dict[str, Any]:
    question = asked.question
    right = next((TRUE if n == 1 else FALSE for n, choice in enumerate(asked.choices, 1) if choice.is_correct), "")
    kept = ("text", "help", "points", "is_required")
    pair = str(question.pair) if question.pair else ""
    return {"id": question.pk, "truth": right, "pair": pair, **{name: getattr(question, name) for name in kept}}


def _pairs(assessment: Assessment, asked: Asked | None) -> list[tuple[str, str]]:
    """Return the questions of the course's initial tests, by their pair; one without yet can get one by copying."""
    rows = Question.objects.filter(
        assessment__course=assessment.course_id, assessment__kind=AssessmentKind.PRE, pair__isnull=False
    )
    found = [(str(row.pair), row.text[:80]) for row in rows]
    mine = str(asked.question.pair) if asked and asked.question.pair else ""
    return found if not mine or mine in dict(found) else [*found, (mine, _("Otra"))]

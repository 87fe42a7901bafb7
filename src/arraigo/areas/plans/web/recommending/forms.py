"""The forms of recommendations, of what is noted about them, and of letters."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import Priority, Verdict
from arraigo.areas.plans.models import Letter, Recommendation
from arraigo.areas.plans.queries.recommending import authority_choices
from arraigo.areas.plans.web.recommending.common import raised, team_choices
from arraigo.core.tenancy.models import new_id
from arraigo.core.ui.forms import DateField, FieldGroup, FileDrop, SearchSelect

NOBODY = _("Nadie todavía")
LONG = 8_000


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class FollowForm(forms.Form):
    """How the team follows a recommendation up; this may change at any time."""

    priority = forms.ChoiceField(label=_("Prioridad"), choices=raised(Priority.choices), initial=Priority.MEDIUM)
    due_on = DateField(
        label=_("Se pide responder hasta"), required=False, help_text=_("Por ejemplo 15/12/2026. Puede quedar vacía.")
    )
    responsible = forms.TypedChoiceField(
        label=_("Quién la sigue en el equipo"),
        required=False,
        coerce=_id,
        empty_value=None,
        help_text=_("Recibe un correo cuando la autoridad responde."),
    )
    is_public = forms.BooleanField(
        label=_("Se muestra en el tablero público"),
        required=False,
        initial=True,
        help_text=_("Solo después de enviada, y si el seguimiento del plan es público."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = team_choices(kept=self.initial.get("responsible", ""))
        self.fields["responsible"].choices = [("", NOBODY), *choices]  # type: ignore[attr-defined]

    @property
    def following(self) -> dict[str, Any]:
        """The values as the actions take them."""
        data = self.cleaned_data
        return {
            "priority": data["priority"],
            "due_on": data["due_on"],
            "responsible_id": data["responsible"],
            "is_public": data["is_public"],
        }


class RecommendationForm(FollowForm):
    """A recommendation: what the plan should say, where, on what ground, to whom and by when."""

    recommendation_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    title = forms.CharField(
        label=_("Qué se recomienda"),
        max_length=200,
        help_text=_("En una frase, por ejemplo «Poner una meta y un presupuesto al arriendo social»."),
        error_messages={"required": _("Escriba qué se recomienda.")},
    )
    where = forms.CharField(
        label=_("Dónde está en el plan"),
        max_length=400,
        required=False,
        help_text=_("Artículo o apartado y página. Si el plan no dice nada, diga dónde debería ir."),
    )
    quote = forms.CharField(
        label=_("Qué dice hoy el plan"),
        max_length=LONG,
        required=False,
        widget=_area(),
        help_text=_("El pasaje, tal como está. Vacío si el plan no lo dice."),
    )
    proposed = forms.CharField(
        label=_("Redacción propuesta"),
        max_length=LONG,
        widget=_area(6),
        help_text=_("El texto que se propone, listo para copiarlo en el plan."),
        error_messages={"required": _("Escriba la redacción que se propone.")},
    )
    norm = forms.CharField(
        label=_("Norma en que se apoya"),
        max_length=2_000,
        required=False,
        widget=_area(2),
        help_text=_("Como se imprimirá: instrumento y artículo."),
    )
    grounds = forms.CharField(
        label=_("Por qué"),
        max_length=LONG,
        required=False,
        widget=_area(),
        help_text=_("Qué falta y qué cambia para las personas si se acoge."),
    )
    authority = forms.TypedChoiceField(
        label=_("A quién se dirige"),
        coerce=_id,
        widget=SearchSelect,
        error_messages={"required": _("Elija la autoridad que debe responder.")},
    )

    groups = (
        FieldGroup(_("Qué se recomienda"), ("title", "where", "quote", "proposed")),
        FieldGroup(_("En qué se apoya"), ("norm", "grounds")),
        FieldGroup(_("Quién responde y quién la sigue"), ("authority", "priority", "due_on", "responsible")),
        FieldGroup(_("Publicidad"), ("is_public",)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].choices = [("", _("Elija una")), *authority_choices()]  # type: ignore[attr-defined]

    @property
    def contents(self) -> dict[str, Any]:
        """The values as the actions take them."""
        data = self.cleaned_data
        texts = {name: data[name] for name in ("title", "where", "quote", "proposed", "norm", "grounds")}
        return {**texts, "authority_id": data["authority"], **self.following}


def of_recommendation(row: Recommendation) -> dict[str, Any]:
    """Return what a recommendation says, as a form starts with it."""
    names = ("title", "where", "quote", "proposed", "norm", "grounds", "priority", "due_on", "is_public")
    return {
        **{name: getattr(row, name) for name in names},
        "recommendation_id": row.pk,
        "authority": str(row.authority_id),
        "responsible": str(row.responsible_id or ""),
    }


class RemarkForm(forms.Form):
    """A message in the conversation about a recommendation."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    body = forms.CharField(
        label=_("Mensaje"),
        max_length=4_000,
        widget=_area(3),
        error_messages={"required": _("Escriba el mensaje.")},
    )
    is_internal = forms.BooleanField(
        label=_("Solo para el equipo: la autoridad no lo ve"), required=False, initial=True
    )


class MoveForm(forms.Form):
    """To which state a recommendation passes, and why."""

    to = forms.CharField(max_length=16, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Nota"), max_length=2_000, required=False, widget=_area(3))


class AnswerForm(forms.Form):
    """What the authority answered to one recommendation."""

    verdict = forms.ChoiceField(
        label=_("Respuesta"),
        choices=raised(Verdict.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija una de las tres respuestas.")},
    )
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=LONG,
        required=False,
        widget=_area(3),
        help_text=_("Hace falta si no la acepta o la acepta en parte."),
    )
    wording = forms.CharField(
        label=_("Redacción que propone la autoridad"),
        max_length=LONG,
        required=False,
        widget=_area(3),
        help_text=_("Solo si propone otro texto."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where one is needed."""
        data = super().clean() or {}
        if data.get("verdict") in {Verdict.IN_PART, Verdict.REJECTED} and not data.get("reason", "").strip():
            self.add_error("reason", _("Escriba el motivo: hace falta si no la acepta o la acepta en parte."))
        return data


class NotedAnswerForm(AnswerForm):
    """An answer that came on paper, by telephone or in a meeting."""

    name = forms.CharField(
        label=_("Quién respondió"),
        max_length=160,
        required=False,
        help_text=_("De la autoridad. Vacío si no se sabe."),
    )
    position = forms.CharField(
        label=_("Cargo"),
        max_length=160,
        required=False,
        help_text=_("El que tiene en la autoridad."),
    )


class LetterForm(forms.Form):
    """An official letter with the recommendations that it carries."""

    letter_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    recommendations = forms.MultipleChoiceField(
        label=_("Recomendaciones que lleva"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Se ofrecen las que otra persona del equipo ya revisó."),
        error_messages={"required": _("Elija al menos una recomendación.")},
    )
    number = forms.CharField(
        label=_("Número del oficio"),
        max_length=60,
        help_text=_("El que le da su institución; si no tiene, deje el propuesto."),
        error_messages={"required": _("Escriba el número del oficio.")},
    )
    subject = forms.CharField(label=_("Asunto"), max_length=200, error_messages={"required": _("Escriba el asunto.")})
    body = forms.CharField(
        label=_("Texto"), max_length=LONG, widget=_area(12), help_text=_("Una línea en blanco separa los párrafos.")
    )
    signatory_name = forms.CharField(
        label=_("Quién firma"), max_length=160, error_messages={"required": _("Escriba quién firma el oficio.")}
    )
    signatory_position = forms.CharField(
        label=_("Cargo de quien firma"),
        max_length=160,
        required=False,
        help_text=_("Se imprime bajo el nombre."),
    )
    email = forms.EmailField(
        label=_("Correo al que se envía"),
        help_text=_("A este correo llegan el oficio, el enlace y el código para responder."),
        error_messages={
            "required": _("Escriba el correo de la autoridad."),
            "invalid": _("Revise el correo: le falta una parte, por ejemplo planificacion@municipio.gob.ec."),
        },
    )
    answer_by = DateField(
        label=_("Se pide responder hasta"),
        required=False,
        help_text=_(
            "Puede quedar vacía. Si el oficio va por correo, se recuerda a la autoridad cuando ese día se acerca."
        ),
    )
    days = forms.IntegerField(
        label=_("Días que sirve el enlace"),
        min_value=1,
        max_value=365,
        help_text=_("Se cuentan desde que se envía. Después de ese tiempo puede enviarlo de nuevo."),
    )

    groups = (
        FieldGroup(_("Qué lleva"), ("recommendations",)),
        FieldGroup(_("El oficio"), ("number", "subject", "body", "signatory_name", "signatory_position")),
        FieldGroup(_("A dónde va y hasta cuándo"), ("email", "answer_by", "days")),
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recommendations"].choices = offered  # type: ignore[attr-defined]

    @property
    def fields_of_letter(self) -> dict[str, Any]:
        """The values as the action takes them."""
        names = ("number", "subject", "body", "signatory_name", "signatory_position", "email", "answer_by")
        return {name: self.cleaned_data[name] for name in names}


def of_letter(letter: Letter) -> dict[str, Any]:
    """Return what a letter says, as its form starts with it."""
    names = ("number", "subject", "body", "signatory_name", "signatory_position", "email", "answer_by")
    return {
        **{name: getattr(letter, name) for name in names},
        "letter_id": letter.pk,
        "days": (letter.expires_at - letter.created_at) // timedelta(days=1),
        "recommendations": [str(pk) for pk in letter.items.values_list("recommendation_id", flat=True)],
    }


def days_until(day: date | None, today: date) -> int:
    """Return for how many days a link is offered: a fortnight beyond the day to answer, at least thirty."""
    return max(30, (day - today).days + 14) if day else 30


class ResendForm(forms.Form):
    """To which mailbox a letter goes again."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    email = forms.EmailField(
        label=_("Correo"),
        help_text=_("Si escribe otro, el enlace que se envió antes deja de servir."),
        error_messages={"invalid": _("Revise el correo: le falta una parte.")},
    )


class ReturnedForm(forms.Form):
    """The matrix that came back."""

    file = forms.FileField(
        label=_("Matriz llena"),
        widget=FileDrop({"accept": ".docx,.xlsx"}, note=_("Word (.docx) o Excel (.xlsx)")),
        error_messages={
            "required": _("Elija el archivo de la matriz."),
            "empty": _("El archivo está vacío. Elija otro."),
        },
    )


class PublicReturnedForm(ReturnedForm):
    """The same on a public page, whose one small stylesheet draws a plain picker."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget = forms.FileInput({"accept": ".docx,.xlsx"})
        self.fields["file"].help_text = _("Word (.docx) o Excel (.xlsx).")


class SignedForm(forms.Form):
    """Who answers at the authority."""

    name = forms.CharField(
        label=_("Quién responde"),
        max_length=160,
        error_messages={"required": _("Escriba el nombre de quien responde.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    position = forms.CharField(
        label=_("Cargo"),
        max_length=160,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
        help_text=_("Puede quedar vacío."),
    )

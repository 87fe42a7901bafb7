"""The forms of courses and sessions."""

import re
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arraigo.areas.training.enums import Modality, ProgrammeArea
from arraigo.areas.training.models import Course, Series, Session
from arraigo.areas.training.queries.reaching import Reach
from arraigo.areas.training.web.common import raised
from arraigo.core.organisations import api as organisations
from arraigo.core.ui.formats import number
from arraigo.core.ui.forms import DateField, FieldGroup, SearchSelect

NOBODY = gettext_lazy("Ninguna en particular")
DAY = 1440


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None


class CourseForm(forms.Form):
    """A course. Its code is what files and other lists call it, so that it does not change."""

    title = forms.CharField(
        label=gettext_lazy("Título"),
        max_length=200,
        help_text=gettext_lazy("Como lo leerán las personas inscritas, por ejemplo «Movilidad humana y servicios»."),
        error_messages={"required": gettext_lazy("Escriba el título del curso.")},
    )
    code = forms.CharField(
        label=gettext_lazy("Código"),
        max_length=40,
        help_text=gettext_lazy("Corto y único, por ejemplo MH-2026-03. Después no cambia."),
        error_messages={"required": gettext_lazy("Escriba un código para el curso.")},
    )
    institution = forms.TypedChoiceField(
        label=gettext_lazy("Institución"),
        required=False,
        coerce=_id,
        empty_value=None,
        widget=SearchSelect,
        help_text=gettext_lazy("Para cuál se dicta, si es para una."),
    )
    programme_area = forms.ChoiceField(label=gettext_lazy("Área del programa"), choices=raised(ProgrammeArea.choices))
    series = forms.TypedChoiceField(
        label=gettext_lazy("Serie"),
        required=False,
        coerce=_id,
        empty_value=None,
        help_text=gettext_lazy("El ciclo o diplomado al que pertenece."),
    )
    new_series = forms.CharField(
        label=gettext_lazy("Otra serie"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Si no está en la lista, escriba su nombre y se creará."),
    )
    timezone = forms.ChoiceField(
        label=gettext_lazy("Zona horaria"),
        widget=SearchSelect,
        help_text=gettext_lazy("En la que se escriben las horas de sus jornadas."),
    )

    groups = (
        FieldGroup(gettext_lazy("El curso"), ("title", "code", "programme_area", "institution")),
        FieldGroup(gettext_lazy("Serie y horas"), ("series", "new_series", "timezone")),
    )

    def __init__(self, *args: Any, course: Course | None = None, zone: str = "", **kwargs: Any) -> None:
        if course is not None:
            kwargs.setdefault("initial", _of_course(course))
        else:
            kwargs.setdefault("initial", {"timezone": zone, "programme_area": ProgrammeArea.OTHER})
        super().__init__(*args, **kwargs)
        self.course = course
        choices = [(str(pk), name) for pk, name in organisations.choices()]
        self.fields["institution"].choices = [("", NOBODY), *choices]  # type: ignore[attr-defined]
        self.fields["series"].choices = [  # type: ignore[attr-defined]
            ("", NOBODY),
            *((str(pk), name) for pk, name in Series.objects.values_list("pk", "name")),
        ]
        self.fields["timezone"].choices = [(name, name) for name in _zones()]  # type: ignore[attr-defined]
        self.fields["code"].disabled = course is not None

    def clean_code(self) -> str:
        """Refuse a code that another course has: it would be changed instead of a new one made."""
        code = " ".join(str(self.cleaned_data["code"]).split())
        if self.course is None and Course.objects.filter(code__iexact=code).exists():
            raise ValidationError(_("Ya hay un curso con el código «%(code)s». Escriba otro.") % {"code": code})
        return code


def _zones() -> list[str]:
    return sorted(name for name in available_timezones() if name.startswith(("America/", "Atlantic/", "Pacific/")))


def _of_course(course: Course) -> dict[str, Any]:
    return {
        "title": course.title,
        "code": course.code,
        "institution": str(course.institution_id or ""),
        "programme_area": course.programme_area,
        "series": str(course.series_id or ""),
        "timezone": course.timezone,
    }


class TimeField(forms.TimeField):
    """An hour as people write it: 8:30, 08:30, 8h30."""

    widget = forms.TimeInput({"placeholder": "08:30", "autocomplete": "off"}, format="%H:%M")
    default_error_messages = {
        "required": gettext_lazy("Escriba la hora a la que empieza."),
        "invalid": gettext_lazy("Escriba la hora de 0 a 23 y los minutos, por ejemplo 14:30."),
    }

    def to_python(self, value: Any) -> time | None:  # noqa: ANN401 - Django's own signature
        """Read hours and minutes; raise ValidationError with an example."""
        if value in self.empty_values or isinstance(value, time):
            return super().to_python(value)
        match = re.fullmatch(r"\s*(\d{1,2})\s*[:.hH]\s*(\d{2})\s*", str(value), flags=re.ASCII)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time(int(match[1]), int(match[2]))


class SessionForm(forms.Form):
    """A session: its day and hour are those of the session's own time zone."""

    code = forms.CharField(
        label=gettext_lazy("Código"),
        max_length=60,
        help_text=gettext_lazy("Corto y único en el curso. Después no cambia."),
        error_messages={"required": gettext_lazy("Escriba un código para la jornada, por ejemplo J1.")},
    )
    title = forms.CharField(label=gettext_lazy("Tema"), max_length=200, required=False)
    day = DateField(label=gettext_lazy("Día"), help_text=gettext_lazy("Día, mes y año, por ejemplo 16/11/2026."))
    hour = TimeField(label=gettext_lazy("Hora de comienzo"))
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutos que dura"),
        min_value=1,
        max_value=DAY,
        help_text=gettext_lazy("Hasta 1440, que es un día. La asistencia se cuenta dentro de este tiempo."),
        error_messages={
            "required": gettext_lazy("Escriba cuántos minutos dura."),
            "invalid": gettext_lazy("Escriba los minutos solo con cifras, por ejemplo 90."),
            "min_value": gettext_lazy("Una jornada dura al menos un minuto."),
            "max_value": gettext_lazy(
                "Una jornada dura hasta 1440 minutos. Si son varios días, cree una para cada uno."
            ),
        },
    )
    modality = forms.ChoiceField(
        label=gettext_lazy("Modalidad"),
        choices=raised(Modality.choices),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Híbrida: unas personas en sala y otras en línea, a la vez."),
        error_messages={"required": gettext_lazy("Elija la modalidad.")},
    )
    place = forms.CharField(label=gettext_lazy("Lugar"), max_length=200, required=False)
    link = forms.URLField(
        label=gettext_lazy("Enlace"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Copie la dirección completa, desde https://.")},
    )
    is_required = forms.BooleanField(
        label=gettext_lazy("Obligatoria para la constancia"),
        required=False,
        help_text=gettext_lazy("Quien no asista a esta jornada no recibe constancia, aunque venga a las demás."),
    )
    self_check_in = forms.BooleanField(
        label=gettext_lazy("Las personas registran su llegada"),
        required=False,
        help_text=gettext_lazy("Con su teléfono y el código que se muestra en la sala, en el horario de la jornada."),
    )
    notify = forms.BooleanField(
        label=gettext_lazy("Si cambia el día, la hora o el lugar, avisar por correo a quienes se inscribieron"),
        required=False,
        initial=True,
    )

    groups = (
        FieldGroup(gettext_lazy("La jornada"), ("code", "title")),
        FieldGroup(gettext_lazy("Cuándo"), ("day", "hour", "minutes")),
        FieldGroup(gettext_lazy("Cómo"), ("modality", "place", "link", "self_check_in")),
        FieldGroup(gettext_lazy("Constancia y avisos"), ("is_required", "notify")),
    )

    def __init__(
        self, *args: Any, course: Course, session: Session | None = None, reach: Reach | None = None, **kwargs: Any
    ) -> None:
        if session is not None:
            kwargs.setdefault("initial", _of_session(session))
        else:
            kwargs.setdefault("initial", _next(course))
        super().__init__(*args, **kwargs)
        self.course = course
        self.session = session
        self.zone = session.timezone if session is not None else course.timezone
        self.fields["code"].disabled = session is not None
        if reach is None:
            del self.fields["notify"]
        else:
            self.fields["notify"].help_text = _told(reach)
        self.fields["hour"].help_text = _("Hora de %(zone)s.") % {"zone": self.zone.replace("_", " ")}

    def clean_code(self) -> str:
        """Refuse a code that another session of the course has."""
        code = " ".join(str(self.cleaned_data["code"]).split())
        if self.session is None and self.course.sessions.filter(code__iexact=code).exists():
            raise ValidationError(_("El curso ya tiene una jornada «%(code)s». Escriba otro código.") % {"code": code})
        return code

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: the fields of the session, its start with its zone."""
        data = self.cleaned_data
        starts = datetime.combine(data["day"], data["hour"], tzinfo=ZoneInfo(self.zone))
        kept = ("title", "minutes", "modality", "place", "link", "is_required", "self_check_in")
        return {"starts_at": starts, "timezone": self.zone, **{name: data[name] for name in kept}}


def _told(reach: Reach) -> str:
    """Say how many a mail would reach, and that the others must be told some other way."""
    said = ngettext("Se escribirá a %(n)s persona.", "Se escribirá a %(n)s personas.", reach.by_mail)
    words = said % {"n": number(reach.by_mail)} if reach.by_mail else _("No hay a quién escribir por correo.")
    if not reach.alone:
        return words
    left = ngettext(
        "A %(n)s persona hay que avisarle de otra forma: no tiene correo.",
        "A %(n)s personas hay que avisarles de otra forma: no tienen correo.",
        len(reach.alone),
    )
    return f"{words} {left % {'n': number(len(reach.alone))}}"


def _next(course: Course) -> dict[str, Any]:
    """Suggest a code and, from the latest session, what usually stays the same."""
    latest = course.sessions.order_by("-starts_at").first()
    said: dict[str, Any] = {"code": f"J{course.sessions.count() + 1}"}
    if latest is not None:
        starts = latest.starts_at.astimezone(ZoneInfo(latest.timezone))
        said |= {"hour": starts.time(), "minutes": latest.minutes, "modality": latest.modality, "place": latest.place}
    return said


def _of_session(session: Session) -> dict[str, Any]:
    starts = session.starts_at.astimezone(ZoneInfo(session.timezone))
    kept = ("code", "title", "minutes", "modality", "place", "link", "is_required", "self_check_in")
    return {"day": starts.date(), "hour": starts.time(), **{name: getattr(session, name) for name in kept}}


class AnotherForm(forms.Form):
    """Anybody enrolled in the course, when none of the candidates is the one."""

    otra = forms.ChoiceField(
        label=gettext_lazy("Otra persona inscrita"),
        widget=SearchSelect,
        help_text=gettext_lazy("Escriba parte del nombre o elija en la lista."),
    )
    # The same form has a button for each candidate, which must work with nobody chosen here.
    use_required_attribute = False

    def __init__(self, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["otra"].choices = [("", gettext_lazy("Elija a una persona")), *choices]  # type: ignore[attr-defined]

"""The forms of a place, of hours and of holidays."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.directory.actions.services_hours import ExceptionDraft
from arraigo.areas.directory.actions.services_places import LocationDraft
from arraigo.areas.directory.enums import LocationType, Weekday
from arraigo.areas.directory.models import Location, ScheduleException, Service
from arraigo.areas.directory.queries.desk_hours import WeekRow
from arraigo.areas.directory.web.common import raised
from arraigo.core.organisations.models import Organization
from arraigo.core.ui.forms import DateField, FieldGroup, SearchSelect

SHORT_DAYS = (
    (Weekday.MONDAY, gettext_lazy("lun")),
    (Weekday.TUESDAY, gettext_lazy("mar")),
    (Weekday.WEDNESDAY, gettext_lazy("mié")),
    (Weekday.THURSDAY, gettext_lazy("jue")),
    (Weekday.FRIDAY, gettext_lazy("vie")),
    (Weekday.SATURDAY, gettext_lazy("sáb")),
    (Weekday.SUNDAY, gettext_lazy("dom")),
)
# As people write them, and as browsers and programs do.
TIMES = ["%H:%M", "%H.%M", "%Hh%M", "%Hh", "%H", "%H:%M:%S"]
BAD_TIME = gettext_lazy("Escriba la hora y los minutos, por ejemplo 8:30.")


class Coordinate(forms.FloatField):
    """Degrees with a point or a comma, as maps and people write them."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - Django's own signature
        """Read a number that may have a decimal comma."""
        return super().to_python(str(value).replace(",", ".").strip() if value is not None else value)


class LocationForm(forms.Form):
    """Where people are attended. `row_id` came with the page: sent twice, it makes one place."""

    row_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(
        label=gettext_lazy("Cómo se llama el lugar"),
        max_length=300,
        help_text=gettext_lazy("Por ejemplo «Oficina del centro» o «Centro de Salud Las Peñas»."),
        error_messages={"required": gettext_lazy("Escriba cómo se llama el lugar.")},
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("De qué organización es"),
        queryset=Organization.objects.none(),
        empty_label=gettext_lazy("Elija una organización"),
        widget=SearchSelect,
        error_messages={"required": gettext_lazy("Elija de qué organización es.")},
    )
    is_confidential = forms.BooleanField(
        label=gettext_lazy("La dirección es reservada"),
        required=False,
        help_text=gettext_lazy(
            "Márquelo en casas de acogida y donde la dirección protege a personas. Nunca se publica: ni la dirección, "
            "ni el nombre, ni el horario. El servicio sale solo con sus teléfonos."
        ),
    )
    location_type = forms.ChoiceField(label=gettext_lazy("Tipo"), choices=raised(LocationType.choices))
    address = forms.CharField(
        label=gettext_lazy("Dirección"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Calle, número y esquina."),
    )
    reference = forms.CharField(
        label=gettext_lazy("Referencia"), max_length=500, required=False, help_text=gettext_lazy("Frente a, junto a…")
    )
    sector = forms.CharField(label=gettext_lazy("Sector"), max_length=200, required=False)
    transportation = forms.CharField(
        label=gettext_lazy("Cómo llegar"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Qué bus tomar y dónde bajarse."),
    )
    latitude = Coordinate(
        label=gettext_lazy("Latitud"),
        min_value=-90,
        max_value=90,
        required=False,
        widget=forms.TextInput({"inputmode": "text"}),
        help_text=gettext_lazy("En grados, por ejemplo -0,2201."),
    )
    longitude = Coordinate(
        label=gettext_lazy("Longitud"),
        min_value=-180,
        max_value=180,
        required=False,
        widget=forms.TextInput({"inputmode": "text"}),
        help_text=gettext_lazy("En grados, por ejemplo -78,5123. De ahí sale el barrio."),
    )
    accessibility = forms.CharField(
        label=gettext_lazy("Cómo se entra"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy(
            "Para quien tiene una discapacidad. Una cosa por línea: rampa, ascensor, baño adaptado…"
        ),
    )

    groups = (
        FieldGroup(gettext_lazy("El lugar"), ("name", "organization", "location_type", "is_confidential")),
        FieldGroup(gettext_lazy("Dónde está"), ("address", "reference", "sector", "latitude", "longitude")),
        FieldGroup(gettext_lazy("Llegar y entrar"), ("transportation", "accessibility")),
    )

    def __init__(self, *args: Any, first: dict[str, Any] | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        choice = self.fields["organization"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        choice.queryset = Organization.objects.order_by("name")

    def clean(self) -> dict[str, Any]:
        """Refuse half a point."""
        told = super().clean() or {}
        if "latitude" in told and "longitude" in told and (told["latitude"] is None) != (told["longitude"] is None):
            lacking = "latitude" if told["latitude"] is None else "longitude"
            self.add_error(lacking, _("Falta este dato: escriba los dos, o deje los dos vacíos."))
        return told

    @property
    def draft(self) -> LocationDraft:
        """Return the place of a valid form."""
        told = {name: self.cleaned_data[name] for name in LocationDraft.__dataclass_fields__}
        return LocationDraft(**{**told, "accessibility": told["accessibility"].splitlines()})


def first_of(location: Location) -> dict[str, Any]:
    """Return what the form of a place begins with, its address too."""
    address = location.addresses.filter(address_type="physical").order_by("id").first()
    told = {name: getattr(location, name) for name in LocationForm.base_fields if hasattr(location, name)}
    return {
        **told,
        "row_id": location.pk,
        "organization": location.organization_id,
        "address": address.address_1 if address else "",
        "reference": address.address_2 if address else "",
        "sector": address.region if address else "",
        "accessibility": "\n".join(row.description for row in location.accessibility.order_by("id")),
    }


class AttachForm(forms.Form):
    """A place that is there already."""

    location = forms.ModelChoiceField(
        label=gettext_lazy("Lugar que ya está en el directorio"),
        queryset=Location.objects.none(),
        empty_label=gettext_lazy("Elija un lugar"),
        widget=SearchSelect,
        error_messages={"required": gettext_lazy("Elija un lugar.")},
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["location"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        rows = Location.objects.exclude(services_here__service=service).select_related("organization")
        choice.queryset = rows.order_by("is_confidential", "name")
        choice.label_from_instance = place_words  # type: ignore[method-assign, assignment]


def place_words(location: Location) -> str:
    """Return how a list of places names one; a confidential one by its organisation alone."""
    whose = location.organization.name if location.organization else _("sin organización")
    name = _("Lugar reservado") if location.is_confidential else location.name
    return f"{name} ({whose})"


class HoursForm(forms.Form):
    """The same hours on some days of the week; without days and hours it is none."""

    days = forms.MultipleChoiceField(
        label=gettext_lazy("Días"), choices=SHORT_DAYS, widget=forms.CheckboxSelectMultiple, required=False
    )
    opens = forms.TimeField(
        label=gettext_lazy("Abre"),
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput({"inputmode": "numeric", "placeholder": "8:00", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": BAD_TIME},
    )
    closes = forms.TimeField(
        label=gettext_lazy("Cierra"),
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput({"inputmode": "numeric", "placeholder": "16:30", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": BAD_TIME},
    )
    on_holidays = forms.BooleanField(label=gettext_lazy("También en feriados"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for what lacks of a row that was begun."""
        told = super().clean() or {}
        begun = bool(told.get("days")) or told.get("opens") is not None or told.get("closes") is not None
        if not begun:
            return told
        if not told.get("days"):
            self.add_error("days", _("Marque los días de este horario."))
        for name, words in (("opens", _("Escriba a qué hora abre.")), ("closes", _("Escriba a qué hora cierra."))):
            if told.get(name) is None and name not in self.errors:
                self.add_error(name, words)
        return told

    @property
    def row(self) -> WeekRow | None:
        """Return the row of a valid form; None for an empty one."""
        told = self.cleaned_data
        if not told.get("days") or told.get("opens") is None:
            return None
        opens, closes = (told[name].replace(second=0, microsecond=0) for name in ("opens", "closes"))
        return WeekRow(tuple(told["days"]), opens, closes, bool(told.get("on_holidays")))


HoursSet = forms.formset_factory(HoursForm, extra=2, max_num=21)


def hours_first(rows: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - rows of a week
    """Return weekly rows as the forms begin with them."""
    return [
        {"days": list(row.days), "opens": row.opens, "closes": row.closes, "on_holidays": row.on_holidays}
        for row in rows
    ]


class ExceptionForm(forms.Form):
    """Days with other hours, or closed ones; without a first day it is none."""

    starts_on = DateField(label=gettext_lazy("Desde"), required=False)
    ends_on = DateField(label=gettext_lazy("Hasta"), required=False, help_text=gettext_lazy("Vacío es ese solo día."))
    opens = forms.TimeField(
        label=gettext_lazy("Abre"),
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput({"inputmode": "numeric", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": BAD_TIME},
        help_text=gettext_lazy("Sin horas es que no atiende."),
    )
    closes = forms.TimeField(
        label=gettext_lazy("Cierra"),
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput({"inputmode": "numeric", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"invalid": BAD_TIME},
    )
    note = forms.CharField(label=gettext_lazy("Por qué"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order and half an hour's worth of times."""
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Termina antes de empezar."))
        if not first and any(told.get(name) for name in ("ends_on", "opens", "closes", "note")):
            self.add_error("starts_on", _("Escriba desde qué día."))
        if (told.get("opens") is None) != (told.get("closes") is None):
            self.add_error("closes", _("Escriba las dos horas, o ninguna si no atiende."))
        return told

    @property
    def draft(self) -> ExceptionDraft | None:
        """Return the exception of a valid form; None for an empty one."""
        told = self.cleaned_data
        if not told.get("starts_on"):
            return None
        return ExceptionDraft(
            told["starts_on"], told.get("ends_on") or told["starts_on"], told["opens"], told["closes"], told["note"]
        )


ExceptionSet = forms.formset_factory(ExceptionForm, extra=1, max_num=60)


def exceptions_first(rows: tuple[ScheduleException, ...]) -> list[dict[str, Any]]:
    """Return exceptions as the forms begin with them."""
    return [
        {
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "opens": row.opens_at,
            "closes": row.closes_at,
            "note": row.note,
        }
        for row in rows
    ]


class HolidayForm(forms.Form):
    """A day on which services do not attend."""

    day = DateField(label=gettext_lazy("Día"))
    name = forms.CharField(
        label=gettext_lazy("Feriado"),
        max_length=200,
        error_messages={"required": gettext_lazy("Escriba cómo se llama el feriado.")},
    )

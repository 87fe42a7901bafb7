"""Invented data for the gallery. No person here exists."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.utils.translation import gettext_lazy as _

from arraigo.core.ui.charts import Datum, Point, Series, Stack
from arraigo.core.ui.forms import (
    DateField,
    DayMonthYear,
    FieldGroup,
    FileDrop,
    SearchSelect,
)
from arraigo.core.ui.tables import Action, Column, Filter, Table, collate
from arraigo.core.ui.templatetags import ui

SPRITE = Path(__file__).resolve().parents[1] / "static" / "ui" / "icons.svg"
MOMENT = dt.datetime(2026, 11, 16, 8, 30, tzinfo=dt.UTC)
PAGES = {
    "entrar": ("ui/gallery/sign_in.html", 200),
    "400": ("400.html", 400),
    "403": ("403.html", 403),
    "caducada": ("403_csrf.html", 403),
    "404": ("404.html", 404),
    "500": ("500.html", 500),
}
ROLES = (
    *("bg", "surface", "surface-2", "surface-3", "line", "line-strong", "ink", "ink-2", "ink-3"),
    *("brand", "brand-soft", "deep", "link", "danger", "mark", "focus", "d1", "d2", "d3", "d4", "d5"),
)

SEXES = (Series(_("Mujeres"), "d3"), Series(_("Hombres"), "d2"), Series(_("Sin respuesta"), "d5"))
BY_SEX = (
    Datum(_("Mujeres"), 107, "#tablas", "d3"),
    Datum(_("Hombres"), 101, "#tablas", "d2"),
    Datum(_("Sin respuesta"), 2, "#tablas", "d5"),
)
BY_INSTITUTION = (
    Stack(_("Juntas parroquiales"), (37, 47, 0), "#tablas"),
    Stack(_("Municipio"), (29, 22, 1), "#tablas"),
    Stack(_("Salud"), (18, 9, 1), "#tablas"),
    Stack(_("Educación"), (14, 10, 0), "#tablas"),
    Stack(_("Seguridad y justicia"), (4, 10, 0), "#tablas"),
    Stack(_("Organizaciones sociales"), (5, 3, 0), "#tablas"),
)
BY_SESSION = tuple(
    Point(label, value)
    for label, value in (
        (_("7 de septiembre"), 182),
        (_("14 de septiembre"), 190),
        (_("21 de septiembre"), None),
        (_("28 de septiembre"), 171),
        (_("5 de octubre"), 176),
        (_("12 de octubre"), 204),
        (_("19 de octubre"), 198),
    )
)


@dataclass(frozen=True)
class Person:
    """A row of the gallery's table."""

    pk: int
    name: str
    document: str
    parish: str
    attended: int
    state: str
    born: dt.date
    modality: str


def _people() -> tuple[Person, ...]:
    names = [
        "Abril Montaño Tello",
        "Benigno Chuquimarca",
        "Clara Inés Valverde",
        "Darío Yépez Morán",
        "Eulalia Shiguango",
        "Fausto Rentería Quiñónez",
        "Gladys Amaguaña",
        "Hernán Zambrano Loor",
        "Ivonne Caicedo Preciado",
        "Julio César Tandazo",
        "Katty Ordóñez Sarango",
        "Leonidas Guamán",
        "Mireya Lastra",
        "Ómar Bautista",
        "Nélida Cusme",
        "Pascual Iza",
        "Quena Vargas",
        "Ramiro Solís",
        "Sonia Pilataxi",
        "María de los Ángeles Desinstitucionalización Fernández-Salvador de la Torre",
    ]
    parishes = ("El Guayabo", "San Jacinto", "Las Peñas", "Río Blanco", "Tres Cerros")
    states = ("aprobo", "aprobo", "curso", "riesgo", "aprobo", "repetida", "curso", "retiro")
    return tuple(
        Person(
            pk=at + 1,
            name=name,
            document=f"17{(at * 7919 + 482133) % 100_000_000:08d}",
            parish=parishes[at % len(parishes)],
            attended=(8, 7, 5, 3, 8, 6, 7, 2)[at % 8],
            state=states[at % 8],
            born=dt.date(1980 + at, at % 12 + 1, at % 28 + 1),
            modality=("presencial", "en-linea")[at % 2],
        )
        for at, name in enumerate(names)
    )


PEOPLE = _people()
STATES = {
    "aprobo": (_("Aprobó"), "ok"),
    "curso": (_("En curso"), "info"),
    "riesgo": (_("En riesgo"), "warn"),
    "repetida": (_("Repetida"), "danger"),
    "retiro": (_("Se retiró"), ""),
}
MODALITIES = (("presencial", _("Presencial")), ("en-linea", _("En línea")))


def _search(rows: tuple[Person, ...], q: str) -> list[Person]:
    words = collate(q).split()
    return [row for row in rows if all(word in collate(f"{row.name} {row.document}") for word in words)]


PEOPLE_TABLE: Table[Person] = Table(
    key="participantes",
    caption=_("Participantes"),
    noun=(_("persona"), _("personas")),
    columns=(
        Column("name", _("Nombre"), main=True, sortable=True),
        Column(
            "document",
            _("Documento"),
            cell=lambda row: ui.masked(row.document),
            phone=False,
            nowrap=True,
            export=lambda row: row.document[-4:],
        ),
        Column("parish", _("Parroquia"), sortable=True),
        Column("attended", _("Asistencia"), template="ui/gallery/attendance.html", sortable=True),
        Column("born", _("Nacimiento"), sortable=True, hidden=True, numeric=True),
        Column(
            "state",
            _("Estado"),
            cell=lambda row: ui.state(*STATES[row.state]),
            sortable=True,
            label_on_phone=False,
            export=lambda row: STATES[row.state][0],
        ),
    ),
    row_url=lambda row: f"#participantes-{row.pk}",
    row_state=lambda row: {"repetida": "bad", "retiro": "off"}.get(row.state, ""),
    row_note=lambda row: _("Mismo documento que otra ficha.") if row.state == "repetida" else "",
    row_menu="ui/gallery/row_menu.html",
    filters=(
        Filter(
            "modalidad-de",
            _("Modalidad"),
            MODALITIES,
            lambda rows, chosen: [row for row in rows if row.modality in chosen],
            quick=("presencial",),
        ),
        Filter(
            "estado",
            _("Estado"),
            tuple((key, words) for key, (words, _kind) in STATES.items()),
            lambda rows, chosen: [row for row in rows if row.state in chosen],
            multiple=True,
            quick=("riesgo",),
        ),
    ),
    search=_search,
    search_label=_("Nombre o documento"),
    sort="name",
    page_sizes=(8, 20),
    actions=(
        Action("recordar", _("Enviar recordatorio"), "send"),
        Action("retirar", _("Retirar"), "close", danger=True),
    ),
    footnote=_("Los documentos se muestran incompletos."),
)
EMPTY_TABLE: Table[Person] = Table(
    key="derivaciones",
    prefix="d-",
    caption=_("Derivaciones"),
    noun=(_("derivación"), _("derivaciones")),
    columns=(Column("name", _("Nombre")),),
    empty_title=_("Todavía no ha enviado derivaciones"),
    empty_text=_("Cuando derive a una persona, aquí verá si la institución la recibió, cuándo la atendió y qué falta."),
)

PLACES = tuple(
    (str(at), name)
    for at, name in enumerate(
        (
            "El Guayabo",
            "San Jacinto",
            "Las Peñas",
            "Río Blanco",
            "Tres Cerros",
            "Puerto Nuevo",
            "La Unión",
            "Bellavista",
            "Santa Rosa",
            "Centro",
        ),
        start=1,
    )
)


class SampleForm(forms.Form):
    """Every kind of field."""

    nombre = forms.CharField(
        label=_("Nombre completo"), help_text=_("Como la persona se presenta. Puede no coincidir con su documento.")
    )
    jornada = DateField(label=_("Fecha de la jornada"), help_text=_("Día, mes y año, por ejemplo 16/11/2026."))
    nacimiento = DateField(label=_("Fecha de nacimiento"), required=False, widget=DayMonthYear)
    parroquia = forms.ChoiceField(label=_("Parroquia"), choices=PLACES, widget=SearchSelect)
    institucion = forms.ChoiceField(
        label=_("Institución"), choices=(("j", _("Junta parroquial")), ("m", _("Municipio")))
    )
    modalidad = forms.ChoiceField(label=_("Modalidad"), choices=MODALITIES, widget=forms.RadioSelect)
    necesita = forms.MultipleChoiceField(
        label=_("Necesita"),
        required=False,
        choices=(("i", _("Intérprete")), ("c", _("Cuidado de niñas y niños durante la jornada"))),
        widget=forms.CheckboxSelectMultiple,
    )
    lista = forms.FileField(
        label=_("Lista de asistencia"),
        required=False,
        widget=FileDrop(note=_("CSV o XLSX, hasta 25 MB. Nada se guarda hasta que usted confirme.")),
    )
    nota = forms.CharField(label=_("Nota"), required=False, widget=forms.Textarea)
    ciclo = forms.CharField(label=_("Ciclo"), required=False, disabled=True, initial=_("Ciclo actual"))
    aviso = forms.BooleanField(
        label=_("Avisar por correo"), required=False, help_text=_("Solo a quienes lo aceptaron.")
    )

    groups = (
        FieldGroup(_("La persona"), ("nombre", "nacimiento", "parroquia", "institucion")),
        FieldGroup(
            _("La jornada"), ("jornada", "modalidad", "necesita"), _("Si no conoce la hora, déjela para después.")
        ),
        FieldGroup(_("Lo demás"), ("lista", "nota", "ciclo", "aviso")),
    )


class SampleErrorForm(forms.Form):
    """A few fields, filled in wrongly on purpose."""

    nombre_de_curso = forms.CharField(
        label=_("Nombre del curso"), error_messages={"required": _("Escriba el nombre del curso.")}
    )
    fecha = DateField(label=_("Fecha de la jornada"))
    tipo = forms.ChoiceField(
        label=_("Modalidad"),
        choices=MODALITIES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija una modalidad.")},
    )


class SampleSignInForm(forms.Form):
    """The door."""

    correo = forms.EmailField(label=_("Correo institucional"), widget=forms.EmailInput({"autocomplete": "username"}))
    clave = forms.CharField(label=_("Contraseña"), widget=forms.PasswordInput({"autocomplete": "current-password"}))


def mistaken() -> SampleErrorForm:
    """The form with its errors on show."""
    form = SampleErrorForm({"fecha": "31/11/2026"}, auto_id="error_%s")
    form.add_error(None, _("El curso se solapa con otro en la misma sala."))
    return form


def icon_names() -> list[str]:
    """The drawings in the sprite."""
    return re.findall(r'<symbol id="([a-z-]+)" viewBox="0 0 24 24"', SPRITE.read_text(encoding="utf-8"))

"""The tables of institutions, and of the people of one."""

from dataclasses import replace

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.queries.institutions import InstitutionLine, Trained
from arraigo.areas.training.web.common import raised
from arraigo.core.organisations import api as organisations
from arraigo.core.people import api as people
from arraigo.core.people.api import Sex
from arraigo.core.ui.tables import Column, Filter, Table

MOST_FOUND = 2_000


def institutions(city: str, query: str) -> Table[InstitutionLine]:
    """Return the table of institutions, each open to its report under the same filter."""
    return replace(INSTITUTIONS, row_url=lambda line: reverse("training:report", args=[city, line.pk]) + query)


def people_of(city: str) -> Table[Trained]:
    """Return the table of an institution's people, each open to their own page."""
    return replace(PEOPLE, row_url=lambda one: reverse("person", args=[city, one.person_id]))


def _search_institutions(rows: list[InstitutionLine], words: str) -> list[InstitutionLine]:
    wanted = organisations.name_key(words).split()
    return [line for line in rows if all(word in organisations.name_key(line.name) for word in wanted)]


def _search_people(rows: list[Trained], words: str) -> list[Trained]:
    within = frozenset(one.person_id for one in rows)
    found = {profile.id for profile in people.search(words, limit=MOST_FOUND, visible=within.intersection)}
    return [one for one in rows if one.person_id in found]


def _by_state(rows: list[Trained], values: tuple[str, ...]) -> list[Trained]:
    return [one for one in rows if any(_is(one, value) for value in values)]


def _is(one: Trained, value: str) -> bool:
    return {"constancia": bool(one.certificate), "asistio": one.attended > 0, "ninguna": not one.attended}[value]


def _by_sex(rows: list[Trained], values: tuple[str, ...]) -> list[Trained]:
    return [one for one in rows if one.sex in values]


INSTITUTIONS: Table[InstitutionLine] = Table(
    key="instituciones",
    caption=_("Instituciones"),
    noun=(_("institución"), _("instituciones")),
    columns=(
        Column("name", _("Institución"), main=True, sortable=True),
        Column("enrolled", _("Inscritas"), numeric=True, sortable=True),
        Column("people", _("Asistieron"), numeric=True, value=lambda line: line.people.total, sortable=True),
        Column("women", _("Mujeres"), numeric=True, value=lambda line: line.people.women, sortable=True),
        Column("men", _("Hombres"), numeric=True, value=lambda line: line.people.men, sortable=True),
        Column("unknown", _("Sin dato u otro"), numeric=True, value=lambda line: line.people.unknown, hidden=True),
        Column("courses", _("Cursos"), numeric=True, sortable=True),
        Column("hours", _("Horas"), numeric=True, sortable=True),
        Column("certificates", _("Constancias"), numeric=True, sortable=True),
    ),
    search=_search_institutions,
    search_label=_("Institución"),
    sort="-people",
    footnote=_("Inscritas y asistieron son personas; las horas son de todas ellas, sumadas."),
    empty_title=_("Todavía no hay instituciones con personas en formación"),
    empty_text=_("Cuando una lista de inscripción diga de qué institución es cada persona, aquí estará su informe."),
)

PEOPLE: Table[Trained] = Table(
    key="personas",
    caption=_("Personas de la institución"),
    noun=(_("persona en un curso"), _("personas en un curso")),
    columns=(
        Column("name", _("Nombre"), main=True, sort_by=lambda one: one.sort_key),
        Column("sex", _("Sexo"), value=lambda one: str(capfirst(Sex(one.sex).label)), sortable=True),
        Column("position", _("Cargo"), sortable=True, hidden=True),
        Column("course", _("Curso"), sortable=True),
        Column("attended", _("Jornadas"), template="training/reports/attended.html", sortable=True),
        Column("held", _("Jornadas realizadas"), numeric=True, hidden=True),
        Column("hours", _("Horas"), numeric=True, sortable=True),
        Column("certificate", _("Constancia"), sortable=True, nowrap=True),
        Column("issued_on", _("Emitida"), sortable=True, nowrap=True, hidden=True),
    ),
    filters=(
        Filter(
            "estado",
            _("Estado"),
            (
                ("constancia", _("Con constancia")),
                ("asistio", _("Con alguna asistencia")),
                ("ninguna", _("Sin asistencia")),
            ),
            _by_state,
            quick=("constancia", "ninguna"),
        ),
        Filter("sexo", _("Sexo"), raised(Sex.choices), _by_sex, multiple=True),
    ),
    search=_search_people,
    search_label=_("Nombre o documento"),
    sort="name",
    footnote=_("Cada consulta queda registrada."),
    # Names leave by the downloads of the report, which ask for what.
    exports=False,
    empty_title=_("Nadie de esta institución está inscrito en el período"),
    empty_text=_("Pruebe con otro período o con todas las series."),
)

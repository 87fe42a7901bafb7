"""Finding people, and anything else of the city."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.core.accounts.api import CityRequest, Standing, is_member, membership_required, sees_some_people
from arraigo.core.audit import api as audit
from arraigo.core.organisations.api import name_key, organizations
from arraigo.core.people import hooks, queries
from arraigo.core.people.enums import PopulationGroup, Sex
from arraigo.core.people.hooks import Hit
from arraigo.core.people.permissions import visible_to
from arraigo.core.people.profiles import Profile
from arraigo.core.people.web.words import capitals, group_words
from arraigo.core.ui import tables
from arraigo.core.ui.tables import Column, Filter, Table
from arraigo.core.ui.templatetags.ui import masked

MOST, FEW = 200, 8
SHORTEST = 2


@dataclass(frozen=True)
class Found:
    """A person in the list of a search."""

    profile: Profile
    institution: str

    @property
    def id(self) -> str:
        """Return the id as the table's rows are known."""
        return str(self.profile.id)

    @property
    def note(self) -> str:
        """Return what tells the person from namesakes: what is known of group and institution."""
        return " · ".join(filter(None, (group_words(self.profile), self.institution)))


PEOPLE: Table[Found] = Table(
    key="personas",
    caption=gettext_lazy("Personas"),
    noun=(gettext_lazy("persona"), gettext_lazy("personas")),
    columns=(
        Column(
            "name",
            gettext_lazy("Nombre"),
            main=True,
            value=lambda row: row.profile.listed_name or _("Identidad borrada"),
            sort_by=lambda row: row.profile.sort_key,
        ),
        Column(
            "document",
            gettext_lazy("Documento"),
            nowrap=True,
            value=lambda row: "",
            cell=lambda row: masked(row.profile.documents[0].number if row.profile.documents else ""),
        ),
        Column("sex", gettext_lazy("Sexo"), sortable=True, value=lambda row: Sex(row.profile.sex).label.capitalize()),
        Column(
            "group",
            gettext_lazy("Grupo de población"),
            sortable=True,
            value=lambda row: PopulationGroup(row.profile.population_group).label.capitalize(),
        ),
        Column("institution", gettext_lazy("Institución"), sortable=True),
    ),
    row_id=lambda row: row.id,
    filters=(
        Filter(
            "sexo",
            gettext_lazy("Sexo"),
            capitals(Sex),
            lambda rows, chosen: [row for row in rows if row.profile.sex in chosen],
            multiple=True,
        ),
        Filter(
            "grupo",
            gettext_lazy("Grupo de población"),
            capitals(PopulationGroup),
            lambda rows, chosen: [row for row in rows if row.profile.population_group in chosen],
            multiple=True,
        ),
    ),
    search=lambda rows, text: rows,
    search_label=gettext_lazy("Nombre, documento o correo"),
    sort="name",
    exports=False,
    footnote=gettext_lazy("Los documentos se muestran incompletos. Cada consulta queda registrada."),
    empty_template="people/parts/begin.html",
)


@membership_required(sees_some_people)
def people(request: CityRequest, city: str) -> HttpResponseBase:
    """Find people by name, document or e-mail; who looked at whom is recorded."""
    rows = _found(request.GET.get("q", ""), request.membership, MOST)
    told = [column for column in PEOPLE.columns if column.key != "institution" or any(row.institution for row in rows)]
    table = replace(PEOPLE, columns=tuple(told), row_url=lambda row: f"/{city}/personas/{row.id}/")
    listing = tables.listing(table, request, rows)
    _record(request, [row.profile for row in listing.page_rows], "people.search")
    return tables.respond(request, "people/list.html", listing, {"city": city, "bounded": len(rows) == MOST})


@membership_required(is_member)
def everything(request: CityRequest, city: str) -> HttpResponseBase:
    """Find people (for those who may see them), organisations and whatever the areas offer."""
    text = request.GET.get("q", "").strip()[:200]
    asked = len(text) >= SHORTEST
    rows = _found(text, request.membership, FEW) if asked and sees_some_people(request.membership) else []
    _record(request, [row.profile for row in rows], "people.search")
    found = sorted([*_organizations(text), *hooks.hits(text, request.membership)], key=_kind) if asked else []
    groups = [(kind, list(hits)) for kind, hits in groupby(found, key=_kind)]
    context = {"city": city, "text": text, "asked": asked, "people": rows, "groups": groups, "few": FEW}
    context["sought"] = tables.written(request.GET.get("q", ""))
    return render(request, "people/search.html", context)


def _found(text: str, membership: Standing, limit: int) -> list[Found]:
    profiles = queries.search(text[:200], limit, visible=visible_to(membership))
    known = hooks.institutions([profile.id for profile in profiles])
    return [Found(profile, known.get(profile.id, "")) for profile in profiles]


def _record(request: CityRequest, seen: Sequence[Profile], what: str) -> None:
    if seen:
        subjects = [f"people.person:{profile.id}" for profile in seen]
        audit.seen(what=what, subject=subjects, by=request.membership.user, at=timezone.now())


def _organizations(text: str) -> list[Hit]:
    key = name_key(text)
    rows = organizations().filter(name_key__contains=key)[:FEW] if key else ()
    return [Hit(row.name, "", _("Organizaciones"), str(row.get_kind_display()).capitalize()) for row in rows]


def _kind(hit: Hit) -> str:
    return hit.kind

"""Pages of a city's organisations."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.core.organisations.actions import FIELDS, create_organization, update_organization
from arraigo.core.organisations.enums import OrganizationKind
from arraigo.core.organisations.models import Organization
from arraigo.core.organisations.names import name_key
from arraigo.core.organisations.queries import organizations as organizations_of
from arraigo.core.organisations.web.forms import OrganizationForm
from arraigo.core.places.api import any_member, edits_directory, opens_for
from arraigo.core.ui import tables
from arraigo.core.ui.tables import Column, Filter, Table


def _search(rows: QuerySet[Organization], text: str) -> QuerySet[Organization]:
    return rows.filter(Q(name_key__contains=name_key(text)) | Q(alternate_name__icontains=text))


ORGANIZATIONS: Table[Organization] = Table(
    key="organizaciones",
    caption=gettext_lazy("Organizaciones"),
    noun=(gettext_lazy("organización"), gettext_lazy("organizaciones")),
    columns=(
        Column("name", gettext_lazy("Nombre"), main=True, order=("name_key",)),
        Column("alternate_name", gettext_lazy("Sigla u otro nombre"), order=("alternate_name",)),
        Column(
            "kind", gettext_lazy("Tipo"), order=("kind",), value=lambda row: str(row.get_kind_display()).capitalize()
        ),
        Column("website", gettext_lazy("Sitio web"), hidden=True),
        Column("description", gettext_lazy("Descripción"), hidden=True),
    ),
    filters=(
        Filter(
            "tipo",
            gettext_lazy("Tipo"),
            OrganizationKind.choices,
            lambda rows, chosen: rows.filter(kind__in=chosen),
            multiple=True,
        ),
    ),
    search=_search,
    search_label=gettext_lazy("Nombre o sigla"),
    sort="name",
    empty_title=gettext_lazy("Todavía no hay organizaciones"),
    empty_text=gettext_lazy("Se añaden solas al importar listas que las nombran; también puede crear una aquí."),
)


@opens_for(any_member)
def organizations(request: HttpRequest, city: str) -> HttpResponseBase:
    """List the city's organisations."""
    may_edit = edits_directory(request.membership)  # type: ignore[attr-defined]
    url = (lambda row: f"/{city}/organizaciones/{row.pk}/") if may_edit else None
    table = replace(ORGANIZATIONS, row_url=url)
    listing = tables.listing(table, request, organizations_of())
    return tables.respond(request, "organisations/list.html", listing, {"city": city, "may_edit": may_edit})


@opens_for(edits_directory)
def organization_new(request: HttpRequest, city: str) -> HttpResponseBase:
    """Add an organisation."""
    form = OrganizationForm(request.POST or None)
    act = partial(create_organization, city=request.city)  # type: ignore[attr-defined]
    return _answer(request, form, lambda told, **who: act(**told, **who), city, _("Nueva organización"))


@opens_for(edits_directory)
def organization_edit(request: HttpRequest, city: str, pk: UUID) -> HttpResponseBase:
    """Change an organisation."""
    organization = get_object_or_404(Organization, pk=pk)
    form = OrganizationForm(request.POST or None, initial={name: getattr(organization, name) for name in FIELDS})
    act = partial(update_organization, organization)
    return _answer(request, form, lambda told, **who: act(changes=told, **who), city, organization.name)


def _answer(
    request: HttpRequest, form: OrganizationForm, act: Callable[..., Organization], city: str, title: str
) -> HttpResponseBase:
    """Draw the form, or do what it says and return to the list."""
    if request.method == "POST" and form.is_valid():
        try:
            saved = act(form.cleaned_data, by=request.user, at=timezone.now())
        except ValueError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Se guardó «%(name)s».") % {"name": saved.name})
            return redirect("organizations", city)
    status = 422 if request.method == "POST" else 200
    return render(request, "organisations/form.html", {"form": form, "city": city, "title": title}, status=status)

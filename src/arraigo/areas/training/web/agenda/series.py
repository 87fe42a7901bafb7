"""The pages of series: the list, and one with its courses."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import announcing
from arraigo.areas.training.actions.courses import TrainingError, save_series
from arraigo.areas.training.models import Series
from arraigo.areas.training.queries import choices
from arraigo.areas.training.queries import courses as reads
from arraigo.areas.training.web import tables as own_tables
from arraigo.areas.training.web.agenda.forms import SeriesForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import tables
from arraigo.core.ui.tables import Column, Table


def _table(city: str) -> Table[Series]:
    return Table(
        key="series",
        caption=gettext_lazy("Series"),
        noun=(gettext_lazy("serie"), gettext_lazy("series")),
        columns=(
            Column("name", gettext_lazy("Nombre"), main=True, order=("name",)),
            Column("number", gettext_lazy("Cursos"), numeric=True, order=("number",)),
        ),
        row_url=lambda one: reverse("training:series_page", args=[city, one.pk]),
        search=lambda rows, words: rows.filter(name__icontains=words),
        search_label=gettext_lazy("Nombre"),
        sort="name",
        empty_title=gettext_lazy("Todavía no hay series"),
        empty_text=gettext_lazy("Una serie reúne los cursos de un ciclo o un diplomado, para leer sus cifras juntas."),
    )


def _series() -> QuerySet[Series]:
    return Series.objects.annotate(number=Count("courses"))


@require_safe
@membership_required(permissions.reads_training)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the series with how many courses each has."""
    context = {"manages": permissions.manages_training(request.membership)}
    shown = tables.listing(_table(city), request, _series())
    return tables.respond(request, "training/agenda/series.html", shown, context, filename=_("series"))


@require_safe
@membership_required(permissions.reads_training)
def page(request: CityRequest, city: str, series_id: UUID) -> HttpResponseBase:
    """List the courses of a series that this member opens."""
    series = get_object_or_404(Series, pk=series_id)
    whole = own_tables.courses(choices.choices(), city)
    table = replace(
        whole,
        filters=tuple(one for one in whole.filters if one.key != "serie"),
        empty_template="",
        empty_title=gettext_lazy("Esta serie todavía no tiene cursos"),
        empty_text=gettext_lazy("Al crear o editar un curso, elíjala en «Serie»."),
    )
    rows = reads.courses(permissions.courses_of(request.membership)).filter(series=series)
    context = {"series": series, "manages": permissions.manages_training(request.membership)}
    shown = tables.listing(table, request, rows)
    return tables.respond(request, "training/agenda/series_page.html", shown, context, filename=series.name)


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Make a series."""
    return _edit(request, city, None)


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def edit(request: CityRequest, city: str, series_id: UUID) -> HttpResponse:
    """Give a series another name."""
    return _edit(request, city, get_object_or_404(Series, pk=series_id))


def _edit(request: CityRequest, city: str, series: Series | None) -> HttpResponse:
    form = SeriesForm(request.POST or None, initial={"name": series.name if series else ""})
    if request.method == "POST" and form.is_valid():
        name, by, at = form.cleaned_data["name"], request.membership.user, timezone.now()
        try:
            if series is None:
                kept = save_series(name=" ".join(name.split()), by=by, at=at)
            else:
                kept = announcing.rename_series(series, name=name, by=by, at=at)
        except TrainingError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Serie guardada."))
            return redirect("training:series_page", city, kept.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "training/agenda/series_form.html", {"form": form, "series": series}, status=status)

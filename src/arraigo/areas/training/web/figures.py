"""The figures of training, on the page and as files."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.documents import figures as documents
from arraigo.areas.training.documents.figures import period
from arraigo.areas.training.documents.outcomes import More
from arraigo.areas.training.queries import choices
from arraigo.areas.training.queries import figures as reads
from arraigo.areas.training.queries.breakdowns import breakdowns
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.queries.outcomes import outcomes
from arraigo.areas.training.web import charts
from arraigo.areas.training.web.common import here
from arraigo.areas.training.web.filters import FigureForm, Links, query, quick_periods
from arraigo.core.accounts.api import CityRequest, membership_required

HOUR = 3600


@require_safe
@membership_required(permissions.reads_figures)
def figures(request: CityRequest, city: str) -> HttpResponse:
    """Show the figures under the address's filter; a filter that cannot be read has no figures."""
    form = FigureForm(request.GET, choices.choices())
    wanted, understood = form.wanted, form.is_valid()
    now = here(request, timezone.now())
    context = {
        "form": form,
        "quick": quick_periods(wanted, today=now.date(), path=request.path, lit=understood),
        "now": now,
        "manages": permissions.manages_training(request.membership),
    }
    if understood:
        links = Links(city, wanted, permissions.reads_records(request.membership))
        context |= {"period": period(wanted), "words": form.words, "query": query(wanted), **_shown(wanted, links)}
    return render(request, "training/figures.html", context, status=200 if understood else 422)


def _shown(wanted: FigureFilter, links: Links) -> dict[str, Any]:
    """Read the figures, and draw them; each opens to its records for who may see names."""
    found = reads.figures(wanted, sessions=reads.ALL if wanted.course else reads.LATEST)
    return {
        "found": found,
        "people": charts.people_panels(found, links),
        "attendances": charts.attendance_panels(found, links),
        "hours": round(found.seconds / HOUR),
        "held_hours": round(found.held_minutes / 60),
        "links": {
            "people": links.to(),
            "online": links.to(modalidad="en-linea"),
            "in_person": links.to(modalidad="presencial"),
            "both": links.to(modalidad="ambas"),
            "attendances": links.to(ver="asistencias"),
            "sessions": links.to(ver="jornadas"),
        },
    }


@require_safe
@membership_required(permissions.reads_figures)
def download(request: CityRequest, city: str, kind: str) -> HttpResponse:
    """Hand out the figures under the address's filter as a workbook, as text or as one page.

    A filter that cannot be read leads to the page, which says what to mend.
    """
    write = documents.WRITERS.get(kind)
    if write is None:
        raise Http404(_("Esta descarga no existe."))
    form = FigureForm(request.GET, choices.choices())
    if not form.is_valid():
        return redirect(f"{reverse('training:figures', args=[city])}?{request.GET.urlencode()}")
    wanted = form.wanted
    heading = documents.Heading(
        city=request.city.municipality or request.city.name,
        period=period(wanted),
        filters=tuple((str(label), words) for label, words in form.words),
        on=here(request, timezone.now()),
        invented=request.city.invented,
    )
    more = More(outcomes(wanted, at=timezone.now()), breakdowns(wanted))
    data = write(reads.figures(wanted, sessions=reads.ALL), heading, more)
    answer = HttpResponse(data, content_type=documents.MEDIA_TYPES[kind])
    name = _("cifras-de-formacion-%(city)s-%(day)s") % {"city": city, "day": f"{heading.on:%Y-%m-%d}"}
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer

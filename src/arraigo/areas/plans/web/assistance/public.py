"""The technical assistance plans as anybody reads them: a page with an address that does not change, and documents."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.plans.documents.assistance_calendar import assistance_calendar
from arraigo.areas.plans.documents.assistance_files import assistance_docx, assistance_pdf
from arraigo.areas.plans.documents.assistance_words import paper, schedule
from arraigo.areas.plans.models import AssistanceEdition
from arraigo.areas.plans.queries import assistance as reads
from arraigo.core.accounts.api import PublicRequest, public
from arraigo.core.ui.caching import cacheable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@public
@cacheable
def listed(request: PublicRequest, city: str) -> HttpResponse:
    """List the assistance plans that are published."""
    return render(request, "plans/assistance/public_list.html", {"editions": reads.public_editions()})


@require_safe
@public
@cacheable
def edition(request: PublicRequest, city: str, slug: str, number: int | None = None) -> HttpResponse:
    """Show an assistance plan: the current edition, or one of those before."""
    found = _edition(slug, number)
    current = reads.public_edition(slug)
    context = {
        "edition": found,
        "told": paper(found.content),
        "gantt": schedule(found.content),
        "is_current": current is not None and current.pk == found.pk,
        "others": found.assistance.editions.filter(withdrawn_at__isnull=True).exclude(pk=found.pk),
    }
    return render(request, "plans/assistance/public.html", context)


@require_safe
@public
@cacheable
def file(request: PublicRequest, city: str, slug: str, number: int, kind: str) -> HttpResponse:
    """Hand out an edition as PDF, DOCX, calendar or JSON."""
    found = _edition(slug, number)
    make = FILES.get(kind)
    if make is None:
        raise Http404(_("Este documento se entrega como pdf, docx, ics o json."))
    content, media_type = make(found)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{number}.{kind}"'
    return response


def _edition(slug: str, number: int | None) -> AssistanceEdition:
    found = reads.public_edition(slug, number)
    if found is None:
        raise Http404(_("Este plan de asistencia no existe o ya no se publica."))
    return found


def _pdf(found: AssistanceEdition) -> tuple[bytes, str]:
    return assistance_pdf(found.content, number=found.number, at=found.published_at), "application/pdf"


def _docx(found: AssistanceEdition) -> tuple[bytes, str]:
    return assistance_docx(found.content, number=found.number, at=found.published_at), DOCX


def _ics(found: AssistanceEdition) -> tuple[bytes, str]:
    address = settings.PUBLIC_URL + str(
        reverse("plans:public_assistance", args=[found.city.slug, found.assistance.slug])
    )
    text = assistance_calendar(found.content, at=found.published_at, url=address)
    return text.encode(), "text/calendar; charset=utf-8"


def _json(found: AssistanceEdition) -> tuple[bytes, str]:
    told: dict[str, Any] = {
        "edition": found.number,
        "published_at": found.published_at.isoformat(),
        "note": found.note,
        **found.content,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode(), "application/json; charset=utf-8"


FILES: dict[str, Callable[[AssistanceEdition], tuple[bytes, str]]] = {
    "pdf": _pdf,
    "docx": _docx,
    "ics": _ics,
    "json": _json,
}

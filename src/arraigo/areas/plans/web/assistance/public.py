"""The pages of assistance plans that anybody opens, and their files: one address that always shows what stands."""

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from arraigo.areas.plans.documents import assistance_calendar, assistance_docx, assistance_pdf
from arraigo.areas.plans.documents.assistance_words import Imprint, schedule
from arraigo.areas.plans.models import AssistanceEdition, AssistancePlan
from arraigo.areas.plans.queries import assistance as reads
from arraigo.areas.plans.queries import assistance_figures as figures
from arraigo.areas.plans.queries.addresses import absolute
from arraigo.areas.plans.queries.assistance_content import Content, loaded, norms
from arraigo.core.accounts.api import PublicRequest, public
from arraigo.core.documents.editable import MEDIA_TYPE as DOCX
from arraigo.core.ui.caching import cacheable

FORMATS = {
    "pdf": assistance_pdf.MEDIA_TYPE,
    "docx": DOCX,
    "ics": assistance_calendar.MEDIA_TYPE,
    "json": "application/json; charset=utf-8",
}
FILES = (
    ("pdf", "PDF"),
    ("docx", "DOCX"),
    ("ics", gettext_lazy("Para su agenda")),
    ("json", gettext_lazy("Datos (JSON)")),
)
FRESH = 300
# Raise it when the documents look otherwise, so that nobody keeps the old ones.
LAYOUT = 1


@require_safe
@public
@cacheable
def listed(request: PublicRequest, city: str) -> HttpResponse:
    """List the plans that are published."""
    shown = []
    for edition in reads.published_plans():
        content = loaded(edition.content)
        shown.append((edition, content, figures.standing(content)))
    return render(request, "plans/assistance/public_list.html", {"plans": shown})


@require_safe
@public
@cacheable
def current(request: PublicRequest, city: str, slug: str) -> HttpResponse:
    """Show the edition that stands: the address that the city's web page links to."""
    plan = _plan(slug)
    edition = reads.current_edition(plan)
    if edition is None:
        raise Http404(_("Este plan de asistencia no está publicado."))
    return _page(request, plan, edition)


@require_safe
@public
@cacheable
def numbered(request: PublicRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Show one edition, old ones too; one that was withdrawn says so."""
    plan = _plan(slug)
    edition = plan.editions.filter(number=number).first()
    if edition is None:
        raise Http404(_("Esta edición no existe."))
    if edition.withdrawn_at is not None:
        context = {"assistance": plan, "edition": edition, "current": reads.current_edition(plan)}
        return render(request, "plans/assistance/public_withdrawn.html", context, status=410)
    return _page(request, plan, edition)


@require_safe
@public
def file(request: PublicRequest, city: str, slug: str, number: int, format: str) -> HttpResponse:
    """Give an edition as a file; an edition never changes, so that its tag is known without making it."""
    edition = _plan(slug).editions.select_related("assistance__city").filter(number=number).first()
    if format not in FORMATS or edition is None or edition.withdrawn_at is not None:
        raise Http404(_("Este archivo no existe."))
    language = translation.get_language() or "es"
    tag = hashlib.sha256(f"{LAYOUT}:{edition.pk}:{format}:{language}".encode()).hexdigest()[:32]

    def give(_request: PublicRequest) -> HttpResponse:
        address = absolute("public_edition", edition.assistance.city, slug, number)
        kept = json.dumps(edition.content, ensure_ascii=False, sort_keys=True)
        body = _made(kept, _imprint(edition, address), format, language)
        response = HttpResponse(body, content_type=FORMATS[format])
        response["Content-Disposition"] = f'attachment; filename="{slug}-{number}.{format}"'
        return response

    held = condition(etag_func=lambda _request: f'"{tag}"')(give)
    response: HttpResponse = cache_control(public=True, max_age=FRESH)(held)(request)
    return response


# Making a PDF takes far longer than sending it, and everybody asks for the same few.
@lru_cache(maxsize=16)
def _made(kept: str, imprint: Imprint, format: str, language: str) -> bytes:
    """Return a file of what an edition holds; nothing else goes into it, so that it may be kept."""
    content = loaded(json.loads(kept))
    at = imprint.published_at
    assert at is not None  # noqa: S101 - only editions come here, never drafts
    if format == "pdf":
        return assistance_pdf.assistance_pdf(content, imprint, language=language)
    if format == "docx":
        return assistance_docx.assistance_docx(content, imprint, at=at, language=language)
    if format == "ics":
        told = assistance_calendar.assistance_calendar(
            content, at=at, url=imprint.address, sequence=imprint.number or 0
        )
        return told.encode()
    whole = {"edition": imprint.number, "published_at": at.isoformat(), "note": imprint.note, **json.loads(kept)}
    return json.dumps({"address": imprint.address, **whole}, ensure_ascii=False, indent=1).encode()


def _page(request: PublicRequest, plan: AssistancePlan, edition: AssistanceEdition) -> HttpResponse:
    content = loaded(edition.content)
    others = [one for one in reads.editions(plan) if one.withdrawn_at is None]
    before = next((one for one in others if one.number < edition.number), None)
    context: dict[str, Any] = {
        "assistance": plan,
        "edition": edition,
        "content": content,
        "others": [one for one in others if one.pk != edition.pk],
        "is_current": others[0].pk == edition.pk,
        "norms": norms(content),
        "files": FILES,
        "address": absolute("public_assistance", request.city, plan.slug),
        **_figures(content),
        "changes": figures.changes(loaded(before.content), content) if before else None,
        "before": before,
    }
    return render(request, "plans/assistance/public.html", context)


def _figures(content: Content) -> dict[str, Any]:
    gantt = schedule(content)
    budget = figures.budget(content, no_source=_("Sin fuente definida"))
    return {
        "standing": figures.standing(content),
        "budget": budget,
        "sums": (
            (_("Por objetivo"), budget.by_objective),
            (_("Por fuente"), budget.by_source),
            (_("Por año"), budget.by_year),
        ),
        "gantt": gantt,
        "rows": list(zip(gantt.bars, content.activities, strict=True)),
        "matrix": figures.risk_matrix(content.risks),
        "risks": [(number, one, figures.gravity(one.score)) for number, one in enumerate(content.risks, 1)],
    }


def _imprint(edition: AssistanceEdition, address: str) -> Imprint:
    return Imprint(edition.number, timezone.localtime(edition.published_at), edition.note, address)


def _plan(slug: str) -> AssistancePlan:
    found = AssistancePlan.objects.filter(slug=slug).first()
    if found is None:
        raise Http404(_("Este plan de asistencia no existe."))
    return found

"""What was recommended, what was answered and what changed, in the plan's own words: open to anybody."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.db.models import TextChoices
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.plans.enums import Outcome, Verdict
from arraigo.areas.plans.models import Plan
from arraigo.areas.plans.queries import adoption as reads
from arraigo.core.accounts.api import PublicRequest, public
from arraigo.core.ui import tables
from arraigo.core.ui.caching import cacheable
from arraigo.core.ui.tables.export import CONTENT_TYPES, Value

# What a chip of the page shows: the standings of it.
SHOWN = {
    "adoptadas": ("adopted", "diluted"),
    "no-adoptadas": ("lost", "rejected"),
    "aceptadas": ("accepted",),
    "sin-respuesta": ("waiting",),
}

# The columns of a sheet that hold one of some choices.
CHOICES: dict[str, type[TextChoices]] = {"answer": Verdict, "outcome": Outcome}


@require_safe
@public
@cacheable
def listed(request: PublicRequest, city: str) -> HttpResponse:
    """List the plans whose follow-up is public, with how much of what was recommended they took in."""
    counted = reads.tallies()
    plans = [(plan, counted[plan.pk]) for plan in reads.public_plans()]
    return render(request, "plans/adoption/public_list.html", {"plans": plans})


@require_safe
@public
@cacheable
def plan(request: PublicRequest, city: str, slug: str) -> HttpResponse:
    """Show each recommendation of a plan with the authority's answer and the words that changed."""
    found = _plan(slug)
    rows = reads.became(reads.public_recommendations(found), confirmed=True)
    chosen = request.GET.get("ver", "")
    shown = [row for row in rows if row.standing in SHOWN[chosen]] if chosen in SHOWN else rows
    context = {
        "plan": found,
        "rows": shown,
        "tally": reads.tally(rows),
        "chosen": chosen if chosen in SHOWN else "",
        "chips": _chips(rows),
        "versions": list(found.versions.order_by("-number")),
        "kinds": list(FILES),
    }
    return render(request, "plans/adoption/public.html", context)


@require_safe
@public
@cacheable
def data(request: PublicRequest, city: str, slug: str, kind: str) -> HttpResponse:
    """Hand out what the page says as JSON, CSV or XLSX."""
    found = _plan(slug)
    rows = reads.as_data(reads.became(reads.public_recommendations(found), confirmed=True), city=request.city)
    make = FILES.get(kind)
    if make is None:
        raise Http404(_("Este archivo se entrega como json, csv o xlsx."))
    content, media_type = make(rows)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="adopcion-{found.slug}.{kind}"'
    return response


def _plan(slug: str) -> Plan:
    found = reads.public_plans().filter(slug=slug).first()
    if found is None:
        raise Http404(_("Este plan no existe o su seguimiento no es público."))
    return found


def _chips(rows: list[reads.Became]) -> list[tuple[str, str, int]]:
    words = {
        "adoptadas": _("Adoptadas"),
        "no-adoptadas": _("No adoptadas"),
        "aceptadas": _("Aceptadas, por verse en el plan"),
        "sin-respuesta": _("Sin respuesta"),
    }
    counted = [(key, words[key], sum(row.standing in standings for row in rows)) for key, standings in SHOWN.items()]
    return [one for one in counted if one[2]]


def _json(rows: list[dict[str, Any]]) -> tuple[bytes, str]:
    text = json.dumps({"recommendations": rows}, ensure_ascii=False, indent=1, default=str)
    return text.encode(), "application/json; charset=utf-8"


def _headed(rows: list[dict[str, Any]]) -> tuple[list[str], list[list[Value]]]:
    labels = {
        "number": _("Número"),
        "title": _("Recomendación"),
        "where": _("Dónde está en el plan"),
        "passage": _("Pasaje"),
        "norm": _("Norma"),
        "proposed": _("Redacción propuesta"),
        "sent_on": _("Enviada"),
        "answer": _("Respuesta"),
        "reason": _("Motivo"),
        "outcome": _("Qué pasó"),
        "version": _("Versión"),
        "now": _("Lo que dice ahora"),
        "pages": _("Páginas"),
    }
    return list(labels.values()), [[_in_words(key, row[key]) for key in labels] for row in rows]


def _in_words(key: str, value: Value) -> Value:
    """Return what a cell holds: of a choice its words, for a sheet is read by people."""
    choices = CHOICES.get(key)
    return str(capfirst(choices(str(value)).label)) if choices is not None and value else value


def _csv(rows: list[dict[str, Any]]) -> tuple[bytes, str]:
    file = BytesIO()
    tables.write_csv(file, *_headed(rows))
    return file.getvalue(), CONTENT_TYPES["csv"]


def _xlsx(rows: list[dict[str, Any]]) -> tuple[bytes, str]:
    file = BytesIO()
    tables.write_xlsx(file, *_headed(rows))
    return file.getvalue(), CONTENT_TYPES["xlsx"]


FILES: dict[str, Callable[[list[dict[str, Any]]], tuple[bytes, str]]] = {"json": _json, "csv": _csv, "xlsx": _xlsx}

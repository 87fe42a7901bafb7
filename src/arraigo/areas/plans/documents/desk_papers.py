"""A judged review as files for handing out and for other programs: DOCX, PDF, XLSX, CSV and JSON."""

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arraigo.areas.plans.documents.desk_docx import paper_docx
from arraigo.areas.plans.documents.desk_sheets import criteria_rows, workbook
from arraigo.areas.plans.documents.desk_words import paper
from arraigo.areas.plans.models import Evidence, PlaceEvidence
from arraigo.areas.plans.queries.desk_results import Outcome, Result
from arraigo.core.documents.editable import MEDIA_TYPE as DOCX
from arraigo.core.documents.typesetting import typeset
from arraigo.core.places.models import City
from arraigo.core.ui.tables import harmless

TEMPLATE = Path(__file__).with_name("desk.typ")
FORMAT = "arraigo.plan-review-judged/1"
MEDIA_TYPES = {
    "docx": DOCX,
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def docx(found: Outcome, *, city: City, at: datetime) -> bytes:
    """Return the review as DOCX that can be edited."""
    return paper_docx(paper(found, city=city, at=at), at=at)


def pdf(found: Outcome, *, city: City, at: datetime) -> bytes:
    """Return the review as PDF/UA on A4."""
    labels = {
        "page": _("Página"),
        "of": _("de"),
        "summary": _("Resumen"),
        "file": _("Sobre el archivo"),
        "people": _("A quién nombra el plan"),
        "named": _("Nombra a"),
        "unnamed": _("No nombra a"),
        "agreement": _("Acuerdo entre las dos revisiones"),
        "absent": _("Lo que no se encontró"),
        "theme": _("Tema"),
        "part": _("Parte del plan"),
        "waiting": _("Por resolver"),
        "step": _("Paso"),
        "says": _("Dice"),
        "why": _("Por qué cuenta"),
        "reason": _("Por qué"),
        "missing": _("Para el nivel siguiente"),
        "places": _("En los barrios"),
        "searched": _("Se buscó y no se encontró"),
    }
    data = {**paper(found, city=city, at=at), "labels": labels, "lang": (get_language() or "es")[:2]}
    return bytes(typeset(TEMPLATE, data, format="pdf", pdf_standards=["ua-1"], timestamp=at.replace(microsecond=0)))


def xlsx(found: Outcome, *, city: City, at: datetime) -> bytes:
    """Return the review as XLSX with the sheets resumen, criterios, evidencias and barrios."""
    return workbook(found, paper(found, city=city, at=at))


def csv_file(found: Outcome, *, city: City, at: datetime) -> bytes:
    """Return a line for each criterion as CSV in UTF-8 with its mark, so that spreadsheets read its accents."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(map(_safe, row) for row in criteria_rows(found))
    return text.getvalue().encode("utf-8-sig")


def json_file(found: Outcome, *, city: City, at: datetime) -> bytes:
    """Return the review as JSON with stable keys."""
    review = found.review
    values = {
        "format": FORMAT,
        "city": city.slug,
        "made_at": at.isoformat(),
        "plan": {"id": str(review.version.plan_id), "title": review.version.plan.title},
        "version": {"id": str(review.version_id), "number": review.version.number, "sha256": review.version.sha256},
        "review": {
            "id": str(review.pk),
            "pack": review.pack,
            "pack_version": review.pack_version,
            "instrument": review.instrument,
            "closed_at": review.closed_at.isoformat() if review.closed_at else None,
            "criteria": found.counts.total,
            "settled": found.counts.settled,
        },
        "agreement": {
            "judged_by_both": found.agreement.total,
            "same": found.agreement.same,
            "quadratic_weighted_kappa": found.agreement.kappa,
            "matrix": found.agreement.matrix,
        },
        "findings": [_finding(one) for one in found.results],
    }
    return json.dumps(values, ensure_ascii=False, indent=1).encode() + b"\n"


def _finding(one: Result) -> dict[str, Any]:
    finding = one.finding
    kept = ("code", "norm", "article", "requires", "asks", "theme", "plan_part", "suggested", "level", "reason")
    return {
        "id": str(finding.pk),
        "number": one.number,
        **{name: getattr(finding, name) for name in kept},
        "is_adjudicated": finding.is_adjudicated,
        "missing": finding.missing,
        "steps": finding.steps,
        "searched": finding.searched,
        "judgements": [
            {"seat": seat, "level": given.level, "reason": given.reason} for seat, given in one.judgements.items()
        ],
        "evidence": [_evidence(kept) for kept in one.evidence],
        "places": [_place(kept) for kept in one.places],
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "quote": one.passage.text,
        "page": one.passage.page,
        "anchor": one.anchor,
        "source": one.source,
        "why": one.why,
    }


def _place(one: PlaceEvidence) -> dict[str, Any]:
    kept = ("indicator", "definition", "unit", "source")
    return {
        "area": {"code": one.area.code, "name": one.area.name},
        **{name: getattr(one, name) for name in kept},
        "value": str(one.value),
        "dated_on": one.dated_on.isoformat(),
    }


def _safe(value: object) -> object:
    return harmless(value) if isinstance(value, str) else value


WRITERS: dict[str, Callable[..., bytes]] = {"docx": docx, "pdf": pdf, "xlsx": xlsx, "csv": csv_file, "json": json_file}

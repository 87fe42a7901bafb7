"""Badges and the sheet to sign, as PDF/UA."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arraigo.areas.training.models import Course, Session
from arraigo.areas.training.queries.badges import Bearer
from arraigo.core.documents.typesetting import typeset
from arraigo.core.ui.formats import clock, long_date, number

HERE = Path(__file__).parent
BLANK_LINES = 6


def badges(people: Sequence[Bearer], *, course: Course, at: datetime) -> bytes:
    """Return the badges of a course, eight to an A4 page with marks to cut along."""
    data = {
        "title": _("Gafetes: %(course)s") % {"course": course.title},
        "course": course.title,
        "alt": _("Código de llegada de %(name)s"),
        "none": _("Todavía no hay personas inscritas."),
        "people": [
            {
                "given": one.given_names,
                "surnames": one.surnames,
                "institution": one.institution,
                "code": _code(one.code),
            }
            for one in people
        ],
    }
    return _compile("badges.typ", data, at)


def sheet(people: Sequence[Bearer], *, session: Session, starts: datetime, coded: bool, at: datetime) -> bytes:
    """Return the sheet that those enrolled sign, with lines for who comes unannounced; `coded` puts codes in it."""
    when = _("%(day)s, %(hour)s, %(minutes)s minutos") % {
        "day": capfirst(long_date(starts)),
        "hour": clock(starts),
        "minutes": number(session.minutes),
    }
    facts = [session.code, session.title, when, session.place]
    data = {
        "title": _("Lista para firmar: %(course)s") % {"course": session.course.title},
        "course": session.course.title,
        "facts": " · ".join(fact for fact in facts if fact),
        "how": _("Firme junto a su nombre. Si su nombre no está, escríbalo con su documento al final."),
        "columns": [_("N.º"), _("Nombre"), _("Documento"), _("Institución"), _("Firma"), _("Código")],
        "coded": coded,
        "alt": _("Código de llegada de %(name)s"),
        "blank": BLANK_LINES,
        "page": _("Página"),
        "people": [
            {
                "name": one.listed_name,
                "document": f"•••• {one.document}" if one.document else "",
                "institution": one.institution,
                "code": _code(one.code) if coded else "",
            }
            for one in people
        ],
    }
    return _compile("sheet.typ", data, at)


def _code(text: str) -> str:
    """Return a QR code as the text of an SVG of one path."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()


def _compile(template: str, data: dict[str, Any], at: datetime) -> bytes:
    said = {"lang": (get_language() or "es")[:2], **data}
    for line in said["people"]:
        line["alt"] = said["alt"] % {"name": line.get("name") or f"{line['given']} {line['surnames']}".strip()}
    made_at = at.replace(microsecond=0, tzinfo=UTC)
    return bytes(typeset(HERE / template, said, format="pdf", pdf_standards=["ua-1"], timestamp=made_at))

"""Certificates of the demo city: a course that is over, signed by invented people with invented hands."""

from datetime import datetime

import typst

from arraigo.areas.training.actions.certificate_mail import send
from arraigo.areas.training.actions.certificate_rules import add_logo, save_rule, save_signatory
from arraigo.areas.training.actions.certificates import issue, revoke, show_name
from arraigo.areas.training.models import Attendance, Course
from arraigo.areas.training.queries.standings import standings
from arraigo.core.accounts.models import User
from arraigo.core.consent import api as consent
from arraigo.core.places.models import City

FEW, LEFT = 5, 6
INK = "#1b2a5c"
HANDS = (
    """curve.move((3mm, 15mm)), curve.cubic((7mm, -6mm), (16mm, -2mm), (11mm, 15mm)),
    curve.cubic((14mm, 4mm), (20mm, 6mm), (19mm, 12mm)), curve.cubic((22mm, 6mm), (26mm, 8mm), (27mm, 12mm)),
    curve.cubic((32mm, 2mm), (38mm, 20mm), (56mm, 8mm))""",
    """curve.move((6mm, 4mm)), curve.cubic((4mm, 12mm), (5mm, 18mm), (12mm, 15mm)),
    curve.cubic((22mm, 9mm), (20mm, 0mm), (16mm, 6mm)), curve.cubic((12mm, 14mm), (26mm, 16mm), (30mm, 8mm)),
    curve.cubic((30mm, 16mm), (38mm, 14mm), (40mm, 9mm)), curve.cubic((42mm, 14mm), (48mm, 12mm), (54mm, 11mm))""",
)
SIGNATORIES = (
    ("Mg. Carmen Andrade Loor", "Directora de Movilidad Humana", "Municipio de Santa Marina"),
    ("Dr. Luis Fernando Chuquimarca", "Decano de Ciencias Sociales", "Universidad Técnica del Litoral"),
)


def build_certificates(*, city: City, by: User | None, at: datetime) -> None:
    """Give certificates in the course that is over with most people in it; once in a city.

    Some are left to be given out, one is revoked, one hides its name, and all but the last are sent. Runs within the
    city's scope, after courses and attendance were built.
    """
    course = _finished(at)
    if course is None or course.certificate_rules.exists():
        return
    course.city = city
    rule = save_rule(
        course=course,
        required_sessions=(),
        required_tests=(),
        kind="attendance",
        measure="time",
        minimum_percent=60,
        hours=None,
        text="Programa municipal de formación en movilidad humana, ciclo 2026.",
        by=by,
        at=at,
    )
    for hand, (name, position, institution) in zip(HANDS, SIGNATORIES, strict=True):
        save_signatory(
            rule=rule, name=name, position=position, institution=institution, picture=_signature(hand), by=by, at=at
        )
    add_logo(rule=rule, name="Universidad Técnica del Litoral", picture=_logo(), by=by, at=at)
    consent.record_basis_many(
        course.enrolments.values_list("person_id", flat=True),
        purpose=consent.Purpose.TRAINING,
        legal_basis=consent.LegalBasis.CONSENT,
        source="Formulario de inscripción (inventado)",
        by=by,
        at=at,
    )
    ready = [one.enrolment_id for one in standings([rule], at=at) if one.meets]
    given = issue(course=course, by=by, at=at, enrolments=ready[: max(FEW, len(ready) - LEFT)]).certificates
    if len(given) < FEW:
        return
    send(course=course, by=by, at=at, enrolments=[one.enrolment_id for one in given[:-1] if one.enrolment_id])
    reason = "Se emitió con el nombre de otra persona inscrita; se le emitirá una nueva."
    revoke(certificate=given[0], reason=reason, by=by, at=at)
    show_name(certificate=given[1], shows=False, by=None, at=at)


def _finished(at: datetime) -> Course | None:
    """Return the course whose sessions are all over and that most people attended."""
    over = Course.objects.filter(sessions__isnull=False, cancelled_at=None).exclude(sessions__starts_at__gt=at)
    found = list(over.distinct())
    return max(found, key=lambda one: (Attendance.objects.filter(course=one).count(), one.code), default=None)


def _signature(hand: str) -> bytes:
    page = f"""#set page(width: 60mm, height: 20mm, margin: 0mm, fill: none)
#place(curve(stroke: (paint: rgb("{INK}"), thickness: 1.3pt, cap: "round"), {hand}))"""
    return _drawn(page)


def _logo() -> bytes:
    page = """#set page(width: 46mm, height: 14mm, margin: 1mm, fill: none)
#set text(font: "Libertinus Serif", fill: rgb("#123a70"))
#grid(columns: (11mm, 1fr), column-gutter: 2mm, align: horizon,
  box(width: 11mm, height: 11mm, fill: rgb("#2569c3"), radius: 5.5mm, align(center + horizon,
    text(fill: white, weight: "bold", size: 9pt)[UTL])),
  text(size: 9pt, weight: "bold")[Universidad Técnica\\ del Litoral])"""
    return _drawn(page)


def _drawn(page: str) -> bytes:
    made = typst.compile(page.encode(), format="png", ppi=200.0, ignore_system_fonts=True)
    if not isinstance(made, bytes):
        raise TypeError("one page, one picture")
    return made

"""The demo of the review desk: the demo's plan, read with its criteria and judged by two of its people."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.desk_evidence import add_evidence, attach_place_evidence, set_aside
from arraigo.areas.plans.actions.judging import adjudicate, judge
from arraigo.areas.plans.actions.reviewing import carry_out
from arraigo.areas.plans.actions.reviews import open_review
from arraigo.areas.plans.enums import InstrumentKind, Progress
from arraigo.areas.plans.models import Finding, PlanVersion, Review
from arraigo.areas.plans.queries.desk import possible_reviewers
from arraigo.core.accounts.api import Role
from arraigo.core.accounts.models import Membership, User
from arraigo.core.places import api as places
from arraigo.core.places.models import City

# Of so many criteria in a row, which are left alone, judged by one, or judged differently.
ROUND, ALONE, BY_ONE, DIFFER, LEFT_OPEN = 12, {11}, {5}, {3, 8}, {8}
TOP = 5


def build_desk(*, city: City, by: User | None, at: datetime) -> None:
    """Review the first version of the demo's land-use plan; without one there is nothing to show, and nothing is made.

    Most criteria are judged by both, some differ and are resolved or not, some nobody has looked at.
    """
    version = _version()
    reviewers = _reviewers()
    if version is None or len(reviewers) < 2:
        return
    began = at - timedelta(days=6)
    review, is_new = open_review(
        version=version,
        pack="ec",
        instrument=version.plan.kind,
        reviewers=reviewers,
        due_on=(at + timedelta(days=4)).date(),
        by=by,
        at=began,
    )
    if not is_new:
        return
    carry_out(review, at=began + timedelta(minutes=2), progress=lambda step, done, total: None)
    findings = list(review.findings.order_by("order"))
    _evidence(review, findings, by=reviewers[0], at=began + timedelta(days=1))
    for finding in findings:
        _judge(finding, reviewers, at=began + timedelta(days=2, minutes=finding.order))


def _version() -> PlanVersion | None:
    read = PlanVersion.objects.filter(reading=Progress.READY, passage_count__gt=0, number=1)
    return read.filter(plan__kind=InstrumentKind.PMDOT).select_related("plan").order_by("plan__created_at").first()


def _reviewers() -> list[User]:
    """Return the demo's planner and its coordinator."""
    able = possible_reviewers()
    found = []
    for role in (Role.PLANNER, Role.COORDINATION):
        seated = Membership.objects.filter(role=role, user__in=able, is_active=True).select_related("user")
        member = seated.order_by("created_at").first()
        if member is not None and member.user not in found:
            found.append(member.user)
    return found


def _judge(finding: Finding, reviewers: Sequence[User], *, at: datetime) -> None:
    place = finding.order % ROUND
    first, second = reviewers
    if place in ALONE:
        return
    level = finding.suggested
    judge(finding=finding, level=level, reason=_reason(finding, level), by=first, at=at)
    if place in BY_ONE:
        return
    other = level if place not in DIFFER else (level + 1 if level < TOP and finding.order % 2 else max(level - 1, 0))
    if place in DIFFER and other == level:
        other = level + 1
    later = at + timedelta(hours=5)
    judge(finding=finding, level=other, reason=_reason(finding, other), by=second, at=later)
    if place in DIFFER - LEFT_OPEN:
        lower = min(level, other)
        reason = _(
            "Leído el pasaje entre las dos, el texto no alcanza para más: no dice con qué recursos ni para cuándo."
        )
        adjudicate(finding=finding, level=lower, reason=reason, by=first, at=later + timedelta(days=1))


def _reason(finding: Finding, level: int) -> str:
    if level == finding.suggested and finding.order % 3:
        return ""
    return (
        _("No consta en el plan, ni con otras palabras."),
        _("Lo nombra de paso; no dice cuántas personas son ni qué hará."),
        _("Hay una cifra con su fuente; falta que el plan se comprometa a algo."),
        _("Hay un compromiso claro, sin meta ni plazo."),
        _("Tiene meta y línea base; falta de dónde sale el dinero y quién responde."),
        _("Tiene meta, presupuesto y responsable."),
    )[level]


def _evidence(review: Review, findings: Sequence[Finding], *, by: User, at: datetime) -> None:
    """Leave traces of people at work: a passage added, one set aside, two indicators of neighbourhoods."""
    cited = [one for one in findings if one.evidence.exists()]
    used = review.version.passages.filter(relevant=True).order_by("index").last()
    if cited and used is not None:
        why = _("También responde a lo que se pregunta.")
        add_evidence(finding=cited[0], passage=used, why=why, by=by, at=at)
    rich = next((one for one in cited if one.evidence.count() > 1), None)
    if rich is not None:
        aside = rich.evidence.select_related("finding").order_by("order").last()
        if aside is not None:
            set_aside(evidence=aside, aside=True, by=by, at=at)
    areas = list(places.areas("neighbourhood")[:2])
    for area, value in zip(areas, ("38", "57"), strict=False):
        attach_place_evidence(
            finding=(cited or findings)[0],
            area=area,
            indicator=_("Hogares con alguna persona nacida en otro país"),
            definition=_("Hogares con al menos una persona nacida en otro país, de los encuestados en el barrio"),
            value=Decimal(value),
            unit=_("hogares de 120 encuestados"),
            dated_on=date(at.year - 1, 9, 30),
            source=_("Encuesta barrial del municipio (inventada)"),
            by=by,
            at=at,
        )

"""Reads of certificates: who may have one, those given out, and what a participant is told of theirs."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from arraigo.areas.training.models import Certificate, CertificateLogo, CertificateRule, Course, Enrolment, Signatory
from arraigo.areas.training.queries.certificate_codes import grouped, read_code
from arraigo.areas.training.queries.links import participant_token
from arraigo.areas.training.queries.opened import Book
from arraigo.areas.training.queries.participant_panel import Panel
from arraigo.areas.training.queries.standings import standings
from arraigo.core.outbox.api import Message
from arraigo.core.people.api import Profile
from arraigo.core.ui.formats import long_date

ISSUED, REVOKED, READY, LACKING = "issued", "revoked", "ready", "lacking"


def rule_of(course: Course) -> CertificateRule | None:
    """Return a course's rule with who signs and the logos; None when it gives no certificates."""
    images = (
        Prefetch("signatories", Signatory.objects.select_related("image")),
        Prefetch("logos", CertificateLogo.objects.select_related("image")),
    )
    return (
        CertificateRule.objects.filter(course=course).select_related("course__city").prefetch_related(*images).first()
    )


@dataclass(frozen=True)
class Line:
    """Somebody enrolled, what they lack, and the certificate that they have or had. `pk` is the enrolment's."""

    pk: UUID
    person_id: UUID
    missing: tuple[str, ...]
    certificate: Certificate | None
    institution: str
    sent: bool
    book: Book

    @property
    def profile(self) -> Profile:
        """Who it is, opened together with the others of the list."""
        return self.book[self.person_id]

    @property
    def state(self) -> str:
        """Whether they have a certificate, had one, may have one now, or lack something."""
        if self.certificate is not None:
            return REVOKED if self.certificate.revoked_at else ISSUED
        return LACKING if self.missing else READY


def lines(course: Course, rule: CertificateRule, *, at: datetime) -> list[Line]:
    """Return everybody enrolled in a course; seven queries, and names only when somebody reads them."""
    found = standings([rule], at=at)
    held = _held(course)
    institutions = dict(Enrolment.objects.filter(course=course).values_list("pk", "organization__name"))
    mailed = _mailed(held)
    book = Book(one.person_id for one in found)
    return [
        Line(
            pk=one.enrolment_id,
            person_id=one.person_id,
            missing=one.missing,
            certificate=held.get(one.enrolment_id),
            institution=institutions.get(one.enrolment_id) or "",
            sent=one.enrolment_id in mailed,
            book=book,
        )
        for one in found
    ]


def _held(course: Course) -> dict[UUID, Certificate]:
    """Return each enrolment's certificate: the one that stands, else the one revoked last."""
    rows = Certificate.objects.filter(course=course, enrolment__isnull=False).defer("credential")
    held: dict[UUID, Certificate] = {}
    for row in rows.order_by("issued_at", "pk"):
        known = held.get(row.enrolment_id)  # type: ignore[arg-type]
        if known is None or known.revoked_at is not None:
            held[row.enrolment_id] = row  # type: ignore[index]
    return held


def mail_event(certificate_id: UUID) -> str:
    """Return the name of the mail that brings a certificate: it is written once."""
    return f"training_certificate:{certificate_id}"


def _mailed(held: dict[UUID, Certificate]) -> set[UUID]:
    """Return those whose certificate was sent to them, or waits to be."""
    events = {mail_event(certificate.pk): enrolment for enrolment, certificate in held.items()}
    written = Message.objects.filter(event__in=list(events)).values_list("event", flat=True)
    return {events[event] for event in written}


def counts(rows: Collection[Line]) -> Counter[str]:
    """Return how many people are in each state."""
    return Counter(row.state for row in rows)


def certificate_by(text: str) -> Certificate | None:
    """Return the current city's certificate of a code, however it was typed."""
    code = read_code(text)
    rows = Certificate.objects.select_related("course", "city", "key")
    return rows.filter(code=code).first() if code else None


def certificates(course: Course) -> QuerySet[Certificate]:
    """Return a course's certificates, the latest first."""
    linked = ("course__city", "file", "by", "revoked_by", "enrolment")
    return Certificate.objects.filter(course=course).select_related(*linked)


def revoked_codes() -> list[str]:
    """Return the codes of the current city's certificates that no longer hold."""
    rows = Certificate.objects.filter(revoked_at__isnull=False).order_by("revoked_at", "pk")
    return list(rows.values_list("code", flat=True))


def shown_name(certificate: Certificate) -> str:
    """Return the name as the public may read it: whole, or initials where the person has not agreed to more."""
    name = str(certificate.name)
    if certificate.shows_name:
        return name
    return " ".join(f"{word[0]}." for word in name.split() if word[0].isalpha())


def own_certificate(enrolment: Enrolment) -> Certificate | None:
    """Return the certificate that a participant holds, else the one revoked last."""
    rows = Certificate.objects.filter(enrolment=enrolment).select_related("course", "city", "file", "key")
    return rows.order_by("-revoked_at").filter(revoked_at=None).first() or rows.order_by("-revoked_at").first()


def missing_of(enrolment: Enrolment, *, at: datetime) -> tuple[str, ...] | None:
    """Return what a participant lacks, in words; None when their course gives no certificates."""
    rule = CertificateRule.objects.filter(course_id=enrolment.course_id).first()
    if rule is None:
        return None
    found = standings([rule], at=at, enrolments=[enrolment.pk])
    return found[0].missing if found else ()


def panel(enrolment: Enrolment, at: datetime) -> Panel | None:
    """Return what a participant's own page says of their certificate; None when the course gives none."""
    certificate = own_certificate(enrolment)
    url = reverse("training:participant_certificate", args=[enrolment.city.slug, participant_token(enrolment)])
    if certificate is not None and certificate.revoked_at is None:
        said = _("Emitida el %(day)s. Código: %(code)s.") % {
            "day": long_date(certificate.issued_at),
            "code": grouped(certificate.code),
        }
        return Panel(_("Su constancia"), (said,), ((_("Descargar la constancia"), url),))
    lacking = missing_of(enrolment, at=at)
    if lacking is None:
        return None
    if certificate is not None:
        return Panel(_("Su constancia"), (_("Su constancia fue anulada. Pregunte al equipo del curso."),))
    ready = (_("Cumple todo lo que pide el curso. Recibirá su constancia cuando el equipo la emita."),)
    return Panel(_("Su constancia"), lacking or ready, ((_("Qué hace falta"), url),))

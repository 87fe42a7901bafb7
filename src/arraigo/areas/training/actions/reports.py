"""What hands an institution's report out: with names it is logged for what, by mail it leaves once in a day."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from arraigo.areas.training.documents import institution as documents
from arraigo.areas.training.documents.figures import Heading, period
from arraigo.areas.training.documents.institution import Paper
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.queries.institutions import institution_report, trained
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.crypto import api as crypto
from arraigo.core.files import api as files
from arraigo.core.organisations.models import Organization
from arraigo.core.outbox import api as outbox
from arraigo.core.places.models import City

PDF = "application/pdf"


@dataclass(frozen=True)
class Wanted:
    """Which report: of whom, under what filter, read `on` a moment of the city; with names it says for what."""

    organization: Organization
    figures: FigureFilter
    city: City
    on: datetime
    series: str = ""
    with_names: bool = False
    reason: str = ""

    @property
    def heading(self) -> Heading:
        """What stands above it, in the language that is on."""
        return Heading(
            city=self.city.municipality or self.city.name,
            period=period(self.figures),
            filters=((_("Serie"), self.series),) if self.series else (),
            on=self.on,
            invented=self.city.invented,
        )


def prepare(wanted: Wanted, *, at: datetime) -> Paper:
    """Return the report as it stands `at` a moment, its people by surname."""
    people = None
    if wanted.with_names:
        people = tuple(sorted(trained(wanted.figures), key=lambda one: (one.sort_key, one.course)))
    report = institution_report(wanted.figures, at=at)
    return Paper(wanted.organization.name, wanted.heading, report, people)


@transaction.atomic
def hand_out(wanted: Wanted, *, by: User | None, at: datetime) -> Paper:
    """Return the report for a download; one with names is logged with whom it names, and for what."""
    paper = prepare(wanted, at=at)
    _log(wanted, paper, "training.institution_report.download", by=by, at=at)
    return paper


@transaction.atomic
def send_report(
    wanted: Wanted, *, to: str, language: str, name: str, by: User | None, at: datetime
) -> tuple[outbox.Message, bool]:
    """Mail the report as a PDF; return the message and whether it is new: one report leaves once a day to an address.

    `name` is the file's. Raises ValidationError for an address that is none.
    """
    event = _event(wanted, to, language)
    already = outbox.Message.objects.filter(event=event).first()
    if already is not None:
        return already, False
    with translation.override(language):
        paper = prepare(wanted, at=at)
        data, heading = documents.page(paper), wanted.heading
    file = files.store(data, name=name, media_type=PDF, by=by, at=at)
    message = outbox.post(
        event=event,
        template="training_institution_report",
        to=to,
        language=language,
        context={
            "institution": wanted.organization.name,
            "city": heading.city,
            "period": heading.period,
            "sender": by.name if by is not None else "",
            "with_names": wanted.with_names,
        },
        at=at,
        attached=[outbox.Attached(name, PDF, file=file)],
    )
    _log(wanted, paper, "training.institution_report.sent", by=by, at=at)
    audit.record(
        action="training.institution_report.send",
        subject=wanted.organization,
        by=by,
        at=at,
        detail={"message": str(message.pk), "file": str(file.pk), "with_names": wanted.with_names},
    )
    return message, True


def _event(wanted: Wanted, to: str, language: str) -> str:
    """Return what makes a message one: report, address and day, without saying the address."""
    said = "|".join([to.strip().casefold(), language, repr(wanted.figures), str(wanted.with_names)])
    index = crypto.index("training.report", wanted.organization.city_id, said)
    return f"training.report:{wanted.organization.pk}:{index}:{wanted.on:%Y-%m-%d}"


def _log(wanted: Wanted, paper: Paper, what: str, *, by: User | None, at: datetime) -> None:
    if paper.people is not None:
        people = dict.fromkeys(one.person_id for one in paper.people)
        audit.seen(what=what, subject=[f"people.person:{one}" for one in people], by=by, at=at, reason=wanted.reason)

"""A reader of the guide says that something of a service is wrong; the staff decides what becomes of it."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.enums import ReportKind, ReportState
from arraigo.areas.directory.models import Report
from arraigo.areas.directory.queries.visible import public_services
from arraigo.core.accounts.api import Secret, attempt
from arraigo.core.audit import api as audit

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

LONGEST_NOTE = 200
SAME_WITHIN = timedelta(days=1)
# What a person is known by: an e-mail, or as many digits as an identity document or a telephone has.
_PERSONAL = re.compile(r"[^\s@]+@[^\s@]+\.\w|(?:\d[\s().-]?){7,}")


def report_problem(
    *, service_id: UUID, kind: str, note: str = "", address: str, language: str = "", at: datetime
) -> bool:
    """Take a reader's word that something of a service is wrong; return whether it is new.

    `kind` is one of ReportKind, `note` up to 200 signs without a person's data, `address` the reader's IP, which is
    only counted against floods. The same said again within a day is one. Raises DirectoryError with a sentence for the
    reader, or TooManyGuessesError; call it outside a transaction, so that what was counted stays.
    """
    words = " ".join(note.split())
    if kind not in ReportKind.values:
        raise DirectoryError(_("Elija qué está mal."))
    if len(words) > LONGEST_NOTE:
        raise DirectoryError(_("Escriba menos de 200 letras."))
    if _PERSONAL.search(words):
        raise DirectoryError(
            _("No escriba correos, teléfonos ni números de documento: no hacen falta. Quítelos y envíe de nuevo.")
        )
    attempt(Secret.FORM, account=f"directory.report:{service_id}", address=address, at=at)
    return _keep(service_id, kind, words, language, at=at)


@transaction.atomic
def _keep(service_id: UUID, kind: str, note: str, language: str, *, at: datetime) -> bool:
    # Those who report the same service take turns, so that the same words are kept once.
    service = public_services().select_for_update(of=("self",)).filter(pk=service_id).first()
    if service is None:
        raise DirectoryError(_("Este servicio ya no está en la guía."))
    waiting = Report.objects.filter(service=service, kind=kind, state=ReportState.OPEN, at__gt=at - SAME_WITHIN)
    if any(str(row.text) == note for row in waiting):
        return False
    row = Report.objects.create(
        city_id=service.city_id, service=service, kind=kind, text=note, language=language[:8], at=at
    )
    audit.record(action="directory.report.make", subject=row, by=None, at=at, detail={"kind": kind})
    return True


@transaction.atomic
def decide_report(report: Report, *, state: str, by: "User | None", at: datetime) -> Report:
    """Say what became of a report: mended, or that it was right as it stood; decided the same way twice, it is once."""
    row = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if state not in {ReportState.MENDED, ReportState.DISMISSED}:
        raise DirectoryError(_("Diga si se corrigió o si estaba bien."))
    if row.state == state:
        return row
    if row.state != ReportState.OPEN:
        raise DirectoryError(_("Otra persona ya revisó este aviso."))
    row.state, row.decided_at, row.decided_by = state, at, by
    row.save()
    audit.record(action="directory.report.decide", subject=row, by=by, at=at, detail={"state": state})
    return row

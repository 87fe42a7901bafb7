"""Files that come back with the authority's answers: kept with what was read in them, and applied once."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.answers import Answer, Answerer, answer
from arraigo.areas.plans.actions.common import PlansError, own_city
from arraigo.areas.plans.models import AuthorityResponse, Letter, ReturnedFile
from arraigo.areas.plans.queries.recommending_returned import answers_in
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files


@transaction.atomic
def keep_returned(
    *,
    letter: Letter,
    content: bytes,
    name: str,
    via: str,
    rows: Sequence[dict[str, Any]],
    by: User | None,
    at: datetime,
) -> ReturnedFile:
    """Keep a file that came back, with its rows as they were read; the same file again is the one that is there.

    rows: as `importers.returned` reads them. A file that was not applied is read anew.
    """
    Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    digest = hashlib.sha256(content).hexdigest()
    there = letter.returned.filter(sha256=digest).first()
    if there is not None:
        if there.applied_at is None and there.rows != list(rows):
            there.rows = list(rows)
            there.save(update_fields=["rows"])
        return there
    file = files.store(content, name=name, media_type="", by=by, at=at)
    made = ReturnedFile.objects.create(
        city_id=own_city(), letter=letter, file=file, sha256=digest, via=via, rows=list(rows), by=by, received_at=at
    )
    audit.record(action="plans.returned.receive", subject=made, by=by, at=at, detail={"rows": len(rows)})
    return made


@transaction.atomic
def apply_returned(*, returned: ReturnedFile, who: Answerer, by: User | None, at: datetime) -> list[AuthorityResponse]:
    """Note the answers that were read without doubt in a file; returns those that say something new. Once."""
    found = ReturnedFile.objects.select_for_update(of=("self",)).select_related("letter").get(pk=returned.pk)
    if found.applied_at is not None:
        return []
    given = [
        Answer(UUID(row["recommendation"]), row["verdict"], row["reason"], row["wording"])
        for row in answers_in(found.rows)
    ]
    if not given:
        raise PlansError(
            _("En este archivo no hay ninguna respuesta que se pueda anotar. Corríjalo y súbalo de nuevo.")
        )
    signed = Answerer(who.name, who.position, found.via)
    written = answer(answers=given, who=signed, by=by, at=at, letter=found.letter, returned=found)
    found.applied_at = at
    found.save(update_fields=["applied_at"])
    detail = {"answers": len(given), "new": len(written)}
    audit.record(action="plans.returned.apply", subject=found, by=by, at=at, detail=detail)
    return written

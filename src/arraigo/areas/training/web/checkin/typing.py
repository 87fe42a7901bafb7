"""A signed paper list typed in quickly: a checklist that works by itself, and a script that makes it fast."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from arraigo.areas.training import permissions
from arraigo.areas.training.actions.checkin_review import type_list
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.queries import courses as course_reads
from arraigo.areas.training.queries import doors as reads
from arraigo.areas.training.web.common import session_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.ui.ids import ids_from


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def typed(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Show those enrolled with a box for each, and mark those present.

    `antes` are those whose mark the page showed: what is no longer among `presentes` is a slip taken back. Whoever
    else types at the same time is not undone by it.
    """
    session = session_for(request, course_id, session_id)
    user, at = request.membership.user, timezone.now()
    if request.method != "POST":
        signers = reads.signers(session)
        context = {
            "course": session.course,
            "session": session,
            "starts": course_reads.local(session.starts_at, session.timezone),
            "signers": signers,
            "present": sum(one.is_in for one in signers),
        }
        audit.seen(what="training.sheet", subject=session, by=user, at=at)
        return render(request, "training/checkin/typed.html", context)
    present, before = (set(ids_from(request.POST.getlist(name))) for name in ("presentes", "antes"))
    wants_json = request.headers.get("Accept") == "application/json"
    try:
        marked, undone = type_list(session=session, present=present, absent=before - present, by=user, at=at)
    except TrainingError as error:
        if wants_json:
            return JsonResponse({"detail": str(error)}, status=409)
        messages.error(request, str(error))
    else:
        if wants_json:
            return JsonResponse({"marked": marked, "undone": undone})
        messages.success(request, _said(marked, undone))
    return redirect("training:typed_list", city, course_id, session_id)


def _said(marked: int, undone: int) -> str:
    if not marked and not undone:
        return _("No había nada que cambiar: la lista ya estaba así.")
    parts = []
    if marked:
        words = ngettext("%(number)d persona marcada presente.", "%(number)d personas marcadas presentes.", marked)
        parts.append(words % {"number": marked})
    if undone:
        words = ngettext("%(number)d marca retirada.", "%(number)d marcas retiradas.", undone)
        parts.append(words % {"number": undone})
    return " ".join(parts)

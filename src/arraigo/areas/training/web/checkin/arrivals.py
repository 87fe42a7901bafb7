"""The list of a session's check-ins: searched, narrowed, downloaded, voided."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import checkin_review
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.enums import CheckInMethod, CheckInState, Direction
from arraigo.areas.training.queries import courses as course_reads
from arraigo.areas.training.queries import doors as reads
from arraigo.areas.training.queries.doors import ArrivalLine
from arraigo.areas.training.web.common import raised, session_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.people import api as people
from arraigo.core.ui import tables
from arraigo.core.ui.formats import clock, short_date
from arraigo.core.ui.tables import Action, Column, Filter, Table
from arraigo.core.ui.templatetags import ui

MOST_FOUND = 2_000
TONES = {CheckInState.COUNTED: "ok", CheckInState.CONFLICT: "warn", CheckInState.VOIDED: ""}
ACTIONS = {"anular": checkin_review.void, "recuperar": checkin_review.restore, "contar": checkin_review.accept}


def _search(rows: list[ArrivalLine], words: str) -> list[ArrivalLine]:
    within = frozenset(line.person_id for line in rows)
    found = {profile.id for profile in people.search(words, limit=MOST_FOUND, visible=within.intersection)}
    return [line for line in rows if line.person_id in found]


def _by(name: str) -> Any:  # noqa: ANN401 - a function of rows and values
    def narrow(rows: list[ArrivalLine], values: tuple[str, ...]) -> list[ArrivalLine]:
        return [line for line in rows if getattr(line, name) in values]

    return narrow


def _state(line: ArrivalLine) -> str:
    return ui.state(_state_words(line), TONES[CheckInState(line.state)])


def _state_words(line: ArrivalLine) -> str:
    return str(capfirst(CheckInState(line.state).label))


def _by_whom(line: ArrivalLine) -> str:
    row = line.check_in
    return row.device.name if row.device else row.by.name if row.by else ""


ARRIVALS: Table[ArrivalLine] = Table(
    key="llegadas",
    caption=gettext_lazy("Llegadas y salidas"),
    noun=(gettext_lazy("registro"), gettext_lazy("registros")),
    columns=(
        Column(
            "name",
            gettext_lazy("Nombre"),
            main=True,
            value=lambda line: line.profile.listed_name,
            sort_by=lambda line: line.profile.sort_key,
        ),
        Column(
            "document",
            gettext_lazy("Documento"),
            cell=lambda line: ui.masked(line.document),
            export=lambda line: line.document[-4:],
            nowrap=True,
            phone=False,
        ),
        Column("direction", gettext_lazy("Sentido"), value=lambda line: str(capfirst(Direction(line.direction).label))),
        Column(
            "noted",
            gettext_lazy("Hora"),
            value=lambda line: f"{short_date(line.noted)}, {clock(line.noted)}",
            sort_by=lambda line: line.noted,
            nowrap=True,
        ),
        Column("method", gettext_lazy("Cómo"), value=lambda line: str(capfirst(CheckInMethod(line.method).label))),
        Column("door", gettext_lazy("Puerta o persona"), value=_by_whom, sortable=True),
        Column("state", gettext_lazy("Estado"), value=_state_words, cell=_state, sortable=True),
        Column("doubt", gettext_lazy("Duda"), sortable=True, hidden=True),
    ),
    filters=(
        Filter("estado", gettext_lazy("Estado"), raised(CheckInState.choices), _by("state"), quick=("conflict",)),
        Filter("sentido", gettext_lazy("Sentido"), raised(Direction.choices), _by("direction")),
        Filter("como", gettext_lazy("Cómo"), raised(CheckInMethod.choices), _by("method"), multiple=True),
    ),
    search=_search,
    search_label=gettext_lazy("Nombre o documento"),
    sort="-noted",
    empty_template="training/checkin/parts/no_arrivals.html",
    footnote=gettext_lazy("Una persona puede tener varios registros; su asistencia se cuenta una sola vez."),
)


@require_safe
@membership_required(permissions.reads_training)
def listed(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponseBase:
    """List a session's check-ins; that somebody looked is logged."""
    session = session_for(request, course_id, session_id)
    table = ARRIVALS
    if permissions.manages_training(request.membership):
        address = reverse("training:arrivals_act", args=[city, course_id, session_id])
        choices = (
            Action("anular", gettext_lazy("Anular")),
            Action("recuperar", gettext_lazy("Deshacer la anulación")),
            Action("contar", gettext_lazy("Contar aunque haya duda")),
        )
        table = replace(table, actions=choices, actions_url=address)
    shown = tables.listing(table, request, reads.arrivals(session, course_reads.local))
    context = {
        "course": session.course,
        "session": session,
        "manages": permissions.manages_training(request.membership),
    }
    audit.seen(what="training.arrivals", subject=session, by=request.membership.user, at=timezone.now())
    name = f"{session.course.code} {session.code}, {_('llegadas')}"
    return tables.respond(request, "training/checkin/arrivals.html", shown, context, filename=name)


@require_POST
@membership_required(permissions.manages_training)
def act(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Void check-ins, take that back, or count those in doubt."""
    session = session_for(request, course_id, session_id)
    action, ticked = tables.ticked(request)
    address = reverse("training:arrivals", args=[city, course_id, session_id])
    try:
        ids = [UUID(one) for one in ticked]
        changed = ACTIONS[action](session=session, ids=ids, by=request.membership.user, at=timezone.now())
    except (KeyError, ValueError):
        messages.error(request, _("Elija primero qué registros cambiar."))
    except TrainingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _said(action, changed))
    return redirect(tables.back(request, address))


def _said(action: str, number: int) -> str:
    if action == "anular":
        words = ngettext(
            "%(number)d registro anulado. Puede deshacerlo cuando quiera.",
            "%(number)d registros anulados. Puede deshacerlo cuando quiera.",
            number,
        )
    else:
        words = ngettext("%(number)d registro cambiado.", "%(number)d registros cambiados.", number)
    return words % {"number": number}

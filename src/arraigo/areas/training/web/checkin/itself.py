"""The page on which people note their own arrival, by the code on the wall or from their own page of the course."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.training.actions import self_arrival
from arraigo.areas.training.actions.checkin import Answer, Outcome
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.models import Session
from arraigo.areas.training.queries import courses as course_reads
from arraigo.areas.training.queries import doors as reads
from arraigo.areas.training.queries.links import enrolment_by
from arraigo.core.accounts.api import PublicRequest, TooManyGuessesError, address_of, public


class ArrivalForm(forms.Form):
    """Who arrives: something that is theirs, and a surname, so that a slip in a number is of nobody else."""

    identity = forms.CharField(
        label=gettext_lazy("Cédula, pasaporte o correo"),
        max_length=120,
        help_text=gettext_lazy("El que usó para inscribirse."),
        error_messages={"required": gettext_lazy("Escriba su número de documento o su correo.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    surname = forms.CharField(
        label=gettext_lazy("Primer apellido"),
        max_length=80,
        error_messages={"required": gettext_lazy("Escriba su primer apellido.")},
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@public
def arrival(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Ask who arrives and note it."""
    session = reads.session_by(token)
    if session is None:
        raise Http404(_("Este enlace no abre ninguna jornada."))
    at = timezone.now()
    if not reads.takes_arrivals(session, at=at):
        return _show(request, session, {"closed": True}, status=200 if request.method != "POST" else 409)
    form = ArrivalForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, session, {"form": form}, status=422 if form.is_bound else 200)
    said = {"identity": form.cleaned_data["identity"], "surname": form.cleaned_data["surname"]}
    try:
        answer = self_arrival.arrive_as(session=session, address=address_of(request), at=at, **said)
    except (TrainingError, TooManyGuessesError) as error:
        form.add_error(None, error.messages if isinstance(error, TooManyGuessesError) else str(error))
        status = 429 if isinstance(error, TooManyGuessesError) else 422
        return _show(request, session, {"form": form}, status=status)
    return _noted(request, session, answer)


@require_POST
@public
def own(request: PublicRequest, city: str, token: str, session_id: UUID) -> HttpResponse:
    """Note the arrival of whoever holds a participant's own link."""
    enrolment = enrolment_by(token)
    session = Session.objects.select_related("course").filter(pk=session_id).first()
    if enrolment is None or session is None or session.course_id != enrolment.course_id:
        raise Http404(_("Este enlace no abre ninguna jornada."))
    try:
        answer = self_arrival.arrive(session=session, enrolment=enrolment, at=timezone.now())
    except self_arrival.ClosedError:
        return _show(request, session, {"closed": True}, status=409)
    return _noted(request, session, answer)


def _noted(request: PublicRequest, session: Session, answer: Answer) -> HttpResponse:
    is_noted = answer.outcome in {Outcome.COUNTED, Outcome.ALREADY}
    return _show(request, session, {"noted": is_noted, "to_desk": not is_noted}, status=200)


def _show(request: PublicRequest, session: Session, said: dict[str, object], status: int) -> HttpResponse:
    starts = course_reads.local(session.starts_at, session.timezone)
    context = {"course": session.course, "session": session, "starts": starts, **said}
    response = render(request, "training/checkin/self_arrival.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response

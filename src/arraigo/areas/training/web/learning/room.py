"""The page that a code in the room opens: whoever is enrolled asks for their own link by mail."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from arraigo.areas.training.actions.assessment_mail import ask_for_link
from arraigo.areas.training.queries.assessment_links import assessment_by
from arraigo.areas.training.queries.assessments import State, state_of
from arraigo.areas.training.web.learning.common import local
from arraigo.core.accounts.api import PublicRequest, public


class RoomForm(forms.Form):
    """Who somebody is, as their enrolment says it."""

    who = forms.CharField(
        label=gettext_lazy("Su correo o su número de documento"),
        max_length=120,
        help_text=gettext_lazy("El mismo con que se inscribió. Si comparte el correo, escriba su documento."),
        widget=forms.TextInput({"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Escriba su correo o su documento.")},
    )


# Exempt: the page knows no session, so that there is none that a foreign page could use.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: PublicRequest, city: str, room_token: str) -> HttpResponse:
    """Ask who somebody is and send them their link. The answer is the same for everybody, known or not."""
    assessment = assessment_by(room_token)
    if assessment is None:
        raise Http404(_("Este código ya no abre nada. Pida otro a quien da el curso."))
    at = timezone.now()
    form = RoomForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent:
        ask_for_link(assessment=assessment, typed=form.cleaned_data["who"], at=at)
    context = {
        "assessment": assessment,
        "course": assessment.course,
        "form": form,
        "sent": sent,
        "is_open": state_of(assessment, at) == State.OPEN,
        "state": state_of(assessment, at).value,
        "opens": local(assessment.course, assessment.opens_at),
        "closes": local(assessment.course, assessment.closes_at),
    }
    status = 422 if form.is_bound and not sent else 200
    return render(request, "training/learning/room.html", context, status=status)

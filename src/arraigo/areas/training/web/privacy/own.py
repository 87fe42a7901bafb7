"""A participant's own data: of this course by their link, of all the city's courses by a code sent to their e-mail."""

import json
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from arraigo.areas.training.actions import privacy as actions
from arraigo.areas.training.actions.data_codes import is_right, send_code
from arraigo.areas.training.models import Enrolment
from arraigo.areas.training.queries import privacy as reads
from arraigo.areas.training.queries.addresses import confirmed_by
from arraigo.areas.training.queries.participant import is_proved_theirs
from arraigo.areas.training.web.enrolling.common import gone, own_enrolment, private_page
from arraigo.core.accounts.api import (
    PublicRequest,
    Secret,
    TooManyGuessesError,
    address_of,
    attempt,
    public,
    succeeded,
)
from arraigo.core.consent.api import Purpose, has_basis
from arraigo.core.files.api import attachment
from arraigo.core.people import api as people


class DataCodeForm(forms.Form):
    """The code that came by mail."""

    code = forms.CharField(
        label=gettext_lazy("Código que llegó a su correo"),
        max_length=12,
        help_text=gettext_lazy("Seis cifras. Sirve por quince minutos."),
        error_messages={"required": gettext_lazy("Escriba las seis cifras.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@public
@private_page
def my_data(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Show what the city holds of somebody in this course, and do what they ask about it."""
    enrolment = own_enrolment(token)
    if enrolment is None:
        return gone(request, _("Este enlace ya no abre nada. Pida uno nuevo a quien organiza el curso."))
    at = timezone.now()
    if request.method != "POST":
        return _show(request, enrolment, token, {"form": DataCodeForm()})
    return _act(request, enrolment, token, at)


def _act(request: PublicRequest, enrolment: Enrolment, token: str, at: datetime) -> HttpResponse:
    asked = request.POST.get("pide", "")
    if asked in {"codigo", "ver", "descargar"} and not _is_proved(enrolment):
        return _show(request, enrolment, token, {"form": DataCodeForm()}, 403)
    if asked == "codigo":
        send_code(enrolment, at=at)
        return _show(request, enrolment, token, {"form": DataCodeForm(), "sent": True})
    if asked == "avisos":
        actions.withdraw_contact(enrolment.person_id, at=at)
    elif asked == "borrar":
        actions.request_erasure(enrolment.person_id, at=at)
    elif asked in {"ver", "descargar"}:
        return _open_all(request, enrolment, token, asked, at)
    return redirect("training:my_data", request.city.slug, token)


def _is_proved(enrolment: Enrolment) -> bool:
    """Tell whether the mailbox of this link is proved to be the person's: only then it opens more than this course."""
    profile = people.profiles([enrolment.person_id])[enrolment.person_id]
    return is_proved_theirs(confirmed_by(enrolment), profile)


def _open_all(request: PublicRequest, enrolment: Enrolment, token: str, asked: str, at: datetime) -> HttpResponse:
    """Open everything to whoever has the code: a link that went astray does not."""
    form = DataCodeForm(request.POST)
    if not form.is_valid():
        return _show(request, enrolment, token, {"form": form, "sent": True}, 422)
    try:
        made = attempt(Secret.CODE, account=f"data:{enrolment.pk}", address=address_of(request), at=at)
    except TooManyGuessesError as error:
        form.add_error("code", error.messages)
        return _show(request, enrolment, token, {"form": form, "sent": True}, 429)
    if not is_right(form.cleaned_data["code"], enrolment, at=at):
        form.add_error("code", _("El código no es ese o ya venció. Revise su correo o pida otro."))
        return _show(request, enrolment, token, {"form": form, "sent": True}, 422)
    succeeded(made)
    data = reads.personal_data(enrolment.person_id)
    if asked == "descargar":
        body = json.dumps(data, ensure_ascii=False, indent=2).encode()
        return attachment(body, name=_("mis datos") + ".json", media_type="application/json")
    return _show(request, enrolment, token, {"form": form, "sent": True, "everything": data})


def _show(
    request: PublicRequest, enrolment: Enrolment, token: str, said: dict[str, Any], status: int = 200
) -> HttpResponse:
    proved = _is_proved(enrolment)
    context = {
        "course": enrolment.course,
        "token": token,
        "data": reads.course_data(enrolment),
        "consents": reads.consents_of(enrolment.person_id) if proved else (),
        "proved": proved,
        "may_stop": proved and has_basis(enrolment.person_id, Purpose.CONTACT),
        "request_open": reads.open_request(enrolment.person_id),
        **said,
    }
    response = render(request, "training/privacy/own.html", context, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response

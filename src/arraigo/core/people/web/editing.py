"""Correcting a person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from arraigo.core.accounts.api import CityRequest, changes_people, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.consent.api import require
from arraigo.core.people.actions import update_person
from arraigo.core.people.errors import DocumentTakenError, ErasedError
from arraigo.core.people.permissions import purposes_of
from arraigo.core.people.web.person import readable
from arraigo.core.people.web.person_form import PersonForm, initial_of


@membership_required(changes_people)
def edit(request: CityRequest, city: str, pk: UUID) -> HttpResponseBase:
    """Show the form of a person, whole documents included, or save it. Who opened it is recorded."""
    profile = readable(request, pk)
    by, at = request.membership.user, timezone.now()
    require([pk], purposes_of(request.membership), by, at)
    form = PersonForm(
        request.POST or None,
        initial=initial_of(profile),
        today=timezone.localdate(),
        country=request.city.country,
        held=profile.documents,
    )
    if request.method == "POST" and form.is_valid():
        try:
            update_person(pk, form.draft(profile), by=by, at=at)
        except (DocumentTakenError, ErasedError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Se guardaron los datos de la persona."))
            return redirect("person", city, pk)
    if request.method == "GET":
        audit.seen(what="people.edit", subject=f"people.person:{pk}", by=by, at=at)
    context = {"form": form, "city": city, "profile": profile}
    return render(request, "people/edit.html", context, status=422 if request.method == "POST" else 200)

"""Pages of the team for a matrix that came back by mail or on a memory stick: read, looked at, applied."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions.answers import Answerer
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.returned import apply_returned
from arraigo.areas.plans.importers.returned import receive_returned
from arraigo.areas.plans.models import Letter, ReturnedFile
from arraigo.areas.plans.queries.recommending_returned import answers_in, read_rows, unanswered
from arraigo.areas.plans.web.recommending.common import letter_for
from arraigo.areas.plans.web.recommending.forms import ReturnedForm, SignedForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.files.api import FileError

SHEET = ["GET", "HEAD", "POST"]


@require_http_methods(SHEET)
@membership_required(permissions.manages_plans)
def upload(request: CityRequest, city: str, letter_id: UUID) -> HttpResponse:
    """Take the matrix that came back, and show what was read in it."""
    letter = letter_for(letter_id)
    form = ReturnedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            returned = receive_returned(
                letter=letter, content=file.read(), name=file.name, by=request.membership.user, at=timezone.now()
            )
        except (PlansError, FileError) as error:
            form.add_error("file", str(error))
        else:
            return redirect("plans:returned", city, letter.pk, returned.pk)
    status = 422 if form.is_bound else 200
    return render(request, "plans/recommending/returned_new.html", {"letter": letter, "form": form}, status=status)


@require_http_methods(SHEET)
@membership_required(permissions.manages_plans)
def review(request: CityRequest, city: str, letter_id: UUID, returned_id: UUID) -> HttpResponse:
    """Show what was read in a file, row by row, and note its answers once somebody says so."""
    letter = letter_for(letter_id)
    returned = returned_for(letter, returned_id)
    form = SignedForm(request.POST or None)
    form.fields["name"].required = False
    refused = ""
    if request.method == "POST" and form.is_valid():
        who = Answerer(form.cleaned_data["name"], form.cleaned_data["position"])
        try:
            written = apply_returned(returned=returned, who=who, by=request.membership.user, at=timezone.now())
        except PlansError as error:
            refused = str(error)
        else:
            messages.success(request, noted_words(len(written)))
            return redirect("plans:letter", city, letter.pk)
    context = {**review_context(letter, returned), "form": form, "refused": refused}
    return render(request, "plans/recommending/returned.html", context, status=409 if refused else 200)


def returned_for(letter: Letter, returned_id: UUID) -> ReturnedFile:
    """Return a file that came back for a letter; raises Http404 for one that did not."""
    found = letter.returned.select_related("file").filter(pk=returned_id).first()
    if found is None:
        raise Http404(_("Este archivo no está."))
    return found


def review_context(letter: Letter, returned: ReturnedFile) -> dict[str, object]:
    """Return what the pages of a file that came back show."""
    rows = read_rows(letter, returned.rows)
    return {
        "letter": letter,
        "returned": returned,
        "rows": rows,
        "faulty": sum(bool(row.problems) for row in rows),
        "ready": len(answers_in(returned.rows)),
        "unanswered": unanswered(letter, returned.rows),
    }


def noted_words(number: int) -> str:
    """Return how many answers were new, as a sentence."""
    if not number:
        return _("Ese archivo no dice nada nuevo: sus respuestas ya estaban anotadas.")
    return ngettext("%(number)d respuesta anotada.", "%(number)d respuestas anotadas.", number) % {"number": number}

"""The public form of a course, and what its mail opens."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training.actions import applications as actions
from arraigo.areas.training.enums import ApplicationState
from arraigo.areas.training.models import Application, Course
from arraigo.areas.training.queries import links
from arraigo.areas.training.queries.opening import Opening, opening
from arraigo.areas.training.queries.suggestions import public_institutions
from arraigo.areas.training.web.enrolling.common import gone, private_page, published_course
from arraigo.areas.training.web.enrolling.forms import EnrolForm
from arraigo.core.accounts.api import PublicRequest, Secret, TooManyGuessesError, address_of, attempt, public

SHEET = ("GET", "HEAD", "POST")


@public
@require_http_methods(SHEET)
@private_page
def enrol(request: PublicRequest, city: str, slug: str) -> HttpResponse:
    """Show the form of a course and take it; whatever is sent, the answer is the same."""
    course, at = published_course(request, slug), timezone.now()
    told = opening(course, at=at)
    if told == Opening.HIDDEN:
        raise Http404
    if not told.takes_applications:
        return _form(request, course, told, None, status=200 if request.method != "POST" else 409)
    form = EnrolForm(request.POST or None, course=course)
    if request.method != "POST":
        return _form(request, course, told, form, status=200)
    if request.POST.get("web"):
        return redirect("training:enrol_received", city, slug)
    if not form.is_valid():
        return _form(request, course, told, form, status=422)
    try:
        attempt(Secret.FORM, account=form.cleaned_data["email"], address=address_of(request), at=at)
    except TooManyGuessesError as error:
        form.add_error(None, error)
        return _form(request, course, told, form, status=429)
    actions.apply(course, form.asked, at=at)
    return redirect("training:enrol_received", city, slug)


@public
@require_safe
def received(request: PublicRequest, city: str, slug: str) -> HttpResponse:
    """Tell to look into the mail: the same for everybody."""
    context = {"course": published_course(request, slug)}
    return render(request, "training/enrolling/received.html", context)


@public
@require_http_methods(SHEET)
@private_page
def application(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Show where an application stands; only a button confirms it, because mail scanners open links."""
    found = _application(request, token)
    if found is None:
        return gone(request, _("Este enlace no está completo o ya no sirve."))
    if request.method == "POST":
        found = actions.confirm(found, at=timezone.now())
        return redirect("training:application", city, links.application_token(found))
    return _standing(request, found)


@public
@require_http_methods(SHEET)
@private_page
def withdraw(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Ask, and then take an application back that has no place yet."""
    found = _application(request, token)
    if found is None:
        return gone(request, _("Este enlace no está completo o ya no sirve."))
    if request.method == "POST":
        found = actions.withdraw_application(found, by=None, at=timezone.now())
        return redirect("training:application", city, token)
    return render(request, "training/enrolling/application_withdraw.html", {"application": found, "token": token})


def _application(request: PublicRequest, token: str) -> Application | None:
    found = links.application_by(token)
    if found is not None:
        found.city = found.course.city = request.city
    return found


def _standing(request: PublicRequest, found: Application) -> HttpResponse:
    context = {
        "application": found,
        "course": found.course,
        "token": links.application_token(found),
        "may_withdraw": found.state in actions.OPEN,
        "cancelled": found.course.cancelled_at is not None,
    }
    if found.state == ApplicationState.ACCEPTED and found.enrolment is not None:
        context["participant_url"] = links.absolute(
            "participant", request.city, links.participant_token(found.enrolment)
        )
    return render(request, "training/enrolling/application.html", context)


def _form(
    request: PublicRequest, course: Course, told: Opening, form: EnrolForm | None, *, status: int
) -> HttpResponse:
    context = {
        "course": course,
        "opening": told.value,
        "form": form,
        "sessions": [session for session in course.sessions.all() if session.cancelled_at is None],
        "institutions": public_institutions() if form is not None else (),
    }
    return render(request, "training/enrolling/enrol.html", context, status=status)

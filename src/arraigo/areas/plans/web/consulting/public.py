"""The pages of a consultation that anybody opens: what is asked, the text by article, and the form to comment."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.plans.actions import consulting as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import Consultation, Section
from arraigo.areas.plans.queries import consulting as reads
from arraigo.areas.plans.queries.consulting_links import comment_by
from arraigo.areas.plans.web.consulting.forms import CommentForm
from arraigo.core.accounts.api import PublicRequest, Secret, TooManyGuessesError, address_of, attempt, public
from arraigo.core.ui.caching import cacheable

FORM = ("GET", "HEAD", "POST")


@require_safe
@public
@cacheable
def listed(request: PublicRequest, city: str) -> HttpResponse:
    """List the consultations: those that take comments, those to come, and those that closed."""
    at = timezone.now()
    rows = list(reads.public_consultations())
    groups = {standing: [one for one in rows if reads.remaining(one, at=at) == standing] for standing in STANDINGS}
    return render(request, "plans/consulting/public_list.html", {"groups": groups, "any": bool(rows)})


@require_safe
@public
@cacheable
def consultation(request: PublicRequest, city: str, slug: str) -> HttpResponse:
    """Show what is consulted, until when, and the headings of its text to comment on."""
    found = _consultation(slug)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    start = _start(request.GET.get("desde", ""))
    shown, total = reads.headings(found, words=words, start=start)
    context = {
        "consultation": found,
        "standing": reads.remaining(found, at=timezone.now()),
        "headings": shown,
        "total": total,
        "words": words,
        "first": start + 1,
        "last": start + len(shown),
        "before": max(start - reads.HEADINGS, 0) if start else None,
        "after": start + reads.HEADINGS if start + reads.HEADINGS < total else None,
        "general": list(reads.published(found, None)),
    }
    return render(request, "plans/consulting/public.html", context)


@public
@require_http_methods(FORM)
@cache_control(private=True, no_store=True)
def section(request: PublicRequest, city: str, slug: str, index: int) -> HttpResponse:
    """Show an article with what was said of it, and take a comment."""
    found = _consultation(slug)
    shown = reads.read(found, index)
    if shown is None:
        raise Http404(_("Esta parte del plan no existe."))
    context = {"read": shown, "section": shown.section, "comments": shown.comments}
    return _commenting(request, found, shown.section, "plans/consulting/public_section.html", context)


@public
@require_http_methods(FORM)
@cache_control(private=True, no_store=True)
def whole(request: PublicRequest, city: str, slug: str) -> HttpResponse:
    """Take a comment on the plan as a whole."""
    found = _consultation(slug)
    context: dict[str, object] = {"comments": list(reads.published(found, None))}
    return _commenting(request, found, None, "plans/consulting/public_whole.html", context)


@require_safe
@public
@cacheable
def received(request: PublicRequest, city: str, slug: str) -> HttpResponse:
    """Say what happens now with a comment: the same words for everybody."""
    return render(request, "plans/consulting/public_received.html", {"consultation": _consultation(slug)})


@public
@require_http_methods(FORM)
@cache_control(private=True, no_store=True)
def mine(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Show somebody where their comment stands; only a button confirms it, because mail scanners open links."""
    found = comment_by(token)
    if found is None:
        return render(request, "plans/consulting/public_gone.html", status=404)
    if request.method == "POST":
        actions.confirm(found, at=timezone.now())
        return redirect("plans:comment", city, token)
    response = render(request, "plans/consulting/public_mine.html", {"comment": found})
    response["Referrer-Policy"] = "same-origin"
    return response


STANDINGS = ("open", "soon", "closed")


def _consultation(slug: str) -> Consultation:
    found = reads.public_consultations().filter(slug=slug).first()
    if found is None:
        raise Http404(_("Esta consulta no existe o ya no se publica."))
    return found


def _start(text: str) -> int:
    return min(int(text), 100_000) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _commenting(
    request: PublicRequest,
    consultation: Consultation,
    section: Section | None,
    template: str,
    context: dict[str, object],
) -> HttpResponse:
    at = timezone.now()
    standing = reads.remaining(consultation, at=at)
    context |= {"consultation": consultation, "standing": standing}
    if standing != "open":
        return render(request, template, context, status=409 if request.method == "POST" else 200)
    form = CommentForm(request.POST or None)
    context["form"] = form
    if request.method != "POST":
        return render(request, template, context)
    if request.POST.get("web"):
        return redirect("plans:comment_received", request.city.slug, consultation.slug)
    if not form.is_valid():
        return render(request, template, context, status=422)
    try:
        attempt(Secret.FORM, account=_whose(form), address=address_of(request), at=at)
        actions.comment(consultation, form.said, section=section, city=request.city, at=at)
    except TooManyGuessesError as error:
        form.add_error(None, error)
        return render(request, template, context, status=429)
    except PlansError as error:
        form.add_error(None, str(error))
        return render(request, template, context, status=409)
    return redirect("plans:comment_received", request.city.slug, consultation.slug)


def _whose(form: CommentForm) -> str:
    """Return what the limit counts by: the mailbox, or the form, so that without one only the address counts."""
    return str(form.cleaned_data["email"] or form.cleaned_data["nonce"])

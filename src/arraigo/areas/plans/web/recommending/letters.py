"""Pages of letters: the list, preparing one, its page with what was answered, sending it and shutting its link."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import letters as actions
from arraigo.areas.plans.actions.answers import acknowledge
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.documents import letter_paper, papers
from arraigo.areas.plans.models import Authority, Letter, Plan, PlanVersion, Recommendation
from arraigo.areas.plans.queries import recommending_letters as reads
from arraigo.areas.plans.queries.recommending_links import is_open
from arraigo.areas.plans.web.recommending import tables as own_tables
from arraigo.areas.plans.web.recommending.common import letter_for
from arraigo.areas.plans.web.recommending.forms import LetterForm, ResendForm, days_until, of_letter
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.files.api import attachment
from arraigo.core.ui import tables
from arraigo.core.ui.ids import id_from

SHEET = ["GET", "HEAD", "POST"]


@require_safe
@membership_required(permissions.reads_plans)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the letters, and what is reviewed and waits to be put into one."""
    table = own_tables.letters(request.city, at=timezone.now())
    shown = tables.listing(table, request, reads.letters())
    context = {"manages": permissions.manages_plans(request.membership), "ready": reads.ready()}
    return tables.respond(request, "plans/recommending/letters.html", shown, context, filename=_("oficios"))


@require_safe
@membership_required(permissions.reads_plans)
def one(request: CityRequest, city: str, letter_id: UUID) -> HttpResponse:
    """Show a letter as it is sent, where it stands, and what was answered to each recommendation."""
    return _page(request, letter_for(letter_id), {})


@require_http_methods(SHEET)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Prepare a letter for the authority and plan that the address names."""
    plan_id, authority_id = id_from(request.GET.get("plan")), id_from(request.GET.get("autoridad"))
    plan = Plan.objects.filter(pk=plan_id).first() if plan_id else None
    authorities = Authority.objects.select_related("organization")
    authority = authorities.filter(pk=authority_id).first() if authority_id else None
    if plan is None or authority is None:
        return redirect("plans:letters", city)
    rows = list(reads.reviewed(plan.pk, authority.pk).select_related("version"))
    if not rows:
        messages.warning(request, _("Ninguna recomendación revisada espera un oficio para esa autoridad."))
        return redirect("plans:letters", city)
    version = max((row.version for row in rows), key=lambda one: one.number)
    initial = _initial(request, version, plan, authority, rows)
    form = LetterForm(request.POST or None, initial=initial, offered=_offered(rows))
    return _save(request, form, version, authority, {"plan": plan, "authority": authority, "letter": None})


@require_http_methods(SHEET)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, letter_id: UUID) -> HttpResponse:
    """Change a letter that was not sent yet."""
    found = letter_for(letter_id)
    if found.sent_at is not None:
        messages.warning(request, _("Este oficio ya se envió y no cambia. Prepare otro."))
        return redirect("plans:letter", city, found.pk)
    rows = list(reads.reviewed(found.plan_id, found.authority_id))
    form = LetterForm(request.POST or None, initial=of_letter(found), offered=_offered(rows))
    context = {"plan": found.plan, "authority": found.authority, "letter": found}
    return _save(request, form, found.version, found.authority, context)


@require_POST
@membership_required(permissions.manages_plans)
def act(request: CityRequest, city: str, letter_id: UUID) -> HttpResponse:
    """Send a letter, note that it went out on paper or was received, shut its link, or discard it."""
    found, asked = letter_for(letter_id), request.POST.get("accion", "")
    try:
        said = _do(request, found, asked)
    except PlansError as error:
        return _page(request, found, {"refused": str(error)}, 409)
    if not said:
        return _page(request, found, {"refused": _("Elija qué hacer con el oficio.")}, 422)
    messages.success(request, said)
    return redirect("plans:letters", city) if asked == "descartar" else redirect("plans:letter", city, found.pk)


@require_http_methods(SHEET)
@membership_required(permissions.manages_plans)
def resend(request: CityRequest, city: str, letter_id: UUID) -> HttpResponse:
    """Send a letter again, to its mailbox or another."""
    found = letter_for(letter_id)
    form = ResendForm(request.POST or None, initial={"email": str(found.email)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.resend_letter(letter=found, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        except PlansError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Oficio %(number)s enviado de nuevo.") % {"number": found.number})
            return redirect("plans:letter", city, found.pk)
    context = {"form": form, "letter": found, "is_open": is_open(found, at=timezone.now())}
    return render(request, "plans/recommending/resend.html", context, status=422 if form.is_bound else 200)


@require_safe
@membership_required(permissions.reads_plans)
def download(request: CityRequest, city: str, letter_id: UUID, kind: str) -> HttpResponse:
    """Give the letter or its matrix as a file."""
    return paper_file(letter_for(letter_id), kind, at=timezone.now())


def paper_file(letter: Letter, kind: str, *, at: datetime) -> HttpResponse:
    """Return one of a letter's papers as a download; raises Http404 for a kind that there is not."""
    made = papers.PAPERS.get(kind)
    if made is None:
        raise Http404(_("No hay un documento así."))
    media_type, draw = made
    content = draw(letter_paper.paper(letter, at=at))
    return attachment(content, name=f"{letter.number} {kind}", media_type=media_type)


def _do(request: CityRequest, found: Letter, asked: str) -> str:
    """Do what was asked of a letter and return what to say; nothing for what is not known."""
    how: dict[str, Any] = {"letter": found, "by": request.membership.user, "at": timezone.now()}
    number = {"number": found.number}
    if asked == "enviar":
        actions.send_letter(**how)
        return _("Oficio %(number)s enviado con su enlace y sus documentos.") % number
    if asked == "papel":
        actions.send_letter(**how, by_mail=False)
        return _("Oficio %(number)s anotado como enviado en papel.") % number
    if asked == "recibido":
        acknowledge(**how)
        return _("Anotado: la autoridad recibió el oficio %(number)s.") % number
    if asked == "anular":
        actions.revoke_link(**how)
        return _("El enlace del oficio %(number)s ya no abre nada.") % number
    if asked == "descartar":
        actions.discard_letter(**how)
        return _("Oficio %(number)s descartado. Sus recomendaciones siguen revisadas.") % number
    return ""


def _initial(
    request: CityRequest, version: PlanVersion, plan: Plan, authority: Authority, rows: list[Recommendation]
) -> dict[str, Any]:
    at, user = timezone.now(), request.membership.user
    answer_by = min((row.due_on for row in rows if row.due_on), default=None)
    words = letter_paper.version_words(version.number, version.label)
    return {
        "recommendations": [str(row.pk) for row in rows],
        "number": reads.next_number(request.city, at=at),
        "subject": letter_paper.default_subject(plan.title)[:200],
        "body": letter_paper.default_body(
            plan=plan.title,
            version=words,
            answer_by=answer_by,
            city=request.city.municipality or request.city.name,
        ),
        "signatory_name": user.name,
        "email": str(authority.contact_email),
        "answer_by": answer_by,
        "days": days_until(answer_by, request.city.day_of(at)),
    }


def _offered(rows: list[Recommendation]) -> list[tuple[str, str]]:
    return [(str(row.pk), f"{row.number}. {row.title}") for row in rows]


def _save(
    request: CityRequest, form: LetterForm, version: PlanVersion, authority: Authority, context: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = list(Recommendation.objects.filter(pk__in=data["recommendations"]).order_by("number"))
        try:
            saved = actions.save_letter(
                version=version,
                authority=authority,
                letter_id=context["letter"].pk if context["letter"] else data["letter_id"],
                recommendations=chosen,
                days=data["days"],
                by=request.membership.user,
                at=timezone.now(),
                **form.fields_of_letter,
            )
        except PlansError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Oficio guardado. Revíselo y envíelo."))
            return redirect("plans:letter", request.city.slug, saved.pk)
    status = 422 if form.is_bound else 200
    return render(request, "plans/recommending/letter_form.html", {**context, "form": form}, status=status)


def _page(request: CityRequest, letter: Letter, said: dict[str, Any], status: int = 200) -> HttpResponse:
    at, lines = timezone.now(), reads.lines(letter)
    words, tone = own_tables.letter_state(letter, at=at)
    answered = sum(line.response is not None for line in lines)
    context = {
        "letter": letter,
        "authority": reads.named(letter.authority.organization.name, letter.authority.unit),
        "lines": lines,
        "answered": answered,
        "state_words": words,
        "state_tone": tone,
        "paragraphs": [part for part in letter.body.splitlines() if part.strip()],
        "returned": list(letter.returned.select_related("file")),
        "link_stands": is_open(letter, at=at),
        "manages": permissions.manages_plans(request.membership),
        "count_words": ngettext("%(number)d recomendación", "%(number)d recomendaciones", len(lines))
        % {"number": len(lines)},
        "kinds": tuple(papers.PAPERS),
        **said,
    }
    return render(request, "plans/recommending/letter.html", context, status=status)

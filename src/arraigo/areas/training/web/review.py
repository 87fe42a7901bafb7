"""The review queue: each doubtful identity once, decided, put off or opened again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import reviewing
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.evidence import Settled
from arraigo.areas.training.enums import Doubt
from arraigo.areas.training.models import Course, Enrolment, LearnedEmail
from arraigo.areas.training.queries import review as reads
from arraigo.areas.training.queries.candidates import Candidate, Roster
from arraigo.areas.training.queries.review import Doubtful
from arraigo.areas.training.web.common import course_for
from arraigo.areas.training.web.decided import decisions
from arraigo.areas.training.web.forms import AnotherForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.people.api import Profile, fold
from arraigo.core.ui import htmx, tables

ON_A_PAGE = 8
MOST_EMAILS = 20
LATER = "training_later"
MOST_LATER = 500


@dataclass(frozen=True)
class Item:
    """A doubtful identity as the page draws it: who it may be, and the person of the city who is not enrolled."""

    doubtful: Doubtful
    candidates: list[Candidate]
    stranger: Profile | None
    another: AnotherForm | None = None


@require_safe
@membership_required(permissions.manages_training)
def queue(request: CityRequest, city: str) -> HttpResponse:
    """Show what waits, a few at a time, narrowed by course, by reason or by what the rows say."""
    allowed = permissions.courses_of(request.membership)
    every = reads.waiting(allowed)
    course = _chosen_course(request.GET)
    narrowed = _narrow(request.GET, every)
    put_off = set(request.session.get(LATER, []))
    ordered = sorted(narrowed, key=lambda one: str(one.key) in put_off)
    page = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("pagina"))
    emails = reads.learned_emails(allowed, course=course)
    items = _items(list(page.object_list))
    if items or emails:
        _log(request, [item.doubtful for item in items], [email for email, _person in emails[:MOST_EMAILS]])
    context = {
        "items": items,
        "page": page,
        "all": len(every),
        "found": len(narrowed),
        "put_off": put_off,
        "courses": _by_course(every),
        "course": course,
        "doubts": [(doubt.value, doubt.label) for doubt in Doubt if doubt and any(one.doubt == doubt for one in every)],
        "reason": request.GET.get("motivo", ""),
        "q": request.GET.get("q", ""),
        "emails": emails[:MOST_EMAILS],
        "more_emails": max(len(emails) - MOST_EMAILS, 0),
        "kept": _kept(request),
        "here": request.get_full_path(),
        "asked": request.GET.urlencode(),
    }
    return render(request, "training/review.html", context)


@require_safe
@membership_required(permissions.manages_training)
def item(request: CityRequest, city: str, course_id: UUID, key: UUID) -> HttpResponse:
    """Show one identity with everybody enrolled to choose from."""
    found = _doubtful(request, course_id, key)
    if found is None:
        messages.info(request, _("Esa fila ya no espera revisión."))
        return redirect(_queue_url(city, course_id))
    _log(request, [found], [])
    return _draw_item(request, found)


@require_POST
@membership_required(permissions.manages_training)
def decide(request: CityRequest, city: str, course_id: UUID, key: UUID) -> HttpResponseBase:
    """Give the rows to whom the button says: somebody enrolled, nobody, or somebody to be enrolled first."""
    course = course_for(request, course_id)
    found = _doubtful(request, course_id, key)
    try:
        settled, words = _decide(request, course, key)
    except TrainingError as error:
        if found is not None and htmx.asked(request):
            return _draw_item(request, found, trouble=str(error))
        messages.error(request, str(error))
        return redirect(_back(request, course_id))
    return _answer(request, course_id, key, found, words, settled)


@require_POST
@membership_required(permissions.manages_training)
def later(request: CityRequest, city: str, course_id: UUID, key: UUID) -> HttpResponseBase:
    """Put an identity at the end of the queue, for this sign-in."""
    course_for(request, course_id)
    kept = [one for one in request.session.get(LATER, []) if one != str(key)]
    request.session[LATER] = [*kept, str(key)][-MOST_LATER:]
    words = _("Queda para después: está al final de la lista.")
    return _answer(request, course_id, key, _doubtful(request, course_id, key), words, None)


@require_POST
@membership_required(permissions.manages_training)
def reopen(request: CityRequest, city: str, course_id: UUID, key: UUID) -> HttpResponseBase:
    """Take a decision back."""
    course = course_for(request, course_id)
    reviewing.reopen(course=course, key=key, by=request.membership.user, at=timezone.now())
    messages.success(request, _("Decisión retirada. Sus filas se juzgaron de nuevo."))
    return redirect(tables.back(request, reverse("training:review_decided", args=[city])))


@require_safe
@membership_required(permissions.manages_training)
def decided(request: CityRequest, city: str) -> HttpResponseBase:
    """List what was decided, each with the way to take it back."""
    rows = reads.decided(permissions.courses_of(request.membership), course=_chosen_course(request.GET))
    shown = tables.listing(decisions(city, request.city.timezone, get_token(request)), request, rows)
    seen = [f"people.person:{row.profile.id}" for row in rows if row.profile]
    if seen:
        audit.seen(what="training.decisions", subject=seen, by=request.membership.user, at=timezone.now())
    return tables.respond(request, "training/review_decided.html", shown, filename=_("decisiones"))


@require_POST
@membership_required(permissions.manages_training)
def confirm_email(request: CityRequest, city: str, email_id: UUID) -> HttpResponseBase:
    """Make an e-mail that was seen beside somebody their own, or say that it is not."""
    learned = LearnedEmail.objects.select_related("course", "enrolment").filter(pk=email_id).first()
    if learned is None:
        raise Http404(_("Ese correo ya no espera confirmación."))
    course_for(request, learned.course_id)
    if "no" in request.POST:
        reviewing.refuse_email(learned=learned, by=request.membership.user, at=timezone.now())
        messages.success(request, _("Anotado: ese correo no es suyo y ya no la reconoce."))
    else:
        reviewing.confirm_email(learned=learned, by=request.membership.user, at=timezone.now())
        messages.success(request, _("Correo confirmado. Desde ahora reconoce a esa persona en todos sus cursos."))
    return redirect(tables.back(request, reverse("training:review", args=[city])) + "#correos")


def _decide(request: CityRequest, course: Course, key: UUID) -> tuple[Settled, str]:
    by, at = request.membership.user, timezone.now()
    if "nadie" in request.POST:
        return reviewing.decide(course=course, key=key, enrolment=None, by=by, at=at), _("No participa.")
    if "inscribir" in request.POST:
        person = _stranger(request, course, key)
        settled = reviewing.enrol_and_decide(course=course, key=key, person_id=person.id, by=by, at=at)
        return settled, _("Se inscribió a %(name)s y su asistencia cuenta.") % {"name": person.full_name}
    enrolment = _enrolment(course, request.POST.get("es") or request.POST.get("otra", ""))
    settled = reviewing.decide(course=course, key=key, enrolment=enrolment, by=by, at=at)
    name = Roster(course).name_of(enrolment.pk)
    return settled, _("Es %(name)s.") % {"name": name}


def _enrolment(course: Course, text: str) -> Enrolment:
    try:
        return Enrolment.objects.get(course=course, pk=UUID(text))
    except (ObjectDoesNotExist, ValueError):
        raise TrainingError(_("Elija a una persona inscrita en este curso.")) from None


def _stranger(request: CityRequest, course: Course, key: UUID) -> Profile:
    found = reads.waiting(permissions.courses_of(request.membership), course=course.pk, key=key)
    people = list(reads.strangers(found).values())
    if not people:
        raise TrainingError(_("El documento ya no es de ninguna persona registrada. Vuelva a la lista de revisión."))
    return people[0]


def _answer(
    request: CityRequest, course_id: UUID, key: UUID, found: Doubtful | None, words: str, settled: Settled | None
) -> HttpResponseBase:
    """Answer with the line that stands for the item now, or without scripts with the queue again."""
    if not htmx.asked(request):
        messages.success(request, _of_whom(found, words))
        return redirect(_back(request, course_id))
    every = reads.waiting(permissions.courses_of(request.membership))
    context = {
        "doubtful": found,
        "course_id": course_id,
        "key": key,
        "words": words,
        "settled": settled,
        "all": len(every),
        "left": len(_narrow(request.GET, every)),
        "here": _back(request, course_id),
    }
    return htmx.trigger(render(request, "training/parts/settled.html", context), "revisada")


def _of_whom(found: Doubtful | None, words: str) -> str:
    """Say of whom something was decided, where the page no longer shows it beside the answer."""
    if found is None or not found.said:
        return words
    return _("«%(said)s»: %(words)s") % {"said": found.said, "words": words[:1].lower() + words[1:]}


def _draw_item(request: CityRequest, found: Doubtful, *, trouble: str = "") -> HttpResponse:
    """Draw one item, alone in a page or as the part that HTMX puts in its place: which it does not for an error."""
    roster = Roster(found.course)
    drawn = Item(
        found,
        roster.rank(found),
        reads.strangers([found]).get(found.document),
        AnotherForm(roster.choices, auto_id=f"otra_{found.key}_%s"),
    )
    context = {
        "item": drawn,
        "trouble": trouble,
        "here": _back(request, found.course.pk),
        "asked": request.GET.urlencode(),
    }
    alone = htmx.asked(request)
    template = "training/parts/review_item.html" if alone else "training/review_item.html"
    return render(request, template, context)


def _items(doubtful: list[Doubtful]) -> list[Item]:
    rosters: dict[UUID, Roster] = {}
    strangers = reads.strangers(doubtful)
    drawn = []
    for one in doubtful:
        if one.course.pk not in rosters:
            rosters[one.course.pk] = Roster(one.course)
        drawn.append(Item(one, rosters[one.course.pk].rank(one), strangers.get(one.document)))
    return drawn


def _doubtful(request: CityRequest, course_id: UUID, key: UUID) -> Doubtful | None:
    found = reads.waiting(permissions.courses_of(request.membership), course=course_id, key=key)
    return found[0] if found else None


def _narrow(asked: QueryDict, every: list[Doubtful]) -> list[Doubtful]:
    """Keep what the queue's address asks for: one course, one reason, some words."""
    course, reason, words = _chosen_course(asked), asked.get("motivo", ""), fold(asked.get("q", "")).split()
    if course:
        every = [one for one in every if one.course.pk == course]
    if reason:
        every = [one for one in every if one.doubt == reason]
    if words:
        every = [one for one in every if all(word in _said(one) for word in words)]
    return every


def _said(one: Doubtful) -> str:
    return fold(f"{one.name} {one.original_name} {one.email} {one.institution}")


def _by_course(every: list[Doubtful]) -> list[dict[str, Any]]:
    found: dict[UUID, dict[str, Any]] = {}
    for one in every:
        line = found.setdefault(one.course.pk, {"course": one.course, "number": 0})
        line["number"] += 1
    return list(found.values())


def _chosen_course(asked: QueryDict) -> UUID | None:
    try:
        return UUID(asked.get("curso", ""))
    except ValueError:
        return None


def _log(request: CityRequest, doubtful: list[Doubtful], emails: list[LearnedEmail]) -> None:
    """Log that somebody read these rows and the names beside them."""
    rows = [f"training.evidence:{row.pk}" for one in doubtful for row in one.rows]
    rows += [f"training.learnedemail:{email.pk}" for email in emails]
    audit.seen(what="training.review", subject=rows, by=request.membership.user, at=timezone.now())


def _queue_url(city: str, course_id: UUID) -> str:
    return f"{reverse('training:review', args=[city])}?curso={course_id}"


def _kept(request: CityRequest) -> str:
    """The address of the queue without its page, to be followed by another."""
    params = request.GET.copy()
    params.pop("pagina", None)
    return f"{params.urlencode()}&" if params else ""


def _back(request: CityRequest, course_id: UUID) -> str:
    return tables.back(request, _queue_url(request.city.slug, course_id))

"""The pages of a route: questions, information, emergencies and answers."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from arraigo.areas.attention.api import Emergency, RoutePage, route_page
from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.web.guide.addresses import HOME, GuidePage, Kind
from arraigo.areas.attention.web.guide.asking import Ask, NoSuchPageError, Screen
from arraigo.areas.attention.web.guide.places import Call
from arraigo.areas.attention.web.guide.rows import attending
from arraigo.areas.attention.web.guide.telling import Teller, Told
from arraigo.core.ui.formats import long_date
from arraigo.engines.guidance.model import Contact, Item, Source, Step
from arraigo.engines.guidance.model import Kind as StepKind
from arraigo.engines.guidance.pages import Page

PLACES = 5


def route(ask: Ask) -> Screen:
    """Return a page of a route; raises NoSuchPageError where the guide has none such."""
    found = route_page(ask.page.one, ask.page.two, ask.language)
    if found is None:
        raise NoSuchPageError
    say = Teller(found.published.route)
    draw = {StepKind.QUESTION: _question, StepKind.OUTCOME: _outcome}.get(found.page.step.kind, _passing)
    screen = draw(ask, found, say)
    screen.context |= _around(ask, found, say)
    screen.until = min(filter(None, (screen.until, _turns(ask, found))), default=None)
    return screen


def _turns(ask: Ask, found: RoutePage) -> datetime | None:
    """Return when the route begins to stand, or stands no more: the page then says so, though nobody changed it."""
    starts, ends = found.published.valid_from, found.published.valid_until
    days = [starts] if starts else []
    days += [ends + timedelta(days=1)] if ends and ends < date.max else []
    coming = [datetime.combine(day, time(0), ask.at.tzinfo) for day in days if day > ask.at.date()]
    return min(coming, default=None)


def _around(ask: Ask, found: RoutePage, say: Teller) -> dict[str, Any]:
    """Return what every page of a route says: where it belongs, what it rests on, what is not sure."""
    published, page = found.published, found.page
    need = guide_needs.needs(ask.language).get(published.need)
    return {
        "route": say(published.title),
        "step": say(page.step.title),
        "need": need.name if need else "",
        "back": _back(ask, found),
        "sources": [_source(one) for one in page.sources],
        "unverified": bool(page.unverified) or bool(page.step.verify),
        "verify": [say(text) for text in page.step.verify],
        "not_in_force": not published.stands(ask.at.date()),
        "fell_back": say.fell_back,
        "leaves": "" if guide_needs.are_sensitive([published.need]) else f"{published.slug}/{page.step.id}",
    }


def _back(ask: Ask, found: RoutePage) -> str:
    """Return where «Volver» leads: to the only page before, or to the start, which everybody passed."""
    published, page = found.published, found.page
    if page.id == published.pages.start:
        return ask.links.to(GuidePage(Kind.NEED, published.need))
    only = page.parents[0] if len(page.parents) == 1 else published.pages.start
    return ask.links.to(step_page(found, only))


def step_page(found: RoutePage, page_id: str) -> GuidePage:
    """Return the page of the guide that shows a page of the same route; its start has the route's own address."""
    return GuidePage(Kind.ROUTE, found.published.slug, "" if page_id == found.published.pages.start else page_id)


def _question(ask: Ask, found: RoutePage, say: Teller) -> Screen:
    page = found.page
    step = page.step
    answers = [
        {"href": ask.links.to(step_page(found, one.to)), "text": say(one.text), "detail": say(one.detail)}
        for one in step.answers
    ]
    context = {
        "help": say(step.help),
        "why": say(step.why),
        "answers": answers,
        "number": page.question,
        "of": max(page.questions, page.question),
        "progress": [number <= page.question for number in range(1, max(page.questions, page.question) + 1)],
    }
    return Screen("question.html", _titled(step, found), found.published.summary, context)


def _passing(ask: Ask, found: RoutePage, say: Teller) -> Screen:
    """Return a page of information or of an emergency: something to know or to do before going on."""
    step = found.page.step
    context = {
        "text": say(step.text),
        "is_emergency": step.kind is StepKind.EMERGENCY,
        "calls": _numbers(step, ask),
        "onward": ask.links.to(step_page(found, step.to)) if step.to else "",
    }
    return Screen("passing.html", _titled(step, found), found.published.summary, context)


def _outcome(ask: Ask, found: RoutePage, say: Teller) -> Screen:
    step = found.page.step
    needs = step.services.needs if step.services else ()
    spots, more, until = attending(ask, needs, PLACES) if needs else ([], False, None)
    start = GuidePage(Kind.ROUTE, found.published.slug)
    shared = f"{found.published.title}: {ask.links.absolute(start)}"
    context = {
        "right": say(step.right),
        "due": _deadline(step, say),
        "reassurance": _items(step.reassurance, say),
        "tasks": [{"title": say(one.title), "text": say(one.text)} for one in step.do],
        "bring": _items(step.bring, say),
        "bring_note": say(step.bring_note),
        "refused": say(step.refused),
        "calls": _numbers(step, ask),
        "contacts": [_contact(one, found.page, say) for one in step.contacts],
        "spots": spots,
        "more": ask.links.to(GuidePage(Kind.LIST, needs[0])) if more else "",
        "share": f"https://wa.me/?text={quote(shared)}",
        "share_url": ask.links.absolute(start),
        "share_title": found.published.title,
        "sheets": _sheets(ask, found.published.slug),
    }
    context["call_now"] = next(_callable(context), None)
    return Screen("outcome.html", _titled(step, found), step.right, context, until)


def _sheets(ask: Ask, slug: str) -> dict[str, str]:
    """Return the route on paper, where the program is there to make it."""
    root = ask.links.to(HOME)
    return {kind: f"{root}imprimir/{slug}/{kind}.pdf" for kind in ("poster", "triptico")} if ask.is_live else {}


def _callable(context: dict[str, Any]) -> Any:  # noqa: ANN401 - an iterator of calls
    """Yield whom the reader may call, the surest first: the bar at the foot of a telephone offers the first."""
    yield from context["calls"]
    yield from (contact["call"] for contact in context["contacts"] if contact["call"])
    yield from (call for spot in context["spots"] for call in spot.calls)


def _titled(step: Step, found: RoutePage) -> str:
    return step.title if step.title == found.published.title else f"{step.title} · {found.published.title}"


def _items(items: tuple[Item, ...], say: Teller) -> list[Told]:
    return [say(one.text) for one in items]


def _deadline(step: Step, say: Teller) -> dict[str, Any] | None:
    if step.deadline is None:
        return None
    return {"days": step.deadline.days, "since": say(step.deadline.since), "text": say(step.deadline.text)}


def _numbers(step: Step, ask: Ask) -> list[Call]:
    known = {one.code: one for one in ask.numbers}
    return [number_call(known[code]) for code in step.numbers if code in known]


def number_call(one: Emergency) -> Call:
    """Return an emergency number as a link; what to press afterwards stands beside it, where the name says it not."""
    untold = one.option and one.option not in one.name.split(",")[-1]
    option = _("opción %(option)s") % {"option": one.option} if untold else ""
    label = Told.of(", ".join(part for part in (one.name, option) if part), one.spoken)
    return Call(one.number, label, f"tel:{one.tel}")


def _contact(one: Contact, page: Page, say: Teller) -> dict[str, Any]:
    unverified = {source.id for source in page.unverified}
    digits = "".join(sign for sign in one.phone if sign.isdigit() or sign == "+")
    is_whatsapp = "whatsapp" in f"{one.name} {one.note}".lower() and digits.startswith("+")
    whatsapp = f"https://wa.me/{digits[1:]}" if is_whatsapp else ""
    return {
        "name": one.name,
        "note": say(one.note),
        "call": Call(one.phone, one.name, f"tel:{digits}", whatsapp) if digits else None,
        "email": one.email,
        "url": one.url,
        "unverified": one.source in unverified or not one.source,
    }


def _source(one: Source) -> dict[str, str]:
    day = long_date(date.fromisoformat(one.verified_on)) if one.verified_on else ""
    return {"title": one.title, "url": one.url, "day": day}

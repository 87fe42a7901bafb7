"""A page as plain text, for a chat, an SMS and whoever answers the telephone: no markup, answers by number."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from arraigo.engines.guidance.model import Contact, Kind, Step
from arraigo.engines.guidance.pages import Page
from arraigo.engines.guidance.problems import _
from arraigo.engines.guidance.registers import Number
from arraigo.engines.guidance.sms import Sms, to_sms


class Channel(StrEnum):
    """Where a page is told."""

    CHAT = "chat"
    SMS = "sms"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Told:
    """A page as text. `replies` are the answers by the figure that stands before each; an SMS has its parts."""

    text: str
    replies: tuple[tuple[str, str], ...]
    sms: Sms | None = None


Say = Callable[[str], str]
"""From a Spanish msgid to the language of the page."""

REPLY = _("Responda con el número.")
"""The last sentence of a question."""

_Lines = Iterator[str]


def render_text(
    page: Page, channel: Channel, *, numbers: Mapping[str, Number], say: Say = str, lang: str = "es"
) -> Told:
    """Return a page as plain text for a channel.

    `numbers` are those of the country, `say` translates what stands around the route's own texts, `lang` chooses the
    numbers' names. An SMS leaves out addresses of mail and web. Only who answers the telephone is told
    which facts are unverified; others, that there are some.
    """
    blocks = _blocks(page, channel, numbers, say, lang)
    replies = tuple((str(number), answer) for number, (answer, _to) in enumerate(page.step.ways(), 1))
    gap = "\n" if channel is Channel.SMS else "\n\n"
    text = gap.join(block for block in (_tidy("\n".join(lines)) for lines in blocks) if block)
    return Told(text, replies, to_sms(text) if channel is Channel.SMS else None)


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _blocks(page: Page, channel: Channel, numbers: Mapping[str, Number], say: Say, lang: str) -> Iterator[_Lines]:
    step, is_short = page.step, channel is Channel.SMS
    called = _called(step, numbers, say, lang)
    yield iter([step.title])
    if step.kind is Kind.EMERGENCY:
        yield called
    yield iter([step.text, step.right, step.help])
    if channel is Channel.CALL and step.why:
        why = say(_("Por qué se pregunta"))
        yield iter([f"{why}: {step.why}"])
    yield _deadline(step, say)
    yield (one.text for one in step.reassurance)
    yield _tasks(step, say)
    yield _bring(step, say)
    yield _refused(step, say)
    if step.kind is not Kind.EMERGENCY:
        yield called
    yield (line for contact in step.contacts for line in _contact(contact, is_short))
    yield _to_verify(page, say, channel)
    yield _answers(step, say)


def _refused(step: Step, say: Say) -> _Lines:
    if step.refused:
        when = say(_("Si le cobran o no le reciben"))
        yield f"{when}: {step.refused}"


def _called(step: Step, numbers: Mapping[str, Number], say: Say, lang: str) -> _Lines:
    call = say(_("Llame"))
    for name in step.numbers:
        one = numbers.get(name)
        if one is not None:
            option = say(_("opción {option}")).format(option=one.option) if one.option else ""
            about = ", ".join(filter(None, [one.name.get(lang) or one.name.get("es", ""), option]))
            yield f"{call}: {one.number}" + (f" ({about})" if about else "")


def _deadline(step: Step, say: Say) -> _Lines:
    if step.deadline is not None:
        days = say(_("Plazo: {days} días {since}.")).format(days=step.deadline.days, since=step.deadline.since)
        yield f"{days} {step.deadline.text}"


def _tasks(step: Step, say: Say) -> _Lines:
    if step.do:
        what = say(_("Qué hacer"))
        yield f"{what}:"
    for number, one in enumerate(step.do, 1):
        yield f"{number}. {one.title}" + (f": {one.text}" if one.text else "")


def _bring(step: Step, say: Say) -> _Lines:
    if step.bring:
        what = say(_("Qué llevar"))
        yield f"{what}:"
    for one in step.bring:
        yield f"- {one.text}"
    yield step.bring_note


def _contact(contact: Contact, is_short: bool) -> _Lines:
    reached = [contact.phone, contact.note] if is_short else [contact.phone, contact.note, contact.email, contact.url]
    yield f"{contact.name}: {', '.join(filter(None, reached))}".rstrip(": ")


def _to_verify(page: Page, say: Say, channel: Channel) -> _Lines:
    unsure = [*page.step.verify, *(one.title for one in page.unverified)]
    if unsure and channel is not Channel.CALL:
        yield say(_("Hay datos por verificar."))
    elif unsure:
        unverified = say(_("Por verificar"))
        yield f"{unverified}: {'; '.join(unsure)}"


def _answers(step: Step, say: Say) -> _Lines:
    if step.kind is Kind.QUESTION:
        for number, one in enumerate(step.answers, 1):
            yield f"{number}. {one.text}" + (f" ({one.detail})" if one.detail else "")
        yield say(REPLY)
    elif step.to is not None:
        onward = say(_("Seguir"))
        yield f"1. {onward}"

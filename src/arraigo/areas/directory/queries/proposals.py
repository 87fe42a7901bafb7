"""What an organisation may mend of a service, as plain values, and what a proposal would change of it.

An entry holds what is public alone: nothing of a confidential place or a private phone is in one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arraigo.areas.directory.enums import AddressType, ProposalState, ServiceStatus
from arraigo.areas.directory.models import (
    Address,
    Language,
    Location,
    Phone,
    Proposal,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
)
from arraigo.areas.directory.queries.desk_hours import Owner, own, row_from, week
from arraigo.areas.directory.queries.desk_words import days_words, joined, span_words
from arraigo.areas.directory.queries.visible import public_at_locations, public_phones
from arraigo.core.people.countries import language_name

Kind = Literal["status", "line", "text", "list", "languages", "phones", "hours", "address"]
TEXTS: Mapping[str, tuple[Kind, Promise]] = {
    "status": ("status", gettext_lazy("Si atiende")),
    "description": ("text", gettext_lazy("Qué ofrece")),
    "application_process": ("text", gettext_lazy("Cómo se pide")),
    "eligibility_description": ("text", gettext_lazy("A quién atiende")),
    "fees_description": ("line", gettext_lazy("Cuánto cuesta")),
    "email": ("line", gettext_lazy("Correo del servicio")),
    "url": ("line", gettext_lazy("Página web")),
}


@dataclass(frozen=True, slots=True)
class EntryField:
    """Something of a service that its organisation may mend. `key` names it in a proposal, `place` says where it is."""

    key: str
    kind: Kind
    label: str
    value: Any
    place: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one field of a proposal changes; `stale` when it says something else by now than when it was sent.

    `parts` are the words of both, each "same", "del" or "ins"; `now` is what the directory says today.
    """

    key: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    now: tuple[str, ...]
    stale: bool
    by_line: bool = False


def entry(service: Service) -> dict[str, EntryField]:
    """Return what an organisation may mend of a service, by key and in the order of the form."""
    fields = [EntryField(name, kind, str(label), getattr(service, name)) for name, (kind, label) in TEXTS.items()]
    fields.insert(1, EntryField("phones", "phones", _("Teléfonos"), _phones(service)))
    heres = list(public_at_locations().filter(service=service).select_related("location").order_by("id"))
    fields[2:2] = [*_hours(service, heres), *(_address(here.location) for here in heres)]
    documents = [row.document for row in RequiredDocument.objects.filter(service=service).order_by("id")]
    fields.append(EntryField("documents", "list", _("Qué documentos pide"), documents))
    spoken = [row.code for row in Language.objects.filter(service=service).order_by("id") if row.code]
    fields.append(EntryField("languages", "languages", _("Idiomas en que atiende"), spoken))
    return {field.key: field for field in fields}


def _phones(service: Service) -> list[list[str]]:
    rows: QuerySet[Phone] = public_phones().filter(service=service, service_at_location=None).order_by("id")
    return [[str(row.pk), row.number, row.extension, row.description] for row in rows]


def _hours(service: Service, heres: Sequence[ServiceAtLocation]) -> list[EntryField]:
    """Return the hours where they stand: at the service itself, or at each open place."""
    zone = service.city.timezone
    found = []
    if not heres or Schedule.objects.filter(**own(service)).exists():
        found.append(_hours_of("hours:service", service, zone, ""))
    for here in heres:
        at_place = Schedule.objects.filter(**own(here)).exists()
        if at_place or not Schedule.objects.filter(**own(here.location)).exists():
            if at_place or not found:
                found.append(_hours_of(f"hours:at:{here.pk}", here, zone, here.location.name))
        else:
            found.append(_hours_of(f"hours:location:{here.location_id}", here.location, zone, here.location.name))
    return found


def _hours_of(key: str, owner: Owner, zone: str, place: str) -> EntryField:
    rows = [row.as_list() for _schedule, row in week(owner, zone).rows]
    label = _("Horario en %(place)s") % {"place": place} if place else _("Horario")
    return EntryField(key, "hours", label, rows, place)


def _address(location: Location) -> EntryField:
    row = Address.objects.filter(location=location, address_type=AddressType.PHYSICAL).order_by("id").first()
    value = [row.address_1, row.address_2] if row else ["", ""]
    label = _("Dirección de %(place)s") % {"place": location.name}
    return EntryField(f"address:{location.pk}", "address", label, value, location.name)


def owner_of(service: Service, key: str) -> Owner | None:
    """Return what the hours of a key hang on, None where it is not the service's or is confidential by now."""
    _hours_word, which, *rest = key.split(":")
    if which == "service":
        return service
    here = public_at_locations().filter(service=service).select_related("location", "service")
    try:
        row_id = UUID(rest[0])
    except (ValueError, IndexError):
        return None
    if which == "at":
        return here.filter(pk=row_id).first()
    found = here.filter(location=row_id).first()
    return found.location if found else None


def differences(proposal: Proposal) -> list[Difference]:
    """Return what a proposal changes, field by field, beside what the directory says today."""
    assert proposal.service is not None  # noqa: S101 - the desk shows those of a service
    today = entry(proposal.service)
    found = []
    for key, wanted in proposal.changes.items():
        field = today.get(key)
        kind: Kind = field.kind if field else "text"
        before = shown(kind, proposal.before.get(key))
        after = shown(kind, wanted)
        now = shown(kind, field.value) if field else (_("Ya no está"),)
        label = field.label if field else _("Algo que ya no está")
        parts = _parts(kind, before, after)
        found.append(
            Difference(key, label, before, after, parts, now, stale=now != before, by_line=kind not in ("text", "line"))
        )
    return found


def shown(kind: Kind, value: Any) -> tuple[str, ...]:  # noqa: ANN401 - a value of JSON
    """Return a value as lines that people read."""
    if kind in ("status", "line", "text"):
        return _text_lines(kind, str(value or ""))
    if kind == "languages":
        return (joined(list(map(language_name, value))),) if value else ()
    say = {"phones": _phone_words, "hours": _hours_words}.get(kind, str)
    return tuple(say(row) for row in value or () if row)


def _text_lines(kind: Kind, text: str) -> tuple[str, ...]:
    if kind == "status":
        return (str(dict(ServiceStatus.choices).get(text, text)),)
    return tuple(line for line in text.splitlines() if line.strip())


def _phone_words(row: Sequence[str]) -> str:
    _row_id, number, extension, about = row
    told = _("%(number)s, extensión %(extension)s") % {"number": number, "extension": extension}
    words = told if extension else number
    return f"{words} ({about})" if about else words


def _hours_words(told: Sequence[object]) -> str:
    row = row_from(told)
    words = f"{days_words(row.days)}: {span_words(row.opens, row.closes)}"
    return _("%(hours)s, también en feriados") % {"hours": words} if row.on_holidays else words


def _parts(kind: Kind, before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return both texts word by word; lines of lists stay whole, because half a telephone means nothing."""
    if kind != "text":
        same = set(before) & set(after)
        gone = [("same" if line in same else "del", line) for line in before]
        return (*gone, *(("ins", line) for line in after if line not in same))
    old, new = " ".join(before).split(), " ".join(after).split()
    parts: list[tuple[str, str]] = []
    for what, start, end, begin, finish in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(("same", " ".join(old[start:end])))
            continue
        parts += [("del", " ".join(old[start:end]))] if end > start else []
        parts += [("ins", " ".join(new[begin:finish]))] if finish > begin else []
    return tuple(parts)


def proposals() -> QuerySet[Proposal]:
    """Return what organisations propose, those that wait first."""
    rows = Proposal.objects.select_related("service__organization", "service__city", "link", "decided_by")
    return rows.order_by("decided_at", "-sent_at")


def amount_words(proposal: Proposal) -> str:
    """Return how much a proposal changes."""
    if not proposal.changes:
        return _("Dice que todo sigue igual")
    number = len(proposal.changes)
    return ngettext("%(n)d dato", "%(n)d datos", number) % {"n": number}


def is_pending(proposal: Proposal) -> bool:
    """Tell whether nobody has decided a proposal yet."""
    return proposal.state == ProposalState.PENDING

"""What the papers of a judged review say, as plain values: the same words for DOCX, PDF, XLSX, CSV and JSON."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.areas.plans.documents.review_words import excerpt, shortened
from arraigo.areas.plans.enums import Level, Seat
from arraigo.areas.plans.models import Evidence, Finding, PlaceEvidence
from arraigo.areas.plans.queries.desk_results import Outcome, Result, Tally, kappa_words
from arraigo.areas.plans.queries.desk_sight import Status
from arraigo.core.places.models import City
from arraigo.core.ui.formats import long_date, number, percent
from arraigo.engines.plan_review.agreement import Agreement

QUOTES = 4


def paper(found: Outcome, *, city: City, at: datetime) -> dict[str, Any]:
    """Return what the papers say of a review at a moment: heading, state, tallies, agreement, themes."""
    review = found.review
    named, unnamed = found.groups
    return {
        "title": _("Revisión con enfoque de movilidad humana"),
        "plan": review.version.plan.title,
        "city": city.municipality or city.name,
        "heading": list(_heading(found, city, at)),
        "state": state_sentence(found),
        "invented": _("Los datos de esta ciudad son inventados.") if city.invented else "",
        "legal_note": review.summary.get("legal_note", ""),
        "problems": review.summary.get("problems", []),
        "levels": list(_levels(found)),
        "by_theme": _tallies(found.by_theme),
        "by_part": _tallies(found.by_part),
        "named": [_("%(name)s: %(count)s pasajes") % {"name": one["name"], "count": one["passages"]} for one in named],
        "unnamed": [str(one["name"]) for one in unnamed],
        "agreement": [agreement_sentence(found.agreement), kappa_sentence(found.agreement)],
        "themes": _themes(found),
        "absent": [f"{one.number}. {one.finding.asks}" for one in found.absent],
    }


def level_words(level: int | None) -> str:
    """Return a level as people read it: «2 · Con diagnóstico»."""
    return "" if level is None else f"{level} · {capfirst(str(Level(level).label))}"


def state_sentence(found: Outcome) -> str:
    """Return how far the review is."""
    counts = {"settled": found.counts.settled, "total": found.counts.total}
    if found.review.closed_at is not None:
        return _("Revisión cerrada: dos personas juzgaron los %(total)s criterios.") % counts
    return (
        _(
            "Revisión sin cerrar: %(settled)s de %(total)s criterios resueltos. En los demás, el nivel es el que"
            " propone el programa y nadie lo ha confirmado."
        )
        % counts
    )


def agreement_sentence(found: Agreement) -> str:
    """Return in how many criteria both gave the same level, of those that both have judged."""
    if not found.total:
        return _("Todavía no hay criterios con las dos revisiones.")
    said = {"same": number(found.same), "total": number(found.total), "share": percent(found.same, found.total)}
    return _("Las dos revisiones dieron el mismo nivel en %(same)s de %(total)s criterios (%(share)s).") % said


def kappa_sentence(found: Agreement) -> str:
    """Return the weighted kappa with what it means, or why there is none."""
    if not found.total:
        return _("El acuerdo se calcula cuando las dos personas hayan juzgado el mismo criterio.")
    if found.kappa is None:
        return _(
            "La kappa no está definida: las dos revisiones dieron un solo nivel a todo, y sin variación no se puede"
            " distinguir el acuerdo del azar."
        )
    words = {
        "poor": _("no hay acuerdo más allá del azar"),
        "slight": _("acuerdo leve"),
        "fair": _("acuerdo regular"),
        "moderate": _("acuerdo moderado"),
        "substantial": _("acuerdo considerable"),
        "almost_perfect": _("acuerdo casi perfecto"),
    }
    said = {"kappa": number(found.kappa, 2), "words": words[kappa_words(found)]}
    return _("Kappa de Cohen ponderada: %(kappa)s, %(words)s.") % said


def how_settled(one: Result) -> str:
    """Return how a criterion got its level, or that it has none yet."""
    finding = one.finding
    if finding.is_adjudicated:
        return _("Resuelto con las dos revisiones a la vista, por %(name)s.") % {"name": finding.settled_by}
    if one.status is Status.SETTLED:
        return _("Las dos revisiones coinciden.")
    if one.status is Status.DIFFERS:
        return _("Las dos revisiones difieren; falta resolver.")
    return _("Falta revisar; el nivel lo propone el programa.")


def standing(finding: Finding) -> str:
    """Return where a criterion comes from, how sure it is, and whether a lawyer signed it."""
    signed = finding.legal_sign_off
    said = [finding.source]
    if finding.confidence:
        said.append(_("confianza %(confidence)s") % {"confidence": finding.confidence})
    if finding.verified_on:
        said.append(_("fuente leída el %(day)s") % {"day": long_date(finding.verified_on)})
    else:
        said.append(_("fuente sin releer"))
    said.append(_("revisado jurídicamente por %(by)s, %(on)s") % signed if signed else _("por revisar jurídicamente"))
    return " · ".join(one for one in said if one)


def place_words(one: PlaceEvidence) -> str:
    """Return what is known of a neighbourhood, with its definition, day and source."""
    said = {
        "area": one.area.name,
        "indicator": one.indicator,
        "value": number(one.value, _decimals(one)),
        "unit": one.unit,
        "day": long_date(one.dated_on),
        "definition": one.definition.rstrip("."),
        "source": one.source,
    }
    return _("%(area)s, %(indicator)s: %(value)s %(unit)s (%(day)s). %(definition)s. Fuente: %(source)s.") % said


def _decimals(one: PlaceEvidence) -> int:
    exponent = one.value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _heading(found: Outcome, city: City, at: datetime) -> Iterator[tuple[str, str]]:
    review, version = found.review, found.review.version
    summary = review.summary
    day = city.day_of(at)
    yield _("Plan"), version.plan.title
    yield _("Versión"), f"{version.number}{' · ' + version.label if version.label else ''}"
    yield _("Huella del archivo (SHA-256)"), version.sha256
    yield _("Instrumento"), str(summary.get("instrument", review.instrument))
    yield _("Criterios"), f"{summary.get('pack_title', review.pack)} ({review.pack_version})"
    yield _("Páginas y pasajes"), f"{number(version.pages)} · {number(version.passage_count)}"
    yield _("Revisan"), "; ".join(f"{one.name} ({one.label})" for one in found.seats)
    yield _("Fecha de este documento"), long_date(day)


def _levels(found: Outcome) -> Iterator[dict[str, Any]]:
    total = found.counts.total
    for level, count, suggested in zip(Level, found.settled.levels, found.suggested, strict=True):
        yield {
            "level": int(level),
            "name": str(capfirst(level.label)),
            "count": count,
            "of": _("%(count)s de %(total)s") % {"count": count, "total": total},
            "share": count / total if total else 0,
            "suggested": suggested,
        }


def _tallies(tallies: Iterable[Tally]) -> list[dict[str, Any]]:
    return [{"name": one.name, "counts": [*one.levels, one.waiting]} for one in tallies]


def _themes(found: Outcome) -> list[dict[str, Any]]:
    names = dict.fromkeys(one.finding.theme for one in found.results)
    return [
        {"name": name, "criteria": [_criterion(one) for one in found.results if one.finding.theme == name]}
        for name in names
    ]


def _criterion(one: Result) -> dict[str, Any]:
    finding = one.finding
    level = finding.level
    return {
        "number": one.number,
        "code": finding.code,
        "asks": finding.asks or finding.code,
        "requires": finding.requires,
        "norm": ", ".join(filter(None, (finding.norm, finding.article))),
        "standing": standing(finding),
        "level": level if level is not None else finding.suggested,
        "level_name": level_words(level if level is not None else finding.suggested),
        "is_settled": level is not None,
        "suggested": _("Nivel propuesto por el programa: %(level)s.") % {"level": finding.suggested},
        "how": how_settled(one),
        "reason": finding.reason,
        "judgements": [
            f"{capfirst(str(Seat(seat).label))}: {given.level}. {given.reason}".strip()
            for seat, given in sorted(one.judgements.items())
        ],
        "missing": finding.missing,
        "steps": [
            {
                "name": step["name"],
                "words": shortened(step["words"]),
                "page": _("página %(n)s") % {"n": step["page"]},
                "why": step["why"],
            }
            for step in finding.steps
        ],
        "evidence": [quotation(found) for found in one.evidence[:QUOTES]],
        "places": [place_words(place) for place in one.places],
        "searched": "; ".join(finding.searched) if not one.evidence else "",
    }


def quotation(one: Evidence) -> dict[str, str]:
    """Return a quotation with its page, the headings above it, and why it counts."""
    where = _("página %(n)s") % {"n": one.passage.page}
    return {
        "text": excerpt(one.passage.text, ()),
        "where": " · ".join((where, *one.anchor.get("path", ()))),
        "why": one.why,
    }

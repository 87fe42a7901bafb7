"""What the papers of a review say, as plain values: the same words for DOCX, PDF and XLSX.

Works without Django's set-up, for the command line too: texts are Spanish msgids, and `say` translates them.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from arraigo.engines.plan_review.reviewing.catalogue import Criterion, Pack
from arraigo.engines.plan_review.reviewing.findings import (
    EXPECTED_NAMES,
    LEVEL_NAMES,
    STEP_NAMES,
    Evidence,
    Finding,
    Level,
    Review,
    Sentence,
    Step,
)

Say = Callable[[str], str]
QUOTES, LETTERS = 3, 420


def _(text: str) -> str:
    """Mark a text for translation; `say` translates it."""
    return text


TITLE = _("Revisión de un plan con enfoque de movilidad humana")
MACHINE = _("Lo que sigue lo propone la máquina a partir del texto. Cada hallazgo espera que lo confirme una persona.")
UNSIGNED = _("por revisar jurídicamente")
SIGNED = _("revisado jurídicamente por {by}, {on}")
UNREAD = _("fuente sin releer")
READ_ON = _("fuente leída el {day}")
CONFIDENCE = _("confianza {confidence}")
PAGE = _("página {page}")
NOBODY = _("No se nombra: {names}.")
NAMED = _("{name}: pasajes, {count}; el primero, en la página {page}.")
FRIENDS = _("Palabras que parecían del tema y no lo son: {count} ({senses}).")
NO_FRIENDS = _("Ninguna palabra de otro sentido se confundió con el tema.")
OF = _("{count} de {total}")
MORE = _("Se muestran {shown} de {total} pasajes.")
LACKS = _("De lo que se espera falta: {names}.")
COMPLETE = _("Está todo lo que se espera de este criterio.")

CONFIDENCES = {"alta": _("alta"), "media": _("media"), "baja": _("baja")}


def paper(review: Review, pack: Pack, *, name: str, say: Say = str) -> dict[str, Any]:
    """Return what the papers say of a review of the file `name`: heading, summary, themes with their criteria."""
    return {
        "title": say(TITLE),
        "name": name,
        "instrument": say(pack.instruments[review.instrument]),
        "heading": list(heading(review, pack, name, say)),
        "machine": say(MACHINE),
        "legal_note": say(pack.legal_note),
        "problems": [say(problem.template).format(**problem.values) for problem in review.problems],
        "levels": list(levels(review.summary.levels, say)),
        "by_theme": by(review.summary.by_theme, pack.themes, say),
        "by_part": by(review.summary.by_part, pack.plan_parts, say),
        "people": list(people(review, say)),
        "themes": [
            {"name": say(pack.themes[theme]), "criteria": [criterion(one, say) for one in findings]}
            for theme, findings in of_themes(review, pack)
        ],
    }


def heading(review: Review, pack: Pack, name: str, say: Say) -> Iterator[tuple[str, str]]:
    """Yield what is reviewed with what, as pairs of label and value."""
    summary = review.summary
    yield say(_("Documento")), name
    yield say(_("Huella (SHA-256)")), review.sha256
    yield say(_("Instrumento")), f"{review.instrument} · {say(pack.instruments[review.instrument])}"
    yield say(_("Criterios")), f"{pack.name} {pack.version}, {pack.date}"
    yield say(_("Páginas y pasajes")), f"{review.pages} · {summary.passages}"
    yield (
        say(_("Pasajes sobre personas en movilidad humana")),
        say(OF).format(count=summary.relevant, total=summary.passages),
    )
    yield say(_("Criterios completos")), say(OF).format(count=summary.complete, total=summary.criteria)


def levels(counts: Sequence[int], say: Say) -> Iterator[dict[str, Any]]:
    """Yield each level with its name, how many criteria have it, of how many, and the share from 0 to 1."""
    total = sum(counts)
    for level, count in zip(Level, counts, strict=True):
        yield {
            "level": int(level),
            "name": say(LEVEL_NAMES[level]),
            "count": count,
            "of": say(OF).format(count=count, total=total),
            "share": count / total if total else 0,
        }


def by(counted: Any, names: Any, say: Say) -> list[dict[str, Any]]:  # noqa: ANN401 - mappings of ids
    """Return the counts by theme or part in the order of the pack, with names."""
    return [{"name": say(names[key]), "counts": list(counted[key])} for key in names if key in counted]


def people(review: Review, say: Say) -> Iterator[str]:
    """Yield sentences on who is named, who is not, and what only looked like the subject."""
    named = [one for one in review.summary.groups if one.passages]
    for one in named:
        yield say(NAMED).format(name=one.name, count=one.passages, page=one.page)
    silent = [one.name for one in review.summary.groups if not one.passages]
    if silent:
        yield say(NOBODY).format(names=", ".join(silent))
    senses = ", ".join(f"{sense}: {count}" for sense, count in review.summary.blocked_senses.items())
    yield say(FRIENDS).format(count=review.summary.blocked, senses=senses) if senses else say(NO_FRIENDS)


def of_themes(review: Review, pack: Pack) -> list[tuple[str, list[Finding]]]:
    """Return the findings by theme, in the order of the pack."""
    found = [(theme, [one for one in review.findings if one.criterion.theme == theme]) for theme in pack.themes]
    return [(theme, findings) for theme, findings in found if findings]


def criterion(finding: Finding, say: Say) -> dict[str, Any]:
    """Return what a paper says of one criterion."""
    rule = finding.criterion
    shown = finding.evidence[:QUOTES]
    return {
        "id": rule.id,
        "asks": say(rule.asks),
        "requires": say(rule.requires),
        "norm": f"{rule.norm}, {rule.article}",
        "standing": standing(rule, say),
        "level": int(finding.level),
        "level_name": say(LEVEL_NAMES[finding.level]),
        "steps": [step(one, say) for one in finding.steps],
        "missing": told(finding.missing, say),
        "expected": expectation(finding, say),
        "evidence": [quotation(one, say) for one in shown],
        "more": say(MORE).format(shown=len(shown), total=finding.total) if finding.total > len(shown) else "",
        "searched": "; ".join(finding.searched) if finding.level is Level.ABSENT else "",
        "searched_label": say(_("Se buscó")),
    }


def standing(rule: Criterion, say: Say) -> str:
    """Return where a criterion comes from, how sure it is, and whether a lawyer signed it."""
    signed = rule.legal_sign_off
    parts = [
        rule.source,
        say(CONFIDENCE).format(confidence=say(CONFIDENCES.get(rule.confidence, rule.confidence))),
        say(READ_ON).format(day=rule.verified_on) if rule.verified_on else say(UNREAD),
        say(SIGNED).format(by=signed.by, on=signed.on) if signed else say(UNSIGNED),
    ]
    return " · ".join(parts) + (f" · {say(rule.note)}" if rule.note else "")


def step(one: Step, say: Say) -> dict[str, str]:
    """Return a step of the chain: its name, the words that prove it, the page and why it counts."""
    return {
        "name": say(STEP_NAMES[one.kind]),
        "words": shortened(one.words),
        "page": say(PAGE).format(page=one.page),
        "why": told((one.why,), say),
    }


def quotation(one: Evidence, say: Say) -> dict[str, str]:
    """Return a quotation with its page and the headings above it, cut to a few lines about its first term."""
    where = say(PAGE).format(page=one.page)
    return {
        "text": excerpt(one.quote, one.terms),
        "where": " · ".join((where, *one.path)),
        "why": told(one.why, say),
    }


def expectation(finding: Finding, say: Say) -> str:
    """Return whether all that is expected of a criterion is there, or what is not."""
    if finding.complete:
        return say(COMPLETE)
    return say(LACKS).format(names=", ".join(say(EXPECTED_NAMES[one]) for one in finding.lacking))


def told(sentences: Sequence[Sentence], say: Say) -> str:
    """Return sentences in the reader's language, one after another."""
    return " ".join(say(one.template).format(**one.values) for one in sentences)


def excerpt(text: str, terms: Sequence[str], letters: int = LETTERS) -> str:
    """Return a text, or the part of it about its first term, cut between words and marked with «…»."""
    if len(text) <= letters:
        return text
    places = [place for place in (text.find(term) for term in terms) if place >= 0]
    start = max(min(min(places, default=0) - letters // 3, len(text) - letters), 0)
    start = start and text.find(" ", start) + 1
    end = start + letters
    end = text.rfind(" ", start, end) if end < len(text) else len(text)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def shortened(words: str, letters: int = 160) -> str:
    """Return words on one line, cut where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= letters else line[:letters].rsplit(" ", 1)[0] + " …"

"""People who do not exist, for the demo city: the same seed gives the same people.

No document can be proved to be nobody's, so the numbers keep to ranges that stand out: cédulas of province 30 with
the `series` as third digit and a run of zeros, Venezuelan numbers over 98 million (not reached), Colombian ones of ten
digits from 1990000000, passports that begin with ZZ; e-mails end in `.example`, which RFC 2606 keeps out of use.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from arraigo.core.people.demo_names import MEN, SURNAMES, WOMEN
from arraigo.core.people.documents import NormalDocument, cedula_is_valid, normalise_document
from arraigo.core.people.drafts import PersonDraft
from arraigo.core.people.enums import DocumentKind, PopulationGroup, Sex
from arraigo.core.people.names import fold

Kind = Literal["official", "community"]
MOVING = (
    (PopulationGroup.MIGRANT_SETTLED, 40),
    (PopulationGroup.MIGRANT_IN_TRANSIT, 18),
    (PopulationGroup.REFUGEE, 14),
    (PopulationGroup.ASYLUM_SEEKER, 14),
    (PopulationGroup.PENDULAR, 8),
    (PopulationGroup.UNKNOWN, 6),
)
SERIES = range(6)


def invent_people(
    count: int, *, seed: int, series: int, kind: Kind, domain: str = "correo.example"
) -> list[PersonDraft]:
    """Return people who do not exist.

    series: 0 to 5; two calls with different series never give one document twice. kind: officials are Ecuadorian, of
    working age and with an e-mail; the community is half host, half people on the move, of all ages.
    """
    if series not in SERIES or count > 10_000:
        raise ValueError("series is 0 to 5, count up to 10000")
    chance = random.Random(f"{seed}:{series}:{kind}")  # noqa: S311 — the same people every time
    make = _official if kind == "official" else _neighbour
    return [make(chance, series, number, domain) for number in range(1, count + 1)]


def _official(chance: random.Random, series: int, number: int, domain: str) -> PersonDraft:
    draft = _named(chance, "EC")
    first, last = fold(draft.given_names).split()[0], fold(draft.surnames).replace(" ", "")[:12]
    return replace(
        draft,
        documents=(_cedula(series, number),),
        emails=(f"{first}.{last}{number}@{domain}",) if chance.random() < 0.9 else (),
        birth_year=chance.randint(1964, 2001),
        population_group=PopulationGroup.OFFICIAL,
        nationality="EC",
        language="es",
    )


def _neighbour(chance: random.Random, series: int, number: int, domain: str) -> PersonDraft:
    moving = chance.random() < 0.55
    country = chance.choices(("VE", "CO"), (75, 25))[0] if moving else "EC"
    group = _weighted(chance) if moving else PopulationGroup.HOST_COMMUNITY
    year = min(2025, max(1935, round(chance.triangular(1940, 2024, 1996))))
    documented = chance.random() < (0.8 if moving else 0.95)
    return replace(
        _named(chance, country),
        documents=(_document(country, series, number, chance),) if documented else (),
        phones=(f"09{series}000{number:04}",) if chance.random() < 0.6 else (),
        birth_year=year,
        birth_date=f"{year}-{chance.randint(1, 12):02}" if chance.random() < 0.4 else "",
        population_group=group,
        nationality=country,
        language="es",
        functioning=_functioning(chance) if chance.random() < 0.3 else {},
    )


def _named(chance: random.Random, country: str) -> PersonDraft:
    sex = chance.choices((Sex.WOMAN, Sex.MAN, Sex.UNKNOWN), (52, 45, 3))[0]
    names: Sequence[str] = WOMEN if sex == Sex.WOMAN or (sex == Sex.UNKNOWN and chance.random() < 0.5) else MEN
    return PersonDraft(
        given_names=" ".join(chance.sample(names, 2 if chance.random() < 0.8 else 1)),
        surnames=" ".join(chance.sample(SURNAMES[country], 2)),
        sex=sex,
    )


def _document(country: str, series: int, number: int, chance: random.Random) -> NormalDocument:
    if country == "EC":
        return _cedula(series, number)
    if chance.random() < 0.15:
        return NormalDocument(DocumentKind.PASSPORT, country, f"ZZ{series}{number:06}")
    if country == "VE":
        return _normal(f"V-98{series}{number:05}", None)
    return _normal(f"CC 199{series}{number:06}", "foreign_id")


def _normal(text: str, kind: str | None) -> NormalDocument:
    found = normalise_document(text, kind=kind)
    if found is None:
        raise ValueError(text)
    return found


def _cedula(series: int, number: int) -> NormalDocument:
    nine = f"30{series}{number:06}"
    whole = next(nine + str(check) for check in range(10) if cedula_is_valid(nine + str(check)))
    return _normal(whole, None)


def _weighted(chance: random.Random) -> PopulationGroup:
    return chance.choices([group for group, _weight in MOVING], [weight for _group, weight in MOVING])[0]


def _functioning(chance: random.Random) -> dict[str, int]:
    questions = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
    return {question: chance.choices((1, 2, 3, 4), (85, 11, 3, 1))[0] for question in questions}

"""The demo of plans, their versions and calendar: texts of an invented canton, read as real ones are."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources

from arraigo.areas.plans.actions.plans import save_authority, save_phase, save_plan
from arraigo.areas.plans.actions.reading import read_version
from arraigo.areas.plans.actions.versions import change_version, receive_version
from arraigo.areas.plans.enums import InstrumentKind, VersionState
from arraigo.areas.plans.models import Authority, Plan
from arraigo.core.accounts.models import User
from arraigo.core.organisations import api as organisations
from arraigo.core.places.models import City

TEXTS = "arraigo.areas.plans.demo.texts"
MUNICIPALITY = "Municipio de Santa Marina"


@dataclass(frozen=True)
class _Version:
    """A text, what it is called, how it stands, and how many days ago it came."""

    text: str
    label: str
    state: VersionState
    days: int


@dataclass(frozen=True)
class _Phase:
    """A phase: its days from today, and whether it was done."""

    title: str
    starts: int
    ends: int
    done: bool = False
    note: str = ""


PMDOT = (
    _Version("pmdot_1.md", "Borrador del diagnóstico y la propuesta", VersionState.DRAFT, 190),
    _Version("pmdot_2.md", "Segundo borrador, con observaciones", VersionState.DRAFT, 70),
    _Version("pmdot_3.md", "Para segundo debate", VersionState.DRAFT, 12),
)
PHASES = (
    _Phase("Diagnóstico", -260, -180, True, "Con 14 asambleas en los barrios y las parroquias"),
    _Phase("Propuesta y modelo de gestión", -179, -75, True),
    _Phase("Recomendaciones del equipo de movilidad humana", -74, -20, True),
    _Phase("Consulta pública", -12, 18),
    _Phase("Segundo debate en el Concejo", 25, 40),
    _Phase("Publicación de la ordenanza", 50, 55),
)


def build_plans(*, city: City, by: User | None, at: datetime) -> None:
    """Build three plans with their authority, calendar and versions, each version read."""
    long_ago = at - timedelta(days=280)
    known = organisations.resolve_names([MUNICIPALITY], city=city, by=by, at=long_ago)
    planning = save_authority(
        organization=known[MUNICIPALITY],
        unit="Dirección de Planificación",
        contact_name="Fausto Alcívar",
        contact_position="Director de Planificación",
        contact_email="planificacion.territorial@santamarina.example",
        by=by,
        at=long_ago,
    )
    inclusion = save_authority(
        organization=known[MUNICIPALITY],
        unit="Dirección de Inclusión Social",
        contact_name="Mireya Quijije",
        contact_position="Directora de Inclusión Social",
        contact_email="inclusion@santamarina.example",
        by=by,
        at=long_ago,
    )
    pmdot = _plan("PMDOT de Santa Marina 2024-2033", InstrumentKind.PMDOT, planning, by=by, at=long_ago)
    for phase in PHASES:
        _phase(pmdot, phase, by=by, at=at)
    for version in PMDOT:
        _version(pmdot, version, by=by, at=at)
    pugs = _plan("PUGS de Santa Marina 2024-2036", InstrumentKind.PUGS, planning, by=by, at=long_ago)
    _version(pugs, _Version("pugs_1.md", "Aprobado en segundo debate", VersionState.APPROVED, 40), by=by, at=at)
    strategy = _plan(
        "Estrategia cantonal de inclusión 2026-2028", InstrumentKind.STRATEGY, inclusion, by=by, at=long_ago
    )
    _version(strategy, _Version("estrategia_1.md", "", VersionState.IN_FORCE, 150), by=by, at=at)


def _plan(title: str, kind: InstrumentKind, authority: Authority, *, by: User | None, at: datetime) -> Plan:
    first, last = title.rsplit(" ", 1)[1].split("-")
    return save_plan(
        title=title,
        kind=kind,
        authority=authority,
        starts_in=int(first),
        ends_in=int(last),
        summary=(
            "Plan inventado de un cantón que no existe, para mostrar cómo se revisa, qué se recomienda y qué cambia."
        ),
        is_public=kind != InstrumentKind.STRATEGY,
        by=by,
        at=at,
    )


def _phase(plan: Plan, phase: _Phase, *, by: User | None, at: datetime) -> None:
    save_phase(
        plan=plan,
        title=phase.title,
        starts_on=_day(at, phase.starts),
        ends_on=_day(at, phase.ends),
        done_on=_day(at, phase.ends) if phase.done else None,
        note=phase.note,
        by=by,
        at=at + timedelta(days=min(phase.starts, 0)),
    )


def _version(plan: Plan, version: _Version, *, by: User | None, at: datetime) -> None:
    came = at - timedelta(days=version.days)
    content = resources.files(TEXTS).joinpath(version.text).read_bytes()
    kept = receive_version(
        plan=plan,
        content=content,
        name=version.text,
        label=version.label,
        dated_on=_day(came, -3),
        received_on=came.date(),
        by=by,
        at=came,
    )
    kept = read_version(kept, by=by, at=came, tell=_quietly)
    change_version(version=kept, state=version.state, by=by, at=came)


def _day(at: datetime, days: int) -> date:
    return (at + timedelta(days=days)).date()


def _quietly(step: str, done: int, total: int) -> None:
    """Say nothing: the demo tells of its own steps."""

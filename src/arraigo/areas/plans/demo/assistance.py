"""The demo of the technical assistance plan: an invented one, half done, with two editions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from arraigo.areas.plans.actions.assistance import add, save_assistance
from arraigo.areas.plans.actions.assistance_editions import publish
from arraigo.areas.plans.actions.assistance_grounds import ground
from arraigo.areas.plans.actions.assistance_progress import note_progress, save_value
from arraigo.areas.plans.models import (
    Activity,
    AssistanceIndicator,
    AssistancePlan,
    Finding,
    Objective,
    Output,
    Plan,
    Recommendation,
    Risk,
)
from arraigo.areas.plans.queries.assistance import candidates
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City

TITLE = "Asistencia técnica al PMDOT de Santa Marina"
INTRODUCTION = (
    "Plan inventado de un cantón que no existe. Reúne lo que el equipo de movilidad humana acordó con la Dirección de "
    "Planificación para que el PMDOT cuente a quienes llegaron, les ofrezca vivienda y servicios, y les dé un lugar "
    "en las decisiones.\nSe revisa cada tres meses y se publica una edición cuando algo cambia."
)
FIRST_DAY, LAST_DAY, FIRST_EDITION = -150, 260, -95


@dataclass(frozen=True)
class _Activity:
    """An activity: its days from today, its money, and how it stood on days from today (percent, state, note)."""

    title: str
    responsible: str
    starts: int
    ends: int
    budget: int | None
    funding: str = ""
    notes: tuple[tuple[int, int, str, str], ...] = ()


@dataclass(frozen=True)
class _Indicator:
    """How an objective is measured; the baseline and the values by days from today."""

    name: str
    definition: str
    unit: str
    baseline: tuple[int, int]
    target: tuple[int, int]
    source: str
    values: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class _Objective:
    """An objective with its outputs, indicators and the words by which its grounds are found."""

    title: str
    description: str
    themes: tuple[str, ...]
    outputs: tuple[tuple[str, tuple[_Activity, ...]], ...]
    indicators: tuple[_Indicator, ...]


CITY_MONEY, COOPERATION, UNIVERSITY = (
    "Presupuesto municipal",
    "Cooperación internacional",
    "Convenio con la universidad",
)
PLANNING, INCLUSION, HABITAT = "Dirección de Planificación", "Dirección de Inclusión Social", "Dirección de Hábitat"
OBJECTIVES = (
    _Objective(
        "El diagnóstico del PMDOT cuenta a las personas en movilidad humana, barrio por barrio",
        "Sin saber cuántas son y dónde viven, ninguna meta puede incluirlas.",
        ("migrantes", "diagnóstico", "datos"),
        (
            (
                "Registro de población en movilidad por barrio y parroquia",
                (
                    _Activity(
                        "Acordar variables y cuidado de los datos", INCLUSION, -150, -120, 0, CITY_MONEY,
                        ((-135, 60, "started", "Dos reuniones con el registro civil."),
                         (-118, 100, "done", "Acta firmada por las tres direcciones.")),
                    ),
                    _Activity(
                        "Levantar la información con promotoras de los barrios", INCLUSION, -115, -40, 18_400,
                        COOPERATION,
                        ((-90, 40, "started", "Terminaron la Ribera y El Guayabo."),
                         (-38, 100, "done", "1 412 personas en 14 barrios; informe entregado.")),
                    ),
                    _Activity(
                        "Publicar las cifras con su método", PLANNING, -35, -8, 1_200, CITY_MONEY,
                        ((-20, 55, "started", "Falta agrupar los barrios con menos de diez personas."),),
                    ),
                ),
            ),
            (
                "Capítulo de población reescrito",
                (
                    _Activity(
                        "Redactar la propuesta con las organizaciones", PLANNING, -60, 10, 3_000, CITY_MONEY,
                        ((-30, 50, "started", "Primer borrador leído en asamblea."),
                         (-5, 80, "started", "Quedan por responder nueve observaciones.")),
                    ),
                    _Activity("Validarla en las parroquias rurales", "Juntas parroquiales", 5, 45, 2_150, CITY_MONEY),
                ),
            ),
        ),
        (
            _Indicator(
                "Barrios con cifra propia", "Barrios cuya población en movilidad se conoce con fecha y fuente.",
                "barrios", (-160, 3), (240, 22), "Registro comunitario, publicado cada semestre",
                ((-110, 6, "Primer corte"), (-70, 11, ""), (-35, 14, "Informe del levantamiento")),
            ),
        ),
    ),
    _Objective(
        "Las familias recién llegadas acceden al arriendo social en las mismas condiciones que las demás",
        "El borrador habla de vivienda adecuada, pero no dice para quiénes, con cuánto ni quién responde.",
        ("vivienda", "arriendo", "hábitat"),
        (
            (
                "Reglas del arriendo social sin requisito de cédula",
                (
                    _Activity(
                        "Comparar las reglas de cuatro municipios", "Facultad de Arquitectura", -100, -55, 4_800,
                        UNIVERSITY,
                        ((-70, 50, "started", ""), (-52, 100, "done", "Informe con tres alternativas.")),
                    ),
                    _Activity(
                        "Redactar la reforma de la ordenanza", "Procuraduría Síndica", -50, 30, 6_000, CITY_MONEY,
                        ((-10, 45, "started", "Texto en segunda lectura interna."),),
                    ),
                    _Activity("Acompañar los dos debates en el Concejo", HABITAT, 31, 120, 0, CITY_MONEY),
                ),
            ),
            (
                "Fondo de garantía para el primer mes",
                (
                    _Activity(
                        "Diseñar el fondo y sus topes", HABITAT, -20, 60, 9_500, COOPERATION,
                        ((-3, 20, "started", "Se pidió la ficha de costos."),),
                    ),
                    _Activity("Abrirlo con 60 familias", HABITAT, 61, 230, 54_000, COOPERATION),
                ),
            ),
        ),
        (
            _Indicator(
                "Familias en movilidad con arriendo social", "Contratos vigentes al último día del mes.",
                "familias", (-155, 4), (250, 60), "Registro de contratos de la Dirección de Hábitat",
                ((-120, 4, ""), (-80, 7, ""), (-50, 9, ""), (-15, 12, "Dos por convenio")),
            ),
            _Indicator(
                "Monto anual comprometido en el plan", "Dólares del programa de arriendo que la ordenanza asigna.",
                "USD", (-155, 0), (200, 42_000), "Ordenanza del PMDOT, programa 3.2",
            ),
        ),
    ),
    _Objective(
        "Quienes llegaron participan en la consulta y en el presupuesto participativo",
        "Las asambleas son abiertas, pero la convocatoria no llega a los barrios de la ribera.",
        ("participación", "consulta", "asamblea"),
        (
            (
                "Convocatoria en los barrios de acogida",
                (
                    _Activity(
                        "Formar a doce facilitadoras", INCLUSION, -45, -15, 5_600, COOPERATION,
                        ((-16, 100, "done", "Trece personas terminaron el curso."),),
                    ),
                    _Activity(
                        "Hacer seis asambleas antes del segundo debate", "Participación Ciudadana", -10, 22, 2_400,
                        CITY_MONEY,
                    ),
                ),
            ),
            (
                "Cupo en el consejo de planificación",
                (
                    _Activity("Proponer la reforma del reglamento", "Procuraduría Síndica", 25, 90, None),
                    _Activity("Elegir a las dos representantes", "Participación Ciudadana", 95, 150, None),
                ),
            ),
        ),
        (
            _Indicator(
                "Personas en movilidad en las asambleas", "Asistentes que se reconocen así, por asamblea, en promedio.",
                "personas", (-140, 2), (230, 15), "Listas de asistencia de Participación Ciudadana",
                ((-90, 3, ""), (-30, 6, "Después de la primera convocatoria por radio")),
            ),
        ),
    ),
)  # fmt: skip
RISKS = (
    ("El segundo debate se adelanta y el capítulo de población no llega a tiempo", 3, 5,
     "Entregar primero las cifras y un texto corto que pueda votarse.", PLANNING),
    ("La cooperación recorta el fondo de garantía", 3, 4,
     "Empezar con 30 familias y pedir una partida municipal para las demás.", HABITAT),
    ("Las familias no dan sus datos por miedo", 4, 3,
     "Promotoras del mismo barrio, sin pedir documentos y diciendo para qué es.", INCLUSION),
    ("Cambia la persona que dirige Planificación", 2, 3,
     "Un acta de cada acuerdo y una copia para la síndica.", PLANNING),
    ("Una crecida impide las asambleas de la ribera", 2, 2, "Dos fechas de reserva en la casa comunal.",
     "Participación Ciudadana"),
)  # fmt: skip
NONCES = UUID("5f2f8a6e-58c7-4b7e-9c0f-2d1c7a3e9b10")


def build_assistance(*, city: City, by: User | None, at: datetime) -> None:
    """Build one assistance plan with its follow-up, published first as it began and again as it stands."""
    plan = Plan.objects.select_related("authority").filter(title__startswith="PMDOT").order_by("created_at").first()
    if plan is None:
        return
    began = at + timedelta(days=FIRST_DAY)
    made = save_assistance(
        title=TITLE,
        plan=plan,
        authority=plan.authority,
        introduction=INTRODUCTION,
        starts_on=_day(at, FIRST_DAY),
        ends_on=_day(at, LAST_DAY),
        currency="USD",
        by=by,
        at=began,
    )
    rows: list[tuple[Activity, _Activity]] = []
    measured: list[tuple[AssistanceIndicator, _Indicator]] = []
    for one in OBJECTIVES:
        _objective(made, one, rows, measured, by=by, at=at)
    for title, likelihood, impact, mitigation, owner in RISKS:
        told = {"likelihood": likelihood, "impact": impact, "mitigation": mitigation, "owner": owner}
        add(Risk, above=made, title=title, by=by, at=began, **told)
    _follow(rows, measured, FIRST_DAY * 2, FIRST_EDITION, by=by, at=at)
    published = at + timedelta(days=FIRST_EDITION)
    publish(made, today=published.date(), by=by, at=published)
    _follow(rows, measured, FIRST_EDITION, 0, by=by, at=at)
    note = "Se publicaron los avances del segundo trimestre y se aclaró qué falta para abrir el fondo de garantía."
    publish(made, note=note, today=_day(at, -2), by=by, at=at - timedelta(days=2))


def _objective(
    plan: AssistancePlan,
    one: _Objective,
    rows: list[tuple[Activity, _Activity]],
    measured: list[tuple[AssistanceIndicator, _Indicator]],
    *,
    by: User | None,
    at: datetime,
) -> None:
    began = at + timedelta(days=FIRST_DAY)
    objective = add(Objective, above=plan, title=one.title, description=one.description, by=by, at=began)
    _rest(plan, objective, one.themes, by=by, at=began)
    for title, activities in one.outputs:
        output = add(Output, above=objective, title=title, by=by, at=began)
        for told in activities:
            activity = add(
                Activity,
                above=output,
                title=told.title,
                responsible=told.responsible,
                starts_on=_day(at, told.starts),
                ends_on=_day(at, told.ends),
                budget=None if told.budget is None else Decimal(told.budget),
                funding=told.funding,
                by=by,
                at=began,
            )
            rows.append((activity, told))
    for number in one.indicators:
        indicator = add(
            AssistanceIndicator,
            above=objective,
            name=number.name,
            definition=number.definition,
            unit=number.unit,
            baseline=Decimal(number.baseline[1]),
            baseline_on=_day(at, number.baseline[0]),
            target=Decimal(number.target[1]),
            target_on=_day(at, number.target[0]),
            source=number.source,
            by=by,
            at=began,
        )
        measured.append((indicator, number))


def _rest(
    plan: AssistancePlan, objective: Objective, themes: tuple[str, ...], *, by: User | None, at: datetime
) -> None:
    """Let an objective rest on up to two findings and two recommendations that speak of its themes."""
    found = [one for theme in themes for one in candidates(plan, words=theme) if not one.taken]
    keys = {kind: list(dict.fromkeys(one.id for one in found if one.kind == kind))[:2] for kind in KINDS}
    ground(
        objective,
        findings=list(Finding.objects.filter(pk__in=keys["finding"])),
        recommendations=list(Recommendation.objects.filter(pk__in=keys["recommendation"])),
        by=by,
        at=at,
    )


KINDS = ("finding", "recommendation")


def _follow(
    rows: list[tuple[Activity, _Activity]],
    measured: list[tuple[AssistanceIndicator, _Indicator]],
    after: int,
    until: int,
    *,
    by: User | None,
    at: datetime,
) -> None:
    """Note what was done and measured after one day and up to another, as days from today."""
    for activity, told in rows:
        for day, percent, state, note in told.notes:
            if after < day <= until:
                on = _day(at, day)
                nonce = uuid5(NONCES, f"{activity.pk}:{day}")
                when = at + timedelta(days=day)
                note_progress(
                    activity, on=on, percent=percent, state=state, note=note, nonce=nonce, today=on, by=by, at=when
                )
    for indicator, number in measured:
        for day, value, note in number.values:
            if after < day <= until:
                on, when = _day(at, day), at + timedelta(days=day)
                save_value(indicator, on=on, value=Decimal(value), note=note, today=on, by=by, at=when)


def _day(at: datetime, days: int) -> date:
    return (at + timedelta(days=days)).date()

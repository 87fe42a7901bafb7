"""The demo of technical assistance plans: one that is under way, published twice. All of it is invented."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from arraigo.areas.plans.actions import assistance as actions
from arraigo.areas.plans.enums import ActivityState, InstrumentKind
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
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City

NAMESPACE = UUID("0d7a4b8e-4f3c-4a25-9d0f-6b1b9a1f5e21")
PLANNING, SOCIAL, PEOPLE = (
    "Dirección de Planificación",
    "Dirección de Inclusión Social",
    "Dirección de Talento Humano",
)
OWN, COOPERATION = "Presupuesto municipal", "Cooperación internacional"


@dataclass(frozen=True)
class _Task:
    """An activity: from and to which day from today, with how much, how far it is."""

    title: str
    who: str
    starts: int
    ends: int
    budget: int | None = None
    source: str = ""
    percent: int = 0


OBJECTIVES: tuple[tuple[str, tuple[tuple[str, tuple[_Task, ...]], ...], tuple[str, str, int, int, int]], ...] = (
    (
        "Lograr que el diagnóstico cuente y ubique a quienes llegaron y a quienes les reciben",
        (
            (
                "Línea base por barrio, con sexo, edad y forma de tenencia",
                (
                    _Task("Acordar preguntas y permisos con el registro comunitario", SOCIAL, -120, -95, None, "", 100),
                    _Task("Levantar 900 hogares en la ribera", PLANNING, -90, -30, 18_400, COOPERATION, 100),
                    _Task("Publicar los datos sin nombres y por barrio", PLANNING, -25, 20, 1_200, OWN, 60),
                ),
            ),
            (
                "Mapa de arriendo y de servicios de cuidado",
                (
                    _Task("Visitar guarderías y comedores", SOCIAL, -40, -5, 900, OWN, 40),
                    _Task("Cruzar el mapa con los polígonos del PUGS", PLANNING, 10, 45, None, ""),
                ),
            ),
        ),
        ("Barrios con línea base", "barrios", 0, 12, 7),
    ),
    (
        "Incluir en la propuesta compromisos con meta, presupuesto y responsable",
        (
            (
                "Redacción de artículos con las direcciones",
                (
                    _Task("Taller con las nueve direcciones", PLANNING, -70, -68, 650, OWN, 100),
                    _Task("Escribir los artículos de salud, educación y arriendo", SOCIAL, -65, -20, None, "", 100),
                    _Task("Acompañar el segundo debate en el Concejo", PLANNING, 22, 42, 400, OWN),
                ),
            ),
            (
                "Mesa cantonal de movilidad humana",
                (
                    _Task("Invitar a organizaciones de personas migrantes y barriales", SOCIAL, -30, 5, 300, OWN, 70),
                    _Task("Instalar la mesa y aprobar su reglamento", SOCIAL, 15, 60, 6_000, OWN),
                ),
            ),
        ),
        ("Recomendaciones adoptadas", "artículos", 0, 14, 9),
    ),
    (
        "Fortalecer a quienes atienden y a quienes hacen cumplir el plan",
        (
            (
                "Formación de funcionarias y funcionarios",
                (
                    _Task(
                        "Curso de atención sin discriminación, primera cohorte", PEOPLE, -50, 10, 3_200, COOPERATION, 80
                    ),
                    _Task("Segunda cohorte", PEOPLE, 40, 100, 3_200, COOPERATION),
                ),
            ),
            (
                "Seguimiento público",
                (
                    _Task("Definir indicadores desagregados", PLANNING, -10, 25, None, "", 30),
                    _Task("Primer informe semestral", PLANNING, 120, 180, 800, OWN),
                ),
            ),
        ),
        ("Personas formadas", "personas", 0, 120, 46),
    ),
)
RISKS = (
    (
        "Cambio de autoridades antes del segundo debate",
        3,
        4,
        "Acta firmada con cada dirección.",
        PLANNING,
    ),
    ("Rumores contra las personas que llegaron", 3, 3, "Campaña con vecinas y vecinos antes de la consulta.", SOCIAL),
    (
        "El levantamiento expone a familias con miedo",
        2,
        5,
        "Sin nombres ni documentos.",
        SOCIAL,
    ),
)


def build_assistance(*, city: City, by: User | None, at: datetime) -> None:
    """Build an assistance plan for the land-use plan, grounded in what was found and recommended, and publish it."""
    plan = Plan.objects.filter(kind=InstrumentKind.PMDOT).select_related("authority").order_by("created_at").first()
    if plan is None:
        return
    began = at - timedelta(days=130)
    made = actions.save_assistance(
        title="Asistencia técnica al PMDOT de Santa Marina",
        plan=plan,
        authority=plan.authority,
        introduction=(
            "Acompaña a las direcciones del municipio para que el plan cuente, ubique y atienda a quienes llegaron y a "
            "los barrios que les reciben. Es un ejemplo inventado."
        ),
        starts_on=began.date(),
        ends_on=(at + timedelta(days=190)).date(),
        currency="USD",
        by=by,
        at=began,
    )
    objectives = [_objective(made, *told, by=by, at=at) for told in OBJECTIVES]
    _ground(made, plan, objectives, by=by, at=at)
    for title, likelihood, impact, mitigation, owner in RISKS:
        actions.add_part(
            Risk,
            parent=made,
            title=title,
            likelihood=likelihood,
            impact=impact,
            mitigation=mitigation,
            owner=owner,
            by=by,
            at=began,
        )
    for days, note in ((60, ""), (4, "Avances de noviembre y nuevas fechas de la mesa cantonal")):
        published = at - timedelta(days=days)
        _progress(made, published, by=by)
        actions.publish(made, note=note, today=published.date(), by=by, at=published)


def _objective(
    assistance: AssistancePlan,
    title: str,
    outputs: tuple[tuple[str, tuple[_Task, ...]], ...],
    measured: tuple[str, str, int, int, int],
    *,
    by: User | None,
    at: datetime,
) -> Objective:
    began = at - timedelta(days=130)
    objective = actions.add_part(Objective, parent=assistance, title=title, by=by, at=began)
    for name, tasks in outputs:
        output = actions.add_part(Output, parent=objective, title=name, by=by, at=began)
        for task in tasks:
            actions.add_part(
                Activity,
                parent=output,
                title=task.title,
                responsible=task.who,
                starts_on=_day(at, task.starts),
                ends_on=_day(at, task.ends),
                budget=Decimal(task.budget) if task.budget is not None else None,
                funding=task.source,
                by=by,
                at=began,
            )
    name, unit, baseline, target, value = measured
    indicator = actions.add_part(
        AssistanceIndicator,
        parent=objective,
        name=name,
        unit=unit,
        definition="Se cuenta al cierre de cada mes con los registros de la dirección responsable.",
        baseline=Decimal(baseline),
        baseline_on=began.date(),
        target=Decimal(target),
        target_on=assistance.ends_on,
        source="Informe mensual de seguimiento",
        by=by,
        at=began,
    )
    for share, days in ((0.3, 75), (0.7, 40), (1.0, 6)):
        actions.note_value(indicator, on=_day(at, -days), value=Decimal(round(value * share)), by=by, at=at)
    return objective


def _ground(
    assistance: AssistancePlan, plan: Plan, objectives: list[Objective], *, by: User | None, at: datetime
) -> None:
    """Ground each objective in a few of the findings and recommendations that there are."""
    low = list(Finding.objects.filter(review__version__plan=plan, suggested__lte=2).order_by("order")[:6])
    asked = list(Recommendation.objects.filter(plan=plan).exclude(state="withdrawn").order_by("number")[:9])
    for place, objective in enumerate(objectives):
        actions.ground(
            assistance,
            findings=low[place::3],
            recommendations=asked[place::3],
            objective=objective,
            by=by,
            at=at - timedelta(days=100),
        )


def _progress(assistance: AssistancePlan, at: datetime, *, by: User | None) -> None:
    """Note how the activities stood at a moment: those that ended are done, those under way as far as the plan says."""
    told = {
        task.title: task.percent for _title, outputs, _m in OBJECTIVES for _name, tasks in outputs for task in tasks
    }
    for activity in Activity.objects.filter(output__objective__assistance=assistance, starts_on__lte=at.date()):
        whole = (activity.ends_on - activity.starts_on).days + 1
        gone = min((at.date() - activity.starts_on).days + 1, whole) / whole
        percent = min(told[activity.title], round(gone * 100))
        if not percent:
            continue
        actions.note_progress(
            activity,
            on=at.date(),
            percent=percent,
            state=ActivityState.DONE if percent == 100 else ActivityState.STARTED,
            nonce=uuid5(NAMESPACE, f"{activity.pk}:{at:%Y%m%d}"),
            by=by,
            at=at,
        )


def _day(at: datetime, days: int) -> date:
    return (at + timedelta(days=days)).date()

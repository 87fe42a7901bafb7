"""What the documents of an assistance plan say: texts and figures in the language of the moment, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.areas.plans.documents.gantt import Gantt, Task, gantt
from arraigo.areas.plans.queries import assistance_figures as figures
from arraigo.areas.plans.queries.assistance_content import (
    ActivitySaid,
    Content,
    GroundSaid,
    IndicatorSaid,
    ObjectiveSaid,
    norms,
)
from arraigo.areas.plans.queries.recommending_letters import named
from arraigo.core.ui.formats import NO_VALUE, long_date, number, percent, short_date

TONES = {"done": "done", "dropped": "off"}


@dataclass(frozen=True, slots=True)
class Imprint:
    """Which edition a document is, and where it is published; without a number it is a draft."""

    number: int | None = None
    published_at: datetime | None = None
    note: str = ""
    address: str = ""


def money(amount: Decimal | None, currency: str) -> str:
    """Write an amount with its currency: `12 500,00 USD`."""
    return f"{number(amount, 2)}\N{NO-BREAK SPACE}{currency}" if amount is not None else NO_VALUE


def measure(value: Decimal | None) -> str:
    """Write a measured value with the decimals that it has."""
    if value is None:
        return NO_VALUE
    return number(value, 0 if value == value.to_integral_value() else 2)


def schedule(content: Content) -> Gantt:
    """Return the schedule of a plan, one bar for each activity, over the days of the plan."""
    tasks = [
        Task(str(one.id), f"{one.number} {one.title}", one.starts_on, one.ends_on, one.percent, tone(one, content))
        for one in content.activities
    ]
    return gantt(tasks, first=content.starts_on, last=content.ends_on, today=content.as_of)


def tone(activity: ActivitySaid, content: Content) -> str:
    """Return how a bar is drawn: "late", "done", "off" (dropped), or ""."""
    return "late" if figures.is_late(activity, content.as_of) else TONES.get(activity.state, "")


def state_words(activity: ActivitySaid, content: Content) -> str:
    """Say how an activity stands: its state, or that it is late."""
    return _("Atrasada") if figures.is_late(activity, content.as_of) else str(capfirst(activity.state_words))


def paper(content: Content, imprint: Imprint) -> dict[str, Any]:
    """Return all that a document says, in words."""
    return {
        "name": content.title,
        "kind": _("Plan de asistencia técnica"),
        "edition": _edition(imprint),
        "draft": imprint.number is None,
        "introduction": content.introduction,
        "facts": _facts(content, imprint),
        "standing": _standing(content),
        "norms": norms(content),
        "objectives": [_objective(one, content) for one in content.objectives],
        "schedule": _schedule(content),
        "budget": _budget(content),
        "risks": [_risk(number, one) for number, one in enumerate(content.risks, 1)],
        "labels": _labels(),
    }


def _edition(imprint: Imprint) -> str:
    if imprint.number is None:
        return _("Borrador: todavía no se publica")
    words = _("Edición %(number)s, publicada el %(day)s")
    return words % {"number": imprint.number, "day": long_date(imprint.published_at)}


def _facts(content: Content, imprint: Imprint) -> list[tuple[str, str]]:
    authority = named(content.authority, content.unit)
    told = [
        (_("A quién se asiste"), authority),
        (_("Plan que se revisó"), content.plan),
        (_("Quién asiste"), content.team),
        (_("Periodo"), _span(content.starts_on, content.ends_on)),
        (_("Estado al"), long_date(content.as_of)),
        (_("Qué cambió"), imprint.note),
        (_("Dirección"), imprint.address),
    ]
    return [(label, value) for label, value in told if value]


def _span(first: Any, last: Any) -> str:  # noqa: ANN401 - two days
    return _("del %(first)s al %(last)s") % {"first": long_date(first), "last": long_date(last)}


def _standing(content: Content) -> list[str]:
    stands = figures.standing(content)
    lines = []
    if stands.percent is not None:
        words = _("Avance: %(percent)s (promedio de las actividades según los días que dura cada una).")
        lines.append(words % {"percent": percent(stands.percent, 100)})
    words = _("Actividades terminadas: %(done)s de %(total)s. En marcha: %(started)s. Atrasadas: %(late)s.")
    counts = {"done": stands.done, "total": stands.total, "started": stands.started, "late": len(stands.late)}
    return [*lines, words % counts]


def _objective(one: ObjectiveSaid, content: Content) -> dict[str, Any]:
    return {
        "title": f"{one.number}. {one.title}",
        "description": one.description,
        "grounds": [ground_words(ground) for ground in one.grounds],
        "outputs": [
            {
                "title": f"{output.number} {output.title}",
                "activities": [_activity(activity, content) for activity in output.activities],
            }
            for output in one.outputs
        ],
        "indicators": [_indicator(indicator) for indicator in one.indicators],
    }


def ground_words(ground: GroundSaid) -> str:
    """Say on what an objective rests: a finding with its norm and level, or a recommendation."""
    told = {"title": ground.title.rstrip("."), "norm": ground.norm, "level": ground.level_words}
    if ground.kind == "recommendation":
        words = _("Recomendación %(title)s (%(norm)s)") if ground.norm else _("Recomendación %(title)s")
    elif ground.level_words:
        words = _("Hallazgo: %(title)s (%(norm)s). En el plan: %(level)s.")
    else:
        words = _("Hallazgo: %(title)s (%(norm)s)")
    return words % told


def _activity(one: ActivitySaid, content: Content) -> list[str]:
    days = f"{short_date(one.starts_on)} – {short_date(one.ends_on)}"
    cost = _("Sin costo") if one.budget == 0 else money(one.budget, content.currency)
    state = f"{state_words(one, content)}, {percent(one.percent, 100)}"
    return [one.number, one.title, one.responsible, days, f"{cost}\n{one.funding}".strip(), state]


def _indicator(one: IndicatorSaid) -> dict[str, str]:
    unit = f" {one.unit}"
    base = f"{measure(one.baseline)}{unit} ({short_date(one.baseline_on)})" if one.baseline is not None else NO_VALUE
    last = f"{measure(one.latest.value)}{unit} ({short_date(one.latest.on)})" if one.latest else NO_VALUE
    return {
        "name": f"{one.number} {one.name}",
        "definition": one.definition,
        "baseline": base,
        "target": f"{measure(one.target)}{unit} ({short_date(one.target_on)})",
        "latest": last,
        "source": one.source,
    }


def _schedule(content: Content) -> dict[str, Any]:
    drawn = schedule(content)
    return {
        "bars": [
            {"label": bar.task.label, "x": bar.x, "width": bar.width, "done": bar.done, "tone": bar.task.tone}
            for bar in drawn.bars
        ],
        "marks": [{"x": mark.x, "label": f"{mark.on:%m/%Y}"} for mark in drawn.marks],
        "today": drawn.today,
        "alt": _("Barras de las actividades %(span)s. Las mismas fechas están en las tablas de cada objetivo.")
        % {"span": _span(content.starts_on, content.ends_on)},
    }


def _budget(content: Content) -> dict[str, Any]:
    told = figures.budget(content, no_source=_("Sin fuente definida"))
    parts = ((_("Por objetivo"), told.by_objective), (_("Por fuente"), told.by_source), (_("Por año"), told.by_year))
    return {
        "total": money(told.total, content.currency),
        "unpriced": _("Actividades sin presupuesto todavía: %(count)s.") % {"count": told.unpriced}
        if told.unpriced
        else "",
        "parts": [
            {"label": label, "rows": [(one.label, money(one.amount, content.currency)) for one in rows]}
            for label, rows in parts
            if rows
        ],
    }


def _risk(number_: int, one: Any) -> list[str]:  # noqa: ANN401 - a risk
    rated = f"{one.likelihood} × {one.impact} = {one.score}, {gravity_words(one.score)}"
    return [str(number_), one.title, rated, one.mitigation, one.owner]


def gravity_words(score: int) -> str:
    """Say how grave a risk is."""
    return {"high": _("alto"), "medium": _("medio"), "low": _("bajo")}[figures.gravity(score)]


def _labels() -> dict[str, Any]:
    return {
        "page": _("Página"),
        "of": _("de"),
        "standing": _("Cómo va"),
        "norms": _("Normas en que se apoya"),
        "grounds": _("Responde a"),
        "outputs": _("Productos y actividades"),
        "activity": [_("N.º"), _("Actividad"), _("Responsable"), _("Fechas"), _("Presupuesto"), _("Estado")],
        "indicators": _("Indicadores"),
        "indicator": [_("Indicador"), _("Línea base"), _("Meta"), _("Último valor"), _("Medio de verificación")],
        "schedule": _("Cronograma"),
        "budget": _("Presupuesto"),
        "total": _("Total"),
        "amount": _("Monto"),
        "risks": _("Riesgos"),
        "risk": [_("N.º"), _("Riesgo"), _("Probabilidad × impacto"), _("Qué se hará"), _("Quién lo vigila")],
        "datum": _("Dato"),
        "value": _("Valor"),
        "none": _("Sin actividades todavía."),
    }

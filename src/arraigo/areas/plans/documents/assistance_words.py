"""What an assistance plan's documents and page say, ready to be set: days and money in words, bars drawn."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.areas.plans.documents.gantt import Gantt, Task, gantt
from arraigo.areas.plans.enums import ActivityState
from arraigo.core.ui.formats import long_date, number, short_date


def day(text: str) -> date:
    """Return a day that was kept as ISO 8601."""
    return date.fromisoformat(text)


def amount(text: str, currency: str) -> str:
    """Return a sum as people read it: «12 400 USD»; empty where none was said."""
    if not text:
        return ""
    value = Decimal(text)
    return f"{number(int(value) if value == int(value) else value)} {currency}"


def schedule(content: Mapping[str, Any]) -> Gantt:
    """Return the schedule of an edition as bars."""
    today = day(content["as_of"])
    tasks = [
        Task(one["title"], day(one["starts_on"]), day(one["ends_on"]), one["percent"], _late(one, today))
        for one in activities(content)
        if one["state"] != ActivityState.DROPPED
    ]
    first = min([day(content["starts_on"]), *(task.starts_on for task in tasks)])
    last = max([day(content["ends_on"]), *(task.ends_on for task in tasks)])
    return gantt(tasks, first=first, last=last, today=today)


def activities(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the activities of an edition in order, each with the output that it is for."""
    return [
        {**activity, "output": output["title"]}
        for objective in content["objectives"]
        for output in objective["outputs"]
        for activity in output["activities"]
    ]


def paper(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return an edition's content with its days, money and states in words, for PDF and DOCX."""
    currency = content["currency"]
    return {
        **content,
        "period": _("Del %(start)s al %(end)s")
        % {"start": long_date(day(content["starts_on"])), "end": long_date(day(content["ends_on"]))},
        "as_of_words": long_date(day(content["as_of"])),
        "budget": amount(content["budget"], currency),
        "money": {
            kind: [{"name": one["name"] or _("Sin fuente"), "amount": amount(one["amount"], currency)} for one in rows]
            for kind, rows in content["money"].items()
        },
        "objectives": [_objective(one, currency) for one in content["objectives"]],
        "risks": [{**one, "rating": one["likelihood"] * one["impact"]} for one in content["risks"]],
        "gantt": _drawn(schedule(content)),
    }


def _objective(objective: Mapping[str, Any], currency: str) -> dict[str, Any]:
    return {
        **objective,
        "outputs": [
            {**output, "activities": [_activity(one, currency) for one in output["activities"]]}
            for output in objective["outputs"]
        ],
        "indicators": [
            {
                **one,
                "baseline_words": _with_day(one["baseline"], one["baseline_on"]),
                "target_words": _with_day(one["target"], one["target_on"]),
                "value_words": _with_day(one["value"], one["value_on"]),
            }
            for one in objective["indicators"]
        ],
    }


def _activity(activity: Mapping[str, Any], currency: str) -> dict[str, Any]:
    return {
        **activity,
        "days": f"{short_date(day(activity['starts_on']))} – {short_date(day(activity['ends_on']))}",
        "budget": amount(activity["budget"], currency),
        "state_words": str(capfirst(ActivityState(activity["state"]).label)),
    }


def _with_day(value: str, on: str) -> str:
    if not value:
        return ""
    return f"{value} ({long_date(day(on))})" if on else value


def _late(activity: Mapping[str, Any], today: date) -> bool:
    if activity["state"] in {ActivityState.DONE, ActivityState.DROPPED}:
        return False
    starts, ends = day(activity["starts_on"]), day(activity["ends_on"])
    return ends < today or (activity["state"] == ActivityState.PLANNED and starts < today)


def _drawn(drawn: Gantt) -> dict[str, Any]:
    return {
        "bars": [
            {"name": bar.task.name, "x": bar.x, "width": bar.width, "done": bar.done, "late": bar.task.late}
            for bar in drawn.bars
        ],
        "months": [{"x": mark.x, "name": mark.on.strftime("%m/%y")} for mark in drawn.months],
        "today": drawn.today,
    }

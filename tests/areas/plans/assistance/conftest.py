"""An assistance plan with one objective, output, activity, indicator and risk, made by the actions themselves."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone
from tests.areas.plans.conftest import NOW

from arraigo.areas.plans.actions.assistance import add, save_assistance
from arraigo.areas.plans.models import Activity, AssistanceIndicator, Finding, Objective, Output, Recommendation, Review
from arraigo.areas.plans.models import Risk as RiskRow
from arraigo.core.accounts.api import Role, create_user, grant

TODAY = date(2026, 3, 1)


@pytest.fixture
def today():
    return TODAY


@pytest.fixture
def assistance(plan):
    return save_assistance(
        title="Asistencia al PMDOT",
        plan=plan,
        authority=plan.authority,
        introduction="Para que cuente a todas las personas.",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
        by=None,
        at=NOW,
    )


@pytest.fixture
def make_activity(assistance):
    """Return what adds an activity to an output, which is made when none is given."""

    def make(title="Levantar datos", *, output=None, starts_on=date(2026, 1, 10), ends_on=date(2026, 6, 10), **told):
        if output is None:
            objective = assistance.objectives.first() or add(
                Objective, above=assistance, title="Contar", by=None, at=NOW
            )
            output = objective.outputs.first() or add(Output, above=objective, title="Registro", by=None, at=NOW)
        told = {"responsible": "Planificación", **told}
        return add(Activity, above=output, title=title, starts_on=starts_on, ends_on=ends_on, by=None, at=NOW, **told)

    return make


@pytest.fixture
def whole(assistance, make_activity):
    """The plan with one of each part."""
    activity = make_activity(budget=Decimal("12000.50"), funding="Presupuesto municipal")
    objective = activity.output.objective
    indicator = add(
        AssistanceIndicator,
        above=objective,
        name="Barrios con cifra",
        unit="barrios",
        baseline=Decimal(3),
        baseline_on=date(2025, 12, 1),
        target=Decimal(22),
        target_on=date(2027, 6, 30),
        by=None,
        at=NOW,
    )
    risk = add(
        RiskRow, above=assistance, title="Se adelanta el debate", likelihood=3, impact=5, mitigation="Entregar antes",
        by=None, at=NOW,
    )  # fmt: skip
    return SimpleNamespace(
        plan=assistance, objective=objective, output=activity.output, activity=activity, indicator=indicator, risk=risk
    )


@pytest.fixture
def review(version):
    return Review.objects.create(
        city=version.city,
        version=version,
        pack="ec",
        pack_version="1",
        instrument="PMDOT",
        state="ready",
        created_at=NOW,
        finished_at=NOW,
    )


@pytest.fixture
def make_finding(review):
    """Return what adds a finding of a level to the review."""

    def make(code, suggested, *, level=None, requires="El plan cuenta a todas las personas."):
        return Finding.objects.create(
            city=review.city,
            review=review,
            code=code,
            order=review.findings.count() + 1,
            norm="Constitución",
            article="9",
            requires=requires,
            theme="igualdad",
            suggested=suggested,
            missing="Falta un compromiso.",
            level=level,
            settled_at=NOW if level is not None else None,
        )

    return make


@pytest.fixture
def make_recommendation(version):
    """Return what adds a recommendation on the version."""

    def make(number, title="Contar por barrio", *, sent=False, **told):
        return Recommendation.objects.create(
            city=version.city,
            plan=version.plan,
            version=version,
            number=number,
            title=title,
            proposed="El plan contará…",
            norm="LOOT, artículo 5",
            authority=version.plan.authority,
            state="sent" if sent else "drafted",
            sent_at=NOW if sent else None,
            created_at=NOW,
            **told,
        )

    return make


def signed_in(city, role, email):
    user = create_user(email=email, name="Pía Prueba", password=None, by=None, at=timezone.now())
    grant(user=user, city=city, role=role, by=None, at=timezone.now())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def planner(city):
    return signed_in(city, Role.PLANNER, "plan@x.example")


@pytest.fixture
def auditor(city, settings):
    settings.DEMO = True  # where nobody is asked for a second step
    return signed_in(city, Role.AUDITOR, "audit@x.example")

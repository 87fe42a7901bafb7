"""Comparing two versions as a job, with its progress."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.comparing import begin_comparison, run_comparison
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import PlanVersion, VersionComparison
from arraigo.core.accounts.models import User
from arraigo.core.jobs import api as jobs
from arraigo.core.jobs.api import JobRun, handler
from arraigo.core.ui.formats import number


@transaction.atomic
def start_comparing(*, old: PlanVersion, new: PlanVersion, by: User, at: datetime) -> VersionComparison:
    """Start the job that compares two versions, unless one is under way; returns the comparison.

    What was found before stays until the new result takes its place. Raises PlansError.
    """
    comparison = begin_comparison(old=old, new=new, by=by, at=at)
    job = comparison.job
    if job is not None and not job.is_over:
        return comparison
    comparison.job = jobs.start(
        f"{__name__}.{compare_versions.__name__}",
        title=_("Comparar las versiones %(old)s y %(new)s de %(plan)s")
        % {"old": old.number, "new": new.number, "plan": new.plan.title},
        arguments={"comparison": str(comparison.pk)},
        by=by,
        at=at,
    )
    if comparison.state != Progress.READY:
        comparison.state = Progress.RUNNING
    comparison.save(update_fields=["job", "state"])
    return comparison


# Not within one transaction: what is long is done before anything is locked, and what is kept has one of its own.
@handler(idempotent=True, atomic=False, explains=(PlansError,))
def compare_versions(run: JobRun, *, comparison: str) -> dict[str, Any]:
    """Compare two versions within a job."""
    found = VersionComparison.objects.select_related("city", "new__plan").get(pk=UUID(comparison))
    done = run_comparison(found, by=run.by, at=timezone.now(), tell=run.progress)
    changed = sum(count for kind, count in done.counts.items() if kind != "unchanged")
    words = ngettext("%(n)s pasaje cambió.", "%(n)s pasajes cambiaron.", changed)
    return {
        "summary": words % {"n": number(changed)},
        "url": reverse("plans:comparison", args=[found.city.slug, found.pk]),
        "label": _("Ver qué cambió"),
    }

"""The review of a version as a job: with progress, and stopped by whoever asks."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.reviewing import carry_out
from arraigo.areas.plans.actions.reviews import UNFINISHED, end_review
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import Review
from arraigo.core.jobs.api import Cancelled, JobRun, handler
from arraigo.core.ui.formats import number
from arraigo.engines.plan_review.problems import PlanError


@handler(idempotent=True, atomic=False, explains=(PlanError, PlansError))
def review_version(run: JobRun, *, review: str) -> dict[str, Any]:
    """Review a version within a job. Not atomic: how it ended stays written when what it found is taken back."""
    Review.objects.filter(pk=review, state__in=UNFINISHED).update(state=Progress.RUNNING)
    found = Review.objects.select_related("version__plan", "city", "by").get(pk=review)
    try:
        with transaction.atomic():
            carry_out(found, at=timezone.now(), progress=run.progress)
    except Cancelled:
        end_review(found, Progress.CANCELLED, at=timezone.now())
        raise
    except Exception:
        end_review(found, Progress.FAILED, at=timezone.now())
        raise
    criteria = found.findings.count()
    words = ngettext(
        "El plan se leyó con %(n)s criterio. Ahora lo juzgan dos personas.",
        "El plan se leyó con %(n)s criterios. Ahora los juzgan dos personas.",
        criteria,
    )
    return {
        "summary": words % {"n": number(criteria)},
        "url": reverse("plans:desk", args=[found.city.slug, found.pk]),
        "label": _("Abrir la mesa de revisión"),
    }

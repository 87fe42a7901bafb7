"""Which institutions a public form may suggest."""

from django.db.models import Count

from arraigo.areas.training.models import Course, Enrolment

# An institution that so many people came from is one; what a single person typed is not shown to others.
KNOWN_FROM, MOST_SHOWN = 5, 60


def public_institutions() -> list[str]:
    """Return the institutions that give courses and those of several people, by name; two queries."""
    rows = Enrolment.objects.filter(organization__isnull=False).values("organization__name").order_by()
    many = rows.annotate(people=Count("pk")).filter(people__gte=KNOWN_FROM).order_by("-people")
    giving = Course.objects.filter(institution__isnull=False).values_list("institution__name", flat=True)
    names = [*giving.distinct().order_by()[:MOST_SHOWN], *(row["organization__name"] for row in many[:MOST_SHOWN])]
    return sorted(dict.fromkeys(names))[:MOST_SHOWN]

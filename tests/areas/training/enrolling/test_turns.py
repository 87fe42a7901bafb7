"""Places under pressure: many people at the same moment."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.areas.training.enrolling.conftest import AT, applied, make_course

from arraigo.areas.training.actions.applications import confirm
from arraigo.areas.training.actions.leaving import leave
from arraigo.areas.training.models import Application, Enrolment
from arraigo.core import tenancy

PEOPLE, PLACES = 20, 5


def together(place, do, items):
    """Do something for each item at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(items))

    def one(item):
        try:
            with tenancy.scope(place):
                start.wait(timeout=30)
                do(item)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(items)) as pool:
        list(pool.map(one, items))


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_for_five_places_give_five_and_a_queue_in_order(place):
    with tenancy.scope(place):
        course = make_course(capacity=PLACES)
        asking = [(applied(course, number), AT + dt.timedelta(seconds=number)) for number in range(1, PEOPLE + 1)]

    together(place, lambda item: confirm(item[0], at=item[1]), asking)

    with tenancy.scope(place):
        assert Enrolment.objects.filter(course=course).count() == PLACES
        waiting = list(Application.objects.filter(course=course, state="waiting").order_by("queued_at", "pk"))
        assert len(waiting) == PEOPLE - PLACES

        enrolled = list(Enrolment.objects.filter(course=course))
    together(place, lambda enrolment: leave(enrolment, by=None, at=AT + dt.timedelta(hours=1)), enrolled)

    with tenancy.scope(place):
        promoted = {row.pk for row in Application.objects.filter(course=course, state="accepted")}
        assert promoted == {row.pk for row in waiting[:PLACES]}
        assert Enrolment.objects.filter(course=course).count() == PLACES

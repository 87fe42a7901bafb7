"""Handlers of the tests' jobs."""

import os
import signal

from arraigo.core.jobs import api as jobs
from arraigo.core.places.models import City


def add(run, *, one, two):
    run.progress("Sumando", 1, 2)
    return {"sum": one + two}


def write_then_fail(run, *, slug):
    City.objects.filter(pk=run.job.city_id).update(name=slug)
    raise ValueError("Hernán Zambrano 1710034065")


def refuse(run):
    raise jobs.JobError("La hoja está vacía.")


class OwnRefusal(Exception):  # noqa: N818 - a refusal, as its name says
    pass


@jobs.handler(explains=(OwnRefusal,))
def refuse_its_own_way(run):
    raise OwnRefusal("Faltan las columnas.")


seen_outside = []


def look_from_outside(run, *, watch):
    run.progress("Leyendo filas", 3, 10)
    seen_outside.append(watch and _others_see(run))
    return {}


def _others_see(run):
    from django.db import connection

    from arraigo.core.tenancy.context import stand_beside

    other = connection.copy()
    stand_beside(other)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT state, step, done, total FROM jobs_job WHERE id = %s", [run.job.pk])
            return cursor.fetchone()
    finally:
        other.close()


def is_asked_to_stop(run, *, slug):
    City.objects.filter(pk=run.job.city_id).update(name=slug)
    from django.db import connection

    from arraigo.core.tenancy.context import stand_beside

    other = connection.copy()
    stand_beside(other)
    try:
        with other.cursor() as cursor:
            cursor.execute("UPDATE jobs_job SET cancel_asked = true WHERE id = %s", [run.job.pk])
    finally:
        other.close()
    run.progress("Siguiente", 1, 1)
    return {"reached": True}


def kill_the_worker(run):
    os.kill(os.getpid(), signal.SIGKILL)


@jobs.handler(idempotent=True)
def kill_the_worker_once(run):
    if run.job.attempts == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"attempts": run.job.attempts}


def who_sees_what(run):
    from arraigo.core import tenancy
    from arraigo.core.jobs.models import Job

    return {"city": str(tenancy.current_city_id()), "cities": sorted({str(job.city_id) for job in Job.objects.all()})}


def shut_down(run):
    raise SystemExit(1)

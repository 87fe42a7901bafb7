"""What training promises of speed and memory, measured on this machine: `python -m benchmarks.training`.

Each measure runs in a process of its own, on an embedded database of its own, and prints one line of JSON; the whole
is written to docs/reference/performance.md with `--write`.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

IMPORT_SECONDS, IMPORT_MEGABYTES = 15, 400
THOUSAND, THOUSAND_SECONDS = 1_000, 3
# pretix by its API, an attendee and a check-in at a time, measured once on this machine for the same thousand.
PRETIX_SECONDS = 498
PAGE_MILLISECONDS, PAGE_QUERIES = 100, 12
PEOPLE, SESSIONS, ROWS = 10_000, 10, 30_000
ATTENDANCES = 100_000
REQUESTS = 15
REPORT = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"


def folder_import() -> dict[str, float]:
    """Import a course of 10,000 enrolments and 30,000 rows of attendance by the command line's own path."""
    from arraigo.areas.training import api as training
    from arraigo.core import tenancy
    from benchmarks import training_folder

    city, now = _city(), datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder, tenancy.scope(city):
        training_folder.write(Path(folder), enrolments=PEOPLE, sessions=SESSIONS, rows=ROWS)
        quiet = lambda *step: None  # noqa: E731
        began = time.perf_counter()
        report = training.import_folder(Path(folder), city=city, by=None, at=now, progress=quiet)
        first = time.perf_counter() - began
        training.import_folder(Path(folder), city=city, by=None, at=now, progress=quiet)
        again = time.perf_counter() - began - first
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "enrolled": report["enrolled"],
        "attendances": report["attendances"],
        "seconds": round(first, 1),
        "seconds_again": round(again, 1),
        "megabytes": round(peak),
    }


def thousand_import() -> dict[str, float]:
    """Enrol 1,000 people by a list and take in a file in which each of them attended, as a running server would."""
    from django.urls import get_resolver

    from arraigo.areas.training import api as training
    from arraigo.core import tenancy
    from benchmarks import training_folder

    city, now = _city(), datetime.now(UTC)
    # A server has read its addresses long before a file comes.
    assert get_resolver().url_patterns
    with tempfile.TemporaryDirectory() as folder, tenancy.scope(city):
        training_folder.write(Path(folder), enrolments=THOUSAND, sessions=1, rows=THOUSAND, each_once=True)
        began = time.perf_counter()
        report = training.import_folder(Path(folder), city=city, by=None, at=now, progress=lambda *step: None)
        seconds = time.perf_counter() - began
    return {"enrolled": report["enrolled"], "attendances": report["attendances"], "seconds": round(seconds, 2)}


def figures_page() -> dict[str, float]:
    """Ask for the page of figures of a city with 100,000 attendances, as a signed-in member of its coordination."""
    from django.db import connection
    from django.test import Client

    from arraigo.core.accounts import api as accounts

    city, now = _city(), datetime.now(UTC)
    _fill(city, now)
    user = accounts.create_user(email="b@ejemplo.example", name="B", password="una frase larga", by=None, at=now)
    accounts.grant(user=user, city=city, role="coordination", by=None, at=now)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    address = f"/{city.slug}/formacion/cifras/"
    assert client.get(address).status_code == 200
    assert client.get(f"{address}resultados/").status_code == 200
    queries: list[float] = []

    def count(execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            queries.append(round((time.perf_counter() - began) * 1000))
            if os.environ.get("SHOW"):
                print(queries[-1], "ms", sql[:200], file=sys.stderr)

    with connection.execute_wrapper(count):
        client.get(address)
    times = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    part = {"HX-Request": "true", "HX-Target": "resultados"}
    fetched = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        client.get(f"{address}resultados/", headers=part)
        fetched.append((time.perf_counter() - began) * 1000)
    return {
        "milliseconds_median": round(statistics.median(times)),
        "milliseconds_worst": round(max(times)),
        "queries": len(queries),
        "outcomes_milliseconds": round(statistics.median(fetched)),
    }


MEASURES = {"folder_import": folder_import, "thousand_import": thousand_import, "figures_page": figures_page}


def _city():
    from arraigo.core import tenancy
    from arraigo.core.places import api as places

    with tenancy.scope(None):
        return places.create_city(slug="medida", name="Medida", by=None, at=datetime.now(UTC))


def _fill(city, now: datetime) -> None:
    """Write 10,000 people who attended ten of two hundred sessions each."""
    from arraigo.areas.training.models import Attendance, Course, Enrolment, Session
    from arraigo.core import tenancy
    from arraigo.core.organisations import api as organisations
    from arraigo.core.people.models import Person
    from arraigo.core.tenancy import bulk

    with tenancy.scope(city):
        units = list(
            organisations.resolve_names([f"Dirección {n}" for n in range(40)], city=city, by=None, at=now).values()
        )
        courses = [Course(city=city, code=f"C{n}", title=f"Curso {n}", created_at=now) for n in range(20)]
        sessions = [
            Session(
                city=city,
                course=courses[n % 20],
                code=f"S{n}",
                starts_at=now - timedelta(days=n),
                minutes=120,
                timezone="America/Guayaquil",
                modality="online" if n % 2 else "in_person",
            )
            for n in range(200)
        ]
        people = [
            Person(city=city, sex=("woman", "man", "unknown")[n % 21 % 3], birth_year=1950 + n % 55, created_at=now)
            for n in range(PEOPLE)
        ]
        enrolments = [
            Enrolment(city=city, course=courses[n % 20], person=person, organization=units[n % 40], enrolled_at=now)
            for n, person in enumerate(people)
        ]
        per_person = ATTENDANCES // PEOPLE
        attendances = [
            Attendance(
                city=city,
                session=session,
                enrolment=enrolments[n],
                person=person,
                course=courses[n % 20],
                organization=units[n % 40],
                held_on=session.starts_at.date(),
                seconds=3600,
                online=session.modality == "online",
                in_person=session.modality == "in_person",
            )
            for n, person in enumerate(people)
            for session in sessions[n % 20 :: 20][:per_person]
        ]
        for rows in (courses, sessions, people, enrolments, attendances):
            bulk.insert(rows)
    # As the database does by itself within a minute of such a load.
    subprocess.run([sys.executable, "-m", "benchmarks.training", "analyze"], check=True)


def analyze() -> None:
    """Let the database know its tables, as its own housekeeping does after a load."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("ANALYZE")


def run(name: str) -> dict[str, float]:
    """Run one measure in a process and an installation of its own."""
    with tempfile.TemporaryDirectory(prefix="arraigo-medida-") as folder:
        env = {**os.environ, "ARRAIGO_HOME": folder, "ARRAIGO_DEMO": "1"}
        env.pop("DATABASE_URL", None)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.training", name], env=env, check=True, stdout=subprocess.PIPE, text=True
        )
    return json.loads(done.stdout.splitlines()[-1])


def measure(name: str) -> None:
    """Prepare an installation and print one measure."""
    import django

    from arraigo.cli import statics
    from arraigo.cli.bootstrap import installation

    def say(text: str) -> None:
        print(text, file=sys.stderr)

    with installation(say) as place:
        django.setup()
        statics.collect(place, say)
        print(json.dumps(MEASURES[name]()))


def report(found: dict[str, dict[str, float]]) -> str:
    """Return the page of performance with what has just been measured."""
    load, thousand, page = found["folder_import"], found["thousand_import"], found["figures_page"]
    machine = f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}"
    return f"""# Performance

What the program promises of speed and memory, and what was measured. This page is written by
`python -m benchmarks.training --write`; nothing in it is typed by hand. Machine: {machine}; the embedded PostgreSQL
on the same machine, durable as in production.

| promise | measured | limit |
| --- | --- | --- |
| import of a course of {load["enrolled"]:,} enrolments and {ROWS:,} rows of attendance ({load["attendances"]:,} attendances) | {load["seconds"]} s | {IMPORT_SECONDS} s |
| its peak of memory | {load["megabytes"]} MB | {IMPORT_MEGABYTES} MB |
| the same command again (nothing changes) | {load["seconds_again"]} s | – |
| {thousand["enrolled"]:,} attendees enrolled by a list and {thousand["attendances"]:,} attendances taken in from a file (pretix by its API: {PRETIX_SECONDS} s) | {thousand["seconds"]} s | {THOUSAND_SECONDS} s |
| page of figures of a city with {ATTENDANCES:,} attendances, server time, median of {REQUESTS} | {page["milliseconds_median"]} ms | {PAGE_MILLISECONDS} ms |
| its worst | {page["milliseconds_worst"]} ms | – |
| its queries, session and tenancy included | {page["queries"]} | {PAGE_QUERIES} |
| its outcomes by series, area, institution and course, which it fetches once it stands, server time | {page["outcomes_milliseconds"]} ms | – |

The import goes the way of `arraigo import training`: files kept encrypted, identity sealed field by field, names
indexed for search, every row matched, one transaction. The page is asked for as a signed-in member, whole, through
every middleware.
"""


def main() -> int:
    """Run every measure and say which promise is not kept; exit 1 when one is not."""
    if sys.argv[1:2] == ["analyze"]:
        analyze()
        return 0
    if sys.argv[1:] and sys.argv[1] in MEASURES:
        measure(sys.argv[1])
        return 0
    found = {name: run(name) for name in MEASURES}
    print(json.dumps(found, indent=1))
    if "--write" in sys.argv:
        REPORT.write_text(report(found), encoding="utf-8")
    kept = (
        found["folder_import"]["seconds"] <= IMPORT_SECONDS
        and found["folder_import"]["megabytes"] <= IMPORT_MEGABYTES
        and found["thousand_import"]["seconds"] <= THOUSAND_SECONDS
        and found["figures_page"]["milliseconds_median"] <= PAGE_MILLISECONDS
        and found["figures_page"]["queries"] <= PAGE_QUERIES
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

"""What giving out certificates costs, measured on this machine: `python -m benchmarks.certificates`.

A thousand people are certified in one go, on an embedded database of its own: conditions judged, credentials signed,
pages printed, sealed and stored, rows inserted. With `--write` the result goes into docs/reference/performance.md.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

PEOPLE, LIMIT = 1_000, 10
REPORT = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
TITLE = "## Certificates"


def measure() -> dict[str, float]:
    """Give out a thousand certificates and return the processor's seconds, those of the clock, and memory."""
    import resource

    from django.urls import reverse

    from arraigo.areas.training.actions.certificates import issue
    from arraigo.areas.training.models import Certificate
    from arraigo.core import tenancy

    city, now = _city(), datetime.now(UTC)
    with tenancy.scope(city):
        course = _course(city, now)
        # A worker has the program's addresses loaded.
        reverse("training:certificates", args=[city.slug, course.pk])
        cpu, wall = time.process_time(), time.perf_counter()
        done = issue(course=course, by=None, at=now)
        spent = {"cpu_seconds": time.process_time() - cpu, "seconds": time.perf_counter() - wall}
        cpu = time.process_time()
        again = issue(course=course, by=None, at=now)
        spent["cpu_seconds_again"] = time.process_time() - cpu
        assert (len(done.certificates), len(again.certificates)) == (PEOPLE, 0)
        kept = Certificate.objects.order_by("pk").select_related("file").first()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rounded = {name: round(value, 1) for name, value in spent.items()}
    return {**rounded, "megabytes": round(peak), "kilobytes_of_a_file": round(kept.file.size / 1000)}


def _city():
    from arraigo.core import tenancy
    from arraigo.core.places import api as places

    with tenancy.scope(None):
        return places.create_city(slug="medida", name="Medida", by=None, at=datetime.now(UTC))


def _course(city, now: datetime):
    """Make a course of ten sessions that a thousand people attended whole, signed with a drawing."""
    import typst

    from arraigo.areas.training.actions.certificate_rules import add_logo, save_rule, save_signatory
    from arraigo.areas.training.actions.courses import save_course, save_session
    from arraigo.areas.training.models import Attendance, Enrolment
    from arraigo.core.people import api as people
    from arraigo.core.tenancy import bulk

    course = save_course(code="C", title="Movilidad humana y derechos en la ciudad", by=None, at=now)
    course.city = city
    sessions = [
        save_session(
            course=course,
            code=f"J{n}",
            starts_at=now - timedelta(days=20 - n),
            minutes=120,
            modality="online",
            by=None,
            at=now,
        )
        for n in range(10)
    ]
    drafts = [
        people.PersonDraft(
            full_name=f"Persona Número {n}", given_names="Persona", surnames=f"Número {n}", emails=(f"p{n}@x.example",)
        )
        for n in range(PEOPLE)
    ]
    basis = people.BasisDraft("training", "consent", "medida")
    ids = [one.pk for one in people.register_many(drafts, city=city, basis=basis, by=None, at=now)]
    enrolments = [Enrolment(city=city, course=course, person_id=one, enrolled_at=now) for one in ids]
    bulk.insert(enrolments)
    bulk.insert(
        [
            Attendance(
                city=city,
                session=session,
                enrolment=one,
                person_id=one.person_id,
                course=course,
                held_on=session.starts_at.date(),
                seconds=7200,
                online=True,
                in_person=False,
            )
            for one in enrolments
            for session in sessions
        ]
    )
    rule = save_rule(
        course=course,
        required_sessions=[],
        required_tests=[],
        kind="attendance",
        measure="time",
        minimum_percent=80,
        hours=None,
        text="",
        by=None,
        at=now,
    )
    page = b"#set page(width: 60mm, height: 20mm, margin: 0mm, fill: none)\n#place(line(start: (4mm, 14mm), end: (50mm, 6mm), stroke: 1pt))"
    drawing = typst.compile(page, format="png", ppi=200)
    for name in ("Carmen Andrade Loor", "Luis Chuquimarca Tipantuña"):
        save_signatory(
            rule=rule,
            name=name,
            position="Coordinación",
            institution="Municipio",
            picture=drawing,
            by=None,
            at=now,
        )
    add_logo(rule=rule, name="Universidad", picture=drawing, by=None, at=now)
    return course


def run() -> dict[str, float]:
    """Measure in a process and an installation of its own."""
    with tempfile.TemporaryDirectory(prefix="arraigo-medida-") as folder:
        env = {**os.environ, "ARRAIGO_HOME": folder, "ARRAIGO_DEMO": "1"}
        env.pop("DATABASE_URL", None)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.certificates", "measure"],
            env=env,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return json.loads(done.stdout.splitlines()[-1])


def prepare_and_measure() -> None:
    """Prepare an installation and print what was measured."""
    import django

    from arraigo.cli import statics
    from arraigo.cli.bootstrap import installation

    def say(text: str) -> None:
        print(text, file=sys.stderr)

    with installation(say) as place:
        django.setup()
        statics.collect(place, say)
        print(json.dumps(measure()))


def section(found: dict[str, float]) -> str:
    """Return the section of the page of performance."""
    machine = f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}"
    return f"""{TITLE}

Written by `python -m benchmarks.certificates --write` ({machine}).

| promise | measured | limit |
| --- | --- | --- |
| {PEOPLE:,} certificates given out in one job: judged, signed, printed, sealed, stored; processor time | {found["cpu_seconds"]} s | {LIMIT} s |
| the same by the clock | {found["seconds"]} s | – |
| the same again (nobody is missing one), processor time | {found["cpu_seconds_again"]} s | – |
| peak of memory | {found["megabytes"]} MB | – |
| one certificate on disk | {found["kilobytes_of_a_file"]} kB | – |
"""


def write(found: dict[str, float]) -> None:
    """Put the section in its place, whatever else the page holds."""
    page = REPORT.read_text()
    rest = re.sub(rf"\n*{TITLE}\n.*?(?=\n## |\Z)", "\n", page, flags=re.DOTALL).rstrip()
    REPORT.write_text(f"{rest}\n\n{section(found)}")


if __name__ == "__main__":
    if "measure" in sys.argv:
        prepare_and_measure()
    else:
        result = run()
        print(json.dumps(result, indent=2))
        if "--write" in sys.argv:
            write(result)
        sys.exit(0 if result["cpu_seconds"] <= LIMIT else 1)

"""What the directory costs, measured on this machine: `python -m benchmarks.directory`.

An HSDS package of 20,000 services in CSV (nine rows for each: place, address, hours, phone, language, document, need)
is imported twice into an embedded database of its own; the second time must find everything the same. Then places for
a need are asked for. With `--write` the result goes into docs/reference/performance.md.
"""

import csv
import json
import os
import re
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.own_installation import measured, prepare_and_print

SERVICES, ORGANIZATIONS, LIMIT = 20_000, 500, 30
REPORT = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
TITLE = "## Directory"


def write_package(folder: Path, services: int = SERVICES) -> None:
    """Write a CSV package of invented services."""
    from arraigo.areas.directory.queries.hsds.extensions import made_id

    def ident(table: str, number: int) -> str:
        return str(made_id(table, number))

    tables: dict[str, list[dict]] = {}

    def add(file: str, **row) -> None:
        tables.setdefault(file, []).append(row)

    add("taxonomies", id=ident("taxonomy", 0), name="arraigo-needs", description="Necesidades")
    for n, code in enumerate(("asylum", "health", "food", "housing", "documents")):
        term = {"code": code, "name": code, "description": code, "taxonomy_id": ident("taxonomy", 0)}
        add("taxonomy_terms", id=ident("taxonomy_term", n), **term)
    for n in range(min(ORGANIZATIONS, services)):
        add("organizations", id=ident("organization", n), name=f"Fundación número {n}", description="Inventada")
    for n in range(services):
        service, location = ident("service", n), ident("location", n)
        owner = ident("organization", n % min(ORGANIZATIONS, services))
        about = {"description": "Orientación y acompañamiento.", "status": "active", "assured_date": "2026-10-01"}
        add("services", id=service, organization_id=owner, name=f"Servicio de orientación {n}", **about)
        point = {"latitude": f"{-0.35 + n % 300 / 1000:.4f}", "longitude": f"{-78.6 + n // 300 / 1000:.4f}"}
        add("locations", id=location, location_type="physical", name=f"Sede {n}", **point)
        where = {"address_1": f"Calle {n}", "city": "Quito", "state_province": "Pichincha", "country": "EC"}
        add("addresses", id=ident("address", n), location_id=location, postal_code="", address_type="physical", **where)
        add("service_at_location", id=ident("at", n), service_id=service, location_id=location)
        hours = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "08:00:00", "closes_at": "16:30:00"}
        add("schedules", id=ident("schedule", n), service_id=service, **hours)
        add("phones", id=ident("phone", n), service_id=service, number=f"02 2{n:06d}")
        add("languages", id=ident("language", n), service_id=service, name="Español", code="es")
        add("required_documents", id=ident("document", n), service_id=service, document="Cualquier documento")
        need = {"link_entity": "service", "taxonomy_term_id": ident("taxonomy_term", n % 5)}
        add("attributes", id=ident("attribute", n), link_id=service, **need)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)


def measure() -> dict[str, float]:
    """Import the package twice, ask for pages, and return seconds, milliseconds and counts."""
    import resource

    from arraigo.areas.directory import api as directory
    from arraigo.areas.directory.actions.importing import apply
    from arraigo.areas.directory.importers.packages import read
    from arraigo.core import tenancy

    city, now = _city(), datetime.now(UTC)
    spent: dict[str, float] = {}
    done = []
    with tempfile.TemporaryDirectory() as folder:
        write_package(Path(folder))
        for turn in ("first", "second"):
            cpu, wall, server = time.process_time(), time.perf_counter(), _server_seconds()
            done.append(apply(read(Path(folder), city=city), city=city, by=None, at=now).total)
            spent[f"{turn}_seconds"] = round(time.perf_counter() - wall, 1)
            spent[f"{turn}_cpu_seconds"] = round(time.process_time() - cpu, 1)
            spent[f"{turn}_server_seconds"] = round(_server_seconds() - server, 1)
    assert (done[1].created, done[1].changed, done[1].deleted) == (0, 0, 0), done
    assert done[1].same == done[0].created, done
    spent["rows"] = done[0].created
    with tenancy.scope(city):
        where = {"near": (-0.2, -78.5), "at": now}
        spent["places_ms"] = _best(lambda: directory.public_places(needs=["health"], **where))
        spent["open_places_ms"] = _best(lambda: directory.public_places(needs=["health"], open_now=True, **where))
    spent["megabytes"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return spent


def _server_seconds() -> float:
    """Return the processor's seconds of the database's process that answers us; 0 where it is not on this machine."""
    import psutil
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return times.user + times.system


def _processor(found: dict[str, float]) -> float:
    """Return the processor's seconds of both turns, ours and the database's: on a shared machine the clock says more."""
    return round(sum(found[f"{turn}_{of}_seconds"] for turn in ("first", "second") for of in ("cpu", "server")), 1)


def _best(ask) -> float:
    """Return the processor's milliseconds of the best of five calls."""
    found = []
    for _turn in range(5):
        cpu = time.process_time()
        ask()
        found.append(time.process_time() - cpu)
    return round(min(found) * 1000, 1)


def _city():
    from arraigo.core import tenancy
    from arraigo.core.places import api as places

    with tenancy.scope(None):
        return places.create_city(slug="medida", name="Medida", by=None, at=datetime.now(UTC))


def section(found: dict[str, float]) -> str:
    """Return the section of the page of performance."""
    machine = f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}"
    both = round(found["first_seconds"] + found["second_seconds"], 1)
    processor = _processor(found)
    return f"""{TITLE}

Written by `python -m benchmarks.directory --write` ({machine}).

| promise | measured | limit |
| --- | --- | --- |
| an HSDS package of {SERVICES:,} services ({found["rows"]:,} rows) imported twice, the second time with the same result: processor time, ours and the database's | {processor} s | {LIMIT} s |
| the same by the clock, on a machine that others use too | {both} s | – |
| the first time: our processor time, the database's | {found["first_cpu_seconds"]} s, {found["first_server_seconds"]} s | – |
| the second time: our processor time, the database's | {found["second_cpu_seconds"]} s, {found["second_server_seconds"]} s | – |
| twenty places for a need, nearest first, among them all: processor time, best of 5 | {found["places_ms"]} ms | – |
| the same, open now | {found["open_places_ms"]} ms | – |
| peak of memory | {found["megabytes"]} MB | – |
"""


def write(found: dict[str, float]) -> None:
    """Put the section in its place, whatever else the page holds."""
    page = REPORT.read_text()
    rest = re.sub(rf"\n*{TITLE}\n.*?(?=\n## |\Z)", "\n", page, flags=re.DOTALL).rstrip()
    REPORT.write_text(f"{rest}\n\n{section(found)}")


if __name__ == "__main__":
    if "measure" in sys.argv:
        prepare_and_print(measure)
    else:
        result = measured("benchmarks.directory")
        print(json.dumps(result, indent=2))
        if "--write" in sys.argv:
            write(result)
        sys.exit(0 if _processor(result) <= LIMIT else 1)

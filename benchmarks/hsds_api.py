"""What the public HSDS API costs, measured on this machine: `python -m benchmarks.hsds_api`.

Five hundred invented services with all that they have are asked for as any client does, through every middleware, on
an embedded database of its own. With `--write` the result goes into docs/reference/performance.md.
"""

import json
import os
import re
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.own_installation import measured, prepare_and_print

SERVICES, LIMIT_MS, LIMIT_QUERIES = 500, 15, 10
REPORT = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
TITLE = "## HSDS API"
ASKED = {
    "list": "/api/hsds/services?per_page=20",
    "full": "/api/hsds/services?per_page=20&full=true",
    "near": "/api/hsds/service_at_locations?per_page=20&full=true&latitude=-0.2&longitude=-78.5&proximity=20000",
    "search": "/api/hsds/services?per_page=20&search=orientacion&need=health",
    "open": "/api/hsds/services?per_page=20&open_now=true",
}


def measure() -> dict[str, float]:
    """Ask for pages, kept and not, and return the processor's milliseconds of each and the queries that it took."""
    from django.test import Client

    from arraigo.areas.directory.queries.published import fragments, opening

    _directory()
    client, spent = Client(headers={"host": "127.0.0.1"}), {}
    for name, address in ASKED.items():
        cold = _best(lambda address=address: (fragments.forget(), opening.forget(), client.get(address)), 5)
        assert client.get(address).json()["size"] == 20 or name == "open", name
        spent[f"{name}_cold_ms"] = cold
        spent[f"{name}_ms"] = _best(lambda address=address: client.get(address), 30)
        spent[f"{name}_queries"] = _queries(lambda address=address: client.get(address))
    tag = client.get(ASKED["list"])["ETag"]
    spent["unchanged_ms"] = _best(lambda: client.get(ASKED["list"], headers={"If-None-Match": tag}), 30)
    lines = "/api/hsds/services?format=ndjson&full=true"
    fragments.forget()
    cpu = time.process_time()
    text = b"".join(client.get(lines).streaming_content)
    spent["lines_cold_ms"] = round((time.process_time() - cpu) * 1000)
    spent["lines_kb"] = round(len(text) / 1000)
    assert text.count(b"\n") == SERVICES
    return spent


def _directory() -> None:
    from arraigo.areas.directory.actions.importing import apply
    from arraigo.areas.directory.importers.packages import read
    from arraigo.core import tenancy
    from arraigo.core.places import api as places
    from benchmarks.directory import write_package

    now = datetime.now(UTC)
    with tenancy.scope(None):
        city = places.create_city(slug="medida", name="Medida", by=None, at=now)
    with tempfile.TemporaryDirectory() as folder, tenancy.scope(city):
        write_package(Path(folder), SERVICES)
        apply(read(Path(folder), city=city), city=city, by=None, at=now)


def _best(ask, turns: int) -> float:
    """Return the processor's milliseconds of the best of some calls."""
    found = []
    for _turn in range(turns):
        cpu = time.process_time()
        ask()
        found.append(time.process_time() - cpu)
    return round(min(found) * 1000, 1)


def _queries(ask) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def section(found: dict[str, float]) -> str:
    """Return the section of the page of performance."""
    machine = f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}"
    names = {
        "list": ("a page of 20 services", f"{LIMIT_MS} ms, {LIMIT_QUERIES} queries"),
        "full": ("the same with all that they have", f"{LIMIT_MS} ms, {LIMIT_QUERIES} queries"),
        "near": ("a page of 20 services at places, nearest first, with all that they have", "–"),
        "search": ("a page of 20 services by word and need", "–"),
        "open": ("a page of 20 services open now", "–"),
    }
    rows = "\n".join(
        f"| {what} | {found[f'{name}_ms']} ms, {found[f'{name}_queries']} queries;"
        f" {found[f'{name}_cold_ms']} ms when nothing is kept | {limit} |"
        for name, (what, limit) in names.items()
    )
    return f"""{TITLE}

Written by `python -m benchmarks.hsds_api --write` ({machine}): {SERVICES} services with place, address, hours, phone,
language, document and need; processor time through every middleware, best of 30, and best of 5 when nothing is kept;
queries with the city's and the session's.

| promise | measured | limit |
| --- | --- | --- |
{rows}
| a page that has not changed (304) | {found["unchanged_ms"]} ms | – |
| every service with all that it has, in lines ({found["lines_kb"]} kB), nothing kept | {found["lines_cold_ms"]} ms | – |
"""


def write(found: dict[str, float]) -> None:
    """Put the section in its place, whatever else the page holds."""
    page = REPORT.read_text()
    rest = re.sub(rf"\n*{TITLE}\n.*?(?=\n## |\Z)", "\n", page, flags=re.DOTALL).rstrip()
    REPORT.write_text(f"{rest}\n\n{section(found)}")


def holds(found: dict[str, float]) -> bool:
    """Tell whether every promise of the section holds."""
    listed = ("list", "full")
    return all(found[f"{n}_ms"] <= LIMIT_MS and found[f"{n}_queries"] <= LIMIT_QUERIES for n in listed)


if __name__ == "__main__":
    if "measure" in sys.argv:
        prepare_and_print(measure)
    else:
        result = measured("benchmarks.hsds_api")
        print(json.dumps(result, indent=2))
        if "--write" in sys.argv:
            write(result)
        sys.exit(0 if holds(result) else 1)

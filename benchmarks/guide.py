"""What a page of the public guide costs: `python -m benchmarks.guide [--write]`.

An installation of its own, with the routes of Ecuador and 200 services more, in six languages. Processor time of one
request through every middleware, kept and not kept; then the web server of production with two workers, asked by four
clients on the same machine: requests each second, the time of 95 of 100, and the workers' processor time for each.
With `--write` the result goes into docs/reference/performance.md.
"""

import http.client
import io
import itertools
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.own_installation import measured, prepare_and_print

SERVICES, ROUNDS = 200, 5
KEPT_LIMIT, COLD_LIMIT, WEIGHT_LIMIT = 2.0, 12.0, 14_000
SECONDS, CLIENTS, WORKERS, HOST = 10.0, 4, 2, "127.0.0.1"
REPORT = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
TITLE = "## The public guide"
# The figures that came with the promise; measured elsewhere.
PEER = {"its locations": "405 queries, 614 ms, 1.62 MB", "its pages": "348 ms", "one page": "23 ms"}


def build():
    """Make the city and return it."""
    from tests.areas.attention.guide import scene
    from tests.areas.attention.offline import many

    from arraigo.core import tenancy

    with tenancy.scope(None):
        city = scene.build("medida")
    with tenancy.scope(city):
        many.build(city, SERVICES)
    return city


def listed(city) -> dict[str, list[str]]:
    """Return the addresses of every page of the guide in every language, by what the page is."""
    from arraigo.areas.attention.web.guide.addresses import Links, languages
    from arraigo.areas.attention.web.guide.rendering import pages
    from arraigo.core import tenancy

    found: dict[str, list[str]] = {}
    with tenancy.scope(city):
        for language in languages():
            for page in pages(city, language, at=datetime.now(UTC)):
                found.setdefault(str(page.kind), []).append(Links(city.slug, language).to(page))
    return found


def asker():
    """Return a function that asks for an address as the web server does, and returns the bytes of the answer."""
    from arraigo.config.wsgi import application

    def ask(address: str) -> int:
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": "", "SERVER_NAME": HOST, "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "REMOTE_ADDR": HOST,
            "HTTP_HOST": HOST, "HTTP_ACCEPT_ENCODING": "gzip, deflate, br", "wsgi.errors": sys.stderr,
        }  # fmt: skip
        status = []
        answer = application(environ, lambda line, headers: status.append(line))
        size = sum(map(len, answer))
        answer.close()
        assert status == ["200 OK"], (address, status)
        return size

    return ask


def worked(ask, address: str, before=lambda: None) -> float:
    """Return the processor's milliseconds of one request, best of some."""
    found = []
    for _round in range(ROUNDS):
        before()
        cpu = time.process_time()
        ask(address)
        found.append(time.process_time() - cpu)
    return min(found) * 1000


def measure() -> dict[str, object]:
    """Measure in this process, and then the web server."""
    from arraigo.areas.attention.web.guide import delivery, known
    from arraigo.cli import statics
    from arraigo.config.home import home

    statics.collect(home(), lambda text: None)
    city = build()
    every = listed(city)
    ask = asker()
    sample = [address for found in every.values() for address in found[:: max(1, len(found) // 25)]]
    for address in sample:
        ask(address)

    def changed() -> None:
        delivery.forget()
        known.forget()

    cold = {address: worked(ask, address, delivery.forget) for address in sample}
    kept = [worked(ask, address) for address in sample]
    listing = next(one for one in every["list"] if one.endswith("/health/"))
    weights = {address: ask(address) for found in every.values() for address in found}
    heaviest = max(weights, key=weights.__getitem__)
    loaded = sum(resource_sizes())
    return {
        "pages": len(weights),
        "kept": round(statistics.median(kept), 2),
        "kept_worst": round(max(kept), 2),
        "cold": round(statistics.median(cold.values()), 1),
        "cold_worst": round(max(cold.values()), 1),
        "cold_which": max(cold, key=cold.__getitem__),
        "changed": round(worked(ask, listing, changed), 1),
        "heaviest": weights[heaviest] + loaded,
        "heaviest_which": heaviest,
        "median_weight": round(statistics.median(weights.values())),
        "loaded": loaded,
        **serve(sample),
    }


def resource_sizes() -> list[int]:
    """Return the bytes over the wire of each file that a page loads, as they were compressed when collected."""
    from django.conf import settings
    from django.contrib.staticfiles.storage import staticfiles_storage

    from arraigo.areas.attention.web.guide.addresses import RESOURCES

    root = Path(settings.STATIC_ROOT)
    sizes = []
    for name in RESOURCES:
        stored = root / staticfiles_storage.stored_name(name)
        sizes.append(
            min(one.stat().st_size for one in (stored, Path(f"{stored}.br"), Path(f"{stored}.gz")) if one.is_file())
        )
    return sizes


def serve(addresses: list[str]) -> dict[str, object]:
    """Start the web server of production, let clients ask for some seconds, and return what they saw."""
    import psutil

    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws"]
    command += ["--log-level", "warning", "--workers", str(WORKERS), "--blocking-threads", "4"]
    server = subprocess.Popen([*command, "arraigo.config.wsgi:application"], stdout=subprocess.DEVNULL)
    try:
        for turn in range(3):
            _clients(port, addresses, seconds=2.0, patient=turn == 0)
        family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
        before = sum(sum(one.cpu_times()[:2]) for one in family)
        took = _clients(port, addresses, seconds=SECONDS)
        busy = sum(sum(one.cpu_times()[:2]) for one in family) - before
    finally:
        server.terminate()
        server.wait()
    return {
        "rate": round(len(took) / SECONDS),
        "p95": round(statistics.quantiles(took, n=20)[-1] * 1000, 1),
        "worker": round(busy / len(took) * 1000, 2),
    }


def _clients(port: int, addresses: list[str], *, seconds: float, patient: bool = False) -> list[float]:
    """Ask from some threads, each with a connection that it keeps; return how long each answer took."""
    took: list[float] = []

    def one(first: int) -> None:
        connection = _connected(port, patient=patient)
        over = time.perf_counter() + seconds
        for address in itertools.cycle(addresses[first:] + addresses[:first]):
            began = time.perf_counter()
            if began > over:
                return
            connection.request("GET", address, headers={"Accept-Encoding": "gzip, deflate, br"})
            response = connection.getresponse()
            response.read()
            assert response.status == 200, address
            took.append(time.perf_counter() - began)

    threads = [threading.Thread(target=one, args=(number * 7,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def _connected(port: int, *, patient: bool) -> http.client.HTTPConnection:
    for _attempt in range(150 if patient else 1):
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        try:
            connection.connect()
        except OSError:
            time.sleep(0.2)
        else:
            return connection
    raise RuntimeError("the web server does not answer")


def section(found: dict[str, object]) -> str:
    """Return the section of the page of performance."""
    machine = f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}"
    peer = "; ".join(f"{what} {cost}" for what, cost in PEER.items())
    return f"""{TITLE}

Written by `python -m benchmarks.guide --write` ({machine}, shared with other work): {found["pages"]} pages in six
languages, {SERVICES} services. Processor time of one request through every middleware, best of {ROUNDS}; for the last
three rows {WORKERS} workers of the web server, {CLIENTS} clients on the same machine.

| promise | measured | limit |
| --- | --- | --- |
| a page that is kept, median of pages | {found["kept"]} ms | {KEPT_LIMIT:.0f} ms |
| the dearest of them | {found["kept_worst"]} ms | {KEPT_LIMIT:.0f} ms |
| a page that is not kept, median of pages | {found["cold"]} ms | {COLD_LIMIT:.0f} ms |
| the dearest of them | {found["cold_worst"]} ms | {COLD_LIMIT:.0f} ms |
| the first page after the directory changed: every service read anew for all pages | {found["changed"]} ms | – |
| the heaviest page with all that it loads, over the wire | {found["heaviest"]:,} bytes | {WEIGHT_LIMIT:,} bytes |
| a page by itself, median; what all pages load once | {found["median_weight"]:,} + {found["loaded"]:,} bytes | – |
| requests each second | {found["rate"]:,} | – |
| time of an answer, 95 of 100 | {found["p95"]} ms | – |
| the workers' processor time for each request | {found["worker"]} ms | {KEPT_LIMIT:.0f} ms |

integreat-cms 2026.7.1, by the figures that came with the promise and that were measured elsewhere, not in this run:
{peer} of processor time.
"""


def write(found: dict[str, object]) -> None:
    """Put the section in its place, whatever else the page holds."""
    page = REPORT.read_text()
    rest = re.sub(rf"\n*{TITLE}\n.*?(?=\n## |\Z)", "\n", page, flags=re.DOTALL).rstrip()
    REPORT.write_text(f"{rest}\n\n{section(found)}")


def holds(found: dict[str, object]) -> bool:
    """Tell whether every promise of the section holds."""
    return found["kept_worst"] <= KEPT_LIMIT and found["cold_worst"] <= COLD_LIMIT and found["heaviest"] <= WEIGHT_LIMIT


if __name__ == "__main__":
    if "measure" in sys.argv:
        prepare_and_print(measure)
    else:
        result = measured("benchmarks.guide", ARRAIGO_SECRET_KEY="for this measurement alone, thrown away")
        print(json.dumps(result, indent=2))
        if "--write" in sys.argv:
            write(result)
        sys.exit(0 if holds(result) else 1)

"""How long each desk page of training takes on the demo city: `python -m benchmarks.pages`.

Each page that coordination opens is asked for through every middleware, a few times; whatever takes longer than what
we promise is printed (`--all`: everything), and the exit status is 1.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

MILLISECONDS, REQUESTS = 100, 5
HOST = "127.0.0.1"
OURS = ("hoy/", "formacion/")


def measure() -> int:
    """Ask for every page of training that coordination opens, print the slow ones and return how many they are."""
    from django.test import Client
    from tests.journeys import city

    from arraigo.core.accounts.api import Role

    objects = city.build()
    pages = [address for name, address in city.pages(Role.COORDINATION, objects) if name.startswith(OURS)]
    client = Client(headers={"host": HOST})
    client.force_login(city.member(Role.COORDINATION))
    found = sorted((*_milliseconds(client, address), address) for address in pages)
    slow = [one for one in found if one[0] > MILLISECONDS]
    for took, working, address in found if "--all" in sys.argv else slow:
        print(f"{took:>6} ms, of them {working:>4} of our own work  {address}")
    print(
        f"{len(pages)} pages, {len(slow)} over {MILLISECONDS} ms, median {round(statistics.median(one[0] for one in found))} ms"
    )
    return len(slow)


def _milliseconds(client, address: str) -> tuple[int, int]:
    """Return how long a page takes, and how much of it this process works: the rest is the database, or a busy machine."""
    times, work = [], []
    for _ in range(REQUESTS):
        began, worked = time.perf_counter(), time.process_time()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - worked) * 1000)
    return round(statistics.median(times)), round(statistics.median(work))


def main() -> int:
    """Make an installation of its own, build the demo city in it, and measure."""
    if "ARRAIGO_HOME" not in os.environ:
        with tempfile.TemporaryDirectory(prefix="arraigo-paginas-") as folder:
            env = {**os.environ, "ARRAIGO_HOME": folder, "ARRAIGO_DEMO": "1"}
            env.pop("DATABASE_URL", None)
            return subprocess.run([sys.executable, "-m", "benchmarks.pages", *sys.argv[1:]], env=env).returncode
    import django

    from arraigo.cli import statics
    from arraigo.cli.bootstrap import installation

    def say(text: str) -> None:
        print(text, file=sys.stderr)

    # The city is made as the owner; each request binds itself to it, as in production.
    os.environ["ARRAIGO_DATABASE_ROLE"] = "owner"
    with installation(say) as place:
        django.setup()
        statics.collect(place, say)
        return 1 if measure() else 0


if __name__ == "__main__":
    sys.exit(main())

"""What reading a plan costs, measured on this machine: `python -m benchmarks.plan_reading`.

A PDF of 546 pages (a real plan of 78, seven times over) is read and structured, beside what PDFium alone takes to
extract its text; the same over 3,000 pages, with the peak of memory of a process that does nothing else. pypdf and
pdfplumber extract the text of some pages in the same run. Processor time, the best of five, because machines are
shared. With `--write` the result goes into docs/reference/performance.md. The plan is shared data beside the
repository; where it is not there, a plan is written for the occasion and the page says so.
"""

import io
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2 as pdfium

PAGES, MANY, RATIO, MEGABYTES = 546, 3_000, 1.7, 500
ROUNDS, SAMPLE = 5, {"pypdf": 40, "pdfplumber": 12}
HERE = Path(__file__).resolve()
REPORT = HERE.parents[1] / "docs" / "reference" / "performance.md"
TITLE = "## Reading plans"
PLAN = "shared/data/plans/co_timbiqui_pdm_2012_2015.pdf"
SENTENCE = "La ciudad reconoce a las personas en situación de movilidad humana y coordina con las instituciones."


def plan(pages: int) -> bytes:
    """Return a PDF of so many pages, those of the real plan over and over."""
    document = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(_source()) as source:
        while len(document) < pages:
            count = min(len(source), pages - len(document))
            document.import_pages(source, list(range(count)))
    kept = io.BytesIO()
    document.save(kept)
    document.close()
    return kept.getvalue()


def _source() -> bytes:
    found = next((up / PLAN for up in HERE.parents if (up / PLAN).is_file()), None)
    if found is not None:
        return found.read_bytes()
    print("The shared plan is not on this machine: a plan of 78 pages is written instead.", file=sys.stderr)
    import typst

    text = "#set page(height: 297mm)\n" + "\n".join(
        f"= {number}. Capítulo\n" + f"{SENTENCE} " * 24 + "\n#pagebreak()" for number in range(1, 79)
    )
    return bytes(typst.compile(text.encode()))


def alone(content: bytes) -> float:
    """Processor seconds that PDFium takes to extract the text page by page, and nothing else."""
    began = time.process_time()
    document = pdfium.PdfDocument(content)
    for page in document:
        page.get_textpage().get_text_range()
    spent = time.process_time() - began
    document.close()
    return spent


def ours(content: bytes) -> tuple[float, float]:
    """Processor seconds of reading and of structuring."""
    from arraigo.engines.plan_review.reading import read
    from arraigo.engines.plan_review.structure import structured

    began = time.process_time()
    reading = read(content)
    read_by = time.process_time()
    structured(reading)
    return read_by - began, time.process_time() - read_by


def of_tables(content: bytes) -> tuple[float, int]:
    """Processor seconds of looking for tables on every page, and how many there are."""
    from arraigo.engines.plan_review.reading import tables

    began = time.process_time()
    found = tables(content)
    return time.process_time() - began, len(found)


def of_peer(name: str, content: bytes) -> float | None:
    """Processor seconds a page that a peer takes for text, over a sample of pages; None where it is not installed."""
    count = SAMPLE[name]
    try:
        if name == "pypdf":
            import pypdf

            began = time.process_time()
            for page in pypdf.PdfReader(io.BytesIO(content)).pages[:count]:
                page.extract_text()
        else:
            import pdfplumber

            began = time.process_time()
            with pdfplumber.open(io.BytesIO(content), pages=list(range(1, count + 1))) as document:
                for page in document.pages:
                    page.extract_text()
    except ModuleNotFoundError:
        return None
    return (time.process_time() - began) / count


def peak(pages: int) -> float:
    """Megabytes at the highest of a process that reads and structures a PDF of so many pages."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.plan_reading", "peak"],
        input=plan(pages),
        check=True,
        stdout=subprocess.PIPE,
    )
    return float(done.stdout)


def measure() -> dict[str, object]:
    """Measure everything, rounds interleaved so that a busy minute hits all alike."""
    content = plan(PAGES)
    rounds = [(alone(content), *ours(content)) for _ in range(ROUNDS)]
    base = min(one for one, _read, _structure in rounds)
    reading, structure = (min(values) for values in list(zip(*rounds, strict=True))[1:])
    tables, count = of_tables(content)
    return {
        "pdfium": base,
        "reading": reading,
        "structure": structure,
        "ratio": (reading + structure) / base,
        "ratio_median": statistics.median((one + other) / first for first, one, other in rounds),
        "tables": tables,
        "tables_found": count,
        "peers": {name: of_peer(name, content) for name in SAMPLE},
        "megabytes": {str(pages): peak(pages) for pages in (PAGES, MANY)},
    }


def section(found: dict[str, object]) -> str:
    """Return the section of the page of performance."""
    machine = f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}"
    total = found["reading"] + found["structure"]
    rows = [
        f"| PDFium alone: the text of {PAGES} pages | {_speed(found['pdfium'])} | – |",
        f"| ours: read | {_speed(found['reading'])} | – |",
        f"| ours: structured (sections, passages) | {_speed(found['structure'])} | – |",
        f"| ours in all, times PDFium alone | {found['ratio']:.2f} × ({_speed(total)}) | {RATIO} × |",
        f"| tables of every page, which nobody waits for ({found['tables_found']} found) | {_speed(found['tables'])} | – |",
        *(_peer(name, seconds, total) for name, seconds in found["peers"].items()),
        *(
            f"| peak of memory, {int(pages):,} pages | {size:.0f} MB | {MEGABYTES} MB |"
            for pages, size in found["megabytes"].items()
        ),
    ]
    return f"""{TITLE}

Written by `python -m benchmarks.plan_reading --write` ({machine}). Processor time, best of {ROUNDS}.

| what | measured | limit |
| --- | --- | --- |
{chr(10).join(rows)}

The plan is a real one of 78 pages taken seven times (38 times for {MANY:,} pages); the peak is that of a process of its
own, the file included. A peer's figure is that of its first pages, scaled to {PAGES}; it extracts text only.
"""


def _speed(seconds: float) -> str:
    return f"{seconds:.2f} s, {PAGES / seconds:,.0f} pages/s"


def _peer(name: str, seconds: float | None, total: float) -> str:
    if seconds is None:
        return f"| {name} | not installed here (dependency group `bench`) | – |"
    scaled = seconds * PAGES
    return f"| {name}, text of {SAMPLE[name]} pages, scaled | {_speed(scaled)}, {scaled / total:.0f} times ours | – |"


def write(found: dict[str, object]) -> None:
    """Put the section in its place, whatever else the page holds."""
    page = REPORT.read_text(encoding="utf-8")
    rest = re.sub(rf"\n*{TITLE}\n.*?(?=\n## |\Z)", "", page, flags=re.DOTALL).rstrip()
    REPORT.write_text(f"{rest}\n\n{section(found)}", encoding="utf-8")


def main() -> int:
    """Measure and print; exit 1 when a promise is not kept."""
    if sys.argv[1:] == ["peak"]:
        ours(sys.stdin.buffer.read())
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return 0
    found = measure()
    print(json.dumps(found, indent=1))
    print(section(found))
    if "--write" in sys.argv:
        write(found)
    return 0 if found["ratio"] <= RATIO and max(found["megabytes"].values()) <= MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())

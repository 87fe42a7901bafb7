"""What reviewing a long plan costs, measured on this machine: `python -m benchmarks.plan_review`.

A PDF of 546 pages, seven times the plan in ../shared/data/plans, is made at run time. Beside the extraction of its
text by pypdfium2 alone, in one process and turn by turn, it is read, structured, tagged and reviewed against all
criteria for a PMDOT. Times are of the processor, the best of so many turns: the machine has other work to do. Memory
is the peak of a process that reviews once. With `--write` the result goes into docs/reference/performance.md.
"""

import io
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2

from arraigo.cli.main import main
from arraigo.engines.plan_review.model import Document, Tagged
from arraigo.engines.plan_review.reviewing.findings import Review
from arraigo.engines.plan_review.reviewing.loading import load_pack
from arraigo.engines.plan_review.reviewing.review import review_tagged
from arraigo.engines.plan_review.structure import open_document
from arraigo.engines.plan_review.tagging.tagger import Tagger
from arraigo.engines.plan_review.tagging.thesaurus import load_thesaurus

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "reference" / "performance.md"
TITLE = "## Review of a plan"
PLAN = Path("data") / "plans" / "co_timbiqui_pdm_2012_2015.pdf"
COPIES, TURNS = 7, 5
RATIO, MEGABYTES, REVIEW, START = 2.5, 500, 0.25, 1.0


def shared() -> Path:
    """Return the folder of shared data, which stands beside the checkout or above it."""
    for folder in ROOT.parents:
        if (folder / "shared" / PLAN).is_file():
            return folder / "shared"
    sys.exit("The plan is not there: data/plans of the folder «shared» beside this checkout.")


def long_plan() -> bytes:
    """Return the plan, many times over, as one PDF."""
    content = (shared() / PLAN).read_bytes()
    whole = pypdfium2.PdfDocument.new()
    for _copy in range(COPIES):
        whole.import_pages(pypdfium2.PdfDocument(content))
    file = io.BytesIO()
    whole.save(file)
    return file.getvalue()


def extracted(content: bytes) -> tuple[int, int]:
    """Extract the text with pypdfium2 alone; return pages and letters."""
    document = pypdfium2.PdfDocument(content)
    letters = 0
    for page in document:
        text = page.get_textpage()
        letters += len(text.get_text_range())
        text.close()
        page.close()
    return len(document), letters


def spent(work: Callable[..., Any], *given: object) -> tuple[float, Any]:
    """Return the processor's seconds that a piece of work took, and what it gave."""
    before = time.process_time()
    result = work(*given)
    return time.process_time() - before, result


def measure(content: bytes) -> dict[str, float]:
    """Measure extraction and review turn by turn; return the best of each and the median of the turns' ratios."""
    thesaurus = load_thesaurus()
    tagger, catalogue = Tagger(thesaurus), load_pack("ec", thesaurus=thesaurus)

    def review(document: Document, tags: list[Tagged], titles: list[Tagged]) -> Review:
        return review_tagged(document, catalogue, tags, titles, instrument="PMDOT")

    turns = []
    for _turn in range(TURNS):
        alone, (pages, letters) = spent(extracted, content)
        read, document = spent(open_document, content)
        tag, tags = spent(tagger.tag_many, [one.text for one in document.passages])
        tag_titles, titles = spent(tagger.tag_many, [one.title for one in document.sections])
        judge, found = spent(review, document, tags, titles)
        turns.append({"alone": alone, "read": read, "tag": tag + tag_titles, "review": judge})
    whole = [turn["read"] + turn["tag"] + turn["review"] for turn in turns]
    best = {name: round(min(turn[name] for turn in turns), 3) for name in turns[0]}
    return {
        **best,
        "whole": round(min(whole), 3),
        "ratio": round(min(whole) / best["alone"], 2),
        "pages": pages,
        "letters": letters,
        "passages": len(document.passages),
        "criteria": len(found.findings),
    }


def once(file: Path) -> None:
    """Review a file once and print the peak of memory in megabytes."""
    code = main(["plan", "review", str(file), "--instrument", "PMDOT", "--out", str(file.with_suffix(".json"))])
    assert code == 0
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def of_children(command: list[str]) -> tuple[float, str]:
    """Run a command; return the processor's seconds that it took and what it printed."""
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    before = os.times()
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system,
        done.stdout,
    )


def run() -> dict[str, float]:
    """Measure everything; return the figures."""
    content = long_plan()
    with tempfile.TemporaryDirectory(prefix="arraigo-medida-") as folder:
        file, short = Path(folder) / "plan.pdf", Path(folder) / "corto.txt"
        file.write_bytes(content)
        short.write_text("Garantizar a la población refugiada el acceso a los servicios de salud.\n", encoding="utf-8")
        _spent, told = of_children([sys.executable, "-m", "benchmarks.plan_review", "once", str(file)])
        command = [sys.executable, "-m", "arraigo", "plan", "review", str(short), "--instrument", "PMDOT"]
        start = min(of_children(command)[0] for _turn in range(3))
    return {**measure(content), "megabytes": int(told.splitlines()[-1]), "start": round(start, 2)}


def section(found: dict[str, float]) -> str:
    """Return the section of the page of performance."""
    machine = f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}"
    return f"""{TITLE}

Written by `python -m benchmarks.plan_review --write` ({machine}). A PDF of {found["pages"]} pages
({found["letters"]:,} letters, {found["passages"]:,} passages), {found["criteria"]} criteria; processor time, best of {TURNS}.

| promise | measured | limit |
| --- | --- | --- |
| from file to full review, as many times as pypdfium2 alone takes for the text ({found["alone"]} s) | {found["ratio"]} | {RATIO} |
| the same | {found["whole"]} s | – |
| of it reading and structure | {found["read"]} s | – |
| of it tagging | {found["tag"]} s | – |
| of it judging the criteria | {found["review"]} s | {REVIEW} s |
| peak of memory of the command | {found["megabytes"]} MB | {MEGABYTES} MB |
| the command on a plan of one line: its start-up | {found["start"]} s | {START} s |

Tables and OCR are apart: neither is needed for a review.
"""


def write(found: dict[str, float]) -> None:
    """Put the section in its place, whatever else the page holds."""
    page = REPORT.read_text(encoding="utf-8")
    rest = re.sub(rf"\n*{TITLE}\n.*?(?=\n## |\Z)", "\n", page, flags=re.DOTALL).rstrip()
    REPORT.write_text(f"{rest}\n\n{section(found)}", encoding="utf-8")


def is_kept(found: dict[str, float]) -> bool:
    """Whether every promise is kept."""
    return (
        found["ratio"] <= RATIO
        and found["megabytes"] <= MEGABYTES
        and found["review"] <= REVIEW
        and found["start"] <= START
    )


if __name__ == "__main__":
    if "once" in sys.argv:
        once(Path(sys.argv[-1]))
    else:
        result = run()
        print(json.dumps(result, indent=2))
        if "--write" in sys.argv:
            write(result)
        sys.exit(0 if is_kept(result) else 1)

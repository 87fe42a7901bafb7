"""How fast passages of plans are tagged, beside spaCy's PhraseMatcher: `python -m benchmarks.plan_tagging [--write]`.

The text is that of the 24 municipal plans in shared/data/plans, cut into passages of some hundred letters. Ours does all
of `Tagger.tag_many`: folding, labels, false friends, parts, commitment, reasons. The peer looks for the same labels, as
they were compiled and by lower-case form, and does nothing else. Processor time, best of five, one process each after
the other. With `--write` the result goes into docs/reference/performance.md.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import yaml

from arraigo.engines.plan_review.tagging.tagger import Tagger
from arraigo.engines.plan_review.tagging.thesaurus import load_thesaurus

LIMIT, START_LIMIT, ROUNDS = 8.0, 1.0, 5
PEER_MEGABYTES = 1.0
REPORT = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
TITLE = "## Tagging plans"


def shared() -> Path:
    """Return the folder of shared data beside the repository. Exits with a sentence where there is none."""
    for place in Path(__file__).resolve().parents:
        if (place / "shared" / "data" / "plans").is_dir():
            return place / "shared"
    sys.exit("There is no shared/data/plans beside the repository: nothing to measure on.")


def passages(folder: Path) -> list[str]:
    """Return the plans' text as passages: sentences joined to 180 letters or more."""
    found: list[str] = []
    for file in sorted((folder / "data" / "plans" / "co_pdm_2012_2015_txt").glob("*.txt")):
        raw = file.read_bytes()
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
        passage = ""
        for sentence in re.split(r"(?<=[.;:?!])\s+", re.sub(r"\s+", " ", text)):
            passage = f"{passage} {sentence}".strip()
            if len(passage) >= 180:
                found.append(passage)
                passage = ""
        found.append(passage)
    return [one for one in found if one]


def seconds(work, rounds: int = ROUNDS) -> float:
    """Return the least processor time of some rounds."""
    spent = []
    for _ in range(rounds):
        since = time.process_time()
        work()
        spent.append(time.process_time() - since)
    return min(spent)


def megabytes(texts: list[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def peer(folder: Path, texts: list[str]) -> float | None:
    """Return the megabytes a second of spaCy's PhraseMatcher on the same labels, or nothing where it is not installed."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    language = spacy.blank("es")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    given = yaml.safe_load((folder / "facts" / "thesaurus.yaml").read_text(encoding="utf-8"))
    for concept in given["conceptos"]:
        matcher.add(concept["id"], [language.make_doc(label) for label in (concept["pref"], *concept["alt"])])

    def work() -> None:
        for document in language.pipe(texts):
            matcher(document)

    return megabytes(texts) / seconds(work, rounds=3)


def start_up() -> float:
    """Return the processor time of the whole command on one passage."""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    spent = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "one.jsonl"
        file.write_text('{"id": 1, "texto": "Población desplazada"}\n', encoding="utf-8")
        command = [sys.executable, "-m", "arraigo", "plan", "tag", str(file), "--out", str(file.with_suffix(".out"))]
        for _ in range(ROUNDS):
            before = os.times()
            subprocess.run(command, env=env, check=True)
            after = os.times()
            spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(spent)


def measure() -> dict[str, float | None]:
    """Return speed, peak of memory, the cost of building a tagger, and the peer's speed in the same run."""
    import resource

    folder = shared()
    texts = passages(folder)
    since = time.process_time()
    tagger = Tagger(load_thesaurus())
    build = time.process_time() - since
    spent = seconds(lambda: tagger.tag_many(texts))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    step = max(1, int(megabytes(texts) / PEER_MEGABYTES))
    other = peer(folder, texts[::step])
    ours = megabytes(texts) / spent
    return {
        "megabytes": round(megabytes(texts), 1),
        "passages": len(texts),
        "megabytes_a_second": round(ours, 1),
        "build_seconds": round(build, 2),
        "command_seconds": round(start_up(), 2),
        "peak_megabytes": round(peak),
        "peer_megabytes_a_second": None if other is None else round(other, 2),
        "ratio": None if other is None else round(ours / other, 1),
    }


def section(found: dict[str, float | None]) -> str:
    """Return the section of the page of performance."""
    machine = f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}"
    peer_row = (
        "| spaCy's PhraseMatcher, the labels as compiled, nothing else, in the same run | not installed | – |"
        if found["ratio"] is None
        else f"| spaCy's PhraseMatcher, the labels as compiled, nothing else, in the same run | {found['peer_megabytes_a_second']} MB/s (ours: {found['ratio']} times) | – |"
    )
    return f"""{TITLE}

Written by `python -m benchmarks.plan_tagging --write` ({machine}); {found["megabytes"]} MB of municipal plans in
{found["passages"]:,} passages, processor time, best of {ROUNDS}.

| promise | measured | limit |
| --- | --- | --- |
| text tagged: labels, false friends, part, commitment, reasons | {found["megabytes_a_second"]} MB/s | ≥ {LIMIT:.0f} MB/s |
{peer_row}
| a tagger built: thesaurus read, automaton and matchers made | {found["build_seconds"]} s | – |
| `arraigo plan tag` on one passage, in all | {found["command_seconds"]} s | {START_LIMIT:.0f} s |
| peak of memory, all passages and answers kept | {found["peak_megabytes"]} MB | – |
"""


def write(found: dict[str, float | None]) -> None:
    """Put the section in its place, whatever else the page holds."""
    page = REPORT.read_text(encoding="utf-8")
    rest = re.sub(rf"\n*{TITLE}\n.*?(?=\n## |\Z)", "\n", page, flags=re.DOTALL).rstrip()
    REPORT.write_text(f"{rest}\n\n{section(found)}", encoding="utf-8")


if __name__ == "__main__":
    result = measure()
    print(json.dumps(result, indent=2))
    if result["ratio"] is None:
        print("spaCy is not installed: the peer was not measured (pip install --group bench).", file=sys.stderr)
    if "--write" in sys.argv:
        write(result)
    speed, command = result["megabytes_a_second"], result["command_seconds"]
    sys.exit(0 if speed >= LIMIT and command <= START_LIMIT else 1)

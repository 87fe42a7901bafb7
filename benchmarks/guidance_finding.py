"""How often the finder knows which need people mean, and how fast: `python -m benchmarks.guidance_finding [--write]`.

The queries (tests/engines/guidance/queries) were written and labelled by one annotator who saw only the names of needs.
`es_dev` was looked at when the words of the pack were written, the held-out ones were not. Beside it stand rapidfuzz's
three usual measures over the same phrases, in the same run. With `--write` the table goes into
docs/reference/quality-finding.md.
"""

import sys
import time
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process, utils

from arraigo.engines.guidance.finding import Finder, Lexicon

ROOT = Path(__file__).parents[1]
QUERIES = ROOT / "tests" / "engines" / "guidance" / "queries"
REPORT = ROOT / "docs" / "reference" / "quality-finding.md"
SETS = {"es_dev": "es", "es_held_out": "es", "en_held_out": "en"}
PEERS = {"WRatio": fuzz.WRatio, "token set": fuzz.token_set_ratio, "token sort": fuzz.token_sort_ratio}
# rapidfuzz scores to 100; under 60 its three measures find anything.
CUTOFF = 60


def lexicon(language):
    """Return the phrases of each need in a language, as the program uses them."""
    needs = yaml.safe_load((files("arraigo.packs.common") / "needs.yaml").read_text(encoding="utf-8"))["needs"]
    return [
        Lexicon(need["id"], (*need["words"].get(language, ()), need["name"][language], need["description"][language]))
        for need in needs
    ]


def labelled(name):
    """Return the queries of a set with the needs that they may mean, the best first."""
    lines = (QUERIES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(typed, labels.split(",")) for typed, labels in rows]


def peer(entries, scorer):
    """Return what finds needs by one measure of rapidfuzz over the same phrases."""
    said = [(entry.code, phrase) for entry in entries for phrase in entry.phrases]
    phrases = [utils.default_process(phrase) for _code, phrase in said]

    def find(typed):
        near = process.extract(utils.default_process(typed), phrases, scorer=scorer, limit=30, score_cutoff=CUTOFF)
        return list(dict.fromkeys(said[index][0] for _phrase, _score, index in near))

    return find


def measured(find, rows):
    """Return the shares found first, found among three, told apart from none, and milliseconds of CPU for a query."""
    since = time.process_time()
    answers = [(find(typed), labels) for typed, labels in rows]
    spent = (time.process_time() - since) / len(rows) * 1000
    meant = [(codes, labels) for codes, labels in answers if labels != ["none"]]
    nothing = [not codes for codes, labels in answers if labels == ["none"]]
    return (
        sum(codes[:1] == labels[:1] for codes, labels in meant) / len(meant),
        sum(bool({*codes[:3]} & {*labels}) for codes, labels in meant) / len(meant),
        sum(nothing) / len(nothing),
        spent,
    )


def table():
    """Return the lines of the report: each set by the finder and by the peers."""
    lines = ["| set | by | need first | in the first three | none told as none | ms of CPU |", "| --- " * 6 + "|"]
    for name, language in SETS.items():
        rows, entries = labelled(name), lexicon(language)
        finder = Finder(entries, language)
        ways = {"arraigo": lambda typed, finder=finder: [one.code for one in finder.find(typed)]}
        ways |= {f"rapidfuzz, {label}": peer(entries, scorer) for label, scorer in PEERS.items()}
        for label, find in ways.items():
            first, three, none, spent = measured(find, rows)
            lines.append(f"| {name} ({len(rows)}) | {label} | {first:.3f} | {three:.3f} | {none:.2f} | {spent:.2f} |")
    return lines


def main():
    lines = table()
    print("\n".join(lines))
    if "--write" in sys.argv[1:]:
        head = (
            "# Finding the need behind words\n\n"
            f"Written by `python -m benchmarks.guidance_finding --write` ({datetime.now(UTC):%Y-%m-%d}).\n\n"
        )
        REPORT.write_text(head + "\n".join(lines) + "\n\n" + NOTE, encoding="utf-8")


NOTE = """\
One annotator wrote and labelled the queries, from the names and descriptions of the needs alone. `es_dev` was looked at
while the words of the pack were written and the finder's weights were chosen; the held-out sets were not. They share one
author's style, so that real people's words will be found somewhat less often. With six or seven queries for each need a
set says little about any one need. «None» are queries that mean no need: football, recipes, the dollar. An answer there
does little harm; a need that is not found does much, and the threshold is chosen by that.
"""

if __name__ == "__main__":
    main()

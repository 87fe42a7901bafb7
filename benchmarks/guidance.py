"""How fast routes are loaded, expanded and walked: `python -m benchmarks.guidance [--write]`.

Forty routes, made here as they are written: 23 steps of four kinds, conditions on earlier answers, an English that is
whole, and a second language that is not. The peer reads the same files with PyYAML's own loader in C and checks nothing.
Processor time, best of five. With `--write` the result goes into docs/reference/performance.md.
"""

import json
import os
import re
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import yaml

from arraigo.engines.guidance.drawing import tree
from arraigo.engines.guidance.expanding import expand
from arraigo.engines.guidance.loading import load
from arraigo.engines.guidance.model import GO_ON, State
from arraigo.engines.guidance.texts import texts
from arraigo.engines.guidance.translating import translated, write_translation
from arraigo.engines.guidance.walking import allowed, walk

ROUTES, QUESTIONS, ROUNDS = 40, 10, 5
LOAD_LIMIT, EXPAND_LIMIT, WALK_LIMIT = 0.5, 5.0, 20.0
NUMBERS, NEEDS, TODAY = ("ec-911",), ("asylum",), "2026-11-28"
REPORT = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
TITLE = "## Routes"

HEAD = """\
id: ruta-{n}
need: asylum
title: Ruta de prueba número {n}
summary: Qué hacer si necesita ayuda y no sabe a dónde ir.
protection: true
valid_from: '2026-01-01'
verified_on: '2026-11-22'
mandate: {{institution: Cancillería, ground: norma}}
sources:
  - {{id: norma, title: 'Ley Orgánica de Movilidad Humana, artículo 100', kind: norm, verified_on: '2026-11-22'}}
start: p0
steps:
  llame:
    kind: emergency
    title: Llame ahora
    text: La llamada es gratis y atienden a toda hora.
    numbers: [ec-911]
    to: p1
"""
QUESTION = """\
  p{k}:
    kind: question
    title: ¿Le pasó la situación número {k} en este mes?
    help: Sirve cualquier fecha que recuerde.
    why: Cambia lo que usted puede pedir y a quién.
    answers:
      - {{id: si, text: 'Sí, me pasó a mí', to: {yes}}}
      - {{id: otra, text: Le pasó a alguien de mi familia, to: {no}}}
      - {{id: no, text: No, to: {no}}}
      - {{id: nose, text: No sé o prefiero no decir, to: {no}}}
"""
INFORMATION = """\
  i{k}:
    kind: information
    title: Lo que debe saber de la situación {k}
    text: |
      Nadie puede pedirle dinero por este trámite.

      Si alguien lo hace, pida su nombre y cuéntelo.
    sources: [norma]
    to: {to}
"""
OUTCOME = """\
  fin{k}:
    kind: outcome
    title: Qué hacer, caso {k}
    right: Usted tiene derecho a pedir ayuda.
    deadline: {{days: 90, from: desde que entró al país, text: 'Si ya pasaron, vaya igual.', when: {{p4: [otra]}}}}
    reassurance: [El trámite es gratis., No le pueden devolver a la frontera.]
    do:
      - {{title: Llene la solicitud, text: Puede hacerlo en un teléfono.}}
      - {{title: Explique por qué tardó, when: {{p3: [si]}}}}
      - {{title: Lleve a su familia, when: {{any: [{{p4: [otra]}}, {{p5: [si, otra]}}]}}}}
    bring: [Un documento o una foto, {{text: La denuncia, when: {{p4: [otra]}}}}]
    bring_note: Si le falta algo, vaya igual.
    refused: Pida el motivo por escrito y el nombre de quien le atendió.
    services: {{needs: [asylum]}}
    sources: [norma]
"""


def written(number: int) -> str:
    """Return a route's file: questions one after the other, with informations between and three ends."""
    blocks = [HEAD.format(n=number)]
    for k in range(QUESTIONS):
        onward = f"p{k + 1}" if k + 1 < QUESTIONS else "fin0"
        yes = "llame" if k == 0 else f"i{k}"
        blocks.append(QUESTION.format(k=k, yes=yes, no="fin1" if k == 6 else onward))
        if k:
            blocks.append(INFORMATION.format(k=k, to="fin2" if k == 5 else onward))
    return "".join([*blocks, *(OUTCOME.format(k=k) for k in range(3))])


def files() -> list[tuple[str, dict[str, str]]]:
    """Return the routes' files, each with its translations."""
    found = []
    for number in range(ROUTES):
        text = written(number)
        draft = load(text.replace("protection: true\n", ""), name="a.yaml", numbers=NUMBERS, needs=NEEDS, today=TODAY)
        said = {key: f"{one} (in English)" for key, one in texts(draft).items()}
        some = dict(list(said.items())[:20])
        found.append(
            (
                text,
                {
                    "en": write_translation(translated(draft, "en", said, state=State.CURRENT)),
                    "ht": write_translation(translated(draft, "ht", some, state=State.NEEDS_REVIEW)),
                },
            )
        )
    return found


def loaded(one: tuple[str, dict[str, str]]):
    return load(one[0], name="r.yaml", numbers=NUMBERS, needs=NEEDS, today=TODAY, translations=one[1])


def seconds(work) -> float:
    """Return the least processor time of some rounds."""
    spent = []
    for _ in range(ROUNDS):
        since = time.process_time()
        work()
        spent.append(time.process_time() - since)
    return min(spent)


def longest(route) -> list[str]:
    """Return answers that go through a route, the last one allowed each time."""
    given: list[str] = []
    while options := allowed((position := walk(route, given)).step, position.answers):
        given.append(GO_ON if options == (GO_ON,) else options[-1])
    return given


def peer(given: list[tuple[str, dict[str, str]]]) -> None:
    for text, translations in given:
        for one in (text, *translations.values()):
            yaml.load(one, Loader=yaml.CSafeLoader)


def measure() -> dict[str, float]:
    """Return what was measured; the peer is read in the same run."""
    given = files()
    routes = [loaded(one) for one in given]
    answers = longest(routes[0])
    times = 2_000
    return {
        "kilobytes": round(sum(len(text) + sum(map(len, more.values())) for text, more in given) / 1000),
        "steps": len(routes[0].steps),
        "pages": len(expand(routes[0]).pages),
        "load_seconds": round(seconds(lambda: [loaded(one) for one in given]), 3),
        "peer_seconds": round(seconds(lambda: peer(given)), 3),
        "expand_milliseconds": round(seconds(lambda: [expand(one) for one in routes]) * 1000 / ROUTES, 2),
        "draw_milliseconds": round(seconds(lambda: [tree(one) for one in routes]) * 1000 / ROUTES, 2),
        "answers": len(answers),
        "walk_microseconds": round(
            seconds(lambda: [walk(routes[0], answers) for _ in range(times)]) * 1e6 / times / len(answers), 2
        ),
    }


def section(found: dict[str, float]) -> str:
    """Return the section of the page of performance."""
    machine = f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}"
    return f"""{TITLE}

Written by `python -m benchmarks.guidance --write` ({machine}). {ROUTES} routes of {found["steps"]} steps, each with an
English that is whole and a second language that is not, {found["kilobytes"]} kB of YAML; processor time, best of {ROUNDS}.

| promise | measured | limit |
| --- | --- | --- |
| {ROUTES} routes loaded and checked, translations included | {found["load_seconds"]} s | {LOAD_LIMIT} s |
| the same files read by PyYAML's loader in C, and nothing checked, in the same run | {found["peer_seconds"]} s | – |
| a route expanded into its {found["pages"]} pages | {found["expand_milliseconds"]} ms | {EXPAND_LIMIT:.0f} ms |
| a route placed on a grid for drawing | {found["draw_milliseconds"]} ms | – |
| a walk, for each of its {found["answers"]} answers | {found["walk_microseconds"]} µs | {WALK_LIMIT:.0f} µs |
"""


def write(found: dict[str, float]) -> None:
    """Put the section in its place, whatever else the page holds."""
    page = REPORT.read_text(encoding="utf-8")
    rest = re.sub(rf"\n*{TITLE}\n.*?(?=\n## |\Z)", "\n", page, flags=re.DOTALL).rstrip()
    REPORT.write_text(f"{rest}\n\n{section(found)}", encoding="utf-8")


if __name__ == "__main__":
    result = measure()
    print(json.dumps(result, indent=2))
    if "--write" in sys.argv:
        write(result)
    kept = result["load_seconds"] <= LOAD_LIMIT and result["expand_milliseconds"] <= EXPAND_LIMIT
    sys.exit(0 if kept and result["walk_microseconds"] <= WALK_LIMIT else 1)

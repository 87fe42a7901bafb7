"""Fit the weights of the cues of a plan's parts and of commitment: `python -m benchmarks.fit_plan_parts FILE… [--write]`.

Each FILE is JSON lines of labelled passages as in LABELS.md beside them (id, doc, texto, relevant, parts, commits). A
part is fitted against all others by logistic regression with an L2 penalty (Newton's method: the same weights each
time); commitment only on relevant passages. What is printed first is cross-validated by document, for that is what a
new plan will meet. With `--write` the weights, fitted on all, go into packs/common/plan_parts.yaml below the cues.
"""

import json
import sys
from pathlib import Path

import numpy as np
import yaml

from arraigo.engines.plan_review.tagging.parts import COLUMNS, PARTS, PartModel, commitments
from arraigo.engines.plan_review.tagging.scanning import Scanner
from arraigo.engines.plan_review.tagging.shapes import SHAPES
from arraigo.engines.plan_review.tagging.thesaurus import load_thesaurus

MODEL = Path(__file__).parents[1] / "src" / "arraigo" / "packs" / "common" / "plan_parts.yaml"
PENALTY, COMMIT_PENALTY, FOLDS = 1.2, 1.2, 8
SHAPES_TRUSTED = 4.0
"""How much less the shape of a passage is penalised than its words, which one plan uses and another does not."""

WEIGHTS = "pesos:"


def read(paths):
    """Return the labelled passages of files, in order."""
    return [json.loads(line) for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]


def features(passages):
    """Return a row of zeros and ones for each passage, one column for each cue."""
    model = PartModel.from_mapping(yaml.safe_load(MODEL.read_text(encoding="utf-8")))
    block = Scanner(load_thesaurus(), model).scan([one["texto"] for one in passages])
    table = np.zeros((len(passages), len(model.names)))
    for row in range(len(passages)):
        table[row, block.cues_of(row)] = 1.0
    return model.names, table


def logistic(table, truth, penalty):
    """Return weights and bias that minimise the penalised loss; the bias is not penalised, shapes (last) less."""
    rows = np.hstack([table, np.ones((len(table), 1))])
    weights = np.zeros(rows.shape[1])
    words = table.shape[1] - len(SHAPES)
    ridge = np.diag([penalty] * words + [penalty / SHAPES_TRUSTED] * len(SHAPES) + [1e-6])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - truth) + ridge @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights[:-1], weights[-1]


def fit(table, passages):
    """Return the weights, a column for each part and one for commitment, and the biases."""
    early = slice((table.shape[1] - len(SHAPES)) // 2, table.shape[1] - len(SHAPES))
    columns = [
        logistic(table, np.array([part.value in one["parts"] for one in passages], float), PENALTY) for part in PARTS
    ]
    told = [n for n, one in enumerate(passages) if one["relevant"] and one["commits"] is not None]
    plain = table[told].copy()
    plain[:, early] = 0.0  # two hundred passages are too few to tell where in one a word stands
    columns.append(logistic(plain, np.array([passages[n]["commits"] for n in told], float), COMMIT_PENALTY))
    return np.stack([weights for weights, _ in columns], axis=1), np.array([bias for _, bias in columns])


def folds(passages):
    """Return for each passage its fold: documents in order of their number of passages, dealt round."""
    documents = sorted({one["doc"] for one in passages}, key=lambda doc: (-sum(p["doc"] == doc for p in passages), doc))
    return np.array([documents.index(one["doc"]) % FOLDS for one in passages])


def out_of_fold(table, passages):
    """Return the scores of each passage by weights fitted on other documents."""
    scores, fold = np.zeros((len(passages), len(COLUMNS))), folds(passages)
    for number in range(FOLDS):
        inside = [one for one, other in zip(passages, fold, strict=True) if other != number]
        weights, bias = fit(table[fold != number], inside)
        scores[fold == number] = table[fold == number] @ weights + bias
    return scores


def judged(scores, passages):
    """Return the share of parts that are right, and the F1 of commitment among relevant passages."""
    committed = commitments(scores)
    right = [COLUMNS[scores[n, :-1].argmax()] in one["parts"] for n, one in enumerate(passages)]
    told = [
        (committed[n], one["commits"])
        for n, one in enumerate(passages)
        if one["relevant"] and one["commits"] is not None
    ]
    hit = sum(said and truth for said, truth in told)
    wrong = sum(said != truth for said, truth in told)
    return {
        "passages": len(passages),
        "part": round(sum(right) / len(right), 3),
        "commitment_f1": round(float(2 * hit / max(1, 2 * hit + wrong)), 3),
    }


def write(names, weights, bias):
    """Put the weights below the cues, which are written by hand and stay as they are."""
    head = MODEL.read_text(encoding="utf-8").split(f"\n{WEIGHTS}")[0].split("\nsesgo:")[0].rstrip()

    def row(values):
        return "{" + ", ".join(f"{column}: {value:.2f}" for column, value in zip(COLUMNS, values, strict=True)) + "}"

    lines = [head, f"sesgo: {row(bias)}", WEIGHTS]
    lines += [
        f"  {json.dumps(name, ensure_ascii=False)}: {row(values)}" for name, values in zip(names, weights, strict=True)
    ]
    MODEL.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments):
    """Print what was found, by cross-validation and on the passages themselves; write the weights when asked."""
    passages = read([one for one in arguments if not one.startswith("--")])
    names, table = features(passages)
    weights, bias = fit(table, passages)
    print(
        json.dumps(
            {
                "cross_validated": judged(out_of_fold(table, passages), passages),
                "fitted": judged(table @ weights + bias, passages),
            },
            indent=2,
        )
    )
    if "--write" in arguments:
        write(names, weights, bias)


if __name__ == "__main__":
    main(sys.argv[1:])

"""An assistance plan as a DOCX that can be edited: headings are styles, tables repeat and name their first row."""

from datetime import datetime
from typing import Any

from arraigo.areas.plans.documents.assistance_words import Imprint, paper
from arraigo.areas.plans.queries.assistance_content import Content
from arraigo.core.documents.editable import bullets, clean, started, table, written


def assistance_docx(content: Content, imprint: Imprint, *, at: datetime, language: str = "es") -> bytes:
    """Return a plan as DOCX, in the language that is active; `at` is the moment that the file says it was made."""
    told = paper(content, imprint)
    document = started(told["name"], at=at, language=language)
    _opening(document, told)
    for objective in told["objectives"]:
        _objective(document, objective, told["labels"])
    _money(document, told)
    if told["risks"]:
        document.add_heading(told["labels"]["risks"], level=1)
        table(document, told["labels"]["risk"], told["risks"], (1.2, 5, 3, 5, 2.4))
    return written(document)


def _opening(document: Any, told: dict[str, Any]) -> None:  # noqa: ANN401 - python-docx has no hints
    labels = told["labels"]
    document.add_heading(clean(told["name"]), level=0)
    document.add_paragraph(clean(f"{told['kind']}. {told['edition']}.")).runs[0].bold = True
    for line in filter(None, map(str.strip, told["introduction"].splitlines())):
        document.add_paragraph(clean(line))
    table(document, [labels["datum"], labels["value"]], told["facts"], (4.6, 12))
    document.add_heading(labels["standing"], level=1)
    for line in told["standing"]:
        document.add_paragraph(clean(line))
    if told["norms"]:
        document.add_heading(labels["norms"], level=2)
        bullets(document, told["norms"])


def _objective(document: Any, told: dict[str, Any], labels: dict[str, Any]) -> None:  # noqa: ANN401
    document.add_heading(clean(told["title"]), level=1)
    if told["description"]:
        document.add_paragraph(clean(told["description"]))
    if told["grounds"]:
        document.add_heading(labels["grounds"], level=2)
        bullets(document, told["grounds"])
    if told["outputs"]:
        document.add_heading(labels["outputs"], level=2)
    for output in told["outputs"]:
        document.add_heading(clean(output["title"]), level=3)
        if output["activities"]:
            table(document, labels["activity"], output["activities"], (1.3, 5, 2.9, 2.5, 2.7, 2.2))
        else:
            document.add_paragraph(labels["none"])
    if told["indicators"]:
        document.add_heading(labels["indicators"], level=2)
        rows = [
            (f"{one['name']}\n{one['definition']}".strip(), *(one[key] for key in MEASURES))
            for one in told["indicators"]
        ]
        table(document, labels["indicator"], rows, (5.6, 2.6, 2.6, 2.6, 3.2))


MEASURES = ("baseline", "target", "latest", "source")


def _money(document: Any, told: dict[str, Any]) -> None:  # noqa: ANN401
    labels, budget = told["labels"], told["budget"]
    document.add_heading(labels["budget"], level=1)
    document.add_paragraph(clean(f"{labels['total']}: {budget['total']}. {budget['unpriced']}".strip()))
    for part in budget["parts"]:
        table(document, [part["label"], labels["amount"]], part["rows"], (12, 4.6))
        document.add_paragraph()

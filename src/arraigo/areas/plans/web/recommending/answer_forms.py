"""The forms of the page where the authority answers: one for each recommendation, all within one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import Side
from arraigo.areas.plans.models import Recommendation, Remark
from arraigo.areas.plans.queries.recommending_letters import Line
from arraigo.areas.plans.queries.recommending_steps import ANSWERABLE
from arraigo.areas.plans.queries.recommending_words import Piece, changes
from arraigo.areas.plans.web.recommending.forms import AnswerForm
from arraigo.core.tenancy.models import new_id

ALL = "todas"


class PageAnswerForm(AnswerForm):
    """An answer with a message to the team."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=new_id, required=False)
    remark = forms.CharField(
        label=_("Mensaje para el equipo"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Una pregunta o una aclaración. No es su respuesta."),
    )

    @property
    def says_something(self) -> bool:
        """Whether anything was filled in, so that an untouched form is passed over when all are saved."""
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in ("verdict", "reason", "wording"))

    @property
    def message(self) -> str:
        """What was written to the team, whether or not the answer is complete."""
        told = str(self.data.get(self.add_prefix("remark"), ""))
        return told.replace("\x00", "").replace("\r\n", "\n").strip()[:4_000]


@dataclass
class Item:
    """A recommendation on the page: its wording beside the plan's, its answer, its form, its conversation."""

    line: Line
    pieces: list[Piece]
    form: PageAnswerForm
    remarks: list[Remark]

    @property
    def row(self) -> Recommendation:
        """The recommendation."""
        return self.line.recommendation

    @property
    def is_open(self) -> bool:
        """Whether it may still be answered."""
        return self.row.state in ANSWERABLE


def items(lines: Sequence[Line], data: Mapping[str, Any] | None, saved: str) -> list[Item]:
    """Return what the page shows. `saved` says which button was pressed: the number of one, or all."""
    remarks = _remarks([line.recommendation for line in lines])
    return [
        Item(
            line,
            changes(line.recommendation.quote, line.recommendation.proposed),
            _form(line, data, saved),
            remarks.get(str(line.recommendation.pk), []),
        )
        for line in lines
    ]


def _form(line: Line, data: Mapping[str, Any] | None, saved: str) -> PageAnswerForm:
    row, answer = line.recommendation, line.response
    initial: dict[str, Any] = {}
    if answer is not None:
        initial = {"verdict": answer.verdict, "reason": answer.reason, "wording": answer.wording}
    form = PageAnswerForm(data, prefix=f"r{row.number}", initial=initial)
    if form.is_bound and saved not in {ALL, str(row.number)}:
        # What was typed beside it stays on the page, without being judged yet.
        form.full_clean()
        form.errors.clear()
    return form


def _remarks(rows: Sequence[Recommendation]) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for one in Remark.objects.filter(recommendation__in=rows, is_internal=False).select_related("by"):
        found.setdefault(str(one.recommendation_id), []).append(one)
    return found


def who_wrote(one: Remark) -> str:
    """Return who wrote a message, as the authority reads it."""
    return str(one.name) if one.side == Side.AUTHORITY else str(one.by or "")

"""Learning, scores and opinions as charts, each with a title that says what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arraigo.areas.training.queries.results import Opinion, ScoreResults
from arraigo.areas.training.queries.scoring import FEWEST, Gain, Groups, Pair, gain_by, gain_of
from arraigo.core.people.api import Sex
from arraigo.core.ui.charts import BarChart, Datum, bars
from arraigo.core.ui.formats import number, percent
from arraigo.core.ui.shell import Text

BANDS = ("0–19 %", "20–39 %", "40–59 %", "60–79 %", "80–100 %")


@dataclass(frozen=True)
class Panel:
    """One chart: the finding as its title, what its table is called, what a line is, and a note."""

    key: str
    title: str
    caption: Text
    unit: Text
    chart: BarChart
    note: str = ""


def scores(found: ScoreResults) -> Panel:
    """How many people reached each fifth of the points."""
    data = [Datum(label, count) for label, count in zip(BANDS, found.bands, strict=True)]
    title = _("En promedio, %s de los puntos") % percent(found.mean or 0, 100)
    note = _("Cuenta el mejor intento de cada persona.")
    chart = bars(data, whole=len(found.people))
    return Panel("puntajes", title, gettext_lazy("Personas por puntaje"), gettext_lazy("Puntaje"), chart, note)


def difficulty(found: ScoreResults) -> Panel:
    """How many of a hundred people answered each question right, hardest first."""
    hardest = sorted(found.items, key=lambda item: (item.percent, item.number))
    data = [Datum(f"{item.number}. {item.question.text}", item.right) for item in hardest]
    title = (
        _("La más difícil: %(percent)s la respondió bien") % {"percent": percent(hardest[0].right, hardest[0].asked)}
        if hardest
        else _("Dificultad")
    )
    asked = hardest[0].asked if hardest else 0
    note = _("Personas que la respondieron del todo bien en su primer intento, la más difícil arriba.")
    chart = bars(data, whole=asked)
    return Panel("dificultad", title, gettext_lazy("Aciertos por pregunta"), gettext_lazy("Pregunta"), chart, note)


@dataclass(frozen=True)
class Learning:
    """The gain of a course, as its page says it; `total` is None while too few have sat both tests."""

    paired: int
    total: Gain | None
    panels: tuple[Panel, ...]
    groups: tuple[tuple[str, tuple[tuple[str, Gain], ...], str], ...]

    @property
    def normalised(self) -> str:
        """The normalised gain with two decimals, or nothing."""
        value = self.total.normalised if self.total else None
        return "" if value is None else number(value, 2)


def learning(pairs: Sequence[Pair]) -> Learning:
    """Lay out what people learned, in total, by sex and by institution; small groups are not told."""
    total = gain_of(pairs) if len(pairs) >= FEWEST else None
    if total is None:
        return Learning(len(pairs), None, (), ())
    data = [
        Datum(_("Antes"), round(total.before, 1), tone="d5"),
        Datum(_("Después"), round(total.after, 1), tone="d1"),
    ]
    title = _("De %(before)s a %(after)s de los puntos") % {
        "before": percent(total.before, 100),
        "after": percent(total.after, 100),
    }
    chart = bars(data, full=100)
    panel = Panel("antes-despues", title, gettext_lazy("Promedio, en % de los puntos"), gettext_lazy("Prueba"), chart)
    by_sex, by_institution = gain_by(pairs, "sex"), gain_by(pairs, "institution")
    groups = (
        (_("Por sexo"), tuple((_sex(key), gain) for key, gain in by_sex.shown.items()), _hidden(by_sex)),
        (
            _("Por institución"),
            tuple((key or _("Sin institución"), gain) for key, gain in by_institution.shown.items()),
            _hidden(by_institution),
        ),
    )
    return Learning(len(pairs), total, (panel,), groups)


def _sex(key: str) -> str:
    return str(capfirst(Sex(key).label))


def _hidden(groups: Groups) -> str:
    if not groups.hidden:
        return ""
    return ngettext(
        "No se muestra %(count)s grupo, para que nadie se reconozca en él.",
        "No se muestran %(count)s grupos, para que nadie se reconozca en ellos.",
        groups.hidden,
    ) % {"count": groups.hidden}


def opinion(found: Opinion) -> Panel:
    """How often each answer of a survey's question was given."""
    data = [Datum(label, count) for label, count in zip(found.labels, found.counts, strict=True)]
    chart = bars(data, whole=found.given or None, full=found.given or 1)
    note = (
        _("Promedio: %(mean)s de 5.") % {"mean": number(found.mean, 1)}
        if found.mean is not None
        else ngettext("Respondió %(count)s persona.", "Respondieron %(count)s personas.", found.given)
        % {"count": number(found.given)}
    )
    title = f"{found.number}. {found.question.text}"
    return Panel(f"pregunta-{found.number}", title, found.question.text, gettext_lazy("Respuesta"), chart, note)

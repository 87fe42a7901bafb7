"""The outcomes as rows for workbooks, texts and pages, with what each of their words means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.training.queries.breakdowns import Breakdowns
from arraigo.areas.training.queries.outcomes import Outcome, Outcomes
from arraigo.core.ui.formats import number, percent

Cell = str | int | float | None


@dataclass(frozen=True)
class More:
    """What the figures say besides people and attendances."""

    outcomes: Outcomes = field(default_factory=Outcomes)
    breakdowns: Breakdowns = field(default_factory=Breakdowns)


NOTHING_MORE = More()


def columns() -> list[str]:
    """Return the headings of the rows."""
    return [
        _("Cuadro"),
        _("Grupo"),
        _("Culminaron"),
        _("De inscritas"),
        _("Constancias válidas"),
        _("Constancias revocadas"),
        _("Con las dos pruebas"),
        _("Prueba inicial (%)"),
        _("Prueba final (%)"),
        _("Ganancia (puntos)"),
        _("Ganancia normalizada"),
        _("Encuestas"),
        _("Satisfacción (1 a 5)"),
    ]


def rows(found: Outcomes) -> list[list[Cell]]:
    """Return one row for everything, and one for each group; what is not shown is None."""
    groups: Iterable[tuple[str, Sequence[Outcome]]] = (
        (_("Por serie"), found.by_series),
        (_("Por área del programa"), found.by_area),
        (_("Por institución"), found.by_institution),
        (_("Por curso"), found.by_course),
    )
    whole = _row(_("Total"), _("Todas las personas"), found.total)
    return [whole, *(_row(title, line.label, line) for title, lines in groups for line in lines)]


def _row(title: str, label: str, one: Outcome) -> list[Cell]:
    return [
        title,
        label,
        one.completed,
        one.enrolled,
        one.valid,
        one.revoked,
        one.tested,
        _rounded(one.mean_before, 1),
        _rounded(one.mean_after, 1),
        _rounded(one.gain, 1),
        _rounded(one.normalised_gain, 2),
        one.responses,
        _rounded(one.satisfaction, 2),
    ]


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)


def summary_lines(one: Outcome, *, hours: int | None = None, held: int | None = None) -> list[tuple[str, str, str]]:
    """Return the outcomes of one group as (label, value, of what), for a page; what is not shown is a dash."""
    lines = [
        (
            _("Culminaron"),
            number(one.completed),
            _("de %(whole)s inscritas en cursos terminados con condiciones (%(share)s)")
            % {"whole": number(one.enrolled), "share": percent(one.completed, one.enrolled)}
            if one.enrolled
            else _("ningún curso terminado tiene condiciones"),
        ),
        (
            _("Constancias válidas"),
            number(one.valid),
            ngettext("y %s revocada", "y %s revocadas", one.revoked) % number(one.revoked),
        ),
        (_("Aprendizaje"), gain_words(one), learning_words(one)),
        (_("Satisfacción"), "–" if one.satisfaction is None else number(one.satisfaction, 1), satisfied_words(one)),
    ]
    given = [] if hours is None else [(_("Horas recibidas"), number(hours), _("en %s jornadas") % number(held or 0))]
    return given + lines


def gain_words(one: Outcome) -> str:
    """Return the gain with its sign, or a dash."""
    return "–" if one.gain is None else f"{'+' if one.gain > 0 else ''}{number(one.gain)}"


def learning_words(one: Outcome) -> str:
    """Return what the gain is made of."""
    if one.mean_before is None or one.mean_after is None:
        return _("se muestra desde 5 personas con las dos pruebas")
    return _("puntos: de %(before)s %% a %(after)s %%, en %(people)s personas") % {
        "before": number(one.mean_before),
        "after": number(one.mean_after),
        "people": number(one.tested),
    }


def satisfied_words(one: Outcome) -> str:
    """Return of what the satisfaction is the mean."""
    if one.satisfaction is None:
        return _("se muestra desde 5 encuestas")
    return _("de 5, en %s encuestas") % number(one.responses)


def definitions() -> list[str]:
    """Return what each word of the outcomes means."""
    return [
        _("Horas recibidas: el tiempo de cada persona en las jornadas, sumado."),
        _("Jornada realizada: con al menos una asistencia y sin cancelar."),
        _(
            "Culminó: reunió las condiciones de la constancia de su curso, o tiene una constancia válida; de las"
            " personas inscritas en cursos terminados que tienen condiciones. Cuenta una vez en cada curso."
        ),
        _("Constancia válida: emitida en el período y no revocada."),
        _(
            "Ganancia: lo que subió el promedio de la prueba inicial a la final (el primer intento de cada una), en"
            " las preguntas que ambas comparten y de quienes rindieron las dos."
        ),
        _("Ganancia normalizada: la ganancia como parte de lo que faltaba por aprender (Hake, 1998)."),
        _("Satisfacción: promedio de las preguntas de escala de 1 a 5 de las encuestas, que no llevan nombre."),
        _("De menos de 5 personas no se muestran aprendizaje ni satisfacción."),
    ]

"""The columns of the comments matrix, in every format: six that the team fills and three that the authority does."""

from django.utils.translation import gettext as _

from arraigo.areas.plans.documents.letter_paper import LetterPaper, PaperItem

# What the authority fills: the last three.
EMPTY = 3


def columns() -> list[str]:
    """Return the headings."""
    return [
        _("N.º"),
        _("Pasaje y página"),
        _("Norma"),
        _("Redacción propuesta"),
        _("Por qué"),
        _("Prioridad"),
        _("Respuesta (acepta / acepta en parte / no acepta)"),
        _("Motivo"),
        _("Redacción que propone"),
    ]


def row(item: PaperItem) -> list[str]:
    """Return a recommendation as the texts of its row; the authority's columns are empty."""
    return [str(item.number), passage(item), item.norm, item.proposed, item.grounds, item.priority, "", "", ""]


def passage(item: PaperItem) -> str:
    """Return what a recommendation is about: its title, where it is in the plan and what the plan says there."""
    quoted = f"«{item.quote}»" if item.quote else _("(el plan no dice nada de esto)")
    return "\n".join(filter(None, (item.title, item.where, quoted)))


def verdicts() -> list[str]:
    """Return the answers among which a cell lets one choose."""
    return [_("acepta"), _("acepta en parte"), _("no acepta")]


def instructions(paper: LetterPaper) -> list[str]:
    """Return what stands above the matrix: which letter it answers and how it is filled."""
    return [
        _("Oficio: %(number)s") % {"number": paper.number},
        _("Plan: %(plan)s (%(version)s)") % {"plan": paper.plan, "version": paper.version},
        _("Llene las tres últimas columnas y devuelva este archivo. No cambie los números de la primera columna."),
    ]

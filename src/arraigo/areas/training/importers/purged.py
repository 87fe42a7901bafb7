"""A course whose people were erased takes no lists any more: they would name somebody whom no purge would find."""

from django.utils.translation import gettext as _

from arraigo.areas.training.models import Course
from arraigo.core.imports.problems import FileRefused, Problem


def refuse_if_purged(course: Course, name: str) -> None:
    """Raise FileRefused where the identity of a course's people was taken out."""
    if course.purged_at is not None:
        sentence = _("El curso «%(code)s» ya no guarda datos de personas: no recibe más listas. Cree otro curso.")
        raise FileRefused(Problem("purged", sentence % {"code": course.code}, file=name))


def why_keep_purged(course: Course) -> list[str]:
    """Return why what a list brought to a course cannot be taken back: its counts are all that is left."""
    if course.purged_at is None:
        return []
    return [_("Los datos de este curso ya se borraron: deshacer esta lista cambiaría las cifras.")]

"""The files that training takes in."""

from arraigo.areas.training.importers.attendance import ATTENDANCE
from arraigo.areas.training.importers.enrolments import ENROLMENTS

KINDS = (ENROLMENTS, ATTENDANCE)

__all__ = ["KINDS"]

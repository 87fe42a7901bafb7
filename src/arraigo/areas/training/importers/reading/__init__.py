"""Readers of training files: bytes and a file name in, rows and problems out. No database, no clock."""

from arraigo.areas.training.importers.reading.attendance import detect, read_attendance
from arraigo.areas.training.importers.reading.enrolments import read_enrolments
from arraigo.areas.training.importers.reading.mapping import preview_columns

__all__ = ["detect", "preview_columns", "read_attendance", "read_enrolments"]

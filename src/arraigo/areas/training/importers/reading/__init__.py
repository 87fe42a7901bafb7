"""Readers of training files: bytes and a file name in, rows and problems out. No database, no clock."""

from arraigo.areas.training.importers.reading.attendance import detect, read_attendance
from arraigo.areas.training.importers.reading.enrolments import read_enrolments

__all__ = ["detect", "read_attendance", "read_enrolments"]

"""Samples of the mail of public consultations."""

from arraigo.core.outbox.api import Sample

SAMPLES: tuple[Sample, ...] = ()

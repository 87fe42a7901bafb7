"""Samples of the mail of the technical assistance plan."""

from arraigo.core.outbox.api import Sample

SAMPLES: tuple[Sample, ...] = ()

"""Samples of the mail of recommendations, letters and answers."""

from arraigo.core.outbox.api import Sample

SAMPLES: tuple[Sample, ...] = ()

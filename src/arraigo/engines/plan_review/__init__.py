"""A plan's text and the norms → passages, findings, what changed between two versions."""

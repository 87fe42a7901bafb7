"""One file per outside system, behind a Protocol."""

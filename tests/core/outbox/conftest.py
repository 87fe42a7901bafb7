from tests.core.jobs.conftest import signed_in, town

__all__ = ["signed_in", "town"]

"""A course that waits for its files, and the ways in which files reach it."""

import pytest
from tests.areas.training.bad_input.ways import FolderOfACourse, Taken, rows_of_everything

from arraigo.core.imports import api as imports


@pytest.fixture
def folder(tmp_path, in_city):
    """A course's folder on disk."""
    return FolderOfACourse(tmp_path / "curso", in_city)


@pytest.fixture
def take(now):
    """Take a file in as the screens do: read first, kept, previewed, imported where nothing is asked."""

    def take_file(data, name, *, kind, context):
        run = imports.receive(data, kind=kind, name=name, context=context, by=None, at=now, look=True)
        seen = imports.preview(run)
        done = imports.apply(run, by=None, at=now) if seen.may_apply else None
        return Taken(run, seen, done)

    return take_file


@pytest.fixture
def take_list(take, course):
    return lambda data, name: take(data, name, kind="training.enrolments", context=f"course:{course.pk}")


@pytest.fixture
def take_attendance(take, sessions):
    return lambda data, name: take(data, name, kind="training.attendance", context=f"session:{sessions[0].pk}")


@pytest.fixture
def nothing_changes(in_city):
    """The rows of every table are as many after the test as at its beginning of this block."""

    class Unchanged:
        def __enter__(self):
            self.before = rows_of_everything()

        def __exit__(self, kind, error, trace):
            if error is None:
                assert rows_of_everything() == self.before

    return Unchanged()

"""Whoever uses the program may have its source: the licence says so."""

import io
import tarfile

import pytest

from arraigo.config import source


@pytest.fixture
def names(client):
    response = client.get("/codigo/")
    assert response.status_code == 200
    with tarfile.open(fileobj=io.BytesIO(response.content)) as tar:
        return [(entry.name, entry.uname, entry.mtime) for entry in tar]


@pytest.mark.django_db
def test_the_source_comes_whole_and_without_what_this_machine_made(names):
    paths = [name for name, _owner, _time in names]

    assert "arraigo/areas/training/models/courses.py" in paths
    assert "arraigo/core/ui/templates/ui/base.html" in paths
    assert not [path for path in paths if "__pycache__" in path or path.endswith((".pyc", ".mo"))]
    assert {(owner, time) for _name, owner, time in names} == {("", 0)}


def test_the_same_files_give_the_same_bytes():
    once = source.archive()
    source.archive.cache_clear()

    assert source.archive() == once

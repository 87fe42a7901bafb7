import importlib.util
from pathlib import Path

import pytest

CI = Path(__file__).resolve().parents[2] / ".ci"


@pytest.fixture
def counts():
    spec = importlib.util.spec_from_file_location("counts", CI / "counts.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.counts


def test_a_skipped_test_neither_passed_nor_failed(counts, tmp_path):
    report = tmp_path / "tests.xml"
    report.write_text('<testsuites><testsuite tests="10" failures="2" errors="1" skipped="3"/></testsuites>')

    assert counts(str(report)) == (4, 3)

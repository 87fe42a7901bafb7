"""The programme's own three courses give exactly the figures that are known of them."""

import json
import shutil
from pathlib import Path

import pytest

from arraigo.areas.training import api as training
from arraigo.areas.training.models import Attendance, Enrolment, Evidence
from arraigo.core.audit.models import Entry
from arraigo.core.people.models import Person

PROGRAMME = Path(__file__).parents[5] / "shared" / "data" / "training" / "programme"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not PROGRAMME.exists(), reason="the programme's files are not beside the repository"),
]
KEYS = ("enrolled", "people", "by_modality", "by_sex", "percent", "attendances", "to_review")


def load(folder, city, now):
    return training.import_folder(folder, city=city, by=None, at=now, progress=lambda *step: None)


@pytest.mark.parametrize("name", ["sthv", "amc", "sis"])
def test_the_figures_are_the_known_ones_and_a_second_run_changes_nothing(name, in_city, now):
    truth = json.loads((PROGRAMME / "truth.json").read_text())[name.upper()]

    report = load(PROGRAMME / name, in_city, now)

    assert {key: report[key] for key in KEYS} == truth
    assert [problem for problem in report["problems"] if problem["severity"] != "warning"] == []
    tables = (Person, Enrolment, Evidence, Attendance, Entry)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    assert load(PROGRAMME / name, in_city, now) == report
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_without_the_order_of_day_and_month_it_asks_and_writes_nothing(in_city, now, tmp_path):
    folder = tmp_path / "amc"
    shutil.copytree(PROGRAMME / "amc", folder)
    described = folder / "curso.toml"
    described.chmod(0o644)
    described.write_text(described.read_text().replace('date_order = "mdy"\n', ""))

    with pytest.raises(training.FileRefused) as refusal:
        load(folder, in_city, now)

    assert "zoom_20210409.csv" in str(refusal.value)
    assert not Enrolment.objects.exists()
    assert not Evidence.objects.exists()

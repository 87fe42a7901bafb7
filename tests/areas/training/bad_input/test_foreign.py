"""Other people's files, each as attendance and as a list of people: right rows or a clear sentence, nothing else."""

from pathlib import Path

import pytest
from tests.areas.training.bad_input.ways import assert_says, rows_of_everything

from arraigo.core.imports import api as imports

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).resolve().parents[5] / "shared" / "data" / "training"
FILES = sorted(path for folder in ("zoom", "teams", "xlsform", "submissions") for path in SAMPLES.glob(f"{folder}/*"))
PARTICIPANTS = {
    "zoom_en_bom_unique_users_001.csv": "zoom_unique",
    "zoom_en_flat_rejoins.csv": "zoom",
    "zoom_en_full_metadata_rows.csv": "zoom",
    "teams_en_utf16be_2022-11-14.csv": "teams",
    "teams_en_utf16be_2022-11-15.csv": "teams",
}

if not FILES:
    pytestmark = [pytestmark, pytest.mark.skip(reason="the sample files are not beside the repository")]


def answered(run):
    """Answer whatever is asked with its first choice, and import what is then ready."""
    seen = imports.preview(run)
    while seen.questions:
        answers = {question.key: question.choices[0][0] for question in seen.questions}
        imports.answer(run, answers, by=None, at=run.created_at)
        run.refresh_from_db()
        seen = imports.preview(run)
    return imports.apply(run, by=None, at=run.created_at) if seen.may_apply else run


@pytest.mark.parametrize("kind", ["training.attendance", "training.enrolments"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_foreign_file_is_read_or_refused_in_words(path, kind, sessions, course, now):
    context = f"session:{sessions[0].pk}" if kind == "training.attendance" else f"course:{course.pk}"
    before = rows_of_everything()
    try:
        run = imports.receive(path.read_bytes(), kind=kind, name=path.name, context=context, by=None, at=now, look=True)
    except imports.FileRefused as refused:
        problems, after = refused.problems, rows_of_everything()
        is_clear = bool(problems) and after == before
    else:
        is_clear = True
        problems = imports.preview(run).problems
        answered(run)
    assert is_clear
    for problem in problems:
        assert_says(problem.message, f"«{path.name}»")


@pytest.mark.parametrize("path", [path for path in FILES if path.name in PARTICIPANTS], ids=lambda path: path.name)
def test_a_platforms_report_gives_a_row_for_each_of_its_participants(path, take_attendance):
    taken = take_attendance(path.read_bytes(), path.name)

    run = answered(taken.run)

    assert run.counts["rows"] >= 7
    assert not [problem for problem in taken.seen.problems if problem.severity == "error"]

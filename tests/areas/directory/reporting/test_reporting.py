"""A reader says that something is wrong: once, without anybody's data, and not in floods."""

from datetime import timedelta

import pytest

from arraigo.areas.directory import api
from arraigo.areas.directory.actions.reporting import decide_report
from arraigo.areas.directory.models import Report
from arraigo.core.accounts.api import TooManyGuessesError

HERE = "192.0.2.7"


@pytest.fixture
def report(make_service, now):
    service = make_service()

    def report(kind="phone", note="No contestan.", *, at=now, address=HERE):
        return api.report_problem(service_id=service.pk, kind=kind, note=note, address=address, language="es", at=at)

    return report


def test_a_report_said_twice_within_a_day_is_one(report, now):
    assert report()
    assert not report(note="No  contestan. ")
    assert report(kind="hours")
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    "note",
    ["Llamen a ana@x.example", "Mi cédula es 0535853402", "Escríbanme al 099 123 4567", "Pasaporte 12-345-678"],
)
def test_a_note_with_somebodys_data_is_refused_with_what_to_do(report, note):
    with pytest.raises(api.DirectoryError, match="Quítelos y envíe de nuevo"):
        report(note=note)
    assert not Report.objects.exists()


@pytest.mark.parametrize("note", ["", "Abren a las 8:30, no a las 9:00.", "La calle es la 12, casa 345."])
def test_hours_and_house_numbers_are_nobodys_data(report, note):
    assert report(note=note)


@pytest.mark.parametrize(("kind", "note"), [("nada", ""), ("phone", "x" * 201)])
def test_other_kinds_and_long_notes_are_refused(report, kind, note):
    with pytest.raises(api.DirectoryError):
        report(kind=kind, note=note)


def test_a_flood_of_reports_of_one_service_must_wait(report, now):
    for number in range(5):
        report(note=f"Aviso {number}", address=f"192.0.2.{number}")
    with pytest.raises(TooManyGuessesError):
        report(note="Otro", address="192.0.2.99")
    assert report(note="Otro", at=now + timedelta(hours=2))


def test_a_service_that_is_not_public_takes_no_reports(make_service, now):
    closed = make_service(status="inactive")
    with pytest.raises(api.DirectoryError, match="ya no está en la guía"):
        api.report_problem(service_id=closed.pk, kind="phone", address=HERE, at=now)


def test_a_report_is_decided_once(report, now):
    report()
    made = Report.objects.get()
    decide_report(made, state="mended", by=None, at=now)
    decide_report(made, state="mended", by=None, at=now)
    with pytest.raises(api.DirectoryError, match="Otra persona ya revisó"):
        decide_report(made, state="dismissed", by=None, at=now)

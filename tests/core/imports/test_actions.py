"""A file comes in once, is applied once, and can be taken back while nothing depends on it."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.core.imports.sample import GOOD, csv_of

from arraigo.core import tenancy
from arraigo.core.audit.models import Entry
from arraigo.core.files import api as files
from arraigo.core.files.models import StoredFile
from arraigo.core.imports import api as imports
from arraigo.core.imports.models import ColumnMemory, ImportRun
from arraigo.core.places.models import Area

AMBIGUOUS = csv_of("B1;La Floresta;03/04/2020;", "B2;San Roque;05/06/2021;")


def test_a_file_is_kept_as_it_came_with_its_hash(inside, take, at):
    run = take()

    assert files.read(run.file) == GOOD
    assert run.sha256 == run.file.sha256
    assert (run.state, run.place, run.created_at) == ("uploaded", "Barrios de la ciudad", at)


def test_a_file_is_encrypted_on_disk(inside, take, settings):
    run = take()

    stored = next(path for path in settings.HOME.files.rglob(str(run.file.pk)))
    assert b"La Floresta" not in stored.read_bytes()


def test_applying_writes_the_rows_with_counts_findings_and_an_audit_entry_last(inside, take, trainer, at):
    run = take(csv_of("B1;La Floresta;25/01/2020;", ";Sin código;26/01/2020;"))

    done = imports.apply(run, by=trainer, at=at)

    assert (done.state, done.rows, done.imported, done.counts) == ("applied", 2, 1, {"written": 1, "review": 0})
    assert done.applied_by == trainer
    assert [problem.row for problem in imports.findings(done)] == [3]
    assert list(Area.objects.values_list("code", flat=True)) == ["B1"]
    assert Entry.objects.order_by("-number").first().action == "import.applied"


def test_findings_are_sealed_because_they_may_quote_a_cell(inside, take, at):
    run = imports.apply(take(csv_of("B1;A;25/01/2020;", "B2;B;31/02/1990;")), by=None, at=at)

    with connection.cursor() as cursor:
        cursor.execute("SELECT findings FROM imports_importrun")
        row = cursor.fetchone()[0]
    assert "31/02/1990" in imports.findings(run)[0].message
    assert b"31/02/1990" not in bytes(row)


def test_the_same_content_is_applied_once_whatever_its_name(inside, take, at):
    first = imports.apply(take(), by=None, at=at)

    again = take(name="copia.csv")
    then = imports.apply(again, by=None, at=at)

    assert again.pk == then.pk == first.pk
    assert again.repeated
    assert then.repeated
    assert Area.objects.count() == 3
    assert StoredFile.objects.count() == 1


def test_a_file_that_waits_is_not_kept_twice(inside, take):
    first = take()

    second = take(name="otra vez.csv")

    assert second.pk == first.pk
    assert not second.repeated


def test_a_file_over_the_limit_is_refused_in_words(inside, take, settings):
    settings.IMPORT_MAX_BYTES = 1024 * 1024

    with pytest.raises(imports.TooLarge, match=r"«barrios.csv» pesa 1,5 MB y el límite es 1 MB"):
        take(b"x" * (1024 * 1024 + 512 * 1024))
    assert not StoredFile.objects.exists()


def test_a_file_without_bytes_is_refused_in_words(inside, take):
    with pytest.raises(imports.NothingInside, match=r"«barrios.csv» está vacío"):
        take(b"")


def test_a_kind_that_nobody_declares_is_refused(inside, at):
    with pytest.raises(imports.UnknownKind, match="«recetas»"):
        imports.receive(GOOD, kind="recetas", name="a.csv", context="city:barrios", by=None, at=at)


def test_what_cannot_be_read_is_not_kept_when_it_is_looked_at_first(inside, take):
    with pytest.raises(imports.FileRefused, match="es un PDF"):
        take(b"%PDF-1.7", look=True)
    assert not ImportRun.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_question_is_asked_and_nothing_is_guessed(inside, take, at):
    run = take(AMBIGUOUS)

    with pytest.raises(imports.StillAsking, match=r"Falta responder una pregunta .* ¿Qué va primero en «Fecha»?"):
        imports.apply(run, by=None, at=at)
    assert not Area.objects.exists()


def test_an_answer_is_stored_with_its_words_and_lets_the_file_in(inside, take, at):
    run = imports.answer(take(AMBIGUOUS), {"date_order": "mdy", "other": "x"}, by=None, at=at)

    assert run.options["date_order"] == "mdy"
    assert "other" not in run.options
    assert run.options["said"] == {"date_order": ["¿Qué va primero en «Fecha»?", "El mes: 4 de marzo"]}
    assert imports.apply(run, by=None, at=at).imported == 2


def test_an_answer_may_be_taken_back_and_is_asked_again(inside, take, at):
    run = imports.answer(take(AMBIGUOUS), {"date_order": "mdy"}, by=None, at=at)

    run = imports.answer(run, {}, by=None, at=at, forget=["date_order"])

    assert [question.key for question in imports.preview(run).questions] == ["date_order"]
    assert run.options["said"] == {}


def test_an_answer_that_was_not_offered_is_refused(inside, take, at):
    with pytest.raises(imports.BadAnswer, match="Elija una de las respuestas de «¿Qué va primero"):
        imports.answer(take(AMBIGUOUS), {"date_order": "ymd"}, by=None, at=at)


STRANGE = csv_of("B1;La Floresta;25/01/2020;", header="Clave;Nombre del barrio;Fecha;Documento")


def test_columns_are_remembered_for_the_same_headers_in_another_file(inside, take, at):
    run = take(STRANGE)
    assert imports.preview(run).importable == 0
    imports.answer(run, {"columns": {"c0": "code", "c1": "name"}}, by=None, at=at)

    other = take(STRANGE.replace(b"B1;", b"B9;"), name="otro.csv", look=True)

    assert other.options["columns"] == {"c0": "code", "c1": "name", "c2": "since", "c3": "document"}
    assert imports.apply(other, by=None, at=at).imported == 1
    assert ColumnMemory.objects.count() == 1


def test_remembered_columns_also_serve_whoever_never_looked(inside, take, at):
    imports.answer(take(STRANGE), {"columns": {"c0": "code", "c1": "name"}}, by=None, at=at)
    other = take(STRANGE.replace(b"B1;", b"B9;"))

    done = imports.apply(other, by=None, at=at, seen=imports.preview(other))

    assert (done.imported, done.options["columns"]["c0"]) == (1, "code")


def test_two_columns_cannot_be_the_same_thing(inside, take, at):
    with pytest.raises(imports.BadAnswer, match="Dos columnas no pueden ser «Código»: Clave · Nombre del barrio"):
        imports.answer(take(STRANGE), {"columns": {"c0": "code", "c1": "code"}}, by=None, at=at)


def test_a_column_is_only_what_the_kind_offers(inside, take, at):
    with pytest.raises(imports.BadAnswer, match="Elija de la lista qué es la columna «Clave»"):
        imports.answer(take(STRANGE), {"columns": {"c0": "salary"}}, by=None, at=at)


def test_a_file_without_a_row_to_import_is_refused_in_words(inside, take, at):
    with pytest.raises(imports.NothingToImport, match=r"Ninguna fila de «barrios.csv» está lista"):
        imports.apply(take(csv_of(";A;25/01/2020;")), by=None, at=at)


def test_undoing_takes_back_what_was_written_and_keeps_the_file(inside, take, trainer, at):
    run = imports.apply(take(), by=None, at=at)

    undone = imports.undo(run, by=trainer, at=at + timedelta(days=6))

    assert (undone.state, Area.objects.count()) == ("undone", 0)
    assert files.read(undone.file) == GOOD
    assert Entry.objects.order_by("-number").first().action == "import.undone"


def test_what_was_undone_may_be_imported_again_from_a_new_upload(inside, take, at):
    run = imports.undo(imports.apply(take(), by=None, at=at), by=None, at=at)

    with pytest.raises(imports.NoLongerOpen, match="se deshizo el 22 de noviembre de 2026"):
        imports.apply(run, by=None, at=at)
    again = imports.apply(take(), by=None, at=at)
    assert again.pk != run.pk
    assert Area.objects.count() == 3


def test_undoing_is_refused_with_the_reasons_while_something_depends_on_it(inside, take, at):
    run = imports.apply(take(), by=None, at=at)
    Area.objects.create(city=inside, code="Z", name="Zona", level="zone", parent=Area.objects.first())

    with pytest.raises(imports.CannotUndo, match="1 zonas están dentro de estos barrios") as refused:
        imports.undo(run, by=None, at=at)
    assert len(refused.value.reasons) == 1
    assert ImportRun.objects.get().state == "applied"


def test_undoing_is_refused_after_a_week(inside, take, at):
    run = imports.apply(take(), by=None, at=at)

    with pytest.raises(imports.CannotUndo, match="Se podía deshacer hasta el 29 de noviembre de 2026"):
        imports.undo(run, by=None, at=at + timedelta(days=7, seconds=1))


def test_only_what_was_applied_is_undone(inside, take, at):
    with pytest.raises(imports.CannotUndo, match="Solo se deshace lo que está importado"):
        imports.undo(take(), by=None, at=at)


def test_discarding_erases_what_the_file_held(inside, take, at):
    run = imports.discard(take(), by=None, at=at)

    with pytest.raises(files.Erased):
        files.read(run.file)
    with pytest.raises(imports.NoLongerOpen, match="se descartó"):
        imports.apply(run, by=None, at=at)


def test_what_was_applied_is_not_discarded_nor_answered(inside, take, at):
    run = imports.apply(take(), by=None, at=at)

    with pytest.raises(imports.NoLongerOpen, match="ya se importó el 22 de noviembre de 2026"):
        imports.discard(run, by=None, at=at)
    with pytest.raises(imports.NoLongerOpen):
        imports.answer(run, {}, by=None, at=at)


def test_a_failure_in_the_middle_leaves_nothing(inside, take, at):
    run = take()

    def fail(step, done, total):
        if done == 2:
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        imports.apply(run, by=None, at=at, progress=fail)
    assert not Area.objects.exists()
    assert ImportRun.objects.get().state == "uploaded"


def test_another_city_sees_no_run_and_applies_the_same_content_for_itself(city, other_city, take, at):
    with tenancy.scope(city):
        imports.apply(take(), by=None, at=at)

    with tenancy.scope(other_city):
        assert not ImportRun.objects.exists()
        assert not take().repeated

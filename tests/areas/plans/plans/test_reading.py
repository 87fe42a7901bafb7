"""A version's file is read by the engine, once or again with the same result; what is wrong is said in a sentence."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.reading import read_version
from arraigo.areas.plans.actions.versions import change_version, receive_version
from arraigo.areas.plans.models import Passage, PlanVersion, Section
from arraigo.areas.plans.queries.plans import reading_of
from arraigo.areas.plans.queries.problems import sentence
from arraigo.areas.plans.tasks.reading import read_plan_version
from arraigo.core.jobs.api import Cancelled
from arraigo.core.jobs.models import Job

NAME = Path("shared/data/plans/co_timbiqui_pdm_2012_2015.pdf")
TIMBIQUI = next((up / NAME for up in Path(__file__).resolve().parents if (up / NAME).exists()), NAME)
TEXT = """Art. 1.- Objeto.
El cantón acoge a personas migrantes y refugiadas.

Art. 2.- Vialidad.
La movilidad urbana y el tránsito vehicular se tratan en otro plan.
"""


def quietly(step, done, total):
    pass


class Run:
    """A job that somebody watches, or has asked to stop."""

    by = None

    def __init__(self, stops):
        self.stops = stops

    def progress(self, step, done=0, total=0):
        if self.stops:
            raise Cancelled


@pytest.fixture
def run():
    return Run(stops=False)


@pytest.fixture
def stopped():
    return Run(stops=True)


@pytest.fixture
def receive(plan, now):
    def receive(content, name="plan.txt"):
        return receive_version(plan=plan, content=content, name=name, received_on=date(2026, 2, 1), by=None, at=now)

    return receive


def test_what_is_read_is_kept_with_what_it_speaks_of(receive, now):
    version = read_version(receive(TEXT.encode()), by=None, at=now, tell=quietly)

    assert version.reading == "ready"
    assert list(Section.objects.filter(version=version).values_list("number", flat=True)) == ["1", "2"]
    relevant = Passage.objects.filter(version=version, relevant=True)
    assert any("migrantes" in one.text for one in relevant)
    assert not any("urbana" in one.text for one in relevant)
    assert all(one.why for one in relevant)


def test_a_file_that_is_no_plan_says_what_to_do(receive, now):
    version = receive(b"%PDF-1.4 nothing of a PDF follows", "plan.pdf")

    with pytest.raises(PlansError, match=r"dañado|no se puede leer"):
        read_version(version, by=None, at=now, tell=quietly)
    assert PlanVersion.objects.get(pk=version.pk).reading == "waiting"


def test_a_reading_that_is_stopped_leaves_nothing_and_says_so(receive, stopped):
    version = receive(TEXT.encode())

    with pytest.raises(Cancelled):
        read_plan_version(stopped, version=str(version.pk))

    version.refresh_from_db()
    assert (version.reading, version.passages.count()) == ("cancelled", 0)


def test_a_reading_that_fails_keeps_what_is_wrong_with_the_file(receive, run):
    version = receive(b"%PDF-1.4 nothing of a PDF follows", "plan.pdf")

    with pytest.raises(PlansError):
        read_plan_version(run, version=str(version.pk))

    version.refresh_from_db()
    assert (version.reading, version.problems[0]["code"]) == ("failed", "corrupt")
    assert "dañado" in sentence(version.problems[0])


def test_a_version_that_was_read_stays_so_when_a_second_reading_is_stopped(receive, now, stopped):
    version = read_version(receive(TEXT.encode()), by=None, at=now, tell=quietly)

    with pytest.raises(Cancelled):
        read_plan_version(stopped, version=str(version.pk))

    version.refresh_from_db()
    assert (version.reading, version.problems) == ("ready", [])


def test_a_job_says_how_many_passages_it_found(receive, run):
    version = receive(TEXT.encode())
    told = read_plan_version(run, version=str(version.pk))

    assert told["summary"] == "1 pasaje habla de personas en movilidad."
    assert told["url"].endswith(f"/versiones/{version.pk}/")


@pytest.mark.parametrize(("ended", "standing"), [("cancelled", "cancelled"), ("failed", "failed"), ("done", "failed")])
def test_a_job_that_ended_unheard_tells_where_the_reading_stands(receive, now, ended, standing):
    version = receive(TEXT.encode())
    job = Job.objects.create(city_id=version.city_id, kind="x", title="x", state=ended, created_at=now)
    version.reading, version.reading_job = "running", job

    assert reading_of(version) == standing


def test_each_scanned_page_is_told_while_it_is_recognised(receive, now):
    document = pdfium.PdfDocument.new()
    for _page in range(2):
        page = document.new_page(300, 300)
        picture = pdfium.PdfImage.new(document)
        picture.set_bitmap(pdfium.PdfBitmap.new_native(40, 40, 1))
        picture.set_matrix(pdfium.PdfMatrix().scale(300, 300))
        page.insert_obj(picture)
        page.gen_content()
    held = BytesIO()
    document.save(held)
    steps = []

    read_version(
        receive(held.getvalue(), "escaneado.pdf"),
        by=None,
        at=now,
        tell=lambda step, done, total: steps.append(step),
        ocr=lambda image: "Las personas migrantes accederán a vivienda.",
    )

    assert [step for step in steps if "escaneada" in step] == [
        "Reconociendo la página escaneada 1",
        "Reconociendo la página escaneada 2",
    ]


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        ("encrypted", {}, "pide contraseña"),
        ("no_text", {}, "imágenes escaneadas"),
        ("tracked_changes", {"count": 3}, "3 cambios sin aceptar"),
        ("other_language", {"language": "en"}, "otro idioma (en)"),
        ("of another edition", {}, "of another edition"),
    ],
)
def test_a_problem_is_a_sentence(code, values, said):
    assert said in sentence({"code": code, "values": values})


def test_a_text_in_another_language_is_said(receive, now):
    text = "The municipality shall guarantee access to housing for all people who arrive in the city. " * 40
    version = read_version(receive(text.encode()), by=None, at=now, tell=quietly)

    assert [one["code"] for one in version.problems if one["code"] == "other_language"]


def test_one_version_is_in_force(receive, now):
    first, second = receive(TEXT.encode()), receive(TEXT.replace("Objeto", "Otro").encode())
    change_version(version=first, state="in_force", by=None, at=now)
    change_version(version=second, state="in_force", by=None, at=now)

    assert PlanVersion.objects.get(pk=first.pk).state == "replaced"


def test_a_version_that_comes_in_force_with_its_file_replaces_the_one_before(receive, plan, now):
    first = receive(TEXT.encode())
    change_version(version=first, state="in_force", by=None, at=now)
    receive_version(
        plan=plan, content=b"Art. 1.- Otro.", name="b.txt", received_on=now.date(), state="in_force", by=None, at=now
    )

    assert PlanVersion.objects.get(pk=first.pk).state == "replaced"


@pytest.mark.skipif(not TIMBIQUI.exists(), reason="the shared plans are not here")
def test_a_real_plan_is_read(receive, now):
    version = read_version(receive(TIMBIQUI.read_bytes(), "timbiqui.pdf"), by=None, at=now, tell=quietly)

    assert version.pages == 78
    assert version.passage_count > 500
    assert version.counts["relevant"] > 10

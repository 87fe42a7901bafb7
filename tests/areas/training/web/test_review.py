"""The review over HTTP: decided, put off, opened again, with scripts and without."""

import html
import re

import pytest
from django.db.models import Q
from tests.areas.training.web.conftest import AT, person

from arraigo.areas.training.actions.enrolling import enrol, plan
from arraigo.areas.training.models import Attendance, Decision, Enrolment, Evidence, LearnedEmail
from arraigo.areas.training.queries import review as reads
from arraigo.areas.training.queries.candidates import Roster
from arraigo.areas.training.queries.review import Doubtful
from arraigo.core import tenancy
from arraigo.core.audit.models import Entry
from arraigo.core.people import api as people

PAGE = "/santa-marina/formacion/revision/"
HTMX = {"HX-Request": "true"}


def key_of(name):
    return next(row.key for row in Evidence.objects.filter(state="review") if row.name == name)


def doubtful(course, *, doubt="unknown", **said):
    """A row that nobody has taken in: only what it says matters."""
    row = Evidence(doubt=doubt, **said)
    return Doubtful(course, row.key, (row,))


def enrolment_of(course, given):
    for enrolment in Enrolment.objects.filter(course=course):
        if people.profiles([enrolment.person_id])[enrolment.person_id].full_name.startswith(given):
            return enrolment
    raise LookupError(given)


@pytest.fixture
def address(course):
    def of(name, what="decidir"):
        return f"{PAGE}{course.pk}/{key_of(name)}/{what}/"

    return of


def test_each_identity_waits_once_whatever_its_rows(trainer, course):
    text = trainer.get(PAGE).content.decode()

    assert text.count("data-doubt-name") == 3
    assert text.count(">Dieguito</h2>") == 1
    assert "<strong>3</strong> personas por revisar" in text


def test_an_identity_says_in_which_sessions_and_on_which_days(trainer):
    text = trainer.get(PAGE).content.decode()

    assert "Jornadas</dt><dd>J1 · 09/11/2026</dd><dd>J2 · 16/11/2026</dd>" in text
    assert "Jornada</dt><dd>J2 · 16/11/2026</dd>" in text


def test_the_likeliest_candidate_comes_first_and_says_why(course, place):
    with tenancy.scope(place):
        doubtful = next(one for one in reads.waiting(Q()) if one.name == "Karla Ysa")
        best = Roster(course).rank(doubtful)[0]

    assert best.profile.full_name == "Carla Iza Tello"
    assert any("correo" in reason for reason in best.reasons)


def test_giving_the_rows_to_somebody_counts_their_attendance(trainer, course, address):
    diego = enrolment_of(course, "Diego")

    response = trainer.post(address("Dieguito"), {"es": str(diego.pk)})

    assert response.status_code == 302
    assert Attendance.objects.filter(enrolment=diego).count() == 2
    assert not any(row.name == "Dieguito" for row in Evidence.objects.filter(state="review"))


def test_another_enrolled_person_can_be_chosen_from_the_list(trainer, course, address):
    fausto = enrolment_of(course, "Fausto")

    trainer.post(address("Dieguito"), {"otra": str(fausto.pk)})

    assert Attendance.objects.filter(enrolment=fausto).count() == 2


def test_choosing_nobody_asks_to_choose(trainer, address):
    response = trainer.post(address("Dieguito"), {"otra": ""}, follow=True)

    assert "Elija a una persona inscrita en este curso." in response.content.decode()
    assert not Decision.objects.exists()


def test_who_does_not_take_part_waits_no_more_and_counts_for_nobody(trainer, address):
    before = Attendance.objects.count()

    trainer.post(address("Dieguito"), {"nadie": "si"})

    assert Attendance.objects.count() == before
    assert Evidence.objects.filter(state="set_aside").count() == 2


def test_somebody_of_the_city_is_enrolled_and_counted(trainer, course, address):
    trainer.post(address("Teresa Loor"), {"inscribir": "si"})

    assert Attendance.objects.filter(enrolment=enrolment_of(course, "Teresa")).count() == 1


def test_with_htmx_the_item_becomes_its_result_and_the_count_follows(trainer, course, address):
    url = address("Dieguito")
    response = trainer.post(url, {"es": str(enrolment_of(course, "Diego").pk)}, headers=HTMX)
    text = response.content.decode()

    assert response.status_code == 200
    assert "Es Diego Guamán Solís." in text
    assert 'hx-swap-oob="true"' in text
    assert "<strong>2</strong> personas por revisar" in text
    assert "<html" not in text


def test_with_htmx_a_mistake_comes_back_inside_the_item(trainer, address):
    response = trainer.post(address("Dieguito"), {"es": "nada"}, headers=HTMX)

    assert response.status_code == 200
    assert "Elija a una persona inscrita en este curso." in response.content.decode()


def test_what_is_left_for_later_goes_to_the_end(trainer, address):
    trainer.post(address("Dieguito", "despues"))

    text = trainer.get(PAGE).content.decode()

    assert text.index(">Dieguito</h2>") > text.index(">Karla Ysa</h2>")


def test_a_decision_is_listed_and_can_be_taken_back(trainer, course, address):
    key = key_of("Dieguito")
    trainer.post(address("Dieguito"), {"nadie": "si"})
    listed = trainer.get(f"{PAGE}decididas/").content.decode()

    trainer.post(f"{PAGE}{course.pk}/{key}/reabrir/")

    assert "Dieguito" in listed
    assert not Decision.objects.exists()
    assert Evidence.objects.filter(state="review", key=key).count() == 2


def test_an_email_seen_beside_somebody_becomes_theirs_when_confirmed(trainer, course):
    learned = LearnedEmail.objects.get(enrolment=enrolment_of(course, "Ana"))
    asked = trainer.get(PAGE).content.decode()

    trainer.post(f"{PAGE}correos/{learned.pk}/")

    person = learned.enrolment.person_id
    assert "ana.vega@otro.ec" in asked
    assert "ana.vega@otro.ec" in people.profiles([person])[person].emails


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"name": "Dieguito"}, []),
        ({"name": "Loor"}, []),
        ({"name": "Loor", "document": "AB100077"}, []),
        ({"name": "Bruno Lor Cusme"}, ["Bruno Loor Cusme"]),
        ({"name": "Loor", "document": "AB100012"}, ["Bruno Loor Cusme"]),
        ({"name": "Loor", "document": "AB010002"}, ["Bruno Loor Cusme"]),
        ({"name": "Invitada", "document": "AB100012"}, []),
        ({"name": "PC de la sala", "document": "AB100002"}, ["Bruno Loor Cusme"]),
        ({"name": "PC de la sala", "email": "ANA@ejemplo.ec"}, ["Ana Lucía Vega Mora"]),
        ({"name": "Karla", "email": "carla.iza@otro.ec"}, ["Carla Iza Tello"]),
    ],
)
def test_only_who_has_a_solid_reason_is_offered(said, expected, course, place):
    with tenancy.scope(place):
        found = Roster(course).rank(doubtful(course, **said))

    assert [one.profile.full_name for one in found] == expected


def test_at_most_four_are_offered(course, place):
    twins = [person(row, f"Rosa {row}", "Vera Cedeño", document=f"QQ90{row}{row}00") for row in range(20, 27)]

    with tenancy.scope(place):
        enrol(course, plan(course, twins), run=None, by=None, at=AT)
        found = Roster(course).rank(doubtful(course, name="Rosa Vera Cedeño"))

    assert len(found) == 4


def test_nobody_is_suggested_where_two_fit_equally(course, place):
    twins = [person(row, "María", "Vera Cedeño", document=f"QQ90{row}00") for row in (20, 21)]

    with tenancy.scope(place):
        enrol(course, plan(course, twins), run=None, by=None, at=AT)
        found = Roster(course).rank(doubtful(course, name="María Vera Cedeño"))

    assert len(found) == 2
    assert not any(one.is_likely for one in found)


@pytest.mark.parametrize(
    ("doubt", "likely"), [("unknown", True), ("other_document", True), ("several", False), ("shared_email", False)]
)
def test_an_answer_is_suggested_only_for_a_doubt_that_may_have_one(doubt, likely, course, place):
    with tenancy.scope(place):
        found = Roster(course).rank(doubtful(course, doubt=doubt, name="Bruno Loor Cusme"))

    assert found[0].is_likely is likely


def test_with_no_candidates_the_item_says_so_and_offers_the_search(trainer):
    text = trainer.get(PAGE + "?q=dieguito").content.decode()

    assert "Nadie inscrito se parece" in text
    assert "Buscar entre las personas inscritas" in text


def test_a_narrowed_queue_counts_what_it_shows_of_the_whole(trainer):
    text = trainer.get(PAGE + "?q=dieguito").content.decode()
    decide = html.unescape(re.search(r'hx-post="([^"]*decidir[^"]*)"', text)[1])
    after = trainer.post(decide, {"nadie": "si"}, headers=HTMX).content.decode()

    assert "<strong>1</strong> de 3 personas por revisar" in text
    assert "<strong>0</strong> de 2 personas por revisar" in after


def test_without_scripts_the_message_names_whose_rows_were_decided(trainer, address):
    text = trainer.post(address("Dieguito"), {"nadie": "si"}, follow=True).content.decode()

    assert "«Dieguito»: no participa." in text


def test_a_long_email_breaks_only_beside_its_signs(trainer):
    text = trainer.get(PAGE).content.decode()

    assert "carla.<wbr>iza<wbr>@otro.<wbr>ec" in text


@pytest.mark.parametrize(
    ("query", "names"),
    [("?q=karla", {"Karla Ysa"}), ("?motivo=not_enrolled", {"Teresa Loor"}), ("?q=nadie", set())],
)
def test_the_queue_can_be_narrowed(query, names, trainer):
    text = trainer.get(PAGE + query).content.decode()

    assert {name for name in ("Karla Ysa", "Teresa Loor", "Dieguito") if f">{name}</h2>" in text} == names


def test_a_row_that_waits_no_more_leads_back_to_the_queue(trainer, course):
    response = trainer.get(f"{PAGE}{course.pk}/01a205a7-1948-76a8-9458-a64300b51b09/")

    assert response.status_code == 302


def test_looking_at_the_queue_is_logged_once(trainer):
    trainer.get(PAGE)

    assert Entry.objects.filter(action="seen", detail__what="training.review").count() == 1


def test_nothing_to_review_says_so(trainer, address):
    for name in ("Dieguito", "Karla Ysa", "Teresa Loor"):
        trainer.post(address(name), {"nadie": "si"})

    assert "No hay nada por revisar" in trainer.get(PAGE).content.decode()

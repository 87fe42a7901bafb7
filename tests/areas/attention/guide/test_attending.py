"""Who attends, on pages that name only some: the best first, open before closed, each service once."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.areas.attention.guide.scene import AT

from arraigo.areas.attention.web.guide import delivery, known
from arraigo.areas.attention.web.guide.addresses import GuidePage, Kind, Mode
from arraigo.areas.attention.web.guide.known import Order, Wanted
from arraigo.areas.attention.web.guide.rendering import render
from arraigo.areas.attention.web.guide.shelf import whole
from arraigo.areas.directory import api as directory
from arraigo.areas.directory.models import (
    Holiday,
    Location,
    Schedule,
    ScheduleException,
    Service,
    ServiceAtLocation,
    ServiceNeed,
)

NAME = re.compile(r'<li class="place"><h3><a href="[^"]+/servicio/[^"]+">([^<]+)</a>')
HOUSE, LAWYERS = "Casa de Acogida y Orientación", "Consultorio jurídico gratuito"
HEALTH, SCHOOL = "Atención médica general y vacunas", "Cupos escolares"
MIND = "Apoyo psicológico para personas y familias en movilidad"
WAITING = "/prueba/guia/rutas/asilo/espera/"


@pytest.fixture
def clock(monkeypatch):
    def set_to(at):
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(AT)
    return set_to


def names(address):
    response = Client().get(address)
    assert response.status_code == 200
    return NAME.findall(response.text)


def another_place(city, name, opens):
    service = Service.objects.get(name=name)
    place = Location.objects.create(city=city, name="Otra sede", latitude=-0.3, longitude=-78.4)
    here = ServiceAtLocation.objects.create(city=city, service=service, location=place)
    Schedule.objects.create(
        city=city, service_at_location=here, freq="WEEKLY", byday="WE", opens_at=time(opens), closes_at=time(23)
    )


def test_an_answer_names_who_answers_its_first_need_before_the_next(guide, clock):
    # Asylum, legal aid, health (which mental health is a part of) and education; at ten the lawyers are closed.
    assert names(WAITING) == [HOUSE, LAWYERS, HEALTH, MIND, SCHOOL]


def test_of_a_need_who_is_open_now_comes_first_and_the_page_turns_when_a_door_does(guide, clock):
    Schedule.objects.filter(service_at_location__service__name=HOUSE).update(closes_at=time(12))
    assert names(WAITING)[:2] == [HOUSE, LAWYERS]
    clock(AT + timedelta(hours=4))

    assert names(WAITING)[:2] == [LAWYERS, HOUSE]


def test_a_page_turns_when_a_service_that_it_left_out_opens(guide, clock, monkeypatch):
    monkeypatch.setattr("arraigo.areas.attention.web.guide.screens.start.LISTED", 1)
    Schedule.objects.filter(service_at_location__service__name=HOUSE).update(opens_at=time(18), closes_at=time(19))
    term = ServiceNeed.objects.filter(term__code="legal-aid").first().term
    ServiceNeed.objects.create(city=guide, service=Service.objects.get(name=SCHOOL), term=term)
    assert names("/prueba/guia/temas/legal-aid/") == [SCHOOL]
    clock(AT + timedelta(hours=4))

    assert names("/prueba/guia/temas/legal-aid/") == [LAWYERS]


def test_a_page_that_does_not_know_the_hour_goes_by_need_and_name(guide):
    Schedule.objects.filter(service_at_location__service__name=HOUSE).update(opens_at=time(20), closes_at=time(21))
    page = GuidePage(Kind.ROUTE, "asilo", "espera")
    html = render(guide, "es", page, at=AT + timedelta(hours=4), mode=Mode.STATIC).decode()
    shelf = whole(AT + timedelta(hours=4))
    found = shelf.find(Wanted(["asylum", "legal-aid"], order=Order.BEST))

    assert html.index("Dónde ir") < html.index(HOUSE) < html.index(HEALTH)
    assert [one.service for one in found] == [HOUSE, LAWYERS]


def test_a_service_with_several_places_is_named_once_and_its_page_has_them_all(guide, clock):
    another_place(guide, HOUSE, 7)

    assert names(WAITING) == [HOUSE, LAWYERS, HEALTH, MIND, SCHOOL]
    assert names("/prueba/guia/temas/legal-aid/").count(HOUSE) == 1
    searched = Client().post("/prueba/guia/buscar/", {"q": "abogado gratis"}).text
    assert [name for name in NAME.findall(searched) if name == HOUSE] == [HOUSE]
    service = Service.objects.get(name=HOUSE)
    assert "Otra sede" in Client().get(f"/prueba/guia/servicio/{service.pk}/").text


def test_the_list_of_many_pages_stays_by_name(guide, clock):
    another_place(guide, HOUSE, 7)

    assert names("/prueba/guia/servicios/legal-aid/todas/") == [HOUSE, HOUSE, LAWYERS]


def test_a_city_with_more_places_than_are_kept_is_told_alike(guide, clock, monkeypatch):
    another_place(guide, HOUSE, 7)
    known.forget()
    delivery.forget()
    monkeypatch.setattr(known, "MOST", 2)

    assert names(WAITING) == [HOUSE, LAWYERS, HEALTH, MIND, SCHOOL]
    asked = Wanted(["health", "asylum"], limit=2)
    assert [one.service for one in known.places(guide.pk, "other", asked, at=AT)] == [HEALTH, MIND]


def service_page(guide, mode=Mode.LIVE, at=AT):
    service = Service.objects.get(name=HOUSE)
    return render(guide, "es", GuidePage(Kind.SERVICE, str(service.pk)), at=at, mode=mode).decode()


@pytest.mark.parametrize("mode", [Mode.LIVE, Mode.STATIC, Mode.PACKED])
def test_a_service_tells_the_days_on_which_its_hours_are_others(guide, mode):
    service = Service.objects.get(name=HOUSE)
    days = {"city": guide, "service": service}
    christmas, year = date(2026, 12, 24), date(2026, 12, 31)
    ScheduleException.objects.create(
        starts_on=christmas, ends_on=christmas, opens_at=time(9), closes_at=time(12), **days
    )
    ScheduleException.objects.create(starts_on=year, ends_on=date(2027, 1, 3), **days)
    ScheduleException.objects.create(starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 3), **days)
    # A Friday; a Sunday, on which it is closed anyway; and one in half a year.
    for day in (date(2026, 12, 25), date(2026, 12, 27), date(2027, 5, 24)):
        Holiday.objects.create(city=guide, day=day, name="Feriado")
    html = service_page(guide, mode)

    assert "Días con otro horario" in html
    assert "<li>24 de diciembre: 9:00 a 12:00</li>" in html
    assert "<li>25 de diciembre, feriado: cerrado</li>" in html
    assert "<li>31 de diciembre al 3 de enero: cerrado</li>" in html
    assert not any(gone in html for gone in ("noviembre:", "27 de diciembre", "24 de mayo"))


def test_a_service_without_other_hours_says_nothing_of_them(guide):
    assert "Días con otro horario" not in service_page(guide)


@pytest.mark.parametrize("mode", [Mode.LIVE, Mode.STATIC])
@pytest.mark.parametrize("due", [None, date(2026, 11, 24)])
def test_what_should_have_been_checked_again_warns_and_says_when_it_was(guide, mode, due):
    Service.objects.update(verified_on=date(2026, 8, 1), due_on=due)
    html = service_page(guide, mode)

    assert "El 1 de agosto de 2026. Llame antes de ir." in html
    told = html[html.index("Última comprobación") :]
    assert "#warning" in told[: told.index("El 1 de agosto")]
    assert "Comprobado" not in html


def test_what_is_due_today_still_counts_as_checked_and_tomorrow_no_more(guide, clock):
    Service.objects.update(verified_on=date(2026, 8, 1), due_on=date(2026, 11, 25))
    address = f"/prueba/guia/servicio/{Service.objects.get(name=HOUSE).pk}/"
    today = Client().get(address).text
    assert "Comprobado" in today
    assert "Llame antes de ir." not in today
    clock(datetime(2026, 11, 26, 5, 1, tzinfo=UTC))

    assert "El 1 de agosto de 2026. Llame antes de ir." in Client().get(address).text


def test_the_directory_ranks_as_the_guide_does(guide, django_assert_max_num_queries):
    another_place(guide, HOUSE, 7)
    needs = ["education", "asylum"]
    with django_assert_max_num_queries(10):
        found = directory.public_places(at=AT, needs=needs, best_first=True, limit=3)

    assert [one.service for one in found] == [SCHOOL, HOUSE, LAWYERS]
    assert [one.service for one in directory.public_places(at=AT, needs=needs, best_first=True, open_now=True)] == [
        SCHOOL,
        HOUSE,
    ]

"""The desk's pages: what they show, how few queries they take, and what their forms write."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from arraigo.areas.directory.actions.services_hours import save_hours
from arraigo.areas.directory.models import Holiday, Phone, Schedule, ScheduleException, Service, ServiceAtLocation
from arraigo.areas.directory.queries.desk_hours import WeekRow, week
from arraigo.core.accounts.api import Role
from arraigo.core.tenancy.models import new_id

ROOT = "/prueba/directorio"


@pytest.fixture
def many(make_service, make_location, make_schedule, make_organization):
    for number in range(30):
        place = make_location(f"Sede {number}")
        make_schedule(place)
        giver = make_organization(f"Organización {number % 6}")
        make_service(
            f"Servicio {number:02}", organization=giver, at=[place, make_location()], needs=["health", "asylum"]
        )


def test_the_list_takes_few_queries_however_many_services_there_are(member, many, django_assert_max_num_queries):
    client = member()
    client.get(f"{ROOT}/servicios/")
    # Ten are those of every page: who asks, in which city, and what waits for them.
    with django_assert_max_num_queries(16):
        response = client.get(f"{ROOT}/servicios/?filas=50")
    assert "30" in response.content.decode()


def test_a_service_takes_as_many_queries_with_one_place_as_with_ten(
    member, make_service, make_location, django_assert_max_num_queries
):
    service = make_service("Muchas sedes", needs=["health"], at=[make_location(f"Sede {one}") for one in range(10)])
    client = member()
    client.get(f"{ROOT}/servicios/{service.pk}/")
    with django_assert_max_num_queries(32):
        assert client.get(f"{ROOT}/servicios/{service.pk}/").status_code == 200


@pytest.mark.parametrize("words", ["vacunación", "VACUNACION", "peñas", "penas vacun"])
def test_the_list_is_searched_by_name_and_organisation_without_accents(member, make_service, make_organization, words):
    make_service("Vacunación", organization=make_organization("Centro Las Peñas"))
    make_service("Otra cosa", organization=make_organization("Otro"))
    page = member().get(f"{ROOT}/servicios/", {"q": words}).content.decode()
    assert ">Vacunación<" in page
    assert "Otra cosa" not in page


def test_the_list_is_narrowed_by_need_state_and_verification(member, make_service, now):
    make_service("Refugio", needs=["asylum"], verified_on=timezone.now().date(), due_on="2999-01-01")
    make_service("Vacunas", needs=["health"], status="inactive")
    client = member()

    def listed(**asked):
        page = client.get(f"{ROOT}/servicios/", asked).content.decode()
        return {name for name in ("Refugio", "Vacunas") if f">{name}<" in page}

    assert listed(necesidad="documents") == {"Refugio"}
    assert listed(estado="inactive") == {"Vacunas"}
    assert listed(verificacion="al-dia") == {"Refugio"}
    assert listed(verificacion="vencida") == set()


def service_form(**changes):
    told = {"row_id": new_id(), "name": "Comedor", "new_organization": "Olla", "needs": ["health"], "status": "active"}
    return {**told, "languages": ["es", "ht"], "documents": "Ninguno\n\nCédula", **changes}


def test_a_service_sent_twice_is_one(member):
    client, told = member(), service_form()
    for _time in range(2):
        assert client.post(f"{ROOT}/servicios/nuevo/", told).status_code == 302
    made = Service.objects.get()
    assert made.organization.name == "Olla"
    assert [row.document for row in made.required_documents.order_by("id")] == ["Ninguno", "Cédula"]
    assert {row.code for row in made.languages.all()} == {"es", "ht"}
    assert {row.term.code for row in made.needs.all()} == {"health"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Escriba el nombre"),
        ({"needs": []}, "nadie lo encuentra"),
        ({"new_organization": ""}, "Elija la org"),
    ],
)
def test_a_service_without_what_it_needs_is_not_saved_and_says_why(member, changes, sentence):
    response = member().post(f"{ROOT}/servicios/nuevo/", service_form(**changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Service.objects.exists()


def test_a_place_is_added_once_and_half_a_point_is_refused(member, make_service):
    service, client = make_service(), member()
    told = {"row_id": new_id(), "name": "Oficina", "organization": service.organization_id, "location_type": "physical"}
    address = f"{ROOT}/servicios/{service.pk}/lugares/nuevo/"
    assert client.post(address, {**told, "latitude": "-0,22"}).status_code == 422
    for _time in range(2):
        assert client.post(address, {**told, "latitude": "-0,22", "longitude": "-78.51"}).status_code == 302
    here = ServiceAtLocation.objects.get()
    assert (here.location.latitude, here.location.longitude) == (-0.22, -78.51)


def hours_form(rows, exceptions=()):
    told = {"h-TOTAL_FORMS": len(rows), "h-INITIAL_FORMS": 0, "e-TOTAL_FORMS": len(exceptions), "e-INITIAL_FORMS": 0}
    for number, (days, opens, closes) in enumerate(rows):
        told |= {f"h-{number}-days": days, f"h-{number}-opens": opens, f"h-{number}-closes": closes}
    for number, row in enumerate(exceptions):
        told |= {f"e-{number}-{name}": value for name, value in row.items()}
    return told


def test_hours_are_written_over_night_and_with_other_days(member, make_service, in_city):
    service, client = make_service(), member()
    closed = {"starts_on": "24/12/2026", "ends_on": "26/12/2026", "note": "Navidad"}
    told = hours_form([(["FR", "SA"], "20:00", "6:00"), ([], "", "")], [closed])
    assert client.post(f"{ROOT}/horarios/servicio/{service.pk}/", told).status_code == 302
    assert [row for _one, row in week(service, in_city.timezone).rows] == [WeekRow(("FR", "SA"), time(20), time(6))]
    assert ScheduleException.objects.get().opens_at is None
    page = client.get(f"{ROOT}/servicios/{service.pk}/").content.decode()
    assert "20:00 a 06:00 del día siguiente" in page
    assert "Viernes y sábado" in page


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ((["MO"], "8:00", ""), "a qué hora cierra"),
        (([], "8:00", "9:00"), "Marque los días"),
        ((["MO"], "25:00", "9:00"), "la hora y los minutos"),
    ],
)
def test_half_a_row_of_hours_says_what_lacks(member, make_service, row, sentence):
    response = member().post(f"{ROOT}/horarios/servicio/{make_service().pk}/", hours_form([row]))
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_what_no_week_holds_stays_until_somebody_takes_it_out(make_service, make_schedule, in_city, now):
    service = make_service()
    monthly = Schedule.objects.create(
        city=in_city, service=service, freq="MONTHLY", byday="1SA", opens_at=time(8), closes_at=time(12)
    )
    same = make_schedule(service)
    row = WeekRow(("MO", "TU", "WE", "TH", "FR"), time(8), time(16, 30))
    assert not save_hours(service, rows=[row], by=None, at=now)
    assert {one.pk for one in Schedule.objects.all()} == {monthly.pk, same.pk}
    assert save_hours(service, rows=[], drops=[monthly.pk], by=None, at=now)
    assert not Schedule.objects.exists()


def test_a_phone_for_the_staff_is_not_in_the_download(member, make_service, in_city):
    service = make_service(phone="02 111 1111")
    Phone.objects.create(city=in_city, service=service, number="099 777 7777", is_private=True)
    answer = member(Role.PLANNER).get(f"{ROOT}/servicios/?formato=csv&columnas=name&columnas=phones")
    told = b"".join(answer.streaming_content).decode()
    assert "02 111 1111" in told
    assert "099 777 7777" not in told


def test_a_service_and_a_place_show_the_days_to_come_with_other_hours(
    member, make_service, make_location, make_schedule, in_city
):
    place = make_location("Sede")
    make_schedule(place, byday="MO,TU,WE,TH,FR,SA,SU")
    service = make_service("Comedor", at=[place])
    soon, free = (timezone.localdate() + timedelta(days=days) for days in (10, 12))
    ScheduleException.objects.create(
        city=in_city, location=place, starts_on=soon, ends_on=soon, opens_at=time(9), closes_at=time(12)
    )
    Holiday.objects.create(city=in_city, day=free, name="Fiesta")
    client = member()
    for address in (f"{ROOT}/servicios/{service.pk}/", f"{ROOT}/lugares/{place.pk}/"):
        page = client.get(address).content.decode()
        assert "Días con otro horario" in page
        assert f"<dt>{soon:%d/%m/%Y}</dt><dd>09:00 a 12:00</dd>" in page
        assert f"<dt>{free:%d/%m/%Y} (feriado)</dt><dd>cerrado</dd>" in page


def test_a_place_of_a_service_with_its_own_hours_shows_its_own_other_days(
    member, make_service, make_location, make_schedule, in_city
):
    place = make_location("Sede")
    service = make_service("Comedor", at=[place])
    make_schedule(service)
    soon = timezone.localdate() + timedelta(days=10)
    ScheduleException.objects.create(city=in_city, location=place, starts_on=soon, ends_on=soon)

    assert f"<dt>{soon:%d/%m/%Y}</dt><dd>cerrado</dd>" in member().get(f"{ROOT}/servicios/{service.pk}/").text

"""The directory's desk and the page of an organisation, as Chromium shows them: wide, on a phone, without scripts."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.journeys import city as town
from tests.journeys.browsing import SIZES, barriers, needs_chromium, open_page, shoot

from arraigo.areas.directory.models import Location, Proposal, Service, ServiceAtLocation, Verification
from arraigo.areas.directory.queries.exchange import import_token
from arraigo.areas.directory.queries.proposals_links import update_token
from arraigo.config import demo
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.files import api as files
from arraigo.core.places.api import forget_cities
from arraigo.core.places.models import City

# As an organisation sends it, with what people get wrong.
SHEET = """Organización;Servicio;Necesidades;Días;Abre;Cierra;Latitud;Longitud
Casa Abierta de Santa Marina;Desayuno;comida;lunes a viernes;6:00;25:00;-81,57;-1,57
Casa Abierta de Santa Marina;;salud;lunes;8:00;12:00;;
""".encode()

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def built(settings):
    settings.DEMO = True
    settings.DEMO_PARTS = ["arraigo.areas.directory.demo.build"]
    forget_cities()
    demo.build(lambda step, done, total: None, at=timezone.now())
    with tenancy.scope(City.objects.get(slug=demo.SLUG)):
        yield
    forget_cities()


@pytest.fixture
def page(browser, live_server, settings, built):
    client = Client()
    client.force_login(town.member(Role.COORDINATION))
    opened = open_page(browser, live_server.url)
    name = settings.SESSION_COOKIE_NAME
    opened.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    yield opened
    opened.context.close()


def looked_at(page, address, name):
    """Open an address at both widths and return what is wrong with it."""
    page.complaints.clear()
    faults = []
    for size in ("wide", "phone"):
        page.set_viewport_size(SIZES[size])
        page.goto(address)
        faults += [f"{address} {size}: {fault}" for fault in barriers(page)]
        shoot(page, f"directorio-{name}")
    # A file that cannot be read is told with its own status.
    return faults + [said for said in page.complaints if "status of 422" not in said]


def _uploaded(data, name):
    return import_token(files.store(data, name=name, media_type="text/csv", by=None, at=timezone.now()))


def test_the_desk_of_the_directory_is_whole(page):
    waiting = Proposal.objects.get(state="pending")
    reserved = ServiceAtLocation.objects.filter(location__is_confidential=True).select_related("location").first()
    everywhere = Service.objects.get(name="Información para quien acaba de llegar")
    monthly = Service.objects.get(name="Canasta de alimentos")
    paid = Service.objects.get(name="Ayuda en dinero para recién llegadas")
    place = Location.objects.get(name="Centro de Salud Las Peñas")
    root = "/demo/directorio"
    addresses = {
        "servicios": f"{root}/servicios/",
        "nada": f"{root}/servicios/?q=zzzz",
        "nuevo": f"{root}/servicios/nuevo/",
        "servicio": f"{root}/servicios/{everywhere.pk}/",
        "reservado": f"{root}/servicios/{reserved.service_id}/",
        "mensual": f"{root}/servicios/{monthly.pk}/",
        "juridico": f"{root}/servicios/{waiting.service_id}/",
        "editar": f"{root}/servicios/{everywhere.pk}/editar/",
        "a-quien": f"{root}/servicios/{paid.pk}/a-quien/",
        "telefonos": f"{root}/servicios/{everywhere.pk}/telefonos/",
        "cupos": f"{root}/servicios/{reserved.service_id}/cupos/",
        "enlace": f"{root}/servicios/{waiting.service_id}/enlace/",
        "lugar-nuevo": f"{root}/servicios/{everywhere.pk}/lugares/nuevo/",
        "lugares": f"{root}/lugares/",
        "lugar": f"{root}/lugares/{place.pk}/",
        "lugar-reservado": f"{root}/lugares/{reserved.location_id}/",
        "lugar-editar": f"{root}/lugares/{place.pk}/editar/",
        "horario": f"{root}/horarios/servicio/{waiting.service_id}/",
        "horario-mensual": f"{root}/horarios/servicio/{monthly.pk}/",
        "feriados": f"{root}/feriados/",
        "por-verificar": f"{root}/por-verificar/",
        "plazos": f"{root}/por-verificar/plazos/",
        "propuestas": f"{root}/propuestas/",
        "propuesta": f"{root}/propuestas/{waiting.pk}/",
        "avisos": f"{root}/avisos/",
        "importar": f"{root}/importar/",
        "importar-mal": f"{root}/importar/{_uploaded(b'{', 'mal.json')}/",
        "importar-revisar": f"{root}/importar/{_uploaded(SHEET, 'servicios.csv')}/",
    }
    faults = [fault for name, address in addresses.items() for fault in looked_at(page, address, name)]

    assert not faults, "\n".join(faults)


def test_one_press_says_that_a_service_was_checked_today(page):
    page.goto("/demo/directorio/por-verificar/")
    row = page.get_by_role("row").filter(has_text="Kit de higiene en la terminal")
    row.get_by_role("button", name="Visita").click()
    page.get_by_text(": verificado hoy").wait_for()

    row = Verification.objects.get(service__name="Kit de higiene en la terminal")
    assert (row.method, row.result) == ("visit", "confirmed")


def test_an_organisation_mends_its_entry_without_scripts_and_the_desk_takes_it(browser, live_server, page):
    waiting = Proposal.objects.select_related("link").get(state="pending")
    address = f"/demo/directorio/actualizar/{update_token(waiting.link)}/"
    phone = open_page(browser, live_server.url, size="phone", scripts=False)
    phone.goto(address)
    shoot(phone, "actualizar")
    phone.get_by_role("link", name="Consultorio jurídico").click()
    shoot(phone, "actualizar-servicio")
    phone.get_by_label("Cómo se pide").fill("Con cita, por teléfono.")
    shoot(phone, "actualizar-lleno")
    phone.get_by_role("button", name="Enviar los cambios").click()
    phone.get_by_text("Lo recibimos").wait_for()
    shoot(phone, "actualizar-listo")
    phone.context.close()
    for size in ("wide", "phone"):
        looking = open_page(browser, live_server.url, size=size)
        looking.goto(f"{address}{waiting.service_id}/")
        assert not barriers(looking)
        shoot(looking, "actualizar-otra")
        looking.context.close()

    page.goto(f"/demo/directorio/propuestas/{waiting.pk}/")
    page.get_by_role("button", name="Aceptar lo marcado").click()
    page.get_by_text("avisamos a la organización").wait_for()
    changed = Service.objects.get(pk=waiting.service_id)
    assert changed.application_process == "Con cita, por teléfono."

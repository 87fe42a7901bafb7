"""An invented city with the routes of `ec` and services of every kind that a page of the guide can show."""

from datetime import UTC, date, datetime, time

import shapely

from arraigo.areas.attention.actions.guide import save_guide_settings
from arraigo.areas.attention.api import install_pack
from arraigo.areas.directory.actions.needs import load_needs
from arraigo.areas.directory.models import (
    Accessibility,
    Address,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceNeed,
)
from arraigo.core import tenancy
from arraigo.core.organisations import api as organisations
from arraigo.core.places import api as places

# A Wednesday at ten in the morning in Santa Marina.
AT = datetime(2026, 11, 25, 15, tzinfo=UTC)
SECRET = "Casa Azucena"
SECRET_ADDRESS = "Pasaje de los Jazmines 77"
WEEK = "MO,TU,WE,TH,FR"
# name, organisation, needs, place, address, days, opens, closes
SERVICES = (
    ("Casa de Acogida y Orientación", "Municipio de Santa Marina", ("asylum", "emergency", "legal-aid", "documents"),
     "Casa municipal", "Calle Los Ceibos 214, junto al mercado", WEEK, 8, 17),
    ("Consultorio jurídico gratuito", "Defensoría Pública de Santa Marina", ("legal-aid", "asylum", "discrimination"),
     "Edificio de Justicia", "Plaza Central, edificio municipal, piso 1", WEEK, 13, 17),
    ("Atención médica general y vacunas", "Centro de Salud El Guayabo", ("health", "disability"),
     "Centro de Salud", "Calle 3 y malecón", "MO,TU,WE,TH,FR,SA", 7, 19),
    ("Apoyo psicológico para personas y familias en movilidad", "Fundación Horizonte Abierto",
     ("mental-health", "gbv"), "Sede central", "Av. Libertad 1020, frente al parque", "TU,TH", 9, 13),
    ("Comedor comunitario", "Parroquia San Lucas", ("food",), "Salón parroquial", "Calle Bolívar 45", WEEK, 12, 14),
    ("Cupos escolares", "Distrito de Educación", ("education",), "Distrito 09", "Av. del Puerto 300", WEEK, 8, 16),
    ("Bolsa de empleo y emprendimiento", "Cámara de Comercio", ("livelihoods",), "Sede", "Calle Sucre 8", WEEK, 9, 16),
    ("Hospedaje de emergencia", "Albergue San Juan", ("housing", "family", "unaccompanied-children"),
     "Albergue", "Av. Quito 77", "", 0, 0),
    ("Acompañamiento a personas LGBTIQ+", "Colectivo Diverso", ("lgbtiq",), "Sede", "Calle Olmedo 12", "FR", 15, 19),
)  # fmt: skip


def build(slug="demo"):
    """Make the city."""
    city = places.city_by_slug(slug) or places.create_city(
        slug=slug, name="Santa Marina", municipality="Municipio de Santa Marina", invented=True, by=None, at=AT
    )
    with tenancy.scope(city):
        install_pack(city=city, pack="ec", by=None, at=AT)
        _areas(city)
        terms = load_needs(city=city, by=None, at=AT)
        for number, told in enumerate(SERVICES):
            _service(city, terms, number, *told)
        _reserved(city, terms)
        save_guide_settings(
            exit_url="https://www.google.com/search?q=clima", office="Dirección de Inclusión Social", by=None, at=AT
        )
    return city


def _areas(city):
    squares = [
        places.AreaDraft(
            number, f"0901{number:02}", name, shapely.box(-78.5 + number / 50, -0.2, -78.48 + number / 50, -0.18)
        )
        for number, name in enumerate(("El Guayabo", "La Merced", "San Lucas"))
    ]
    places.import_areas(squares, city=city, level="parish", by=None, at=AT)


def _service(city, terms, number, name, organization, needs, place, address, days, opens, closes):
    owner = organisations.resolve_names([organization], city=city, by=None, at=AT)[organization]
    service = Service.objects.create(
        city=city,
        organization=owner,
        name=name,
        description="Servicio inventado. Escuchan su caso y le dicen qué hacer.",
        application_process="No necesita cita. Llegue antes de las 11:00.",
        fees_description="Gratis",
        eligibility_description="Toda persona, con o sin papeles.",
        verified_on=date(2026, 11, 12) if number % 2 == 0 else None,
        email=f"ayuda{number}@x.example",
        url=f"https://x.example/{number}",
    )
    at = Location.objects.create(
        city=city, name=place, latitude=-0.19, longitude=-78.49 + number / 200, transportation="Buses 4 y 11"
    )
    Address.objects.create(city=city, location=at, address_1=address, country="EC")
    Accessibility.objects.create(city=city, location=at, description="Rampa y baño accesible")
    here = ServiceAtLocation.objects.create(city=city, service=service, location=at)
    Phone.objects.create(city=city, service=service, number=f"02 555 01{number:02}", description="Información")
    if number == 0:
        Phone.objects.create(city=city, service=service, number="+593 99 555 0142", description="WhatsApp")
    for code in ("es", "en", "ht")[: 1 + number % 3]:
        Language.objects.create(city=city, service=service, code=code, name=code)
    for text in ("Cualquier papel o foto con su nombre", "Un número de teléfono"):
        RequiredDocument.objects.create(city=city, service=service, document=text)
    for code in needs:
        ServiceNeed.objects.create(city=city, service=service, term=terms[code])
    if days:
        Schedule.objects.create(
            city=city, service_at_location=here, freq="WEEKLY", byday=days, opens_at=time(opens), closes_at=time(closes)
        )


def _reserved(city, terms):
    name = "Red de casas seguras"
    owner = organisations.resolve_names([name], city=city, by=None, at=AT)[name]
    service = Service.objects.create(city=city, organization=owner, name="Lugar seguro para mujeres y sus hijos")
    at = Location.objects.create(city=city, name=SECRET, latitude=-0.21111, longitude=-78.43333, is_confidential=True)
    Address.objects.create(city=city, location=at, address_1=SECRET_ADDRESS, country="EC")
    ServiceAtLocation.objects.create(city=city, service=service, location=at)
    Phone.objects.create(city=city, service=service, number="1800 288 523", description="A toda hora")
    for code in ("gbv", "trafficking"):
        ServiceNeed.objects.create(city=city, service=service, term=terms[code])

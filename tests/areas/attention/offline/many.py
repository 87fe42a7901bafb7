"""Services by the hundred, each with its own words, as a directory of a city has them."""

import random
from datetime import date, time

from tests.areas.attention.guide.scene import AT

from arraigo.areas.directory.actions.needs import load_needs
from arraigo.areas.directory.models import (
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
from arraigo.core.organisations import api as organisations
from arraigo.core.places import api as places

KINDS = ("Atención", "Orientación", "Consulta", "Ventanilla", "Taller", "Asesoría", "Entrega", "Registro", "Apoyo")
ABOUT = (
    "de salud familiar", "jurídica gratuita", "para niñas y niños", "psicológica", "de documentos", "para mujeres",
    "de alimentos", "de empleo", "de vivienda", "escolar", "para personas con discapacidad", "de emergencia",
)  # fmt: skip
WHERE = [
    "San Blas",
    "El Ejido",
    "La Floresta",
    "Chillogallo",
    "Guamaní",
    "Calderón",
    "Cotocollao",
    "Solanda",
    "La Magdalena",
    "Tumbaco",
]
SAID = (
    "Reciben a cualquier persona sin pedir cita.", "Pregunte por la trabajadora social en la entrada.",
    "Hay turnos desde muy temprano y se acaban pronto.", "Escuchan su caso y le dicen a dónde ir después.",
    "Le ayudan a llenar formularios y a sacar copias.", "Se habla despacio y se explica con dibujos.",
    "También atienden por teléfono a quien no puede moverse.", "Pueden cuidar a sus hijos mientras le atienden.",
    "No entregan dinero, sí bonos para la tienda.", "Trabajan con abogadas de la universidad.",
)  # fmt: skip
NEEDS = [
    "health",
    "legal-aid",
    "documents",
    "food",
    "housing",
    "education",
    "livelihoods",
    "mental-health",
    "gbv",
    "asylum",
]


def build(city, count):
    """Make services in the first zone of the city."""
    chance = random.Random(7)
    terms = load_needs(city=city, by=None, at=AT)
    area = places.areas().order_by("name").first()
    names = [f"Fundación {place} {number}" for number, place in enumerate(WHERE * (count // 40 + 1))]
    owners = list(organisations.resolve_names(names, city=city, by=None, at=AT).values())
    services = Service.objects.bulk_create([_service(city, owners, chance, number) for number in range(count)])
    spots = Location.objects.bulk_create([_location(city, area, chance) for _one in services])
    Address.objects.bulk_create([
        Address(city=city, location=one, country="EC",
                address_1=f"Calle {chance.choice(WHERE)} N{chance.randint(1, 99)}-{chance.randint(1, 400)}")
        for one in spots
    ])  # fmt: skip
    here = [ServiceAtLocation(city=city, service=one, location=at) for one, at in zip(services, spots, strict=True)]
    ServiceAtLocation.objects.bulk_create(here)
    Phone.objects.bulk_create(
        [
            Phone(city=city, service=one, number=f"02 {chance.randint(200, 399)} {chance.randint(1000, 9999)}")
            for one in services
        ]
    )
    Schedule.objects.bulk_create([
        Schedule(city=city, service_at_location=one, freq="WEEKLY",
                 byday=chance.choice(("MO,TU,WE,TH,FR", "TU,TH", "SA")),
                 opens_at=time(chance.randint(7, 9), chance.choice((0, 30))), closes_at=time(chance.randint(12, 18)))
        for one in here
    ])  # fmt: skip
    Language.objects.bulk_create(
        [Language(city=city, service=one, code=code, name=code) for one in services for code in ("es", "en")]
    )
    RequiredDocument.objects.bulk_create(
        [RequiredDocument(city=city, service=one, document="Cualquier papel con su nombre") for one in services]
    )
    ServiceNeed.objects.bulk_create(
        [ServiceNeed(city=city, service=one, term=terms[code]) for one in services for code in chance.sample(NEEDS, 2)]
    )


def _service(city, owners, chance, number):
    return Service(
        city=city,
        organization=chance.choice(owners),
        name=f"{chance.choice(KINDS)} {chance.choice(ABOUT)} {chance.choice(WHERE)} {number}",
        description=" ".join(chance.sample(SAID, 3)),
        application_process=chance.choice(SAID),
        fees_description=chance.choice(("Gratis", "Dos dólares", "Lo que pueda dar")),
        eligibility_description=chance.choice(("Toda persona", "Mujeres y sus hijos", "Menores de 18 años")),
        verified_on=date(2026, 10, chance.randint(1, 31)),
        url=f"https://servicio{number}.example/",
    )


def _location(city, area, chance):
    return Location(
        city=city, area=area, name=f"Casa {chance.choice(WHERE)} {chance.randint(1, 900)}",
        latitude=round(-0.19 + chance.random() / 50, 5), longitude=round(-78.49 + chance.random() / 50, 5),
    )  # fmt: skip

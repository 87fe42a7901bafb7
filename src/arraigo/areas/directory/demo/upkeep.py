"""What keeps the demo's directory true: when each service was checked, a proposal that waits, what readers said."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from arraigo.areas.directory.actions.proposing import accept, propose, send_link
from arraigo.areas.directory.actions.reporting import decide_report, report_problem
from arraigo.areas.directory.actions.verifying import verify
from arraigo.areas.directory.demo.services import GIFTS
from arraigo.areas.directory.models import Report, Service
from arraigo.areas.directory.queries.proposals import entry
from arraigo.core.places.models import City

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

METHODS = ("phone", "phone", "visit", "mail", "document")
# An address of RFC 5737, which is nobody's.
NOBODY = "192.0.2.1"
REPORTS = (
    ("Almuerzo", "hours", "Llegué a las 13:30 y ya no había.", ""),
    ("Consulta médica", "phone", "Suena y nadie contesta en la mañana.", ""),
    ("Medio pasaje", "refused", "Me pidieron cédula ecuatoriana.", "mended"),
)


def build_upkeep(*, city: City, by: "User | None", at: datetime) -> None:
    """Check most services on a day of the past, take a proposal that waits and one that was taken, and some reports."""
    services = {service.name: service for service in Service.objects.select_related("organization", "city")}
    for number, gift in enumerate(GIFTS):
        if gift.checked is not None:
            moment = at - timedelta(days=gift.checked)
            verify(services[gift.name], method=METHODS[number % len(METHODS)], by=by, at=moment)
    verify(services["Punto de Río Blanco"], method="phone", result="not_reached", note="Timbra.", by=by, at=at)
    _taken(services["Casa La Vela"], by, at - timedelta(days=6))
    _waiting(services["Consultorio jurídico"], by, at - timedelta(days=1))
    for name, kind, note, became in REPORTS:
        moment = at - timedelta(days=2)
        report_problem(service_id=services[name].pk, kind=kind, note=note, address=NOBODY, language="es", at=moment)
        if became:
            made = Report.objects.filter(service=services[name]).latest("at")
            decide_report(made, state=became, by=by, at=at)


def _taken(service: Service, by: "User | None", at: datetime) -> None:
    link = send_link(organization=service.organization, service=service, email="vela@santamarina.example", by=by, at=at)
    said = {"application_process": "Sin cita. Los sábados hay grupo a las 10:00."}
    accept(propose(link, service_id=service.pk, said=said, at=at), by=by, at=at + timedelta(hours=5))


def _waiting(service: Service, by: "User | None", at: datetime) -> None:
    """The university asks to change hours, a telephone and what it asks for."""
    link = send_link(
        organization=service.organization, service=None, email="juridico@santamarina.example", by=by, at=at
    )
    told = entry(service)
    hours = next(key for key in told if key.startswith("hours:"))
    row_id = told["phones"].value[0][0]
    said = {
        "phones": [[row_id, "05 555 0188", "", "citas"], ["", "099 555 0177", "", "WhatsApp"]],
        hours: [[["MO", "TU", "WE", "TH", "FR"], "09:00", "16:00", False], [["SA"], "09:00", "12:00", False]],
        "description": (
            "Estudiantes de último año, con una profesora, llevan su caso y le acompañan a las audiencias. "
            "Es un ejemplo inventado."
        ),
        "documents": ["Ninguno. Vaya aunque no tenga papeles.", "Si tiene: los papeles de su caso"],
    }
    note = "Desde este mes abrimos también los sábados."
    propose(link, service_id=service.pk, said=said, note=note, at=at + timedelta(hours=4))

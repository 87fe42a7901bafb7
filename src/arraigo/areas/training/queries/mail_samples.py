"""The mails of training, to look at in the desk. The people, courses and addresses are invented."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from arraigo.core.outbox.api import Sample

SESSION: dict[str, Any] = {
    "title": "Rutas de atención",
    "starts": datetime(2026, 12, 3, 9, 0),  # noqa: DTZ001 - as a clock on the wall shows it
    "ends": datetime(2026, 12, 3, 11, 0),  # noqa: DTZ001
    "place": "Sala Condamine",
    "join": "https://reunion.example.org/rutas",
}
PERSON: dict[str, Any] = {
    "name": "Ana Lucía",
    "city": "Municipio de Santa Marina (inventado)",
    "course": "Movilidad humana y servicios",
    "contact": "formacion@santamarina.example",
    "link": "https://movilidad.example.org/demo/mi-curso/enlace-de-ejemplo/",
    "sessions": [SESSION],
}
AT = datetime(2026, 12, 10, 18, 0)  # noqa: DTZ001 - as a clock on the wall shows it
APPLYING: dict[str, Any] = {
    **PERSON,
    "application_link": "https://movilidad.example.org/demo/inscripcion/enlace-de-ejemplo/",
    "participant_link": PERSON["link"],
    "code_link": "https://movilidad.example.org/demo/mi-curso/enlace-de-ejemplo/codigo/",
    "by_focal_point": False,
    "institution": "Casa Abierta",
    "reason": "",
    "state": "waiting",
}
ASKED: dict[str, Any] = {
    "course": "Movilidad humana y servicios",
    "title": "Prueba final",
    "city_name": "Santa Marina",
    "url": "https://movilidad.example.org/demo/prueba/enlace-de-ejemplo/",
    "opens": None,
    "closes": AT,
    "is_survey": False,
}
ICS = ("curso.ics",)
SAMPLES = (
    Sample(
        "training_application_confirm",
        _("Confirme su inscripción"),
        _("Cuando una persona llena el formulario público."),
        APPLYING,
    ),
    Sample(
        "training_standing",
        _("En qué está su inscripción"),
        _("Cuando llena el formulario quien ya se había inscrito o espera."),
        APPLYING,
    ),
    Sample("training_enrolled", _("Tiene un cupo"), _("Cuando una persona queda inscrita."), APPLYING, ICS),
    Sample("training_waiting", _("Está en la lista de espera"), _("Cuando ya no hay cupos."), APPLYING),
    Sample("training_promoted", _("Se liberó un cupo"), _("Cuando le toca el turno a quien esperaba."), APPLYING, ICS),
    Sample(
        "training_rejected",
        _("No se aceptó la solicitud"),
        _("Cuando el equipo no acepta una solicitud."),
        {**APPLYING, "reason": "El curso es para personal de salud."},
    ),
    Sample("training_withdrawn", _("Se retiró la inscripción"), _("Cuando una persona devuelve su cupo."), APPLYING),
    Sample(
        "training_reminder",
        _("Recordatorio"),
        _("Tres días y un día antes de cada jornada."),
        {**APPLYING, "session": SESSION, "days": 1},
        ICS,
    ),
    Sample(
        "training_focal_invitation",
        _("Invitación a un punto focal"),
        _("Cuando se invita a una institución a inscribir a su equipo."),
        {**APPLYING, "organization": "Casa Abierta", "places": 10, "expires": AT},
    ),
    Sample(
        "training_assessment_open",
        _("Una prueba o encuesta para responder"),
        _("Cuando el equipo la envía a quienes se inscribieron."),
        ASKED,
    ),
    Sample(
        "training_assessment_reminder",
        _("Todavía puede responder"),
        _("Cuando el equipo recuerda a quienes no han respondido."),
        ASKED,
    ),
    Sample(
        "training_assessment_link",
        _("Su enlace para responder"),
        _("Cuando una persona lo pide con el código que se proyecta en la sala."),
        ASKED,
    ),
    Sample(
        "training_certificate",
        _("Su constancia"),
        _("Cuando el equipo envía las constancias."),
        {
            **PERSON,
            "code": "K7QM-2X9P-4TRD",
            "municipality": PERSON["city"],
            "invented": True,
            "own_url": "https://movilidad.example.org/demo/mi-curso/enlace-de-ejemplo/constancia/",
            "check_url": "https://movilidad.example.org/demo/constancias/K7QM-2X9P-4TRD/",
        },
        ("constancia.pdf",),
    ),
    Sample(
        "training_institution_report",
        _("Informe de una institución"),
        _("Cuando el equipo envía el informe de formación."),
        {
            "institution": "Casa Abierta",
            "period": "2026",
            "city": PERSON["city"],
            "sender": "Rosa Quishpe (inventada)",
            "with_names": False,
        },
        ("informe.pdf",),
    ),
    Sample(
        "training_session_moved",
        _("Cambió una jornada"),
        _("Cuando se mueve una jornada y se pide avisar."),
        {**PERSON, "reason": ""},
        ("curso.ics",),
    ),
    Sample(
        "training_session_cancelled",
        _("Se cancela una jornada"),
        _("Cuando se cancela una jornada."),
        {**PERSON, "reason": "Paro de transporte."},
        ("curso.ics",),
    ),
    Sample(
        "training_course_cancelled",
        _("Se cancela un curso"),
        _("Cuando se cancela un curso."),
        {**PERSON, "reason": "La sala no estará disponible."},
        ("curso.ics",),
    ),
    Sample(
        "training_data_code",
        _("Código para ver sus datos"),
        _("Cuando una persona pide ver todo lo que se guarda de ella."),
        {"city": PERSON["city"], "code": "204 817"},
    ),
    Sample(
        "training_data_done",
        _("Se borraron sus datos"),
        _("Cuando el equipo atiende una solicitud de borrado."),
        {"city": PERSON["city"], "reason": ""},
    ),
    Sample(
        "training_data_refused",
        _("No procede borrar sus datos"),
        _("Cuando el equipo no puede borrar lo que se pide."),
        {"city": PERSON["city"], "reason": "La ley obliga a guardarlos hasta junio de 2027."},
    ),
)

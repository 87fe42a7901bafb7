"""The agenda of the demo city: courses announced, with who gives them and what they hand out. All of it invented."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from arraigo.areas.training.actions import announcing, changing
from arraigo.areas.training.enums import CourseKind, EnrolmentMode, MaterialAudience, ProgrammeArea
from arraigo.areas.training.models import Course
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City

TRAINERS = (
    ("Lucía Andrade Paz", "Dirección de Inclusión Social"),
    ("Martín Quishpe Loor", "Universidad de Santa Marina"),
    ("Yesenia Mina Cortez", "Casa Abierta"),
)
SUMMARIES = {
    ProgrammeArea.URBAN: _(
        "Cómo incluir a las personas en movilidad en los planes de la ciudad, con casos para practicar."
    ),
    ProgrammeArea.SOCIOECONOMIC: _(
        "Trabajo, emprendimiento y educación: qué puede hacer cada oficina por la integración."
    ),
    ProgrammeArea.GOVERNANCE: _("Qué manda la ley y cómo se coordina la ciudad con las demás instituciones."),
    ProgrammeArea.ROUTES: _("A dónde acudir en cada caso, paso a paso, y qué no hacer para no causar daño."),
    ProgrammeArea.HOUSING: _("Arriendo, desalojo y vivienda digna: derechos, trámites y apoyo disponible."),
    ProgrammeArea.PUBLIC_SPACE: _("Convivencia y espacio público con quienes llegan y con quienes acogen."),
    ProgrammeArea.OTHER: _("Un primer acercamiento a la movilidad humana, para todo público."),
}
GUIDE = """Guía de bolsillo (inventada, para la demostración)

1. Reciba a la persona y diga su nombre.
2. Pregunte qué necesita antes de pedir documentos.
3. Si no puede resolverlo, acompañe hasta quien sí puede.
"""


def build_agenda(*, city: City, by: User | None, at: datetime) -> None:
    """Announce the demo's courses: some open, some full, one by invitation; one session is cancelled."""
    for number, course in enumerate(Course.objects.order_by("created_at", "code")):
        _announce(course, number, by, at)
    coming = Course.objects.filter(sessions__starts_at__gt=at + timedelta(days=2)).distinct().order_by("code").last()
    session = coming.sessions.filter(starts_at__gt=at).order_by("-starts_at").first() if coming else None
    if coming and session and coming.sessions.count() > 1:
        changing.cancel_session(session, reason=_("La sala no estará disponible ese día."), by=by, at=at)


def _announce(course: Course, number: int, by: User | None, at: datetime) -> None:
    area = ProgrammeArea(course.programme_area)
    last = course.sessions.order_by("-starts_at").values_list("starts_at", flat=True).first()
    coming = last is not None and last > at
    announcing.announce(
        course,
        by=by,
        at=at,
        kind=(CourseKind.COURSE, CourseKind.WORKSHOP, CourseKind.SEMINAR, CourseKind.AWARENESS_DAY)[number % 4],
        summary=str(SUMMARIES[area]),
        audience=_("Personal de atención y de planificación, y organizaciones de la comunidad."),
        contact="formacion@santamarina.example",
        enrolment_mode=(EnrolmentMode.OPEN, EnrolmentMode.APPROVAL)[number % 2] if coming else EnrolmentMode.BY_LIST,
        capacity=course.enrolments.count() + 5 if coming else None,
        retention_months=24,
    )
    first, second = TRAINERS[number % 3], TRAINERS[(number + 1) % 3]
    announcing.set_trainers(course, [first, second] if number % 2 else [first], by=by, at=at)
    announcing.publish(course, by=by, at=at)
    if number % 2 == 0:
        upload = announcing.Upload("guia-de-bolsillo.txt", GUIDE.encode(), "text/plain")
        audience = MaterialAudience.PUBLIC if number % 4 == 0 else MaterialAudience.ENROLLED
        announcing.add_material(course, upload, title=_("Guía de bolsillo"), audience=audience, by=by, at=at)

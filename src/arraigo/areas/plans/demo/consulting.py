"""The demo of public consultations: a draft that anybody comments on. The comments are invented."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from arraigo.areas.plans.actions import consulting as actions
from arraigo.areas.plans.enums import InstrumentKind, Progress
from arraigo.areas.plans.models import Comment, Passage, PlanVersion, Section
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City

# Who says it, for whom, what, how it should read, what becomes of it.
SAID = (
    (
        "Yolanda Bermúdez",
        "Asociación de Mujeres de la Ribera",
        "El plan cuenta a las personas que llegaron, pero no dice en qué barrios viven ni cuánto pagan de arriendo. "
        "Sin eso no se sabe dónde hacen falta guarderías.",
        "El diagnóstico señalará por barrio cuántas personas en movilidad humana viven en arriendo y qué parte de su "
        "ingreso pagan por él.",
        True,
        "publish",
    ),
    (
        "",
        "",
        "Trabajo en la feria libre desde hace dos años. Nos retiran de la calle y nadie nos dice dónde sí podemos "
        "vender. Que el plan diga un lugar y una hora.",
        "",
        False,
        "publish",
    ),
    (
        "Padre Ramiro Ulloa",
        "Casa Abierta",
        "Pedimos que la mesa de movilidad humana conste en el modelo de gestión, con reuniones y presupuesto.",
        "Habrá una mesa cantonal de movilidad humana que se reunirá cada dos meses, con presupuesto propio.",
        True,
        "publish",
    ),
    (
        "",
        "Junta de vecinas y vecinos de La Ladrillera",
        "En el barrio vivimos familias de aquí y de fuera. El parque queda lejos de la escuela y de noche está oscuro.",
        "",
        False,
        "wait",
    ),
    (
        "",
        "",
        "¿Por qué el transporte no llega a los barrios de arriba? Las que limpiamos salimos a las cinco.",
        "",
        False,
        "wait",
    ),
    ("", "", "Que se vayan a su país y listo.", "", False, "refuse"),
)
REASON = "El comentario ataca a personas por su origen y no habla del plan."
NAMESPACE = UUID("6f0a4f0e-2a52-4a3e-9d0b-0c6f4a6c7d11")


def build_consulting(*, city: City, by: User | None, at: datetime) -> None:
    """Open a consultation of the latest land-use plan version that is not yet approved, and comment on it."""
    version = (
        PlanVersion.objects.filter(reading=Progress.READY, plan__kind=InstrumentKind.PMDOT, consultations=None)
        .exclude(state__in=["approved", "in_force"])
        .order_by("-number")
        .first()
    )
    if version is None:
        return
    opened = at - timedelta(days=12)
    made = actions.save_consultation(
        version=version,
        title=f"Consulta del {version.plan.title}",
        introduction=(
            "Este es el borrador del plan que dirá cómo crece Santa Marina en los próximos años (es inventado).\n\n"
            "Léalo por partes y diga qué le falta, sobre todo para quienes llegaron de otro lugar y para los barrios "
            "que les reciben. Cada comentario se lee; los que piden un cambio concreto se vuelven recomendaciones."
        ),
        opens_at=opened,
        closes_at=at + timedelta(days=18),
        by=by,
        at=opened,
    )
    actions.publish(made, by=by, at=opened)
    made.refresh_from_db()
    sections = _sections(version)
    for number, (name, organization, body, proposed, shows, then) in enumerate(SAID):
        moment = opened + timedelta(days=number + 1, hours=3)
        said = actions.Said(
            nonce=uuid5(NAMESPACE, f"{city.pk}:{number}"),
            body=body,
            proposed=proposed,
            name=name,
            organization_name=organization,
            shows_name=shows,
        )
        section = sections[number % len(sections)] if sections and number != 4 else None
        row = actions.comment(made, said, section=section, city=city, at=moment)
        _decide(row, then, by=by, at=moment + timedelta(hours=20))


def _decide(row: Comment, then: str, *, by: User | None, at: datetime) -> None:
    if then == "publish":
        actions.moderate([row], publishes=True, by=by, at=at)
    elif then == "refuse":
        actions.moderate([row], publishes=False, reason=REASON, by=by, at=at)


def _sections(version: PlanVersion) -> list[Section]:
    """Return sections that speak of persons in mobility, where there are any."""
    spoken = Passage.objects.filter(version=version, relevant=True, section_index__isnull=False)
    told = spoken.values_list("section_index", flat=True)
    indices = sorted({index for index in told if index is not None})[:3]
    found = Section.objects.filter(version=version)
    return list(found.filter(index__in=indices) if indices else found[:3])

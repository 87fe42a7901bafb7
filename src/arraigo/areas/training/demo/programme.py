"""What Santa Marina taught and will teach: courses and sessions, by weeks from the week of the build."""

from dataclasses import dataclass
from datetime import date, timedelta

from arraigo.areas.training.enums import Modality, ProgrammeArea

INCLUSION = "Dirección de Inclusión Social de Santa Marina"
TERRITORY = "Dirección de Territorio, Hábitat y Vivienda de Santa Marina"
HUMAN_MOBILITY = "Ciclo de movilidad humana"
CITY_AND_HABITAT = "Diploma de ciudad y hábitat"
ONLINE, IN_PERSON, HYBRID = Modality.ONLINE, Modality.IN_PERSON, Modality.HYBRID
HALL, LIBRARY = "Salón de la Casa Comunal", "Biblioteca municipal"


@dataclass(frozen=True)
class Meeting:
    """A session: its week (0 is this one) and weekday (0 is Monday), or `in_days` from today.

    files: the formats in which its attendance came. waits: one that nobody has answered the questions of yet.
    """

    title: str
    modality: Modality
    week: int = 0
    weekday: int = 0
    in_days: int | None = None
    hour: int = 9
    minutes: int = 120
    files: tuple[str, ...] = ()
    waits: str = ""
    place: str = ""

    def day(self, today: date) -> date:
        """Return the day on which it is held."""
        if self.in_days is not None:
            return today + timedelta(days=self.in_days)
        day = today - timedelta(days=today.weekday()) + timedelta(weeks=self.week, days=self.weekday)
        return readable_two_ways(day) if self.waits else day


@dataclass(frozen=True)
class Planned:
    """A course: how many are enrolled, how many of them were in an earlier one, and how its list is written."""

    code: str
    title: str
    institution: str
    area: ProgrammeArea
    series: str
    enrolled: int
    returning: int
    listed: str
    meetings: tuple[Meeting, ...]


def readable_two_ways(day: date) -> date:
    """Return the last day up to `day` whose number could be a month, and is not its own."""
    while day.day > 12 or day.day == day.month:
        day -= timedelta(days=1)
    return day


COURSES = (
    Planned(
        "MH-01", "Gobernanza migratoria: punto de partida", INCLUSION, ProgrammeArea.GOVERNANCE, HUMAN_MOBILITY,
        60, 0, "parts",
        (
            Meeting("Marco de derechos", ONLINE, -43, 1, files=("zoom_es",)),
            Meeting("Competencias del cantón", ONLINE, -42, 1, files=("zoom_es",)),
            Meeting("Coordinación entre instituciones", ONLINE, -41, 1, files=("zoom_es",)),
        ),
    ),
    Planned(
        "MH-02", "Rutas de atención y protección", INCLUSION, ProgrammeArea.ROUTES, HUMAN_MOBILITY, 38, 12, "surnames",
        (
            Meeting("Primera acogida", IN_PERSON, -35, 2, minutes=240, files=("two_days",), place=HALL),
            Meeting("Casos de práctica", IN_PERSON, -35, 3, minutes=240, files=("two_days",), place=HALL),
        ),
    ),
    Planned(
        "MH-03", "Medios de vida e integración socioeconómica", INCLUSION, ProgrammeArea.SOCIOECONOMIC, HUMAN_MOBILITY,
        45, 15, "csv",
        (
            Meeting("Economía local", HYBRID, -28, 3, files=("zoom_es", "paper"), place=LIBRARY),
            Meeting("Permisos y emprendimiento", HYBRID, -27, 3, files=("zoom_en", "paper"), place=LIBRARY),
        ),
    ),
    Planned(
        "UT-01", "Planificación urbana con enfoque de movilidad", TERRITORY, ProgrammeArea.URBAN, CITY_AND_HABITAT,
        32, 8, "parts",
        (
            Meeting("Diagnóstico por barrio", ONLINE, -22, 0, hour=14, files=("teams",)),
            Meeting("Instrumentos de planificación", ONLINE, -21, 0, hour=14, files=("teams",)),
        ),
    ),
    Planned(
        "UT-02", "Derecho a la vivienda y tenencia segura", TERRITORY, ProgrammeArea.HOUSING, CITY_AND_HABITAT,
        28, 12, "surnames",
        (
            Meeting("Arriendo y desalojo", ONLINE, -15, 2, files=("zoom_en",)),
            Meeting("Recorrido por Las Peñas", IN_PERSON, -14, 2, minutes=180, files=("paper",), place="Las Peñas"),
        ),
    ),
    Planned(
        "UT-03", "Espacio público y convivencia", TERRITORY, ProgrammeArea.PUBLIC_SPACE, CITY_AND_HABITAT,
        24, 10, "csv",
        (
            Meeting("El parque como lugar de encuentro", ONLINE, -9, 1, files=("meet",)),
            Meeting("Diseño con el barrio", IN_PERSON, -8, 1, minutes=180, files=("paper",), place=HALL),
        ),
    ),
    Planned(
        "SE-01", "Sensibilización: barrios que acogen", INCLUSION, ProgrammeArea.OTHER, "", 12, 3, "parts",
        (
            Meeting("Historias de llegada", IN_PERSON, -5, 4, files=("paper",), place=LIBRARY),
            Meeting("Acuerdos de convivencia", IN_PERSON, -1, 1, place=LIBRARY),
        ),
    ),
    Planned(
        "MH-04", "Atención en ventanilla sin discriminación", INCLUSION, ProgrammeArea.ROUTES, HUMAN_MOBILITY,
        36, 14, "surnames",
        (
            Meeting("Trato y lenguaje", ONLINE, -2, 4, waits="zoom_es"),
            Meeting("Documentos que se aceptan", ONLINE, -1, 4, files=("teams",)),
            Meeting("Derivar sin perder a nadie", HYBRID, in_days=0, hour=15, place=HALL),
            Meeting("Cierre y compromisos", IN_PERSON, in_days=1, place=HALL),
        ),
    ),
    Planned(
        "UT-04", "Suelo y vivienda para quienes llegan", TERRITORY, ProgrammeArea.HOUSING, CITY_AND_HABITAT,
        30, 15, "parts",
        (
            Meeting("Suelo servido", ONLINE, 2, 1),
            Meeting("Taller de propuestas", IN_PERSON, 3, 1, minutes=180, place=HALL),
        ),
    ),
)  # fmt: skip

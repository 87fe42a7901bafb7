"""What the demo recommends: invented texts over an invented plan, each with the words by which its passage is found."""

from typing import NamedTuple

from arraigo.areas.plans.enums import Priority
from arraigo.areas.plans.enums import RecommendationState as State


class Draft(NamedTuple):
    """A recommendation of the demo: how far it comes, and the authority's words where it answered."""

    state: State
    title: str
    words: str
    norm: str
    proposed: str
    grounds: str
    priority: Priority = Priority.MEDIUM
    reason: str = ""
    wording: str = ""


LOMH, CRE, COOTAD = "Ley Orgánica de Movilidad Humana", "Constitución de la República", "COOTAD"
# The order is that of their numbers. Those of the first letter come first, then those of the second.
FIRST_LETTER, SECOND_LETTER = 7, 3
DRAFTS = (
    Draft(
        State.ACCEPTED,
        "Contar a la población en movilidad humana en el diagnóstico",
        "población habitantes diagnóstico migrantes refugiadas",
        f"{COOTAD}, art. 297",
        "El diagnóstico incluirá cada año cuántas personas en movilidad humana viven en el cantón, por edad, sexo y "
        "parroquia, con la fuente y la fecha de cada dato.",
        "Sin un número de partida no hay meta que se pueda comprobar.",
        Priority.HIGH,
    ),
    Draft(
        State.ACCEPTED_IN_PART,
        "Reservar cupos en los centros infantiles",
        "niñas niños centros infantiles cuidado cupos",
        f"{CRE}, arts. 44 y 46",
        "Al menos el 15 % de los cupos de los centros infantiles municipales se asignará cada año a niñas y niños en "
        "movilidad humana, sin exigir cédula ni visa.",
        "El plan ofrece cupos, pero no dice cuántos ni para quién.",
        Priority.HIGH,
        "El presupuesto de 2026 alcanza para la mitad de esos cupos.",
        "Al menos el 8 % de los cupos de los centros infantiles municipales se asignará cada año a niñas y niños en "
        "movilidad humana, sin exigir cédula ni visa, y se llegará al 15 % en 2028.",
    ),
    Draft(
        State.REJECTED,
        "Incluir a organizaciones de personas migrantes en el sistema de participación",
        "participación ciudadana asamblea consejo planificación",
        f"{COOTAD}, art. 304",
        "El Consejo de Planificación contará con una persona delegada de las organizaciones de personas en movilidad "
        "humana, con voz y voto.",
        "Quienes viven en el cantón deciden sobre él, también si llegaron hace poco.",
        Priority.MEDIUM,
        "La ordenanza vigente fija los integrantes del Consejo. Haría falta reformarla antes.",
    ),
    Draft(
        State.ACCEPTED,
        "Nombrar a la unidad responsable de la ruta de protección",
        "protección derechos violencia ruta responsable unidad",
        f"{LOMH}, art. 166",
        "La Dirección de Desarrollo Social activará la ruta de protección en menos de 24 horas y publicará cada "
        "trimestre cuántas veces se activó.",
        "Una ruta sin responsable no se activa.",
        Priority.HIGH,
    ),
    Draft(
        State.ACKNOWLEDGED,
        "Atender en salud sin exigir documentos",
        "salud atención servicios centros",
        f"{LOMH}, art. 52",
        "Los servicios municipales de salud atenderán a todas las personas sin exigir documento de identidad.",
        "El plan habla de «la ciudadanía» y deja fuera a quien espera su visa.",
        Priority.HIGH,
    ),
    Draft(
        State.ACKNOWLEDGED,
        "Poner presupuesto al arriendo social",
        "vivienda arriendo hábitat social adecuada",
        f"{CRE}, art. 30",
        "Se destinarán 60 000 dólares anuales al arriendo social, de los cuales al menos la quinta parte a hogares en "
        "movilidad humana, a cargo de la Dirección de Hábitat.",
        "Hay un programa de vivienda sin monto para quienes más lo necesitan.",
    ),
    Draft(
        State.ACKNOWLEDGED,
        "Formar a quienes atienden en ventanilla",
        "capacitación personal municipal ventanilla trámites",
        f"{LOMH}, art. 3",
        "Todo el personal que atiende al público recibirá cada año ocho horas de formación en derechos de las personas "
        "en movilidad humana.",
        "La mayor parte de las negativas ocurre en ventanilla, por desconocimiento.",
        Priority.LOW,
    ),
    Draft(
        State.SENT,
        "Abrir el fondo de emprendimiento sin distinción de nacionalidad",
        "emprendimiento economía empleo crédito fondo",
        f"{CRE}, art. 9",
        "Podrán acceder al fondo de emprendimiento todas las personas que residan en el cantón, sea cual sea su "
        "nacionalidad o condición migratoria.",
        "Las bases actuales piden cédula ecuatoriana.",
    ),
    Draft(
        State.SENT,
        "Regularizar los asentamientos de la ribera sin desalojos",
        "asentamientos ribera riesgo suelo barrios",
        "Ley Orgánica de Ordenamiento Territorial, Uso y Gestión del Suelo, art. 74",
        "Antes de cualquier reubicación se acordará con las familias una alternativa de vivienda en el mismo sector.",
        "En la ribera viven muchas de las familias que llegaron en los últimos cinco años.",
        Priority.HIGH,
    ),
    Draft(
        State.SENT,
        "Iluminar y abrir las plazas de los barrios de acogida",
        "espacio público plazas parques áreas verdes",
        f"{CRE}, art. 31",
        "El plan de espacio público dará prioridad a los cinco barrios con más población en movilidad humana.",
        "El uso del espacio público es la primera forma de convivir.",
        Priority.LOW,
    ),
    Draft(
        State.REVIEWED,
        "Poner una meta y un indicador a la inclusión",
        "indicador meta seguimiento evaluación",
        "Código Orgánico de Planificación y Finanzas Públicas, art. 42",
        "Para 2027, al menos 1 200 personas en movilidad humana usarán servicios municipales cada año (línea base: "
        "412 en 2023).",
        "Hay un programa sin indicador: no se podrá saber si se cumplió.",
        Priority.HIGH,
    ),
    Draft(
        State.REVIEWED,
        "Traducir los trámites más pedidos",
        "trámites información comunicación idioma",
        f"{LOMH}, art. 2",
        "La guía de los diez trámites más pedidos estará en español, kichwa, inglés y creole haitiano.",
        "Hay personas que no llegan al servicio porque no entienden qué se les pide.",
        Priority.LOW,
    ),
    Draft(
        State.DRAFTED,
        "Coordinar con los cantones vecinos",
        "mancomunidad coordinación gobiernos articulación",
        f"{COOTAD}, art. 285",
        "El municipio propondrá a los cantones vecinos una agenda común de movilidad humana con reuniones "
        "trimestrales.",
        "Las personas se mueven entre cantones; los servicios, todavía no.",
    ),
    Draft(
        State.DRAFTED,
        "Prevenir la xenofobia en las escuelas",
        "educación escuelas convivencia discriminación cultura",
        f"{LOMH}, art. 7",
        "El programa de convivencia llegará cada año a todas las escuelas de las parroquias urbanas.",
        "Las denuncias de trato discriminatorio vienen sobre todo de escuelas.",
    ),
    Draft(
        State.WITHDRAWN,
        "Crear una oficina municipal de movilidad humana",
        "institucional estructura orgánica dirección unidad",
        f"{COOTAD}, art. 338",
        "Se creará una oficina de movilidad humana.",
        "La propuesta repite lo que ya hace la Dirección de Desarrollo Social.",
        Priority.LOW,
    ),
)

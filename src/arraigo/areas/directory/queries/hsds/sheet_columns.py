"""The plain sheet that an organisation fills: its columns in Spanish, one row for each service and place.

The same columns are read, written as a template with help and an example, and exported.
"""

from dataclasses import dataclass

SHEET, HELP = "Servicios", "Ayuda"
YES, NO = "sí", "no"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its key, its heading, other headings that people give it, what to write there, and an example."""

    key: str
    heading: str
    words: tuple[str, ...]
    help: str
    example: str = ""
    width: int = 18


COLUMNS = (
    SheetColumn(
        "organization",
        "Organización",
        ("institucion", "entidad", "organizacion que lo da", "ong", "organization"),
        "Quién da el servicio. Escríbalo igual en todas sus filas.",
        "Fundación Ejemplo",
        26,
    ),
    SheetColumn(
        "service",
        "Servicio",
        ("nombre del servicio", "programa", "que ofrece", "service", "service name"),
        "Nombre con el que lo buscaría una persona. Un servicio en dos lugares son dos filas.",
        "Orientación legal gratuita",
        30,
    ),
    SheetColumn(
        "needs",
        "Necesidades",
        ("necesidad", "temas", "tema", "categoria", "categorias", "tipo de servicio", "needs"),
        "Para qué sirve, de la lista de la hoja «Ayuda»; varias separadas por punto y coma.",
        "Refugio y asilo; Documentos",
        28,
    ),
    SheetColumn(
        "description",
        "Descripción",
        ("detalle", "detalle del servicio", "en que consiste", "description"),
        "Qué se hace, en dos o tres frases y palabras de todos los días.",
        "Abogadas que ayudan a llenar la solicitud y acompañan a la cita.",
        40,
    ),
    SheetColumn(
        "place",
        "Lugar",
        ("sede", "nombre del lugar", "oficina", "punto de atencion", "location", "place"),
        "Nombre de la oficina o sede. Déjelo vacío si solo se atiende por teléfono o en línea.",
        "Oficina centro",
        24,
    ),
    SheetColumn(
        "address",
        "Dirección",
        ("calle", "direccion del lugar", "address"),
        "Calle, número e intersección.",
        "Av. Ejemplo N10-20 y Calle Modelo",
        34,
    ),
    SheetColumn(
        "reference",
        "Referencia",
        ("como ubicarlo", "punto de referencia"),
        "Algo que se vea desde la calle.",
        "Frente al parque, casa azul",
        26,
    ),
    SheetColumn("sector", "Sector", ("barrio", "parroquia", "zona"), "Barrio o parroquia.", "Centro"),
    SheetColumn("city", "Ciudad", ("canton", "city"), "Ciudad del lugar.", "Ciudad Ejemplo"),
    SheetColumn(
        "latitude",
        "Latitud",
        ("lat", "latitude", "coordenada y"),
        "Número con decimales; entre -5 y 2 en el Ecuador. Puede quedar vacía.",
        "-0.2201",
        12,
    ),
    SheetColumn(
        "longitude",
        "Longitud",
        ("lon", "lng", "long", "longitude", "coordenada x"),
        "Número con decimales; entre -92 y -75 en el Ecuador. Puede quedar vacía.",
        "-78.5123",
        12,
    ),
    SheetColumn(
        "reserved",
        "Dirección reservada",
        ("direccion confidencial", "confidencial", "reservada", "lugar reservado"),
        "Escriba «sí» en casas de acogida y otros lugares que no deben publicarse nunca.",
        "no",
        14,
    ),
    SheetColumn(
        "days",
        "Días",
        ("dias de atencion", "dias que atiende", "days"),
        "Por ejemplo «lunes a viernes», «lunes, miércoles y sábado» o «todos los días».",
        "lunes a viernes",
        22,
    ),
    SheetColumn(
        "opens",
        "Abre",
        ("hora de apertura", "desde las", "hora de inicio", "apertura", "opens"),
        "Hora a la que abre, como 08:30. Si cierra al mediodía, use otra fila igual para la tarde.",
        "08:30",
        10,
    ),
    SheetColumn(
        "closes",
        "Cierra",
        ("hora de cierre", "hasta las", "hora de fin", "cierre", "closes"),
        "Hora a la que cierra, como 16:30. Si cierra después de medianoche, escríbala igual.",
        "16:30",
        10,
    ),
    SheetColumn(
        "phone",
        "Teléfono",
        ("telefonos", "celular", "numero de telefono", "contacto telefonico", "phone"),
        "Números públicos de la institución; varios separados por punto y coma. Nunca el de una persona.",
        "02 000 0000 ext. 12",
        22,
    ),
    SheetColumn("whatsapp", "WhatsApp", ("wasap", "numero de whatsapp"), "Número público de WhatsApp.", "099 000 0000"),
    SheetColumn(
        "email",
        "Correo",
        ("correo electronico", "email", "e mail", "correo institucional"),
        "Correo institucional, no el de una persona.",
        "ayuda@ejemplo.org",
        24,
    ),
    SheetColumn(
        "url",
        "Página web",
        ("sitio web", "web", "enlace", "website", "url"),
        "Con https://.",
        "https://ejemplo.org",
        26,
    ),
    SheetColumn(
        "languages",
        "Idiomas",
        ("lenguas", "idiomas de atencion", "languages"),
        "En qué idiomas se atiende, separados por punto y coma.",
        "español; inglés",
        20,
    ),
    SheetColumn("cost", "Costo", ("precio", "valor", "tarifa", "cost"), "«Gratis», o cuánto y por qué.", "Gratis"),
    SheetColumn(
        "documents",
        "Qué hay que llevar",
        ("documentos", "requisitos", "documentos que se piden", "que llevar", "required documents"),
        "Documentos o papeles, separados por punto y coma. Si no se pide ninguno, escriba «nada».",
        "Cualquier documento o foto con su nombre",
        34,
    ),
    SheetColumn(
        "eligibility",
        "A quién atiende",
        ("poblacion", "dirigido a", "publico", "beneficiarios", "eligibility"),
        "En palabras: «personas en movilidad», «mujeres con hijas e hijos».",
        "Personas en movilidad humana",
        30,
    ),
    SheetColumn("minimum_age", "Edad mínima", ("desde que edad", "edad desde"), "Años cumplidos, si hay.", "", 12),
    SheetColumn("maximum_age", "Edad máxima", ("hasta que edad", "edad hasta"), "Años cumplidos, si hay.", "", 12),
    SheetColumn(
        "process",
        "Cómo se pide",
        ("como acceder", "procedimiento", "cita", "turno"),
        "Con cita, por orden de llegada, por teléfono…",
        "Por orden de llegada",
        28,
    ),
    SheetColumn(
        "arrive", "Cómo llegar", ("transporte", "bus"), "Paradas y líneas cercanas.", "A dos cuadras de la estación", 28
    ),
    SheetColumn(
        "accessibility",
        "Accesibilidad",
        ("acceso", "discapacidad"),
        "Rampa, ascensor, lengua de señas…",
        "Rampa en la entrada",
        26,
    ),
    SheetColumn(
        "verified_on",
        "Verificado el",
        ("fecha de verificacion", "actualizado el", "fecha de actualizacion"),
        "Cuándo se comprobó por última vez, como 22/11/2026.",
        "22/11/2026",
        14,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
REQUIRED = ("organization", "service")
# Languages as people write them, and their codes.
LANGUAGES = {
    "espanol": "es",
    "castellano": "es",
    "ingles": "en",
    "frances": "fr",
    "portugues": "pt",
    "kichwa": "qu",
    "quichua": "qu",
    "quechua": "qu",
    "shuar": "jiv",
    "creole": "ht",
    "kreyol": "ht",
    "criollo haitiano": "ht",
    "creole haitiano": "ht",
    "arabe": "ar",
    "ruso": "ru",
    "chino": "zh",
    "italiano": "it",
    "aleman": "de",
    "lengua de senas": "ecs",
    "lengua de senas ecuatoriana": "ecs",
}

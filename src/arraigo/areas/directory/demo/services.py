"""The services of Santa Marina's directory, all invented. What matters of each: whom it helps, where, when, how."""

from typing import Any, NamedTuple


class Gift(NamedTuple):
    """A service: its giver, name, needs, places, kind of hours, and what else is said of it.

    `checked` is how many days ago somebody checked it, None for never; `hours` is a key of demo.hours.
    """

    giver: str
    name: str
    needs: tuple[str, ...]
    spots: tuple[str, ...]
    hours: str
    about: str
    documents: tuple[str, ...] = ()
    cost: str = "Gratis"
    how: str = "Sin cita."
    languages: tuple[str, ...] = ("es",)
    whom: str = ""
    eligible: tuple[dict[str, Any], ...] = ()
    ineligible: tuple[dict[str, Any], ...] = ()
    checked: int | None = 10
    phone: int = 0
    status: str = "active"
    free: tuple[int, int, str] | None = None


NONE = ("Ninguno. Vaya aunque no tenga papeles.",)
ANY_ID = ("Cualquier documento suyo, aunque esté vencido",)
WOMEN = ({"sexes": ["woman"]},)
CHILDREN = ({"maximum_age": 17},)
ADULTS = ({"minimum_age": 18},)
GIFTS = (
    # Papers
    Gift("refugio", "Pedir refugio", ("asylum",), ("refugio",), "mornings",
         "Reciben su solicitud de refugio y le dan un comprobante.", ("Lo que tenga de su país", "Dos fotos"),
         how="Sin cita, los primeros turnos se dan a las 7:30.", languages=("es", "en", "fr", "ht")),
    Gift("refugio", "Renovar el carné de solicitante", ("asylum", "documents"), ("refugio",), "afternoons",
         "Renuevan su carné mientras esperan la respuesta.", ("Su carné anterior",), how="Con cita por teléfono."),
    Gift("migra", "Pedir o renovar una visa", ("regularisation",), ("migra",), "office",
         "Le dicen qué visa puede pedir y reciben su solicitud.", ("Pasaporte", "Certificado de antecedentes"),
         "Entre 50 y 250 dólares", "Con cita en su página.", checked=40),
    Gift("migra", "Permiso para salir con niñas y niños", ("regularisation", "family"), ("migra",), "office",
         "Autorizan el viaje de una niña o un niño con una sola persona adulta.", ("Partida de nacimiento",),
         "5 dólares"),
    Gift("civil", "Sacar la cédula", ("documents",), ("civil",), "office",
         "Entregan la cédula a quien ya tiene visa.", ("Visa vigente", "Pasaporte"), "16 dólares", "Con turno."),
    Gift("civil", "Inscribir a un bebé que nació aquí", ("documents", "family"), ("civil", "hospital"), "office",
         "Inscriben a toda niña o niño que nace en el país, aunque su familia no tenga visa.",
         ("Informe del nacimiento",), languages=("es", "ht")),
    Gift("dis", "Información para quien acaba de llegar", ("documents", "asylum", "regularisation"),
         ("palacio", "malecon", "terminal"), "every-day", "Le explican sus opciones y a dónde ir primero.", NONE,
         languages=("es", "en", "fr", "ht", "pt"), phone=1),
    Gift("roa", "Orientación sobre refugio y visas", ("asylum", "regularisation", "legal-aid"), ("roa-centro",),
         "split", "Una abogada revisa su caso y le acompaña en los trámites.", NONE, languages=("es", "en", "fr"),
         checked=100),
    # Safety
    Gift("fiscal", "Denunciar un delito", ("emergency", "trafficking"), ("fiscal",), "always",
         "Reciben su denuncia a cualquier hora. No le piden visa.", ANY_ID, checked=5),
    Gift("cruz", "Ambulancia y primeros auxilios", ("emergency", "health"), ("cruz",), "always",
         "Socorro en el puerto y en las playas.", NONE, phone=2, checked=3),
    Gift("faro", "Acompañamiento si vive violencia", ("gbv",), ("faro",), "long-week",
         "La escuchan, la acompañan a denunciar y buscan un lugar seguro.",
         NONE, whom="Mujeres, con o sin hijas e hijos.",
         eligible=WOMEN, languages=("es", "ht"), checked=12),
    Gift("faro", "Casa segura para mujeres", ("gbv", "housing"), ("refugio-faro",), "always",
         "Un lugar para dormir y estar a salvo, con sus hijas e hijos.",
         NONE, how="Llame primero: le dirán cómo llegar.",
         whom="Mujeres que están en peligro, con sus hijas e hijos.", eligible=WOMEN, free=(3, 12, "camas"), checked=8),
    Gift("marea", "Ayuda si le engañaron o le obligan a trabajar", ("trafficking",), ("marea",), "office",
         "Le ayudan a salir sin avisar a nadie que usted no quiera.", NONE, languages=("es", "en", "pt"), checked=20),
    Gift("marea", "Casa de acogida de Marea", ("trafficking", "housing"), ("refugio-marea",), "always",
         "Alojamiento protegido para personas que salieron de la trata.", NONE, how="Llame primero.",
         free=(2, 8, "camas"), checked=31),
    Gift("junta", "Pedir protección para una niña o un niño", ("family", "unaccompanied-children"), ("junta-centro",),
         "office", "Dictan medidas para que esté a salvo, el mismo día.", NONE, eligible=CHILDREN, checked=15),
    Gift("junta", "Boleta de auxilio", ("gbv", "legal-aid"), ("junta-centro",), "office",
         "Ordenan que quien le hace daño no se le acerque.", ANY_ID, checked=75),
    Gift("niñez", "Niñas y niños que viajan solos", ("unaccompanied-children",), ("niñez",), "always",
         "Reciben a niñas, niños y adolescentes sin su familia y buscan a sus parientes.", NONE, eligible=CHILDREN,
         languages=("es", "fr", "ht"), phone=3, checked=9),
    Gift("niñez", "Buscar a la familia", ("family", "unaccompanied-children"), ("niñez",), "office",
         "Ayudan a encontrar a parientes en el país o fuera.", NONE),
    Gift("cruz", "Llamar a su familia sin costo", ("family", "emergency"), ("cruz", "terminal"), "evenings",
         "Tres minutos de llamada y carga de teléfono.", NONE, checked=33),
    # Health
    Gift("salud", "Consulta médica", ("health",), ("penas", "penas-altas"), "office",
         "Atienden a cualquier persona, con o sin documento.", NONE, languages=("es", "qu"), checked=30),
    Gift("salud", "Vacunas", ("health", "family"), ("penas", "penas-altas"), "mornings",
         "Todas las vacunas de niñas y niños, y la de la fiebre amarilla.", ("Carné de vacunas, si lo tiene",)),
    Gift("salud", "Control del embarazo", ("health",), ("penas",), "mornings",
         "Controles, ecografías y parto seguro.", NONE, eligible=WOMEN, checked=25),
    Gift("salud", "Prueba de VIH y medicinas", ("health", "lgbtiq"), ("penas",), "tuesdays",
         "Prueba confidencial en veinte minutos. El tratamiento no cuesta.", NONE, checked=55),
    Gift("hospital", "Urgencias", ("health", "emergency"), ("hospital",), "always",
         "Nadie puede negarle la atención de urgencia.", NONE, languages=("es", "en"), phone=4, checked=2),
    Gift("hospital", "Partos", ("health", "family"), ("hospital",), "always", "Atienden el parto a toda hora.", NONE),
    Gift("hospital", "Salud mental con cita", ("mental-health",), ("hospital",), "afternoons",
         "Psicología para personas adultas.", ANY_ID, how="Con cita por teléfono.", eligible=ADULTS, checked=45),
    Gift("escucha", "Línea Escucha, a toda hora", ("mental-health", "emergency"), (), "always",
         "Una persona le escucha si está triste, tiene miedo o piensa en hacerse daño.", NONE, how="Llame.",
         languages=("es", "en", "ht"), phone=5, checked=6),
    Gift("escucha", "Grupos de apoyo", ("mental-health",), ("casa-comunal",), "thursdays-night",
         "Reuniones para hablar de lo vivido, con café.", NONE, eligible=ADULTS, checked=29),
    Gift("capaz", "Rehabilitación", ("disability", "health"), ("capaz",), "split",
         "Terapia física y préstamo de sillas de ruedas.", ANY_ID, "Según lo que pueda pagar", checked=50),
    Gift("capaz", "Sacar el carné de discapacidad", ("disability", "documents"), ("capaz",), "tuesdays",
         "Le ayudan con los papeles y le acompañan a la evaluación.", ("Informe médico",), languages=("es", "ecs")),
    Gift("capaz", "Intérprete de lengua de señas", ("disability",), ("capaz",), "office",
         "Le acompañan a un trámite o a la consulta.", NONE, how="Pídalo dos días antes.", languages=("es", "ecs")),
    # A roof
    Gift("casa", "Alojamiento para familias", ("housing", "family"), ("casa-abierta",), "overnight",
         "Hasta diez noches mientras encuentra dónde vivir.", NONE, whom="Familias con niñas o niños.",
         eligible=({"children": "with"},), free=(6, 40, "camas"), checked=4),
    Gift("casa", "Duchas y lavandería", ("housing", "food"), ("casa-abierta",), "mornings",
         "Duchas, jabón y lavadora.", NONE, checked=14),
    Gift("olla", "Dormitorio para hombres", ("housing",), ("olla",), "overnight",
         "Cama por tres noches.", ANY_ID, "1 dólar", eligible=({"sexes": ["man"], "minimum_age": 18},), checked=70),
    Gift("roa", "Ayuda para pagar el arriendo", ("housing", "cash"), ("roa-centro",), "tuesdays",
         "Tres meses de arriendo a familias que van a perder su casa.", ("Contrato de arriendo",), how="Con cita."),
    Gift("ladrillera", "Qué hacer si le quieren sacar de su casa", ("housing", "legal-aid"), ("casa-comunal",),
         "saturdays", "Vecinas y vecinos le acompañan a hablar con el dueño.", NONE, checked=95),
    # Food
    Gift("olla", "Almuerzo", ("food",), ("olla",), "lunch", "Un plato caliente y fruta.", NONE, checked=7),
    Gift("casa", "Desayuno para niñas y niños", ("food", "family"), ("casa-abierta",), "breakfast",
         "Desayuno antes de la escuela.", NONE, eligible=CHILDREN),
    Gift("guayabo", "Canasta de alimentos", ("food",), ("gad-guayabo",), "first-saturday",
         "Una canasta por familia cada mes.", ("Nombre de las personas de su casa",), checked=60),
    Gift("jacinto", "Ropa y cobijas", ("food",), ("gad-jacinto",), "saturdays", "Ropa limpia y cobijas.", NONE,
         checked=120),
    # Money and work
    Gift("paso", "Ayuda en dinero para recién llegadas", ("cash",), ("paso",), "split",
         "Una tarjeta para comprar comida por tres meses.", ANY_ID, how="Con cita por teléfono.",
         whom="Familias que llegaron hace menos de seis meses.",
         eligible=({"statuses": ["refugee", "asylum_seeker", "migrant_settled", "migrant_in_transit"]},),
         ineligible=({"statuses": ["host_community"]},), checked=11),
    Gift("paso", "Ayuda en dinero para salud", ("cash", "health"), ("paso",), "mornings",
         "Pagan medicinas y exámenes que no hay en el centro de salud.", ("Receta",)),
    Gift("empleo", "Buscar trabajo", ("livelihoods",), ("empleo",), "office",
         "Ofertas de trabajo y ayuda con su hoja de vida.", ANY_ID, eligible=ADULTS, checked=42),
    Gift("empleo", "Certificar lo que sabe hacer", ("livelihoods", "education"), ("empleo",), "tuesdays",
         "Un certificado de su oficio: albañilería, cocina, costura, cuidado.", ANY_ID, "20 dólares", "Con cita."),
    Gift("raices", "Capital semilla", ("livelihoods", "cash"), ("raices-taller",), "office",
         "Hasta 300 dólares y acompañamiento para su negocio.", ("Idea de negocio",), eligible=ADULTS, checked=17),
    Gift("raices", "Taller de costura y cocina", ("livelihoods", "education"), ("raices-taller", "boca"),
         "evenings", "Ocho semanas, con cuidado de niñas y niños.", NONE, checked=66),
    Gift("acs", "Permiso para vender en la calle", ("livelihoods",), ("control",), "mornings",
         "Le dicen dónde puede vender y le dan el permiso.", ANY_ID, "12 dólares al año", checked=38),
    Gift("defensa", "Si no le pagan su trabajo", ("livelihoods", "legal-aid"), ("defensa",), "office",
         "Reclaman por usted, aunque no tenga contrato ni visa.", NONE, checked=21),
    # School
    Gift("educa", "Cupo en la escuela", ("education", "family"), ("distrito",), "office",
         "Dan cupo a toda niña o niño, aunque no tenga papeles ni notas.", ("Si tiene: partida o documento",)),
    Gift("educa", "Examen para entrar al grado que le toca", ("education",), ("distrito",), "tuesdays",
         "Si no trae notas de su país, un examen dice en qué grado entra.", NONE, eligible=CHILDREN, checked=80),
    Gift("educa", "Colegio nocturno para personas adultas", ("education",), ("distrito",), "nights",
         "Termine la escuela o el colegio de noche.", ANY_ID, eligible=({"minimum_age": 15},), checked=47),
    Gift("estero", "Clases de español", ("education",), ("uni", "casa-comunal"), "nights",
         "Tres niveles, para quien habla otro idioma.", NONE, languages=("es", "en", "ht", "fr"), checked=18),
    Gift("estero", "Reconocer un título de otro país", ("education", "livelihoods"), ("uni",), "afternoons",
         "Revisan su título y le dicen cómo inscribirlo.", ("Título", "Notas"), checked=91),
    # Law
    Gift("estero", "Consultorio jurídico", ("legal-aid", "asylum"), ("uni",), "split",
         "Estudiantes con una profesora llevan su caso.", NONE, languages=("es", "en"), checked=16),
    Gift("defensa", "Abogada o abogado sin costo", ("legal-aid",), ("defensa",), "office",
         "Para juicios de familia, trabajo y migración.", NONE, checked=22),
    Gift("pueblo", "Queja por discriminación", ("discrimination",), ("pueblo",), "office",
         "Si le trataron mal por su origen, su color o su acento.", NONE, languages=("es", "qu"), checked=13),
    Gift("pueblo", "Si una oficina no le quiso atender", ("discrimination", "legal-aid"), ("pueblo",), "office",
         "Llaman a la oficina ese mismo día.", NONE),
    Gift("vela", "Casa La Vela", ("lgbtiq",), ("vela",), "long-week",
         "Un lugar tranquilo, grupo de apoyo y orientación.", NONE, languages=("es", "en"), checked=19),
    Gift("vela", "Cambiar su nombre en la cédula", ("lgbtiq", "documents"), ("vela",), "thursdays-night",
         "Le acompañan en el trámite.", ANY_ID, eligible=ADULTS, checked=44),
    # Getting there
    Gift("rutas", "Medio pasaje", ("transport",), ("rutas",), "office",
         "Niñas, niños, estudiantes y personas mayores pagan la mitad.", ("Documento que diga la edad",), "2 dólares"),
    Gift("dis", "Pasaje para llegar a una cita", ("transport", "cash"), ("terminal",), "every-day",
         "Un boleto para ir a la Unidad de Refugio o al hospital.", ("Papel de la cita",), checked=27),
    Gift("rutas", "Bus a la frontera norte", ("transport",), ("rutas",), "season",
         "Sale lunes y viernes mientras dura la temporada.", ANY_ID, "18 dólares", checked=58),
    Gift("dis", "Punto de Río Blanco", ("documents", "health"), ("rio",), "wednesdays",
         "Una persona del municipio va cada semana a Río Blanco.", NONE, checked=None),
    Gift("roa", "Kit de higiene en la terminal", ("food", "emergency"), ("terminal",), "evenings",
         "Jabón, toallas y pañales para quien sigue viaje.", NONE, checked=None),
    Gift("ladrillera", "Biblioteca del barrio", ("education", "family"), ("casa-comunal",), "afternoons",
         "Tareas acompañadas y cuentos.", NONE, status="temporarily closed", checked=130),
    Gift("cruz", "Carpa de la playa", ("health",), ("cruz",), "every-day",
         "Funcionó en la temporada pasada.", NONE, status="inactive", checked=300),
)  # fmt: skip

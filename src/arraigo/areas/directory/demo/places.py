"""Organisations and places of Santa Marina's directory, all invented."""

from typing import NamedTuple

from arraigo.core.organisations.api import OrganizationKind

PUBLIC, CIVIL, WORLD = OrganizationKind.PUBLIC, OrganizationKind.CIVIL_SOCIETY, OrganizationKind.INTERNATIONAL
ACADEMIA, COMMUNITY = OrganizationKind.ACADEMIA, OrganizationKind.COMMUNITY


class Giver(NamedTuple):
    """An organisation that gives services: a short key, its name, kind, and what it does."""

    key: str
    name: str
    kind: OrganizationKind
    description: str = ""


class Spot(NamedTuple):
    """A place: a short key, whose it is, its name, its neighbourhood, its address, and whether it is kept secret."""

    key: str
    giver: str
    name: str
    neighbourhood: str
    address: str
    arrive: str = ""
    access: tuple[str, ...] = ()
    confidential: bool = False


# Those without a description are in the demo city already (config.demo_data.organizations).
GIVERS = (
    Giver("dis", "Dirección de Inclusión Social de Santa Marina", PUBLIC),
    Giver("acs", "Agencia de Control de Santa Marina", PUBLIC),
    Giver("guayabo", "Junta Parroquial de El Guayabo", PUBLIC),
    Giver("jacinto", "Junta Parroquial de San Jacinto", PUBLIC),
    Giver("salud", "Centro de Salud Las Peñas", PUBLIC),
    Giver("educa", "Distrito de Educación Santa Marina", PUBLIC),
    Giver("junta", "Junta Cantonal de Protección de Derechos de Santa Marina", PUBLIC),
    Giver("casa", "Casa Abierta de Santa Marina", CIVIL),
    Giver("raices", "Fundación Raíces del Puerto", CIVIL),
    Giver("roa", "Red Oceánica de Ayuda", WORLD),
    Giver("estero", "Universidad del Estero", ACADEMIA),
    Giver("ladrillera", "Asociación de Vecinas y Vecinos de La Ladrillera", COMMUNITY),
    Giver("hospital", "Hospital Básico del Puerto", PUBLIC, "Urgencias y partos, inventado."),
    Giver("defensa", "Defensoría Pública, punto Santa Marina", PUBLIC, "Abogadas y abogados sin costo, inventado."),
    Giver("pueblo", "Defensoría de Derechos de Santa Marina", PUBLIC, "Recibe quejas por derechos, inventada."),
    Giver("migra", "Oficina de Migración del Puerto", PUBLIC, "Visas y movimientos migratorios, inventada."),
    Giver("refugio", "Unidad de Refugio del Litoral", PUBLIC, "Recibe solicitudes de refugio, inventada."),
    Giver("fiscal", "Fiscalía del Puerto", PUBLIC, "Recibe denuncias, inventada."),
    Giver("civil", "Registro de Identidad del Puerto", PUBLIC, "Partidas y cédulas, inventado."),
    Giver("empleo", "Bolsa de Trabajo del Estero", PUBLIC, "Ofertas de trabajo sin costo, inventada."),
    Giver("vela", "Colectivo La Vela", CIVIL, "Acompaña a personas LGBTIQ+, inventado."),
    Giver("faro", "Red de Mujeres El Faro", CIVIL, "Acompaña a mujeres que viven violencia, inventada."),
    Giver("marea", "Fundación Marea", CIVIL, "Trabaja contra la trata de personas, inventada."),
    Giver("olla", "Comedor San Roque", COMMUNITY, "Almuerzos para quien llega, inventado."),
    Giver("capaz", "Fundación Capaces", CIVIL, "Apoyo a personas con discapacidad, inventada."),
    Giver("escucha", "Línea Escucha Santa Marina", CIVIL, "Apoyo emocional por teléfono, inventada."),
    Giver("cruz", "Cruz Costera de Socorro", CIVIL, "Primeros auxilios y contacto con la familia, inventada."),
    Giver("niñez", "Aldea de la Niñez del Litoral", CIVIL, "Protege a niñas y niños solos, inventada."),
    Giver("rutas", "Cooperativa de Transporte Las Rutas", COMMUNITY, "Buses del cantón, inventada."),
    Giver("paso", "Organización Paso Seguro", WORLD, "Ayuda en dinero a familias recién llegadas, inventada."),
)
RAMP, LIFT, BATH = "Entrada con rampa", "Ascensor", "Baño para silla de ruedas"
SPOTS = (
    Spot("palacio", "dis", "Casa de la Inclusión", "La Matriz", "Calle del Mercado 14 y Sucre",
         "Buses 2 y 5, parada Mercado.", (RAMP, BATH)),
    Spot("malecon", "dis", "Punto de información del Malecón", "Malecón Viejo", "Caseta azul frente al muelle"),
    Spot("terminal", "dis", "Punto de la terminal", "La Estación", "Terminal terrestre, local 7", "", (RAMP,)),
    Spot("control", "acs", "Ventanilla de la Agencia de Control", "La Matriz", "Calle Sucre 30, planta baja"),
    Spot("gad-guayabo", "guayabo", "Junta Parroquial", "El Guayabo Centro", "Parque central de El Guayabo",
         "Bus a El Guayabo, cada hora desde la terminal."),
    Spot("gad-jacinto", "jacinto", "Junta Parroquial", "San Jacinto Centro", "Calle principal, junto a la cancha"),
    Spot("penas", "salud", "Centro de Salud Las Peñas", "Las Peñas Bajas", "Subida de Las Peñas 3", "Bus 8.", (RAMP,)),
    Spot("penas-altas", "salud", "Puesto de Salud del Mirador", "El Mirador", "Escalinata 5, casa verde"),
    Spot("distrito", "educa", "Distrito de Educación", "San Roque", "Calle de la Escuela 101", "", (RAMP, LIFT)),
    Spot("junta-centro", "junta", "Junta de Protección", "La Matriz", "Calle Bolívar 8, segundo piso", "", (LIFT,)),
    Spot("casa-abierta", "casa", "Casa Abierta", "El Mercado", "Pasaje de los Almendros 4", "Bus 5.", (RAMP,)),
    Spot("raices-taller", "raices", "Taller de Raíces", "Los Pescadores", "Calle de las Redes 22"),
    Spot("roa-centro", "roa", "Oficina de la Red Oceánica", "San Roque", "Avenida del Estero 210, piso 2", "", (LIFT,)),
    Spot("uni", "estero", "Consultorio Jurídico", "Santa Rosa", "Campus del Estero, bloque C", "", (RAMP, BATH)),
    Spot("casa-comunal", "ladrillera", "Casa comunal de La Ladrillera", "Los Hornos", "Calle del Horno 1"),
    Spot("hospital", "hospital", "Hospital Básico", "La Estación", "Avenida de la Estación 500", "Buses 1, 2 y 8.",
         (RAMP, LIFT, BATH)),
    Spot("defensa", "defensa", "Defensoría Pública", "La Matriz", "Calle Bolívar 12"),
    Spot("pueblo", "pueblo", "Defensoría de Derechos", "La Matriz", "Calle Bolívar 20", "", (RAMP,)),
    Spot("migra", "migra", "Oficina de Migración", "La Aduana", "Recinto de la Aduana, puerta 2"),
    Spot("refugio", "refugio", "Unidad de Refugio", "San Roque", "Avenida del Estero 80", "Bus 5.", (RAMP,)),
    Spot("fiscal", "fiscal", "Fiscalía", "La Matriz", "Calle Sucre 2"),
    Spot("civil", "civil", "Registro de Identidad", "El Mercado", "Calle del Mercado 60"),
    Spot("empleo", "empleo", "Bolsa de Trabajo", "Santa Rosa", "Avenida del Estero 400"),
    Spot("vela", "vela", "Casa La Vela", "Malecón Viejo", "Callejón del Faro 9"),
    Spot("faro", "faro", "Oficina de El Faro", "El Faro", "Calle de la Torre 7"),
    Spot("marea", "marea", "Oficina de Marea", "La Aduana", "Calle del Muelle 18"),
    Spot("olla", "olla", "Comedor San Roque", "San Roque", "Junto a la iglesia de San Roque", "", (RAMP,)),
    Spot("capaz", "capaz", "Centro Capaces", "Nueva Esperanza", "Calle Tercera 15", "", (RAMP, BATH)),
    Spot("cruz", "cruz", "Base de socorro", "La Aduana", "Explanada del puerto", "", (RAMP,)),
    Spot("niñez", "niñez", "Oficina de la Aldea", "Bellavista", "Vía a Bellavista, kilómetro 2"),
    Spot("rutas", "rutas", "Oficina de Las Rutas", "La Estación", "Terminal terrestre, local 21"),
    Spot("paso", "paso", "Oficina de Paso Seguro", "San Roque", "Avenida del Estero 150", "", (LIFT,)),
    Spot("rio", "dis", "Punto de Río Blanco", "Río Blanco Centro", "Casa parroquial, primera puerta"),
    Spot("boca", "raices", "Aula de Boca del Río", "Boca del Río Centro", "Escuela del río, aula 3"),
    Spot("refugio-faro", "faro", "Casa Brisa", "Isla Chica", "Camino de las Garzas 31", confidential=True),
    Spot("refugio-marea", "marea", "Casa Almeja", "Piedra Larga", "Vía Piedra Larga, portón verde", confidential=True),
)  # fmt: skip

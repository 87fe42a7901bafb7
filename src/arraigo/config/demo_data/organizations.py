"""The organisations of Santa Marina, all invented: name, other name, kind, what they do."""

from typing import NamedTuple

from arraigo.core.organisations.api import OrganizationKind


class Invented(NamedTuple):
    """An organisation that does not exist."""

    name: str
    alternate_name: str
    kind: OrganizationKind
    description: str


PUBLIC, CIVIL, WORLD = OrganizationKind.PUBLIC, OrganizationKind.CIVIL_SOCIETY, OrganizationKind.INTERNATIONAL
COMMUNITY = OrganizationKind.COMMUNITY
ALLY = "Casa Abierta de Santa Marina"
ORGANIZATIONS = (
    Invented("Dirección de Inclusión Social de Santa Marina", "DIS", PUBLIC, "Dirige el programa de movilidad humana."),
    Invented("Dirección de Territorio, Hábitat y Vivienda de Santa Marina", "DTHV", PUBLIC, "Planifica el cantón."),
    Invented("Agencia de Control de Santa Marina", "ACS", PUBLIC, "Vigila el espacio público y los permisos."),
    Invented("Registro de la Propiedad de Santa Marina", "", PUBLIC, "Inscribe la tenencia de la vivienda."),
    Invented("Junta Parroquial de El Guayabo", "", PUBLIC, "Gobierna la parroquia rural El Guayabo."),
    Invented("Junta Parroquial de San Jacinto", "", PUBLIC, "Gobierna la parroquia rural San Jacinto."),
    Invented("Centro de Salud Las Peñas", "", PUBLIC, "Atiende sin costo y sin pedir documentos."),
    Invented("Distrito de Educación Santa Marina", "", PUBLIC, "Inscribe a niñas, niños y adolescentes."),
    Invented(
        "Junta Cantonal de Protección de Derechos de Santa Marina", "JCPD", PUBLIC, "Dicta medidas de protección."
    ),
    Invented(ALLY, "", CIVIL, "Alojamiento temporal y acompañamiento."),
    Invented("Fundación Raíces del Puerto", "", CIVIL, "Medios de vida y emprendimiento."),
    Invented("Red Oceánica de Ayuda", "ROA", WORLD, "Asistencia humanitaria y transferencias."),
    Invented("Universidad del Estero", "", OrganizationKind.ACADEMIA, "Consultorio jurídico gratuito."),
    Invented("Asociación de Vecinas y Vecinos de La Ladrillera", "", COMMUNITY, "Espacios de encuentro en el barrio."),
)

"""The labels under which people's lists carry each field. One line a field, its labels separated by bars."""

from django.utils.translation import gettext_lazy as _

from arraigo.core.imports.reading import Vocabulary

PEOPLE = """
number: N° | No. | Nro. | Núm. | # | Orden | Ord. | Número | Nº | Item | Ítem | Numeral
name: Nombres y apellidos | Apellidos y nombres | Nombre y apellido | Apellido y nombre | Nombre completo
  | Nombres completos | Nombres y apellidos completos | Apellidos y nombres completos | Participante
  | Nombre del participante | Nombre de la persona participante | Participantes | Asistente | Asistentes
  | Nombre del asistente | Nombre del funcionario | Nombre del servidor | Funcionario | Funcionaria/o | Servidor
  | Servidor público | Nombres / Apellidos | Apellidos / Nombres | Nombres apellidos | Apellidos nombres | Full name
  | Nombre y apellidos | Apellidos y nombre | Nombre(s) y apellido(s) | Apellido(s) y nombre(s) | Persona
  | Beneficiario | Beneficiaria | Inscrito | Inscrita | Estudiante | Nómina | Nombre completo del participante
  | Nombre de usuario | Nome completo | Nombres y Apellidos del participante | Participant | Attendee
  | Attendee name | Participant name | Nombres del participante | Nombre apellido
given_names: Nombres | Nombre | Nombre(s) | Name | First name | Given name | Given names | Nombre de pila | Prenom
  | Nome | Forename
first_given: Primer nombre | 1er nombre | Nombre 1
second_given: Segundo nombre | 2do nombre | Nombre 2 | Otros nombres
surnames: Apellidos | Apellido | Apellido(s) | Last name | Surname | Surnames | Family name | Sobrenome
first_surname: Primer apellido | Apellido paterno | 1er apellido | Apellido 1 | Paterno
second_surname: Segundo apellido | Apellido materno | 2do apellido | Apellido 2 | Materno
document: Cédula | Cédula de identidad | Cédula de ciudadanía | C.I. | CI | CC | C.C. | N° de cédula
  | Número de cédula | No. de cédula | Cédula de identidad o pasaporte | Cédula / pasaporte | Cédula o pasaporte
  | Cédula/Pasaporte | Documento | Documento de identidad | N° de documento | Número de documento
  | Número de documento de identidad | Identificación | Número de identificación | N° de identificación
  | No. identificación | DNI | Doc. identidad | Doc | Doc. | ID number | National ID | Cédula identidad
  | Cédula ciudadanía | Nro. cédula | Num. cédula | Documento de identificación | Cédula de identidad No.
  | Cédula o documento de identidad | Cédula de ciudadanía o pasaporte | Cédula o número de identificación
  | Número de cédula o pasaporte | N. de cédula | Ced. | Cedula No. | Cédula de Identidad/Pasaporte | N° CI
  | Documento de identidad o pasaporte | Número de cédula de ciudadanía | Número de cédula de identidad
passport: Pasaporte | N° de pasaporte | Número de pasaporte | Passport | Passport number
document_kind: Tipo de documento | Tipo documento | Tipo de identificación | Tipo identificación | Tipo doc
  | Clase de documento | Document type | Tipo de documento de identidad
institution: Institución | Dependencia | Entidad | Unidad | Organización | Institución / organización
  | Institución a la que pertenece | Institución u organización | Organización o institución | Secretaría | Empresa
  | Dirección / unidad | Unidad / dirección | Unidad administrativa | Dependencia / unidad
  | Nombre de la institución | Nombre institución | Departamento | Institución / dependencia | Procedencia
  | Lugar de trabajo | Institution | Organization | Organisation | Entidad municipal | Institución o entidad
  | Dependencia municipal | Entidad / dependencia | Administración zonal | Organismo | Agency | GAD
  | Unidad o dependencia | Dependencia o unidad | Institución o dependencia | Entidad o dependencia
  | Institución que representa | Organización a la que representa | Institución donde trabaja | Área
  | Dirección administrativa
position: Cargo | Puesto | Función | Cargo / función | Cargo que desempeña | Rol | Cargo o función | Ocupación
  | Denominación del puesto | Position | Job title | Puesto de trabajo | Profesión | Cargo actual | Cargo / puesto
  | Puesto / cargo | Puesto institucional | Nombramiento
sex: Sexo | Sexo H/M | Sexo M/H | Sexo M/F | Sexo F/M | Género H/M | Género M/H | Género M/F | Género F/M
  | Género | Sexo/Género | Género/Sexo | Sexo o género | Sex | Gender | Identidad de género | Sexo (M/F)
  | Sexo (H/M) | Género (M/F) | Sexo biológico | Sexo al nacer | Sexo asignado al nacer
email: Correo | Correo electrónico | E-mail | Email | Mail | Correo institucional | Correo electrónico institucional
  | Dirección de correo electrónico | Correo personal | Correo e | E mail | Email address | Dirección de correo
  | Correo electrónico personal | Correo electrónico / e-mail | Correo electrónico de contacto | Correos
  | User email | Nombre de usuario (correo) | Dirección electrónica | Correo / e-mail | Mail institucional
phone: Teléfono | Celular | Teléfono celular | N° de celular | Número de celular | Número de teléfono | Móvil
  | Teléfono / celular | Celular / teléfono | Teléfono de contacto | Número de contacto | Contacto | Phone
  | Phone number | WhatsApp | Telf. | Tel. | Teléfono móvil | Teléfono convencional | Cel. | N° de teléfono
  | Número telefónico | Teléfono institucional | Extensión | Número de WhatsApp
birth_date: Fecha de nacimiento | F. nacimiento | Nacimiento | Fecha nacimiento | Fecha nac. | F. nac. | Birth date
  | Date of birth | Fecha de nac.
age: Edad | Age | Edad (años) | Años cumplidos | Edad en años
nationality: Nacionalidad | País de origen | País | Nationality | País de nacionalidad | Country
population_group: Grupo poblacional | Grupo de población | Tipo de población | Condición migratoria
  | Situación migratoria | Población | Perfil | Perfil poblacional | Estatus migratorio | Condición de movilidad
  | Population group | Condición de movilidad humana | Población de interés
document*: cedula cedulas dni identificacion | ciudadania identidad pasaporte documento documentos personal nacional
  unica ci ruc carne refugiado refugiada digitos
email*: correo correos email mail | electronico electronicos e institucional personal contacto direccion trabajo
phone*: telefono telefonos celular movil whatsapp telefonico telefonica | convencional fijo contacto personal domicilio
  institucional trabajo oficina extension ext
institution*: institucion instituciones organizacion entidad dependencia | unidad secretaria direccion administrativa
  municipal departamento empresa gad area pertenece representa trabaja labora donde que nombre publica privada razon
  social organismo lugar trabajo actual procedencia zonal administracion colectivo comunidad barrio
position*: cargo puesto | funcion desempena actual institucional denominacion ocupa que laboral ocupacion profesion
sex*: sexo genero | biologico nacer asignado identidad hombre mujer masculino femenino h f m otro
birth_date*: nacimiento | fecha f dia mes ano dd mm aaaa yyyy
nationality*: nacionalidad | pais origen
"""
SIGN_IN = """
signature: Firma | Firmas | Firma del participante | Firma de asistencia | Firma / sumilla | Rúbrica | Signature
  | Firma de entrada | Firma ingreso | Firma (entrada) | Sumilla | Firma de salida | Firma salida | Firma de ingreso
  | Firma electrónica
attended: Asistió | Asistencia | Asiste | ¿Asistió? | Presente | Asistió (Sí/No) | Asistencia (Sí/No) | Attended
  | Attendance | Presencia | Asistió al taller | Asistió al curso | Estado de asistencia | Estado asistencia
  | Asistencia (P/A) | Participó | Registro de asistencia | Present
entry: Hora de entrada | Entrada | Hora de ingreso | Ingreso | Hora entrada | Hora ingreso | Hora de llegada
  | Llegada | H. entrada | H. ingreso | Hora de inicio de participación | Hora de registro | Join time | Time in
  | Hora de unión | Check in
exit: Hora de salida | Salida | Hora salida | H. salida | Hora de retiro | Leave time | Time out | Check out
  | Hora de egreso | Egreso
duration: Duración | Tiempo | Minutos | Tiempo de permanencia | Tiempo en sesión | Duración (minutos) | Permanencia
  | Duration | Tiempo de conexión | Tiempo total | Tiempo conectado | Minutos de asistencia
day: Fecha | Fecha de asistencia | Fecha de la sesión | Fecha de la jornada | Día | Jornada | Sesión | Date
  | Fecha de la actividad | Fecha del taller | Fecha del evento | Fecha de capacitación
"""

ENROLMENT = Vocabulary.parse(PEOPLE)
ATTENDANCE = Vocabulary.parse(PEOPLE + SIGN_IN)

ENROLMENT_NEEDS: tuple[str | tuple[str, ...], ...] = (("name", "given_names", "surnames", "first_surname"),)
ATTENDANCE_NEEDS: tuple[str | tuple[str, ...], ...] = (
    ("name", "given_names", "surnames", "first_surname", "document", "email"),
)

FIELD_NAMES = {
    "name": _("nombres y apellidos"),
    "given_names": _("nombres"),
    "surnames": _("apellidos"),
    "first_surname": _("primer apellido"),
    "second_surname": _("segundo apellido"),
    "first_given": _("primer nombre"),
    "second_given": _("segundo nombre"),
    "document": _("documento de identidad"),
    "passport": _("pasaporte"),
    "document_kind": _("tipo de documento"),
    "institution": _("institución"),
    "position": _("cargo"),
    "sex": _("sexo"),
    "email": _("correo electrónico"),
    "phone": _("teléfono"),
    "birth_date": _("fecha de nacimiento"),
    "age": _("edad"),
    "nationality": _("nacionalidad"),
    "population_group": _("grupo poblacional"),
    "signature": _("firma"),
    "attended": _("asistencia"),
    "entry": _("hora de entrada"),
    "exit": _("hora de salida"),
    "duration": _("duración"),
    "day": _("fecha"),
    "number": _("número de orden"),
}

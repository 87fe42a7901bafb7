"""The fixed words of a certificate in its two languages.

They are no translations of the screen: every certificate carries both, whatever language somebody works in.
"""

from datetime import date
from decimal import Decimal

from arraigo.areas.training.enums import CertificateKind, CourseKind, Modality

Pair = tuple[str, str]

MONTHS: tuple[Pair, ...] = (
    ("enero", "January"),
    ("febrero", "February"),
    ("marzo", "March"),
    ("abril", "April"),
    ("mayo", "May"),
    ("junio", "June"),
    ("julio", "July"),
    ("agosto", "August"),
    ("septiembre", "September"),
    ("octubre", "October"),
    ("noviembre", "November"),
    ("diciembre", "December"),
)
KINDS: dict[str, Pair] = {
    CertificateKind.ATTENDANCE: ("Constancia de asistencia", "Certificate of attendance"),
    CertificateKind.APPROVAL: ("Constancia de aprobación", "Certificate of completion"),
}
CERTIFIES: Pair = ("Se deja constancia de que", "This is to certify that")
COURSES: dict[str, Pair] = {
    CourseKind.COURSE: ("el curso", "the course"),
    CourseKind.WORKSHOP: ("el taller", "the workshop"),
    CourseKind.SEMINAR: ("el seminario", "the seminar"),
    CourseKind.AWARENESS_DAY: ("la jornada de sensibilización", "the awareness day"),
}
DID: dict[str, Pair] = {
    CertificateKind.ATTENDANCE: ("participó en %s", "attended %s"),
    CertificateKind.APPROVAL: ("aprobó %s", "passed %s"),
}
MODALITIES: dict[str, Pair] = {
    Modality.ONLINE: ("en línea", "online"),
    Modality.IN_PERSON: ("presencial", "in person"),
    Modality.HYBRID: ("híbrida", "hybrid"),
}
DURATION: Pair = ("Duración", "Duration")
DATES: Pair = ("Fechas", "Dates")
DATE: Pair = ("Fecha", "Date")
MODALITY: Pair = ("Modalidad", "Mode")
GIVEN_BY: Pair = ("Impartido por", "Given by")
CHECK: Pair = ("Compruebe esta constancia", "Verify this certificate")
ISSUED: Pair = ("Emitida el %s", "Issued on %s")
INVENTED: Pair = ("Ciudad inventada: no certifica nada real", "Invented city: it certifies nothing real")
SAMPLE: Pair = ("Muestra sin valor", "Sample, not valid")


def did(kind: str, course_kind: str) -> Pair:
    """Say what somebody did: «participó en el taller», "attended the workshop"."""
    what, how = COURSES[course_kind], DID[kind]
    return how[0] % what[0], how[1] % what[1]


def hours(number: Decimal) -> Pair:
    """Write a number of hours: «40 horas», "40 hours"."""
    plain = f"{number.normalize():f}"
    one = number == 1
    return f"{plain.replace('.', ',')} {'hora' if one else 'horas'}", f"{plain} {'hour' if one else 'hours'}"


def day(value: date) -> Pair:
    """Write a day: «2 de mayo de 2026», "2 May 2026"."""
    spanish, english = MONTHS[value.month - 1]
    return f"{value.day} de {spanish} de {value.year}", f"{value.day} {english} {value.year}"


def period(first: date, last: date) -> Pair:
    """Write from when to when, without saying a month or a year twice."""
    if first == last:
        return day(first)
    until, until_english = day(last)
    spanish, english = MONTHS[first.month - 1]
    if first.year != last.year:
        return f"del {day(first)[0]} al {until}", f"{day(first)[1]} to {until_english}"
    if first.month != last.month:
        return f"del {first.day} de {spanish} al {until}", f"{first.day} {english} to {until_english}"
    return f"del {first.day} al {until}", f"{first.day} to {until_english}"

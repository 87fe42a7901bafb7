"""The files of a small course, as its people would have them: an enrolment list, a report of Zoom, a signed list."""

from tests.core.imports.reading.builders import xlsx

INCLUSION, TERRITORY = "Secretaría de Inclusión", "Secretaría de Territorio"
PEOPLE = (
    ("Quishpe Vera", "Rosa Elena", "Mujer", INCLUSION, "rosa.quishpe@correo.example"),
    ("Tomalá Cruz", "Luis Alberto", "Hombre", INCLUSION, "luis.tomala@correo.example"),
    ("Cedeño Mero", "María José", "Mujer", TERRITORY, "maria.cedeno@correo.example"),
    ("Yépez Morán", "Darío", "Hombre", TERRITORY, "dario.yepez@correo.example"),
    ("Amaguaña Iza", "Gladys", "Mujer", INCLUSION, "gladys.amaguana@correo.example"),
    ("Loor Zambrano", "Byron", "Hombre", TERRITORY, "byron.loor@correo.example"),
    ("Rangel Ortiz", "Marisol", "Mujer", TERRITORY, "marisol.rangel@correo.example"),
    ("Alcívar Ponce", "Fausto", "", INCLUSION, "fausto.alcivar@correo.example"),
)


def document(number):
    """A cédula whose last digit is right."""
    digits = f"17{number:07d}"
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 9)) if place % 2 == 0 and int(digit) * 2 > 9
                else int(digit) * (2 - place % 2) for place, digit in enumerate(digits))  # fmt: skip
    return f"{digits}{-total % 10}"


DOCUMENTS = [document(4821330 + 7919 * place) for place in range(len(PEOPLE))]


def enrolments():
    """The eight people, one of whom does not say a sex."""
    head = ["N°", "Apellidos", "Nombres", "Cédula", "Institución", "Sexo", "Correo electrónico"]
    rows = [
        [place + 1, surnames, given, DOCUMENTS[place], institution, sex, email]
        for place, (surnames, given, sex, institution, email) in enumerate(PEOPLE)
    ]
    return xlsx({"Inscritos": [["Curso de movilidad humana"], [], head, *rows]})


def zoom():
    """Ten September or nine October, which nobody can tell: four people known, a short name, a device."""
    head = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent"
    seen = (
        ("Rosa Quishpe", PEOPLE[0][4]),
        ("Luis Alberto Tomalá Cruz", ""),
        ("Gladys Amaguaña Iza", ""),
        ("Fausto", PEOPLE[7][4]),
        ("Maria Cedeno", ""),
        ("iPad de la sala", ""),
    )
    rows = [f"{name},{email},09/10/2026 08:58:00 AM,09/10/2026 10:45:00 AM,107,No," for name, email in seen]
    return ("\r\n".join([head, *rows]) + "\r\n").encode("utf-8-sig")


def signed():
    """Four people on paper, one of whom did not sign; another's document lost nothing but its order."""
    head = ["N°", "Nombres y apellidos", "Cédula", "Institución", "Firma"]
    present = ((0, "RQ"), (3, "D. Yépez"), (5, "firmado"), (4, ""))
    rows = [
        [at + 1, f"{PEOPLE[place][1]} {PEOPLE[place][0]}", DOCUMENTS[place], PEOPLE[place][3], signature]
        for at, (place, signature) in enumerate(present)
    ]
    return xlsx({"Asistencia": [["Registro de asistencia"], ["17 de septiembre de 2026"], [], head, *rows]})

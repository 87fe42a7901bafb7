"""The words that say what a document is and whose: data for `documents`."""

from typing import NamedTuple

from arraigo.core.people.enums import DocumentKind


class Said(NamedTuple):
    """What a text says of a document. `also_cedula`: in Ecuador the same letters are written before a cédula."""

    kind: str = ""
    country: str = ""
    also_cedula: bool = False

    def at(self, country: str) -> "Said":
        """Return the same with a country, unless one is said already."""
        return self if self.country or not country else self._replace(country=country, also_cedula=False)


# Whole words, as in the heading or the choice of a form.
NAMED = {
    "cedula": Said(DocumentKind.CEDULA),
    "ced": Said(DocumentKind.CEDULA),
    "identidad": Said(),
    "identificacion": Said(),
    "documento": Said(),
    "doc": Said(),
    "numero": Said(),
    "nro": Said(),
    "num": Said(),
    "no": Said(),
    "n": Said(),
    "de": Said(),
    "ciudadania": Said(),
    "ruc": Said(DocumentKind.CEDULA),
    "pasaporte": Said(DocumentKind.PASSPORT),
    "passport": Said(DocumentKind.PASSPORT),
    "pasap": Said(DocumentKind.PASSPORT),
    "refugiado": Said(DocumentKind.REFUGEE_ID),
    "refugiada": Said(DocumentKind.REFUGEE_ID),
    "refugio": Said(DocumentKind.REFUGEE_ID),
    "solicitante": Said(DocumentKind.REFUGEE_ID),
    "asilo": Said(DocumentKind.REFUGEE_ID),
    "acnur": Said(DocumentKind.REFUGEE_ID),
    "unhcr": Said(DocumentKind.REFUGEE_ID),
    "progres": Said(DocumentKind.REFUGEE_ID),
    "visa": Said(DocumentKind.MIGRATION_CARD),
    "migratorio": Said(DocumentKind.MIGRATION_CARD),
    "migratoria": Said(DocumentKind.MIGRATION_CARD),
    "extranjeria": Said(DocumentKind.FOREIGN_ID),
    "nacimiento": Said(DocumentKind.BIRTH_CERTIFICATE),
    "carne": Said(),
    "carnet": Said(),
    "permiso": Said(),
    "tarjeta": Said(),
    "partida": Said(),
    "acta": Said(),
}

# Letters before a number.
PREFIXES = {
    "ci": Said(DocumentKind.CEDULA),
    "cc": Said(DocumentKind.FOREIGN_ID, "CO", also_cedula=True),
    "dni": Said(DocumentKind.FOREIGN_ID),
    "ce": Said(DocumentKind.FOREIGN_ID),
    "ppt": Said(DocumentKind.MIGRATION_CARD, "CO"),
    "pep": Said(DocumentKind.MIGRATION_CARD, "CO"),
    "ptp": Said(DocumentKind.MIGRATION_CARD, "PE"),
    "cpp": Said(DocumentKind.MIGRATION_CARD, "PE"),
    "verhu": Said(DocumentKind.MIGRATION_CARD, "EC"),
    "virte": Said(DocumentKind.MIGRATION_CARD, "EC"),
    "pas": Said(DocumentKind.PASSPORT),
    "pp": Said(DocumentKind.PASSPORT),
    "ref": Said(DocumentKind.REFUGEE_ID),
}

_NAMES = {
    "EC": "ecuador ecuatoriano ecuatoriana",
    "VE": "venezuela venezolano venezolana ven",
    "CO": "colombia colombiano colombiana col",
    "PE": "peru peruano peruana per",
    "HT": "haiti haitiano haitiana",
    "CU": "cuba cubano cubana",
    "BO": "bolivia boliviano boliviana",
    "CL": "chile chileno chilena",
    "AR": "argentina argentino",
    "BR": "brasil brasileno brasilena",
    "ES": "espana espanol espanola",
    "US": "estadounidense",
}
COUNTRIES = {word: code for code, words in _NAMES.items() for word in words.split()}

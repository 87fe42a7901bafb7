"""All that is held of one person, for the person (LOPDP art. 13, right of access)."""

import json
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from arraigo.core.consent.models import Basis
from arraigo.core.people.enums import DocumentKind, Gender, PopulationGroup, Sex
from arraigo.core.people.hooks import Panel
from arraigo.core.people.profiles import Profile
from arraigo.core.people.rows import QUESTIONS

Section = tuple[str, tuple[str, ...], Sequence[Sequence[str]]]


def sections(profile: Profile, bases: Sequence[Basis], panels: Sequence[Panel]) -> list[Section]:
    """Return what is held as titled tables: identity, documents, contacts, legal bases and what each area shows."""
    documents = [
        (str(DocumentKind(document.kind).label), document.country, document.number) for document in profile.documents
    ]
    contacts = [(str(contact.get_kind_display()), str(contact.value)) for contact in profile.contacts]
    held = [
        (
            str(basis.get_purpose_display()),
            str(basis.get_legal_basis_display()),
            basis.source,
            basis.given_at.isoformat(),
            basis.withdrawn_at.isoformat() if basis.withdrawn_at else "",
        )
        for basis in bases
    ]
    return [
        (_("Persona"), (_("Dato"), _("Valor")), _identity(profile)),
        (_("Documentos"), (_("Tipo"), _("País"), _("Número")), documents),
        (_("Contactos"), (_("Tipo"), _("Valor")), contacts),
        (_("Bases legales"), (_("Finalidad"), _("Base"), _("Cómo consta"), _("Desde"), _("Retirada")), held),
        *((panel.title, panel.headers, panel.rows) for panel in panels),
    ]


def _identity(profile: Profile) -> list[tuple[str, str]]:
    told = [
        (_("Nombre completo"), profile.full_name),
        (_("Apellidos"), profile.surnames),
        (_("Nombres"), profile.given_names),
        (_("Nombre con el que se identifica"), profile.known_as),
        (_("Fecha de nacimiento"), profile.birth_date or str(profile.birth_year or "")),
        (_("Sexo"), str(Sex(profile.sex).label)),
        (_("Género"), str(Gender(profile.gender).label)),
        (_("Grupo de población"), str(PopulationGroup(profile.population_group).label)),
        (_("Nacionalidad"), profile.nationality),
        (_("Idioma"), profile.language),
    ]
    if profile.functioning is not None:
        fields = {field.name: field for field in profile.functioning._meta.concrete_fields}
        told += [
            (str(fields[name].verbose_name), str(getattr(profile.functioning, f"get_{name}_display")() or ""))
            for name in QUESTIONS
        ]
    return told


def as_json(told: Sequence[Section], *, at: datetime, city: str) -> bytes:
    """Return the sections as JSON, in UTF-8."""
    body: dict[str, Any] = {_("Ciudad"): city, _("Generado"): at.isoformat()}
    for title, headers, rows in told:
        body[title] = [dict(zip(headers, row, strict=False)) for row in rows]
    return json.dumps(body, ensure_ascii=False, indent=2).encode()


def as_xlsx(told: Sequence[Section], *, at: datetime, city: str) -> bytes:
    """Return the sections as a workbook, one sheet each; text is never taken for a formula."""
    output = BytesIO()
    with xlsxwriter.Workbook(
        output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})
        names: set[str] = set()
        for title, headers, rows in told:
            sheet = book.add_worksheet(_sheet_name(title, names))
            sheet.write_row(0, 0, headers, bold)
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, [str(value) for value in row])
            sheet.set_column(0, len(headers), 28)
            sheet.set_footer(f"&L{city} · {at:%d/%m/%Y}&R{_('Datos personales: no difundir')}")
    return output.getvalue()


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a sheet name that Excel takes: 31 letters, none of []:*?/\\, used once."""
    bare = "".join(" " if letter in "[]:*?/\\" else letter for letter in title)[:28].strip() or "Hoja"
    name = next(one for one in (bare, *(f"{bare} {n}" for n in range(2, 99))) if one.casefold() not in taken)
    taken.add(name.casefold())
    return name

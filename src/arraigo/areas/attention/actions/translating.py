"""Writing a draft's texts in other languages, one by one or many at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.attention.actions.common import AttentionError
from arraigo.areas.attention.actions.routes import locked
from arraigo.areas.attention.enums import RouteState, TextState
from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.attention.queries import definitions, translations
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.engines.guidance.texts import mark_of, texts

CHOSEN = (TextState.DRAFT, TextState.NEEDS_REVIEW, TextState.CURRENT)
LONGEST = 10_000
_MARK = re.compile("[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Said:
    """A text in another language, and how far it is. `of`: for which Spanish, when it is not today's."""

    text: str
    state: str
    of: str = ""


@transaction.atomic
def save_texts(*, version: RouteVersion, language: str, said: Mapping[str, Said], by: User | None, at: datetime) -> int:
    """Keep texts of a draft in a language and return how many changed; an empty text takes the translation away.

    All are kept or none: raises AttentionError where one has no place in the route or its state is not one to choose.
    """
    version = locked(version)
    if version.state != RouteState.DRAFT:
        raise AttentionError(_("Solo se traduce un borrador. Lo publicado cambia cuando se publica otra versión."))
    if language not in dict(translations.languages()):
        raise AttentionError(_("La guía no tiene este idioma."))
    route = definitions.sketched(version)
    spanish = texts(route) if route is not None else {}
    row = translations.row_for(version, language)
    told = dict(row.texts)
    changed = sum([_put(told, spanish, key, one) for key, one in said.items()])
    if changed and route is not None:
        row.texts, row.counts = told, translations.counts(route, language, told)
        row.by, row.updated_at = by, at
        row.save()
        _wrote(version, by)
        detail = {"version": version.number, "language": language, "texts": changed}
        audit.record(action="attention.translation.save", subject=row, by=by, at=at, detail=detail)
    return changed


def _wrote(version: RouteVersion, by: User | None) -> None:
    """Whoever translated some of a version does not review it either."""
    if by is not None and by.pk not in version.writers:
        version.writers = [*version.writers, by.pk]
        version.save(update_fields=["writers"])


def _put(told: dict[str, dict[str, str]], spanish: Mapping[str, str], key: str, one: Said) -> bool:
    if key not in spanish:
        raise AttentionError(_("La ruta ya no tiene el texto «%(key)s». Abra la página de nuevo.") % {"key": key})
    text = one.text.replace("\r\n", "\n").strip()
    if not text:
        return told.pop(key, None) is not None
    if one.state not in CHOSEN:
        raise AttentionError(_("«%(state)s» no es un estado que se elija.") % {"state": one.state})
    if len(text) > LONGEST:
        raise AttentionError(_("El texto «%(key)s» es demasiado largo.") % {"key": key})
    of = one.of if _MARK.fullmatch(one.of) else mark_of(spanish[key])
    new = {"text": text, "of": of, "state": TextState(one.state).value}
    if told.get(key) == new:
        return False
    told[key] = new
    return True

"""What the pages of one run share: finding it for this member, where it belongs, logging who opens it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from arraigo.core.accounts.api import CityRequest
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files
from arraigo.core.imports import api as imports
from arraigo.core.imports.kinds import ImportKind
from arraigo.core.imports.models import ImportRun
from arraigo.core.imports.sheet import discreet

# What keeps a file from going on, said in a sentence for the person.
TROUBLE = (imports.ImportRefused, imports.FileRefused, files.FileError)
ONE_OPENING = timedelta(minutes=30)
REMEMBERED = 30


@dataclass(frozen=True)
class Place:
    """What a file belongs to: its title and address, and the page where another file for it is loaded."""

    title: str
    url: str
    upload_url: str


def kind_for(request: CityRequest, name: str) -> ImportKind:
    """Return a kind that this member may import; the others do not exist for them."""
    found = imports.kinds_for(request.membership).get(name)
    if found is None:
        raise Http404(_("Esta clase de archivo no existe o su función no la importa."))
    return found


def run_for(request: CityRequest, run_id: UUID) -> ImportRun:
    """Return a run of the city, of a kind that this member may import."""
    run = imports.runs(imports.kinds_for(request.membership)).filter(pk=run_id).first()
    if run is None:
        raise Http404(_("Esta importación no existe."))
    return run


def place_of(request: CityRequest, kind: ImportKind, context: str) -> Place:
    """Return where files with this context go; raises Http404 where there is no such thing."""
    try:
        title, url = kind.place(context)
    except (ObjectDoesNotExist, LookupError, ValueError):
        raise Http404(_("No existe a dónde va este archivo.")) from None
    return Place(title, url, reverse("imports:new", args=[request.city.slug, kind.name, context]))


def known_place(request: CityRequest, run: ImportRun, kind: ImportKind) -> Place:
    """Return where a run's file went, even if it has been removed since."""
    try:
        return place_of(request, kind, run.context)
    except Http404:
        return Place(run.place, "", "")


def note_opening(request: CityRequest, run: ImportRun, at: datetime) -> None:
    """Log that somebody saw the names in a file: once for each opening, not for each page that they turn."""
    opened: dict[str, str] = request.session.get("imports_opened", {})
    last = opened.get(str(run.pk))
    if last and at - datetime.fromisoformat(last) < ONE_OPENING:
        return
    audit.seen(what="import.preview", subject=run, by=request.membership.user, at=at)
    newest = sorted(opened.items(), key=lambda pair: pair[1])[-REMEMBERED:]
    request.session["imports_opened"] = {**dict(newest), str(run.pk): at.isoformat()}


def reasons(refused: Exception) -> list[str]:
    """Return what is wrong as separate sentences."""
    if isinstance(refused, imports.FileRefused):
        return [discreet(problem.message) for problem in refused.problems]
    return [str(refused)]

"""`arraigo guide export`: the whole guide as a folder, put in its place whole or not at all."""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from rich.table import Table

from arraigo.areas.attention.web.guide import addresses, exporting
from arraigo.areas.attention.web.guide.exporting import Exported
from arraigo.cli.language import _
from arraigo.cli.printer import OK, MendableError, answer, counter, err, out
from arraigo.core import tenancy
from arraigo.core.places import api as places
from arraigo.core.places.models import City

KILOBYTE = 1000
YES = ("s", "si", "sí", "y", "yes")


def export(*, folder: Path, city: str, languages: Sequence[str], url: str, yes: bool, json: bool) -> int:
    """Write the guide of a city into a folder; one that holds something else is replaced only when told so."""
    place = the_city(city)
    wanted = _languages(languages)
    base = _base(url, place)
    target = folder.resolve()
    _ask_before(target, yes)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise MendableError(
            _("No se pudo escribir «{name}»: {detail}.").format(name=folder, detail=error.strerror)
        ) from None
    try:
        with tenancy.scope(place), counter() as progress:
            told = exporting.export(
                place,
                made,
                wanted,
                base=base,
                at=timezone.now(),
                progress=lambda language, done: progress(_("Páginas en «{lang}»").format(lang=language), done, 0),
            )
        made.chmod(0o755)
        _exchange(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    if json:
        answer({"folder": str(target), "address": base, **_as_json(told)})
    else:
        _print(told, target, base)
    return OK


def the_city(slug: str) -> City:
    """Return the city that a command means: the one it names, or the only one there is. Makes none."""
    known = list(places.cities())
    found = [one for one in known if slug in ("", one.slug)]
    if len(found) == 1:
        return found[0]
    if not known:
        raise MendableError(_("Todavía no hay ciudades. Cree una con «arraigo city create»."))
    names = ", ".join(sorted(one.slug for one in known))
    if not found:
        raise MendableError(_("No hay una ciudad «{slug}». Están: {names}.").format(slug=slug, names=names))
    raise MendableError(_("Hay varias ciudades. Elija una con --city: {names}.").format(names=names))


def _languages(asked: Sequence[str]) -> list[str]:
    known = addresses.languages()
    for one in asked:
        if one not in known:
            raise MendableError(
                _("La guía no está en «{lang}». Está en: {known}.").format(lang=one, known=", ".join(known))
            )
    return [one for one in known if not asked or one in asked]


def _base(url: str, city: City) -> str:
    chosen = url or f"{settings.PUBLIC_URL}/{city.slug}/"
    parts = urlsplit(chosen)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise MendableError(
            _("«{url}» no es una dirección web. Escríbala así: https://guia.ejemplo.org/").format(url=url)
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def _ask_before(folder: Path, yes: bool) -> None:
    """Ask before a folder that holds something else is replaced; where nobody can answer, refuse."""
    if folder.is_file():
        raise MendableError(_("«{name}» es un archivo. Elija una carpeta.").format(name=folder))
    if yes or not folder.is_dir() or not any(folder.iterdir()) or exporting.is_export(folder):
        return
    sentence = _("La carpeta «{name}» tiene otras cosas, que se borrarían.").format(name=folder)
    if not sys.stdin.isatty():
        raise MendableError(sentence + " " + _("Elija otra, o repita con --yes."))
    err.print(sentence, markup=False)
    if input(_("¿Reemplazarla? (s/n) ")).strip().casefold() not in YES:
        raise MendableError(_("No se escribió nada."))


def _exchange(made: Path, target: Path) -> None:
    """Put what was made in its place; what was there before goes away afterwards, and comes back if that fails."""
    if not target.exists():
        made.rename(target)
        return
    old = made.with_name(f"{made.name}.anterior")
    target.rename(old)
    try:
        made.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _as_json(told: Exported) -> dict[str, object]:
    return {
        "pages": told.pages,
        "services": told.services,
        "files": told.files,
        "bytes": told.size,
        "heaviest_page_gzip": told.heaviest,
    }


def _print(told: Exported, target: Path, base: str) -> None:
    table = Table("", "", box=None, show_header=False)
    table.columns[1].justify = "right"
    for language, count in told.pages.items():
        table.add_row(_("Páginas en «{lang}»").format(lang=language), str(count))
    table.add_row(_("Servicios"), str(told.services))
    table.add_row(_("Archivos"), str(told.files))
    table.add_row(_("Tamaño"), f"{told.size / KILOBYTE / KILOBYTE:.1f} MB")
    table.add_row(_("La página más pesada, comprimida"), f"{told.heaviest / KILOBYTE:.1f} kB")
    out.print(table)
    out.print(_("Guía escrita en {folder}, para {base}").format(folder=target, base=base), markup=False)

"""`arraigo migrate`: the database of this version of the program."""

from arraigo.cli.bootstrap import applied_migrations, installation
from arraigo.cli.language import _
from arraigo.cli.printer import answer, out, steps


def migrate(*, json: bool) -> None:
    """Bring keys and tables up to date, which every command does; this one does nothing else and says so."""
    with steps() as say, installation(say) as place:
        applied = applied_migrations() or ["0", ""]
    if json:
        answer({"home": str(place.root), "migrations": int(applied[0]), "last": applied[1]})
    else:
        out.print(_("La base de datos está al día: {count} migraciones.").format(count=applied[0]))

"""`arraigo keys rotate`."""

from django.conf import settings
from django.utils import timezone

from arraigo.cli.language import _
from arraigo.cli.printer import answer, counter, out
from arraigo.core.crypto import keyring, rotation


def rotate(*, json: bool) -> None:
    """Add a key and seal everything with it; after a run that was cut short, finish that one and add none."""
    folder = settings.HOME.keys
    current = keyring.load(folder).current
    unfinished = set(rotation.keys_in_use()) - {current}
    if not unfinished:
        keyring.add(folder)
    with counter() as progress:
        done = rotation.rotate(at=timezone.now(), progress=progress)
    if json:
        answer({"key": done.key, "values": done.values, "files": done.others, "finished_earlier_run": bool(unfinished)})
        return
    sentence = _("Todo está cifrado con la llave {key}: {values} valores y {files} archivos.")
    out.print(sentence.format(key=done.key, values=done.values, files=done.others))
    reminder = _(
        "Guarde la llave nueva con las demás, y conserve las viejas mientras conserve copias hechas con ellas."
    )
    out.print(reminder + f" {folder}", markup=False)

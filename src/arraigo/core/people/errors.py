"""What the register refuses, in words that a person can act on."""

from uuid import UUID

from django.utils.translation import gettext as _

from arraigo.core.people.documents import NormalDocument


class DocumentTakenError(ValueError):
    """Two people cannot hold one document.

    `first` and `second` say whose it is, as rows of what was being registered (or «una persona ya registrada»);
    `holder` is the person of the register who holds it, where there is one.
    """

    def __init__(self, document: NormalDocument, first: str, second: str, holder: UUID | None = None) -> None:
        self.document = document
        self.first = first
        self.second = second
        self.holder = holder
        super().__init__(
            _("El documento terminado en %(end)s está en %(first)s y en %(second)s. Revise a quién pertenece.")
            % {"end": document.number[-4:], "first": first, "second": second}
        )


class ErasedError(ValueError):
    """The person's identity was removed at their request; nothing may be added to it."""

    def __init__(self) -> None:
        super().__init__(_("La identidad de esta persona se borró a su pedido. No se le puede añadir nada."))

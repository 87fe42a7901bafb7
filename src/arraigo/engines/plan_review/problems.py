"""What is wrong with a file or a pair of files, in a sentence that its user can act on.

Sentences are Spanish msgids: whoever shows one translates `template` and then fills in `values`.
"""

from dataclasses import dataclass, field
from typing import Any


def _(text: str) -> str:
    """Mark a text for translation; who shows it translates it."""
    return text


SENTENCES = {
    "not_found": _("No se encontró el archivo «{name}»."),
    "empty": _("El archivo está vacío. Revise que se haya subido completo."),
    "unknown_format": _("No se reconoce el formato del archivo. Use PDF, DOCX, ODT, HTML, Markdown o texto."),
    "old_word": _("Es un documento de Word anterior a 2007 (.doc). Ábralo y guárdelo como DOCX."),
    "encrypted": _("El PDF pide contraseña. Guárdelo sin contraseña y súbalo otra vez."),
    "encrypted_file": _("El documento pide contraseña. Guárdelo sin contraseña y súbalo otra vez."),
    "zip_bomb": _(
        "El archivo se despliega a un tamaño desmedido y no se abrió. Ábralo en su programa y vuelva a guardarlo."
    ),
    "corrupt": _("El archivo está dañado y no se puede leer: {detail}. Ábralo en su programa y vuelva a guardarlo."),
    "too_large": _("El archivo tiene {pages} páginas y el máximo es {limit}. Divídalo por tomos."),
    "no_text": _("El archivo no tiene texto: son imágenes escaneadas. Pida el original o páselo por un OCR."),
    "scanned_pages": _("Páginas escaneadas, sin texto: {pages}. Lo que dicen no se revisó."),
    "ocr_pages": _("Páginas leídas por OCR: {pages}. Compruebe las citas con el original."),
    "tracked_changes": _(
        "El documento tiene {count} cambios sin aceptar. Se leyó como si todos se hubieran aceptado; "
        "confirme cuál es la versión oficial."
    ),
    "other_language": _("El texto parece estar en otro idioma ({language}). La revisión solo lee español."),
    "guessed_encoding": _("El texto no dice su codificación; se leyó como {encoding}."),
    "different_plans": _(
        "Los dos textos apenas coinciden ({percent} % de los pasajes). Parecen planes distintos y no versiones de uno."
    ),
    "not_a_pack": _("No hay un paquete de criterios llamado «{name}». Los que hay: {known}."),
    "bad_thesaurus": _("El tesauro tiene un error en {where}: {detail}."),
    "bad_passage": _("Línea {line} del archivo de pasajes: {detail}."),
    "not_an_instrument": _("El paquete no tiene criterios para «{name}». Los instrumentos que tiene: {known}."),
    "bad_pack": _("El paquete «{name}» tiene un error en {where}: {detail}."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem by its code, with the values that its sentence names."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The sentence, in Spanish, with places for the values."""
        return SENTENCES[self.code]

    def __str__(self) -> str:
        return self.template.format(**self.values)


class PlanError(Exception):
    """The work cannot go on; `problem` says why and how to mend it."""

    def __init__(self, code: str, **values: Any) -> None:
        self.problem = Problem(code, values)
        super().__init__(str(self.problem))

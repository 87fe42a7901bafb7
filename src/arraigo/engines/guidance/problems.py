"""What is wrong with the file of a route, with file and line, in a sentence that its writer can act on.

Sentences are Spanish msgids: whoever shows one translates `template` and then fills in `values`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


def _(text: str) -> str:
    """Mark a text for translation; who shows it translates it."""
    return text


SENTENCES = {
    # The file
    "too_long": _("El archivo tiene más de {limit} kB. Divida la ruta en dos."),
    "not_text": _("El archivo tiene caracteres que no son texto. Guárdelo como UTF-8."),
    "yaml": _("No se puede leer como YAML: {detail}."),
    "empty": _("El archivo está vacío."),
    "several_documents": _("El archivo tiene más de un documento («---»). Deje uno solo."),
    "alias": _("Usa un alias de YAML («*{name}»). Escriba el texto otra vez en su lugar."),
    "tag": _("Usa una etiqueta de YAML («{name}»). Quítela: solo se leen textos, listas y mapas."),
    "too_deep": _("Hay más de {limit} niveles, unos dentro de otros. Simplifique."),
    "duplicate_key": _("La clave «{key}» está dos veces; la primera, en la línea {first}."),
    "bad_key": _("Una clave debe ser un texto."),
    # Keys and values
    "unknown_key": _("No se conoce la clave «{key}» en {where}."),
    "unknown_key_near": _("No se conoce la clave «{key}» en {where}. ¿Quiso decir «{near}»?"),
    "unknown_key_comma": _(
        "No se conoce la clave «{key}» en {where}. Si es parte de un texto con comas, ponga el texto entre comillas."
    ),
    "missing": _("Falta «{key}» en {where}."),
    "not_a_mapping": _("Se esperaba un mapa de claves y valores en {where}."),
    "not_a_list": _("Se esperaba una lista en {where}."),
    "not_a_text": _("Se esperaba un texto en {where}."),
    "not_a_boolean": _("En {where} se esperaba true o false."),
    "not_a_day": _("«{value}» no es una fecha en {where}. Escríbala como '2026-11-22'."),
    "bad_id": _("«{value}» no sirve de identificador en {where}: use minúsculas sin tilde, cifras y guiones."),
    "reserved_id": _("«{value}» está reservado y no puede ser el identificador de {where}."),
    "twice": _("«{value}» está dos veces en {where}."),
    "not_one_of": _("«{value}» no vale en {where}. Vale: {allowed}."),
    "bad_url": _("«{value}» no es una dirección web en {where}: debe empezar con https:// o http://."),
    "bad_phone": _("«{value}» no es un teléfono en {where}: use cifras, espacios, guiones, paréntesis y +."),
    "bad_email": _("«{value}» no es un correo en {where}."),
    "too_many_letters": _("El texto de {where} tiene {count} caracteres y el máximo es {limit}."),
    "too_many_steps": _("La ruta tiene {count} pasos y el máximo es {limit}. Divídala en dos."),
    # What a route names
    "unknown_need": _("No existe la necesidad «{value}» en la lista de necesidades."),
    "unknown_need_near": _("No existe la necesidad «{value}» en la lista de necesidades. ¿Quiso decir «{near}»?"),
    "unknown_number": _("No existe el número «{value}» en la lista de números de emergencia."),
    "unknown_number_near": _(
        "No existe el número «{value}» en la lista de números de emergencia. ¿Quiso decir «{near}»?"
    ),
    "unknown_source": _("No existe la fuente «{value}» en «sources»."),
    "unknown_source_near": _("No existe la fuente «{value}» en «sources». ¿Quiso decir «{near}»?"),
    "unknown_step": _("No existe el paso «{value}», al que lleva {where}."),
    "unknown_step_near": _("No existe el paso «{value}», al que lleva {where}. ¿Quiso decir «{near}»?"),
    # The way
    "few_answers": _("La pregunta «{step}» tiene {count} respuestas y necesita al menos dos."),
    "dead_end": _("Callejón sin salida: el paso «{step}» no lleva a ninguna parte y no es un final."),
    "unreachable": _("Nadie puede llegar al paso «{step}»."),
    "endless_loop": _("Bucle sin salida: {steps}. Quien entra no puede llegar a un final."),
    "no_number": _("El paso de emergencia «{step}» no tiene un número al que llamar."),
    "empty_outcome": _("El final «{step}» no dice nada: falta «right», «do» o «text»."),
    "no_days": _("El plazo de {where} no dice cuántos días: «days» debe ser un número de 1 a {limit}."),
    "condition_empty": _("La condición de {where} está vacía."),
    "condition_unknown_step": _("La condición de {where} habla del paso «{value}», que no existe."),
    "condition_unknown_step_near": _(
        "La condición de {where} habla del paso «{value}», que no existe. ¿Quiso decir «{near}»?"
    ),
    "condition_no_question": _("La condición de {where} habla del paso «{value}», que no es una pregunta."),
    "condition_unknown_answer": _(
        "La condición de {where} habla de la respuesta «{value}», que «{step}» no tiene. Tiene: {allowed}."
    ),
    "condition_too_early": _(
        "La condición de {where} habla del paso «{value}», que nadie pudo contestar antes de llegar ahí."
    ),
    "never_true": _("La condición de {where} no se cumple nunca: nadie lo verá."),
    "no_answer_left": _("La pregunta «{step}» se queda sin respuestas para quien contestó {answers}."),
    "too_many_pages": _(
        "Las condiciones dan más de {limit} páginas distintas o más de {states} combinaciones de respuestas. "
        "Quite condiciones o divida la ruta."
    ),
    # Days
    "expired_norm": _("La norma «{title}» dejó de regir el {day}. Cambie la fuente y revise lo que se apoya en ella."),
    "days_swapped": _("«{first}» ({early}) es posterior a «{second}» ({late}) en {where}."),
    "not_current": _("La ruta no está vigente: valió hasta el {day}."),
    "not_yet_current": _("La ruta todavía no está vigente: valdrá desde el {day}."),
    "norm_not_yet": _("La norma «{title}» todavía no rige: regirá desde el {day}."),
    # Languages
    "protection_no_english": _("Es contenido de protección y no tiene inglés: falta el archivo «{file}»."),
    "protection_missing": _("Es contenido de protección y «{key}» no está en inglés."),
    "protection_draft": _("Es contenido de protección y «{key}» en inglés es un borrador."),
    "protection_outdated": _("Es contenido de protección y «{key}» en inglés se tradujo de otro texto."),
    "falls_back": _("{count} de {total} textos no están en «{lang}» y se dirán en español: {keys}."),
    "stale_key": _("La ruta no tiene ningún texto «{key}»; esta traducción sobra."),
    "stale_key_near": _("La ruta no tiene ningún texto «{key}»; esta traducción sobra. ¿Quiso decir «{near}»?"),
    "other_language": _("El archivo dice que está en «{value}» y su nombre dice «{lang}»."),
    "bad_mark": _("«of» de «{key}» debe tener las primeras 12 cifras hexadecimales del SHA-256 del texto en español."),
    # Walking
    "unknown_answer": _("«{value}» no es una respuesta de «{step}». Respuestas: {allowed}."),
    "already_ended": _("La ruta terminó en «{step}» y ya no espera la respuesta «{value}»."),
    "never_asked": _("La ruta no tiene ninguna pregunta «{value}»."),
}

WARNINGS = frozenset(
    ("not_current", "not_yet_current", "norm_not_yet", "falls_back", "stale_key", "stale_key_near"),
)
"""What is told and does not stop a route."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem by its code, where it stands (a line counts from 1), and the values that its sentence names."""

    code: str
    line: int
    values: dict[str, Any] = field(default_factory=dict)
    file: str = ""

    @property
    def template(self) -> str:
        """The sentence, in Spanish, with places for the values."""
        return SENTENCES[self.code]

    @property
    def is_warning(self) -> bool:
        """Whether the route may be used all the same."""
        return self.code in WARNINGS

    def __str__(self) -> str:
        return self.template.format(**self.values)


class RouteError(Exception):
    """A route is refused; `problems` say why, in the order of their lines, warnings among them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{one.file}:{one.line}: {one}" for one in self.problems))


class AnswerError(Exception):
    """Somebody gave an answer that the route does not expect; `problem` says it, `allowed` are those that it does."""

    def __init__(self, code: str, allowed: Sequence[str] = (), **values: Any) -> None:
        self.allowed = tuple(allowed)
        self.problem = Problem(code, 0, {**values, "allowed": ", ".join(allowed)})
        super().__init__(str(self.problem))

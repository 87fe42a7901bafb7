"""Small judgements on how a line reads: whether it ends, goes on, is a title, an item or the head of a table."""

import re

# A line that ends in one of these goes on in the next, whatever that begins with.
_OPEN = (
    "el la los las lo un una del al de con en y e o u a ni que según conforme por para sin sobre entre desde "
    "hasta ante tras su sus este esta estos estas dicho dicha mediante artículo artículos articulo articulos art "
    "arts literal literales numeral numerales inciso ley no"
)
_OPEN_WORDS = frozenset(_OPEN.split())
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?$")
_BULLET = re.compile(
    r"[•·●○■□▪▫►▶➢➤✓✔❖♦◦‣⁃∙\x01\x7f-\x9f\uf000-\uf0ff]"
    r"|[-–—*?¿>](?=\s+[^\W\d_])|[-–—](?=[A-ZÁÉÍÓÚÑ])|o(?=\s+[A-ZÁÉÍÓÚÑ])"
)
_CAPTION = re.compile(
    r"(?:TABLA|CUADRO|GR[AÁ]FIC[AO]|FIGURA|MAPA|FOTO|ILUSTRACI[OÓ]N|FUENTE|MATRIZ)\s?(?:N|n|\d|:)", re.I
)
_COLUMNS = (
    "meta metas indicador indicadores linea línea base responsable responsables programa programas proyecto "
    "proyectos subprograma subprogramas fuente fuentes valor unidad medida total año años cantidad costo "
    "actividad actividades código codigo nombre descripción descripcion estrategia estrategias producto productos "
    "resultado resultados sector sectores recursos n° no no. nº sgp cuatrienio objetivo objetivos actual esperado "
    "tipo entidad plazo % presupuesto número numero porcentaje municipio hombres mujeres ambito ámbito"
)
_TABLE_WORDS = frozenset(_COLUMNS.split())
_FIGURES = re.compile(r"\d[.,]\d{3}\b|^(?:SUB\s?|GRAN\s)?TOTAL\b|\s\d+ ?%?$")
_LONG_WORD = re.compile(r"[^\W\d_]{4}")
_LETTERS = re.compile(r"[^\W\d_]")
TERMINALS = frozenset('.:;?!»”"')
_WORDS_IN_TITLE = 16
_LONGEST_WORD = 40
_LONGEST_TITLE = 160


def goes_on(text: str) -> bool:
    """Whether a line cannot be the end of anything: it ends in a comma, a hyphen or a word like «del»."""
    if text[-1] in ",-(":
        return True
    if text[-1] == "." and len(text) > 4 and text[-4:].lower() not in ("art.", " no."):
        return False
    found = _LAST_WORD.search(text[-_LONGEST_WORD:])
    return found is not None and found.group(1).lower() in _OPEN_WORDS


def is_bullet(text: str) -> bool:
    """Whether a line begins an item by a sign; «?» is what a lost sign of a foreign font becomes."""
    first = text[0]
    return (not first.isalnum() or first == "o") and _BULLET.match(text) is not None


def is_title(text: str, following: str) -> bool:
    """Whether words stand alone as a title: short, without a sentence's end, and not gone on with in the next line."""
    if not text or len(text) > _LONGEST_TITLE or following[:1].islower():
        return False
    if text.isupper():
        return text[-1] != ";"
    if text[-1] in ";," or (text[-1] == ":" and text.count(" ") > 7):
        return False
    words = text.count(" ") + 1
    return (words <= _WORDS_IN_TITLE and text[-1] != ".") or words <= 8


def heads_table(text: str) -> bool:
    """Whether a line is the names of a table's columns: «META INDICADOR LÍNEA BASE»."""
    words = text.lower().replace("/", " ").split()
    return len(words) >= 2 and sum(word.strip(".:()") in _TABLE_WORDS for word in words) >= 0.75 * len(words)


def is_shouted_title(text: str) -> bool:
    """Whether a line in capitals reads as a heading: words, neither the head of a table nor a caption nor figures."""
    if not 4 <= len(text) <= _LONGEST_TITLE or text[-1] in ",;" or "|" in text or is_bullet(text):
        return False
    if len(_LETTERS.findall(text)) < 0.6 * len(text) or _CAPTION.match(text):
        return False
    return not heads_table(text) and not _FIGURES.search(text) and _LONG_WORD.search(text) is not None

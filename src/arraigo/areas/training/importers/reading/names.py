"""Names as platforms and lists write them: tags that are no names, original names, surnames and given names."""

import re
from collections.abc import Iterable

from arraigo.areas.training.importers.reading.values import NameOrder
from arraigo.core.imports.reading import fold

TAG_WORDS = (
    "ext|extern|externe|externo|externa|external|usuario externo|guest|invitado|invitada|invite|invitee|convidado|"
    "convidada|gosc|gast|ospite|host|co host|cohost|anfitrion|anfitriona|coanfitrion|coanfitriona|anfitriao|hote|"
    "organizer|organizador|organizadora|organisateur|organizator|panelist|panelista|presenter|presentador|moderador|"
    "moderadora|ponente|unverified|no verificado|no verificada|sin verificar|nao verificado|nao verificada|"
    "non verifie|niezweryfikowany|nicht verifiziert|verified|verificado|me|yo|you|tu|eu|moi|external user|"
    "she her|he him|they them|ella|el|elle|ella la|el he|she|he|interpreter|interprete|desactivado|disabled"
)
TAGS = frozenset(TAG_WORDS.split("|"))
BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
LAST_BRACKET = re.compile(r"^(.*?)\s*\(((?:[^()]|\([^()]*\))*)\)?\s*$")
WIDE_BRACKETS = {ord("（"): "(", ord("）"): ")", ord("［"): "[", ord("］"): "]"}
PARTICLE_WORDS = "de del la las los da das do dos di van von der den san santa y e"
PARTICLES = frozenset(PARTICLE_WORDS.split())
LINKS = frozenset({"y", "e"})
COMMON_GIVEN = (
    "adriana alejandra alejandro alexandra alicia ana andrea angela angelica antonio beatriz blanca byron camila carla "
    "carlos carmen carolina cecilia cesar claudia cristian cristina daniel daniela david diana diego dolores edgar "
    "edison eduardo elena elizabeth emilia emilio enrique erika esteban eugenia eva fabian fabiola felipe fernanda "
    "fernando francisca francisco gabriel gabriela galo gladys gloria graciela guadalupe guillermo gustavo hector "
    "hernan hugo ignacio ines isabel ivan jacqueline jaime javier jenny jessica jhon joaquin johanna jonathan jorge "
    "jose josefina juan juana julia juliana karen karina karla katherine kevin laura leonardo leonor lidia lorena "
    "lourdes lucia luis luisa luz magdalena manuel manuela marcela marcelo marco margarita maria mariana maribel mario "
    "marlene martha mauricio mayra mercedes miguel milton miriam monica nancy natalia nelson nicolas norma olga oscar "
    "pablo paola patricia patricio paul paula paulina pedro pilar rafael ramiro raul rebeca ricardo roberto rocio "
    "rodrigo rosa rosario ruth sandra santiago sara sebastian segundo sergio silvia sofia sonia susana tatiana teresa "
    "valentina valeria vanessa veronica vicente victor victoria viviana wilmer wilson xavier ximena yolanda"
)
GIVEN_NAMES = frozenset(COMMON_GIVEN.split())
TITLES = (
    "ing|arq|lic|licda|lcd[oa]|dra?|abg|abog|econ|ms[ck]|mgs|mgtr|phd|srt?a|sra?|tlg[oa]|tnlg[oa]|psic"
    r"|(?:ab|mg|soc|ps|cpa|eco|prof|cap|sgto|tcrn|crnl|may|ph\.?\s?d)(?=\.)"
)
HONORIFIC = re.compile(rf"^(?:(?:{TITLES})(?:\.\s*(?:[oa]\.\s*)?|\s+))+(?=\w)", re.IGNORECASE)
DEGREE = re.compile(r"(?:[,\s]+(?:ms[ck]|mgs|mgtr|mg|phd|ph\.\s?d|mba)\.?)+$", re.IGNORECASE)
LIST_NUMBER = re.compile(r"^\d{1,3}\s*[.)\-]+\s*(?=[^\W\d])")
ENOUGH_HITS, CLEAR_SHARE = 3, 0.85


def without_tags(name: str) -> str:
    """Return a display name without «(Invitado)», «(EXT)», «(Host)» and the like."""
    name = name if name.isascii() else name.translate(WIDE_BRACKETS)
    if "(" not in name and "[" not in name:
        return " ".join(name.split())
    cleaned = BRACKETED.sub(lambda found: " " if _is_tag(found.group(1)) else found.group(), name)
    return " ".join(cleaned.split())


def bare_name(name: str) -> str:
    """Return a name without tags, list numbers («12. »), titles («Ing.», «Dra.») or degrees («, MSc.»)."""
    plain = LIST_NUMBER.sub("", without_tags(name))
    return DEGREE.sub("", HONORIFIC.sub("", plain)).strip(" .,;-") or plain


def display_and_original(name: str) -> tuple[str, str]:
    """Return Zoom's display name and the original name that it puts in brackets behind it, blank if none."""
    plain = without_tags(name)
    if "(" not in plain:
        return bare_name(plain), ""
    found = LAST_BRACKET.match(plain)
    if not found:
        return plain, ""
    display, original = bare_name(found.group(1)), bare_name(found.group(2))
    return (display, original) if display else (original, "")


def name_and_brackets(name: str) -> tuple[str, str]:
    """Return a Teams or Meet name without what it has in brackets, and with it; the second blank if the same."""
    plain = without_tags(name)
    bare = bare_name(" ".join(BRACKETED.sub(" ", plain).split()))
    return (bare, plain) if bare and bare != plain else (plain, "")


def order_of_label(label: str) -> NameOrder:
    """Return the order that a header announces: «Apellidos y nombres», «Nombres y apellidos»."""
    words = fold(label).split()
    surname = next((place for place, word in enumerate(words) if word.startswith(("apellido", "surname", "last"))), -1)
    given = next((place for place, word in enumerate(words) if word.startswith(("nombre", "given", "first"))), -1)
    if surname < 0 or given < 0:
        return "unknown"
    return "surnames_first" if surname < given else "given_first"


def infer_order(names: Iterable[str]) -> NameOrder:
    """Return the order of a column of full names when common given names clearly stand at one end, else unknown."""
    first = last = 0
    for name in names:
        units = name_units(name)
        if len(units) < 2:
            continue
        starts, ends = _is_given(units[0]), _is_given(units[-1])
        first += starts and not ends
        last += ends and not starts
    total = first + last
    if total < ENOUGH_HITS or max(first, last) < CLEAR_SHARE * total:
        return "unknown"
    return "given_first" if first > last else "surnames_first"


def split_name(full: str, order: NameOrder) -> tuple[str, str]:
    """Return (surnames, given names) of a Latin American full name: two surnames as a rule, particles kept whole.

    A comma decides by itself: «APELLIDO APELLIDO, Nombre». An unknown order is read as given names first.
    """
    before, comma, after = full.partition(",")
    if comma and before.strip() and after.strip():
        return " ".join(before.split()), " ".join(after.split())
    units = name_units(full.replace(",", " "))
    if len(units) < 2:
        return ("", " ".join(units)) if order != "surnames_first" else (" ".join(units), "")
    count = _how_many_surnames(units, order)
    if order == "surnames_first":
        return " ".join(units[:count]), " ".join(units[count:])
    return " ".join(units[-count:]), " ".join(units[:-count])


def name_units(full: str) -> list[str]:
    """Return the words of a name with each particle joined to the word that it belongs to: «De la Torre»."""
    units: list[str] = []
    pending: list[str] = []
    for word in full.split():
        bare = fold(word)
        if bare in LINKS and units and not pending:
            pending = [units.pop(), word]
        elif bare in PARTICLES:
            pending.append(word)
        else:
            units.append(" ".join([*pending, word]))
            pending = []
    return [*units, " ".join(pending)] if pending else units


def _how_many_surnames(units: list[str], order: NameOrder) -> int:
    outer = units[0] if order == "surnames_first" else units[-1]
    if len(units) == 2 or " y " in f" {fold(outer)} ":
        return 1
    if len(units) == 3:
        inner = units[1:] if order == "surnames_first" else units[:2]
        return 1 if all(_is_given(unit) for unit in inner) else 2
    return 2


def _is_given(unit: str) -> bool:
    return fold(unit) in GIVEN_NAMES


def _is_tag(text: str) -> bool:
    return not text.strip() or fold(text) in TAGS

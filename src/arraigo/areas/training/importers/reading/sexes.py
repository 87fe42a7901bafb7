"""Sex as lists write it. M is «masculino» beside F and «mujer» beside H; alone it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from arraigo.areas.training.importers.reading.values import Sex
from arraigo.core.imports.reading import fold

MMeans = Literal["woman", "man"]
WORDS: dict[str, Sex] = {
    **dict.fromkeys(("f", "fem", "femenino", "femenina", "female", "feminino", "femea", "feminin"), "woman"),
    **dict.fromkeys(("mujer", "mujeres", "woman", "women", "muj", "mulher", "femme", "w", "senora", "dama"), "woman"),
    **dict.fromkeys(("h", "hombre", "hombres", "man", "hom", "homem", "homme", "varon", "v", "caballero"), "man"),
    **dict.fromkeys(("masc", "mas", "masculino", "masculina", "male", "masculin"), "man"),
    **dict.fromkeys(("otro", "otra", "otros", "other", "no binario", "no binaria", "no binarie", "nb"), "other"),
    **dict.fromkeys(("non binary", "nonbinary", "intersex", "intersexual", "i", "x", "o", "lgbti", "lgbtiq"), "other"),
    **dict.fromkeys(("glbti", "lgbtiq+", "trans", "transgenero", "transexual", "genero fluido", "queer"), "other"),
    **dict.fromkeys(
        ("prefiero no decir", "prefiere no decir", "prefiero no decirlo", "prefiere no decirlo"), "not_said"
    ),
    **dict.fromkeys(("prefiero no responder", "prefiere no responder", "no responde", "no dice", "nr"), "not_said"),
    **dict.fromkeys(("ns nr", "no contesta", "prefer not to say", "no desea responder", "no quiere decir"), "not_said"),
    **dict.fromkeys(("n a", "na", "sd", "s d", "sin dato", "sin datos", "no aplica", "no sabe", "unknown"), "unknown"),
    **dict.fromkeys(("desconocido", "no registra", "no especifica", "no especificado", ""), "unknown"),
}
FEMALE_SIDE = frozenset({"f", "fem", "femenino", "femenina", "female"})
HOMBRE_SIDE = frozenset({"h", "hombre", "hom", "varon", "v"})


@dataclass(frozen=True, slots=True)
class SexColumn:
    """How a column of sexes reads: what M means, None while it must be asked."""

    m_means: MMeans | None
    has_m: bool

    @property
    def to_ask(self) -> bool:
        """Say whether the column holds an M that nobody can read."""
        return self.has_m and self.m_means is None


def read_column(values: Iterable[str], header: str, told: MMeans | None) -> SexColumn:
    """Return how to read a column by all of its values and its header («Sexo (H/M)»), else as told."""
    seen = {fold(value) for value in values}
    has_m = "m" in seen
    return SexColumn(_by_company(seen) or _by_company(set(fold(header).split())) or told, has_m)


def sex_of(value: str, column: SexColumn) -> Sex | None:
    """Return the sex that a cell says; «unknown» for a blank or an M still to be asked; None for no sex at all."""
    word = fold(value)
    if word == "m":
        return column.m_means or "unknown"
    if word in WORDS:
        return WORDS[word]
    return next((WORDS[part] for part in word.split() if len(part) > 2 and part in WORDS), None)


def _by_company(seen: set[str]) -> MMeans | None:
    with_f, with_h = bool(seen & FEMALE_SIDE), bool(seen & HOMBRE_SIDE)
    if with_f == with_h:
        return None
    return "man" if with_f else "woman"

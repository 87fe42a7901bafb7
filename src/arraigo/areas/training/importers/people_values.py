"""From the values of an enrolment list to what the register of people keeps."""

import re
from collections.abc import Mapping

from arraigo.areas.training.actions.enrolling import Candidate
from arraigo.areas.training.importers.reading.values import EnrolmentRow
from arraigo.core.people import api as people
from arraigo.core.people.enums import Gender, PopulationGroup, Sex

SEX = {"woman": Sex.WOMAN, "man": Sex.MAN, "not_said": Sex.NOT_SAID}
_GROUPS: tuple[tuple[str, PopulationGroup], ...] = (
    ("solicitante", PopulationGroup.ASYLUM_SEEKER),
    ("refugiad", PopulationGroup.REFUGEE),
    ("transito", PopulationGroup.MIGRANT_IN_TRANSIT),
    ("pendular", PopulationGroup.PENDULAR),
    ("retornad", PopulationGroup.RETURNEE),
    ("apatrid", PopulationGroup.STATELESS),
    ("acogida", PopulationGroup.HOST_COMMUNITY),
    ("funcionari", PopulationGroup.OFFICIAL),
    ("servidor", PopulationGroup.OFFICIAL),
    ("migrante", PopulationGroup.MIGRANT_SETTLED),
)
NATIONALITIES: Mapping[str, tuple[str, str]] = {  # two letters: three letters, the words; @ stands for -o, -a, -os, -as
    "EC": ("ECU", "ecuador,ecuatorian@,ecuadorian"),
    "VE": ("VEN", "venezuela,venezolan@,venezuelan"),
    "CO": ("COL", "colombia,colombian@,colombian"),
    "PE": ("PER", "peru,peruan@,peruvian"),
    "HT": ("HTI", "haiti,haitian@,haitian"),
    "CU": ("CUB", "cuba,cuban@,cuban"),
    "AR": ("ARG", "argentina,argentin@,argentinian"),
    "BO": ("BOL", "bolivia,bolivian@,bolivian"),
    "BR": ("BRA", "brasil,brasilen@,brasiler@,brazil,brazilian"),
    "CL": ("CHL", "chile,chilen@,chilean"),
    "CR": ("CRI", "costa rica,costarricense,costarricenses"),
    "DO": ("DOM", "republica dominicana,dominican@,dominican"),
    "GT": ("GTM", "guatemala,guatemaltec@,guatemalan"),
    "HN": ("HND", "honduras,honduren@,honduran"),
    "MX": ("MEX", "mexico,mejico,mexican@,mejican@,mexican"),
    "NI": ("NIC", "nicaragua,nicaraguense,nicaraguenses,nicaraguan"),
    "PA": ("PAN", "panama,panamen@,panamanian"),
    "PY": ("PRY", "paraguay,paraguay@,paraguayan"),
    "SV": ("SLV", "el salvador,salvadoren@,salvadoran"),
    "UY": ("URY", "uruguay,uruguay@,uruguayan"),
    "AF": ("AFG", "afganistan,afgan@,afghan"),
    "AO": ("AGO", "angola,angolen@,angolan"),
    "BD": ("BGD", "bangladesh,banglades,bangladesi,bangladesies"),
    "CM": ("CMR", "camerun,camerunes,camerunesa,cameruneses"),
    "CN": ("CHN", "china,chin@,chinese"),
    "ES": ("ESP", "espana,espanol,espanola,espanoles,espanolas,spain,spanish"),
    "GH": ("GHA", "ghana,ghanes,ghanesa,ghaneses"),
    "IN": ("IND", "india,indi@,hindu,indian"),
    "IT": ("ITA", "italia,italian@,italian,italy"),
    "NG": ("NGA", "nigeria,nigerian@,nigerian"),
    "NP": ("NPL", "nepal,nepali,nepales,nepalesa"),
    "PS": ("PSE", "palestina,palestin@,palestinian"),
    "RU": ("RUS", "rusia,rus@,russia,russian"),
    "SN": ("SEN", "senegal,senegales,senegalesa,senegaleses"),
    "SY": ("SYR", "siria,siri@,syria,syrian"),
    "UA": ("UKR", "ucrania,ucranian@,ukraine,ukrainian"),
    "US": ("USA", "estados unidos,estadounidense,estadounidenses,norteamerican@,eeuu,ee uu,e u a,united states"),
}
NOT_LETTERS = re.compile(r"[^a-z]+")
_CODES = {word: code for code, (three, _words) in NATIONALITIES.items() for word in (code, three)}
_COUNTRY_OF = {
    word.replace("@", ending): code
    for code, (_three, words) in NATIONALITIES.items()
    for word in words.split(",")
    for ending in (("o", "a", "os", "as") if "@" in word else ("",))
}
_COUNTRY = re.compile(rf"\b(?:{'|'.join(sorted(_COUNTRY_OF, key=len, reverse=True))})\b")


def population_group(text: str) -> PopulationGroup:
    """Return the group that a cell names; unknown when it names none of ours."""
    folded = people.fold(text)
    return next((group for word, group in _GROUPS if word in folded), PopulationGroup.UNKNOWN)


def nationality(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of the first country or nationality that a cell names; blank for none.

    «Ecuador», «ecuatoriana», «Ecuatoriano/a», «EC», «ECU»; what is no country of the register stays blank.
    """
    folded = NOT_LETTERS.sub(" ", people.fold(text)).strip()
    if folded.upper() in _CODES:
        return _CODES[folded.upper()]
    if folded.startswith("no "):
        return ""
    found = _COUNTRY.search(folded)
    return _COUNTRY_OF[found.group()] if found else ""


def candidate(row: EnrolmentRow, *, year: int | None = None) -> Candidate:
    """Return a row with its document, names and date of birth as the register writes them.

    ``year`` is the one in which the ages of the list were said; without it an age tells no year of birth.
    """
    document = people.normalise_document(row.document, kind=row.document_kind or None)
    draft = people.PersonDraft(
        full_name=row.full_name,
        surnames=row.surnames,
        given_names=row.given_names,
        documents=(document,) if document else (),
        emails=(row.email,) if row.email else (),
        phones=(row.phone,) if row.phone else (),
        birth_date=row.birth_date.isoformat() if row.birth_date else "",
        birth_year=row.birth_year or _birth_year(row.age, year),
        sex=SEX.get(row.sex, Sex.UNKNOWN),
        gender=Gender.OTHER if row.sex == "other" else Gender.UNKNOWN,
        population_group=population_group(row.population_group),
        nationality=nationality(row.nationality),
        origin=str(row.row),
    )
    return Candidate(row.row, draft, row.institution.strip(), row.position.strip())


def _birth_year(age: int | None, year: int | None) -> int | None:
    return year - age if year and age else None

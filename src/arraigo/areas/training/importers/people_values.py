"""From the values of an enrolment list to what the register of people keeps."""

from arraigo.areas.training.actions.enrolling import Candidate
from arraigo.areas.training.importers.reading.values import EnrolmentRow
from arraigo.core.people import api as people
from arraigo.core.people.enums import Gender, PopulationGroup, Sex

_SEX = {"woman": Sex.WOMAN, "man": Sex.MAN, "not_said": Sex.NOT_SAID}
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


def population_group(text: str) -> PopulationGroup:
    """Return the group that a cell names; unknown when it names none of ours."""
    folded = people.fold(text)
    return next((group for word, group in _GROUPS if word in folded), PopulationGroup.UNKNOWN)


def candidate(row: EnrolmentRow) -> Candidate:
    """Return a row with its document, names and date of birth as the register writes them."""
    document = people.normalise_document(row.document, kind=row.document_kind or None)
    draft = people.PersonDraft(
        full_name=row.full_name,
        surnames=row.surnames,
        given_names=row.given_names,
        documents=(document,) if document else (),
        emails=(row.email,) if row.email else (),
        phones=(row.phone,) if row.phone else (),
        birth_date=row.birth_date.isoformat() if row.birth_date else "",
        birth_year=row.birth_year,
        sex=_SEX.get(row.sex, Sex.UNKNOWN),
        gender=Gender.OTHER if row.sex == "other" else Gender.UNKNOWN,
        population_group=population_group(row.population_group),
        origin=str(row.row),
    )
    return Candidate(row.row, draft, row.institution.strip(), row.position.strip())

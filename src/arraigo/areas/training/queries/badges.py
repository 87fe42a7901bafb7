"""Who carries a badge in a course."""

from dataclasses import dataclass

from arraigo.areas.training.models import Course, Enrolment
from arraigo.areas.training.queries.links import check_in_token
from arraigo.areas.training.queries.opened import Book, shown_document


@dataclass(frozen=True)
class Bearer:
    """Somebody enrolled as a badge names them: given names and surnames, institution, what their code says."""

    given_names: str
    surnames: str
    listed_name: str
    institution: str
    document: str
    code: str


def bearers(course: Course) -> list[Bearer]:
    """Return who is enrolled, by surname, but for those whose identity was erased."""
    enrolments = list(Enrolment.objects.filter(course=course).select_related("organization"))
    book = Book(enrolment.person_id for enrolment in enrolments)
    found = []
    for enrolment in enrolments:
        profile = book[enrolment.person_id]
        if profile.is_erased:
            continue
        whole = profile.full_name if not (profile.given_names and profile.surnames) else ""
        bearer = Bearer(
            given_names=whole or profile.given_names,
            surnames="" if whole else profile.surnames,
            listed_name=profile.listed_name,
            institution=enrolment.organization.name if enrolment.organization else "",
            document=shown_document(profile)[-4:],
            code=check_in_token(enrolment),
        )
        found.append((profile.sort_key, bearer))
    return [bearer for _key, bearer in sorted(found, key=lambda pair: pair[0])]

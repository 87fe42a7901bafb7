"""Who may do what, as small predicates over a standing. A page asks one; nothing else decides.

`sees_people` is true only of roles without limits. A page that narrows its rows by `organization_ids` and `area_ids`
asks `sees_some_people`, which is true of limited ones as well.
"""

from collections.abc import Callable

from arraigo.core.accounts.enums import NEEDS_SECOND_FACTOR, SEES_PEOPLE, Role, Scope
from arraigo.core.accounts.standing import Standing

Predicate = Callable[[Standing], bool]


def is_member(standing: Standing) -> bool:
    """Anybody who belongs to the city."""
    return bool(standing.grants)


def sees_people(standing: Standing) -> bool:
    """Read the people of the whole city."""
    return standing.has_for_whole_city(*SEES_PEOPLE)


def sees_some_people(standing: Standing) -> bool:
    """Read people, at least those of one's own organisation or areas; the page must narrow its rows."""
    return standing.has(*SEES_PEOPLE)


def sees_identity(standing: Standing) -> bool:
    """Uncover a document's full number, which is recorded."""
    return standing.has(Role.COORDINATION, Role.TRAINER, Role.CASE_WORKER, Role.CASH_OFFICER, Role.AUDITOR)


def changes_people(standing: Standing) -> bool:
    """Correct what is written about a person."""
    return standing.has_for_whole_city(Role.COORDINATION, Role.TRAINER, Role.CASE_WORKER, Role.CASH_OFFICER)


def manages_training(standing: Standing) -> bool:
    """Change courses, lists and attendance."""
    return standing.has(Role.COORDINATION, Role.TRAINER)


def reads_training(standing: Standing) -> bool:
    """Read courses with the names of those enrolled."""
    return standing.has(Role.COORDINATION, Role.TRAINER, Role.AUDITOR)


def manages_plans(standing: Standing) -> bool:
    """Load plans, review them, write recommendations and what the authority answered."""
    return standing.has_for_whole_city(Role.COORDINATION, Role.PLANNER)


def reads_plans(standing: Standing) -> bool:
    """Read plans with their reviews and recommendations, before anything of them is public."""
    return standing.has_for_whole_city(Role.COORDINATION, Role.PLANNER, Role.AUDITOR)


def manages_directory(standing: Standing) -> bool:
    """Write services, places and hours, and decide what organisations propose about their own."""
    return standing.has_for_whole_city(Role.COORDINATION, Role.CASE_WORKER)


def reads_directory(standing: Standing) -> bool:
    """Read the directory with what is not public of it, but for where a confidential place is."""
    return manages_directory(standing) or standing.has_for_whole_city(
        Role.PLANNER, Role.CASH_OFFICER, Role.AUDITOR, Role.AUTHORITY
    )


def sees_confidential_places(standing: Standing) -> bool:
    """Read the address of a confidential place, which is recorded."""
    return standing.has_for_whole_city(Role.COORDINATION, Role.CASE_WORKER)


def manages_routes(standing: Standing) -> bool:
    """Write routes of attention and protection and their translations, and review those of others."""
    return standing.has_for_whole_city(Role.COORDINATION, Role.CASE_WORKER)


def reads_routes(standing: Standing) -> bool:
    """Read routes before they are public, and what people look for in the guide."""
    return manages_routes(standing) or standing.has_for_whole_city(Role.PLANNER, Role.AUDITOR)


def reads_figures(standing: Standing) -> bool:
    """Read the figures of the whole city, in which nobody is named."""
    return standing.has_for_whole_city(
        Role.COORDINATION,
        Role.TRAINER,
        Role.PLANNER,
        Role.CASE_WORKER,
        Role.CASH_OFFICER,
        Role.APPROVER,
        Role.AUTHORITY,
        Role.AUDITOR,
    )


def manages_accounts(standing: Standing) -> bool:
    """Invite people, change their roles, issue keys of the API."""
    return standing.has_for_whole_city(Role.ADMINISTRATOR)


def reads_accounts(standing: Standing) -> bool:
    """Read who has access."""
    return manages_accounts(standing) or reads_audit(standing)


def reads_audit(standing: Standing) -> bool:
    """Read who did and saw what."""
    return standing.has_for_whole_city(Role.AUDITOR)


def needs_second_factor(standing: Standing) -> bool:
    """Whether the standing opens personal data or decides who does."""
    return standing.has(*NEEDS_SECOND_FACTOR)


def allowed_scopes(standing: Standing) -> frozenset[Scope]:
    """Return what a key of the API that rests on this standing may do at most."""
    opens = {
        Scope.TRAINING_READ: reads_training(standing),
        Scope.TRAINING_WRITE: manages_training(standing),
        Scope.FIGURES_READ: reads_figures(standing),
        Scope.PLANS_READ: reads_plans(standing),
        Scope.PLANS_WRITE: manages_plans(standing),
        Scope.DIRECTORY_READ: reads_directory(standing),
        Scope.DIRECTORY_WRITE: manages_directory(standing),
    }
    return frozenset(scope for scope, open_to in opens.items() if open_to)


def uses_keys(standing: Standing) -> bool:
    """Have keys of the API of one's own, or close those of others."""
    return manages_accounts(standing) or bool(allowed_scopes(standing))

"""The demo city, Santa Marina: invented, deterministic, built once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from arraigo.config.demo_data.ground import ground
from arraigo.config.demo_data.organizations import ALLY, ORGANIZATIONS
from arraigo.config.demo_data.staff import PASSWORD, STAFF
from arraigo.config.navigation import first_page
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant, standing_of
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.consent.api import BasisDraft, LegalBasis, Purpose
from arraigo.core.organisations import api as organisations
from arraigo.core.people.api import invent_people, register_many
from arraigo.core.places import api as places
from arraigo.core.places.models import City

SLUG = "demo"
VERSION = 1
SEED = 20261122
NEIGHBOURS = 240
HERE = "arraigo.config.demo"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class SignIn:
    """A way into the demo: what the person is, how they enter, and the page where they begin."""

    role: str
    email: str
    password: str
    starts: str


def build(progress: Progress, *, at: datetime) -> list[SignIn]:
    """Build what is missing of the demo city and return who may sign in.

    Each part is one transaction that ends with its mark, so that a build cut short goes on where it was; a second run
    finds the marks and does nothing. progress: told the step, how much of it is done, and of how much.
    """
    city = places.city_by_slug(SLUG) or _city(at)
    with tenancy.scope(city):
        steps = [(HERE, _core), *((path, import_string(path)) for path in settings.DEMO_PARTS)]
        for path, part in steps:
            if not _is_built(path):
                with transaction.atomic():
                    part(city=city, by=_coordinator(), at=at, progress=progress)
                    detail = {"part": path, "version": VERSION}
                    audit.record(action="demo.build", subject=city, by=None, at=at, detail=detail)
        return _sign_ins(city)


def _city(at: datetime) -> City:
    return places.create_city(
        slug=SLUG,
        name="Santa Marina",
        municipality=_("Municipio de Santa Marina (inventado)"),
        invented=True,
        by=None,
        at=at,
    )


def _is_built(path: str) -> bool:
    marks = audit.entries().filter(action="demo.build").values_list("detail", flat=True)
    return {"part": path, "version": VERSION} in list(marks)


def _coordinator() -> User | None:
    """Return in whose name the parts are built: the demo's coordinator, once they exist."""
    email = next(email for role, _name, email in STAFF if role == Role.COORDINATION)
    return User.objects.filter(email=email).first()


def _core(*, city: City, by: User | None, at: datetime, progress: Progress) -> None:
    """Build what all areas stand on: areas, organisations, users, and people of the community."""
    progress(_("Dibujando parroquias y barrios"), 0, 4)
    land = ground()
    for level, pieces in zip(("zone", "parish", "neighbourhood"), land, strict=True):
        drafts = [places.AreaDraft(place, *piece) for place, piece in enumerate(pieces, 1)]
        places.import_areas(drafts, city=city, level=level, by=by, at=at)
    progress(_("Creando organizaciones"), 1, 4)
    known = organisations.resolve_names([one.name for one in ORGANIZATIONS], city=city, by=by, at=at)
    for one in ORGANIZATIONS:
        organisations.update_organization(known[one.name], changes=_fields(one._asdict()), by=by, at=at)
    progress(_("Creando usuarias y usuarios"), 2, 4)
    for role, name, email in STAFF:
        user = User.objects.filter(email=email).first()
        user = user or create_user(email=email, name=name, password=PASSWORD, by=None, at=at)
        grant(user=user, city=city, role=role, organization=known[ALLY] if role == Role.ALLY else None, by=None, at=at)
    progress(_("Inventando personas"), 3, 4)
    neighbours = invent_people(NEIGHBOURS, seed=SEED, series=0, kind="community")
    basis = BasisDraft(Purpose.ATTENTION, LegalBasis.CONSENT, _("Formulario de la ventanilla de atención (inventado)"))
    register_many(neighbours, city=city, basis=basis, by=by, at=at)
    progress(_("Inventando personas"), 4, 4)


def _fields(told: dict[str, str]) -> dict[str, str]:
    return {name: str(value) for name, value in told.items()}


def _sign_ins(city: City) -> list[SignIn]:
    """Return one sign-in for each role that has a page to begin with."""
    found = []
    users = {user.email: user for user in User.objects.filter(email__in=[email for _role, _name, email in STAFF])}
    for role, _name, email in STAFF:
        standing = standing_of(users[email], city)
        if standing is not None and (page := first_page(standing)):
            found.append(SignIn(str(role.label).capitalize(), email, PASSWORD, page))
    return found

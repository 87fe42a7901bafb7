"""Pages with a form: search, «para mí» and telling of an error. What is typed goes by POST and stays in no address."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.queries.guide_areas import zones
from arraigo.areas.attention.web.guide.addresses import HOME, GuidePage, Kind
from arraigo.areas.attention.web.guide.asking import Ask, NoSuchPageError, Screen
from arraigo.areas.attention.web.guide.rows import need_row
from arraigo.areas.attention.web.guide.screens.services import service
from arraigo.areas.directory import api as directory
from arraigo.core.people.countries import COUNTRIES
from arraigo.core.people.enums import PopulationGroup, Sex

SEXES = (Sex.WOMAN, Sex.MAN, Sex.INTERSEX)
STATUSES = (
    PopulationGroup.ASYLUM_SEEKER,
    PopulationGroup.REFUGEE,
    PopulationGroup.MIGRANT_SETTLED,
    PopulationGroup.MIGRANT_IN_TRANSIT,
    PopulationGroup.RETURNEE,
    PopulationGroup.STATELESS,
    PopulationGroup.HOST_COMMUNITY,
)


def search(ask: Ask) -> Screen:
    """Return the empty search, with the needs to choose from instead."""
    context = {
        "back": ask.links.to(HOME),
        "topics": [need_row(one, ask) for one in guide_needs.topics(ask.language)],
        "services": ask.links.to(GuidePage(Kind.SERVICES)),
    }
    return Screen("search.html", _("Buscar en la guía"), context=context)


def for_me(ask: Ask) -> Screen:
    """Return the form of «para mí»: every question may stay without an answer."""
    known = guide_needs.needs(ask.language)
    context = {
        "back": ask.links.to(HOME),
        "action": ask.links.to(GuidePage(Kind.FOR_ME)) if ask.is_live else "",
        "services": ask.links.to(GuidePage(Kind.SERVICES)),
        "needs": [(topic, guide_needs.under(topic.code, ask.language)) for topic in known.values() if not topic.parent],
        "zones": zones(),
        "sexes": [(one.value, one.label) for one in SEXES],
        "statuses": [(one.value, one.label) for one in STATUSES],
        "countries": COUNTRIES,
        "told": {},
    }
    return Screen(
        "for_me.html",
        _("Buscar un servicio para mí"),
        _("Elija lo que necesita y dónde está. Le mostramos quién puede atenderle."),
        context,
    )


def report(ask: Ask) -> Screen:
    """Return the form that tells of an error in a service's entry, or how to find that form."""
    if not ask.page.one:
        where = {"back": ask.links.to(HOME), "services": ask.links.to(GuidePage(Kind.SERVICES))}
        return Screen("report_where.html", _("Avisar de un error"), context={**where})
    if not ask.is_live:
        raise NoSuchPageError
    found = service(ask)
    context: dict[str, object] = {
        "service": found.context["service"],
        "back": ask.links.to(GuidePage(Kind.SERVICE, ask.page.one)),
        "action": ask.links.to(ask.page),
        "kinds": directory.ReportKind.choices,
        "longest": directory.LONGEST_NOTE,
    }
    return Screen("report.html", _("Avisar de un error"), context=context)


def reported(ask: Ask, told: Mapping[str, str], errors: Sequence[str]) -> Screen:
    """Return thanks for what was told, or the form again with what is to be mended."""
    screen = report(ask)
    screen.context |= {
        "done": not errors,
        "errors": errors,
        "told": {key: told.get(key, "") for key in ("kind", "text")},
    }
    screen.status = 422 if errors else 200
    return screen

"""The page of what people look for and do not find."""

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.attention import permissions
from arraigo.areas.attention.queries import demand as reads
from arraigo.areas.attention.queries import translations
from arraigo.areas.attention.web.desk import tables as own_tables
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import tables


@require_safe
@membership_required(permissions.reads_routes)
def unmet(request: CityRequest, city: str) -> HttpResponseBase:
    """Show the counts that are large enough to show, whole, by language or by area."""
    asked = request.GET.get("ver", "")
    split = asked if asked in {reads.BY_LANGUAGE, reads.BY_AREA} else reads.WHOLE
    today = request.city.day_of(timezone.now())
    rows = reads.unmet(split, today=today, language=get_language() or "es")
    if split == reads.BY_LANGUAGE:
        rows = reads.named(rows, dict([("es", _("español")), *translations.languages()]))
    context = {
        "split": split,
        "splits": [
            (reads.WHOLE, _("En total")),
            (reads.BY_LANGUAGE, _("Por idioma")),
            (reads.BY_AREA, _("Por barrio")),
        ],
        "least": reads.LEAST,
        "hidden": reads.hidden_months(rows, today=today),
    }
    shown = tables.listing(own_tables.unmet(split), request, rows)
    return tables.respond(request, "attention/desk/unmet.html", shown, context, filename=_("necesidades-sin-respuesta"))

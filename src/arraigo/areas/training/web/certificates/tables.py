"""The table of a course's people and their certificates."""

from dataclasses import replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.areas.training.queries.certificates import ISSUED, LACKING, READY, REVOKED, Line
from arraigo.core.people import api as people
from arraigo.core.ui.tables import Action, Column, Filter, Table
from arraigo.core.ui.templatetags import ui

MOST_FOUND = 2_000
STATES = {
    ISSUED: (_("Emitida"), "ok"),
    READY: (_("Puede emitirse"), "info"),
    LACKING: (_("Le falta"), "line"),
    REVOKED: (_("Anulada"), "danger"),
}
ACTIONS = (
    Action("emitir", _("Emitir"), "check"),
    Action("reemitir", _("Emitir de nuevo las anuladas")),
    Action("enviar", _("Enviar por correo"), "send"),
)


def certificates(city: str, course_id: UUID, *, manages: bool) -> Table[Line]:
    """Return the table for a course; each person leads to their certificate, or to their own page."""

    def url(line: Line) -> str:
        if line.certificate is not None:
            return reverse("training:certificate_detail", args=[city, course_id, line.certificate.pk])
        return reverse("person", args=[city, line.person_id])

    return replace(
        CERTIFICATES,
        row_url=url,
        actions=ACTIONS if manages else (),
        actions_url=reverse("training:certificates_act", args=[city, course_id]),
    )


def _search(rows: list[Line], words: str) -> list[Line]:
    within = frozenset(line.person_id for line in rows)
    found = {profile.id for profile in people.search(words, limit=MOST_FOUND, visible=within.intersection)}
    return [line for line in rows if line.person_id in found]


def _by_state(rows: list[Line], values: tuple[str, ...]) -> list[Line]:
    return [line for line in rows if line.state in values]


def _by_mail(rows: list[Line], values: tuple[str, ...]) -> list[Line]:
    return [line for line in rows if line.state == ISSUED and line.sent is ("si" in values)]


def _lacking(line: Line) -> str:
    return "" if line.state in {ISSUED, REVOKED} else ". ".join(line.missing)


CERTIFICATES: Table[Line] = Table(
    key="constancias",
    caption=_("Personas y constancias"),
    noun=(_("persona"), _("personas")),
    columns=(
        Column(
            "name",
            _("Nombre"),
            main=True,
            value=lambda line: line.profile.listed_name,
            sort_by=lambda line: line.profile.sort_key,
        ),
        Column("institution", _("Institución"), sortable=True),
        Column(
            "state",
            _("Constancia"),
            value=lambda line: str(STATES[line.state][0]),
            cell=lambda line: ui.state(str(STATES[line.state][0]), STATES[line.state][1]),
            sortable=True,
            label_on_phone=False,
        ),
        Column("missing", _("Qué le falta"), value=_lacking, sortable=True),
        Column(
            "code",
            _("Código"),
            value=lambda line: grouped(line.certificate.code) if line.certificate else "",
            nowrap=True,
            phone=False,
        ),
        Column("sent", _("Enviada"), value=lambda line: str(_("Sí")) if line.sent else "", sortable=True),
    ),
    row_state=lambda line: "off" if line.state == REVOKED else "",
    filters=(
        Filter(
            "constancia",
            _("Constancia"),
            tuple((key, words) for key, (words, _tone) in STATES.items()),
            _by_state,
            multiple=True,
            quick=(READY, LACKING),
        ),
        Filter("correo", _("Correo"), (("si", _("Enviadas")), ("no", _("Sin enviar"))), _by_mail),
    ),
    search=_search,
    search_label=_("Nombre o documento"),
    sort="name",
    footnote=_("Cada consulta queda registrada."),
    empty_template="training/certificates/nobody.html",
)

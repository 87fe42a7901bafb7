"""The page of the log: who did what and who saw what, and whether the chain is whole."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from arraigo.config.audit_words import action_words, subject_words
from arraigo.core.accounts.api import CityRequest, Standing, manages_accounts, membership_required, reads_audit
from arraigo.core.audit import api as audit
from arraigo.core.audit.models import Entry
from arraigo.core.jobs import api as jobs
from arraigo.core.ui import tables
from arraigo.core.ui.forms import DateField
from arraigo.core.ui.tables import Column, Filter, Table

Entries = QuerySet[Entry]
SHOWN = 5


class Period(forms.Form):
    """From which day to which."""

    desde = DateField(label=gettext_lazy("Desde"), required=False)
    hasta = DateField(label=gettext_lazy("Hasta"), required=False)

    def narrow(self, entries: Entries) -> Entries:
        """Return the entries of these days, in the city's own time; days that are none narrow nothing."""
        self.full_clean()
        first, last = self.cleaned_data.get("desde"), self.cleaned_data.get("hasta")
        if first:
            entries = entries.filter(at__gte=_midnight(first))
        if last:
            entries = entries.filter(at__lt=_midnight(last + dt.timedelta(days=1)))
        return entries


def reads_log(standing: Standing) -> bool:
    """Read who did and saw what in the city."""
    return reads_audit(standing) or manages_accounts(standing)


def who(entry: Entry) -> str:
    """Return who did it: a person, or the program by itself."""
    return str(entry.by) if entry.by is not None else _("el programa")


LOG: Table[Entry] = Table(
    key="auditoria",
    caption=gettext_lazy("Anotaciones"),
    noun=(gettext_lazy("anotación"), gettext_lazy("anotaciones")),
    columns=(
        Column("action", gettext_lazy("Qué pasó"), main=True, value=lambda one: action_words(one.action, one.detail)),
        Column("by", gettext_lazy("Quién"), value=who),
        Column("subject", gettext_lazy("Sobre qué"), value=lambda one: subject_words(one.subject)),
        Column("at", gettext_lazy("Cuándo"), template="audit/moment.html", order=("number",), nowrap=True),
        Column("number", gettext_lazy("N.º"), numeric=True, order=("number",)),
        Column("detail", gettext_lazy("Detalle"), template="audit/detail.html", hidden=True),
        Column("reference", gettext_lazy("Referencia"), value=lambda one: one.subject, hidden=True),
    ),
    search=lambda rows, q: rows.filter(Q(subject__icontains=q) | Q(action__icontains=q)),
    search_label=gettext_lazy("Referencia o acción"),
    sort="-at",
    page_sizes=(50, 25, 100),
    empty_title=gettext_lazy("Todavía no hay anotaciones"),
    empty_text=gettext_lazy("Aquí queda lo que cada persona hace y qué datos mira. Nadie puede cambiarlo ni borrarlo."),
)


@require_safe
@membership_required(reads_log)
def log(request: CityRequest, city: str) -> HttpResponseBase:
    """Show the log of the city."""
    period = Period(request.GET or None)
    rows = period.narrow(audit.entries()) if period.is_bound else audit.entries()
    shown = tables.listing(replace(LOG, filters=_filters()), request, rows)
    if shown.asked.format:
        by, at = request.membership.user, timezone.now()
        audit.seen(what="audit.export", subject=f"audit.entry:{shown.total}", by=by, at=at)
    context: dict[str, Any] = {"period": period, "chain": audit.chain_state()}
    return tables.respond(request, "audit/log.html", shown, context, filename=_("auditoria"))


@require_POST
@membership_required(reads_log)
def check(request: CityRequest, city: str) -> HttpResponse:
    """Start a job that walks the whole chain, and lead to its page."""
    handler, title = f"{__name__}.{check_chain.__name__}", _("Revisar toda la auditoría")
    job = jobs.start(handler, title=title, arguments={}, by=request.membership.user, at=timezone.now())
    return redirect("ciudad:job", city, job.pk)


@jobs.handler(idempotent=True)
def check_chain(run: jobs.JobRun) -> dict[str, Any]:
    """Walk the chain of the job's city; a job that found something fails with what it found."""
    findings = audit.verify(run.job.city_id, run.progress)
    said = _in_words(findings)
    if any(finding.grave for finding in findings):
        raise jobs.JobError(said)
    audit.record(action="audit.check", subject=run.job, by=run.by, at=timezone.now())
    return {"summary": said or _("La cadena está completa y coincide con sus anclas.")}


def _in_words(findings: list[audit.Finding]) -> str:
    said = [finding.sentence for finding in findings[:SHOWN]]
    more = len(findings) - SHOWN
    if more > 0:
        said.append(ngettext("Y un problema más.", "Y %(count)s problemas más.", more) % {"count": more})
    return " ".join(said)


def _filters() -> tuple[Filter, ...]:
    people = audit.people()
    return (
        Filter(
            "accion",
            gettext_lazy("Acción"),
            sorted(((name, action_words(name)) for name in audit.actions()), key=lambda pair: tables.collate(pair[1])),
            _by("action__in"),
            multiple=True,
        ),
        Filter("persona", gettext_lazy("Persona"), [(str(key), name) for key, name in people], _by("by_id__in")),
    )


def _by(lookup: str) -> Callable[[Entries, tuple[str, ...]], Entries]:
    return lambda rows, chosen: rows.filter(**{lookup: chosen})


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))

"""The page by which a focal point enrols the people of their institution."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from arraigo.areas.training.actions import focal as actions
from arraigo.areas.training.actions.applications import Asked
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.models import FocalLink
from arraigo.areas.training.queries import links
from arraigo.areas.training.queries.focal import enrolled_by, is_valid, places_left
from arraigo.areas.training.web.enrolling.common import gone, private_page
from arraigo.areas.training.web.enrolling.forms import RowForm, RowSet
from arraigo.areas.training.web.enrolling.pasting import FIELDS, rows_in
from arraigo.core.accounts.api import PublicRequest, public
from arraigo.core.ui.ids import id_from

PREFIX, LINES = "p", 10
FORM = ("GET", "HEAD", "POST")
Rows = BaseFormSet[RowForm]


@public
@require_http_methods(FORM)
@private_page
def page(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Show the form and the list of those enrolled; take rows, show what would become of them, and enrol them."""
    link = _link(request, token)
    if link is None or not is_valid(link, at=timezone.now()):
        return _closed(request, link)
    if request.method != "POST":
        return _form(request, link, RowSet(data=_data([], LINES), prefix=PREFIX), fresh=True)
    step = request.POST.get("accion", "revisar")
    if step == "pegar":
        return _pasted(request, link)
    rows = RowSet(data=request.POST, prefix=PREFIX)
    if step == "corregir" or not rows.is_valid() or not _filled(rows):
        return _form(request, link, rows, status=200 if step == "corregir" else 422)
    return _enrolled(request, link, rows) if step == "confirmar" else _preview(request, link, rows)


@public
@require_http_methods(FORM)
@private_page
def withdraw(request: PublicRequest, city: str, token: str, application_id: UUID) -> HttpResponse:
    """Ask, and then take back somebody whom this link enrolled."""
    link = _link(request, token)
    if link is None or not is_valid(link, at=timezone.now()):
        return _closed(request, link)
    application = enrolled_by(link).filter(pk=application_id).first()
    if application is None:
        raise Http404(_("Esta persona ya no está en su lista."))
    if request.method != "POST":
        context = {"link": link, "course": link.course, "application": application, "token": token}
        return render(request, "training/enrolling/focal_withdraw.html", context)
    try:
        actions.withdraw_by_focal_point(link, application, at=timezone.now())
    except TrainingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Inscripción retirada."))
    return redirect("training:focal", city, token)


def _link(request: PublicRequest, token: str) -> FocalLink | None:
    found = links.focal_link_by(token)
    if found is not None:
        found.city = found.course.city = request.city
    return found


def _closed(request: PublicRequest, link: FocalLink | None) -> HttpResponse:
    if link is None:
        return gone(request, _("Este enlace no está completo. Ábralo desde el correo que recibió."))
    if link.course.cancelled_at is not None:
        return gone(request, _("El curso se canceló, así que ya no se inscribe a nadie."))
    return gone(request, _("Este enlace venció o se anuló. Quienes ya inscribió siguen en el curso."))


def _data(rows: Sequence[Mapping[str, str]], lines: int) -> dict[str, str]:
    """Return rows as the form posts them, with blank ones after them."""
    total = max(lines, len(rows))
    data = {f"{PREFIX}-TOTAL_FORMS": str(total), f"{PREFIX}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"{PREFIX}-{number}-{name}": row.get(name, "") for name in FIELDS}
    return data


def _pasted(request: PublicRequest, link: FocalLink) -> HttpResponse:
    """Put what was pasted after what was typed, and say at once what must be mended."""
    typed = [row for row in _typed(request) if any(row.values())]
    pasted = rows_in(request.POST.get("pegado", ""))
    rows = RowSet(data=_data([*typed, *pasted], LINES), prefix=PREFIX)
    if not pasted:
        messages.warning(request, _("No encontramos personas en lo pegado. Copie las filas con sus columnas."))
        return _form(request, link, rows, fresh=True)
    rows.is_valid()
    return _form(request, link, rows)


def _typed(request: PublicRequest) -> list[dict[str, str]]:
    total = request.POST.get(f"{PREFIX}-TOTAL_FORMS", "0")
    count = min(int(total), 60) if total.isascii() and total.isdigit() and len(total) < 4 else 0
    return [{name: request.POST.get(f"{PREFIX}-{row}-{name}", "") for name in FIELDS} for row in range(count)]


def _filled(rows: Rows) -> list[tuple[int, RowForm]]:
    """Return the forms with something in them, numbered as the page shows them."""
    return [(number, form) for number, form in enumerate(rows.forms, 1) if form.has_changed()]


def _asked(rows: Rows) -> list[tuple[int, Asked]]:
    return [(number, form.asked(uuid4())) for number, form in _filled(rows)]


def _preview(request: PublicRequest, link: FocalLink, rows: Rows) -> HttpResponse:
    foreseen = actions.foresee(link, _asked(rows), at=timezone.now())
    for told in foreseen:
        if told.is_bad:
            form = rows.forms[told.row - 1]
            form.add_error(told.column if told.column in form.fields else None, told.sentence)
    if any(told.is_bad for told in foreseen):
        return _form(request, link, rows, status=422)
    left, fresh = places_left(link), sum(told.is_new for told in foreseen)
    if left is not None and fresh > left:
        sentence = _("Le quedan %(left)d cupos y escribió %(fresh)d personas. Quite algunas.")
        return _form(request, link, rows, status=422, refused=sentence % {"left": left, "fresh": fresh})
    context = {
        **_context(link, rows),
        "lines": [(form, told) for (_row, form), told in zip(_filled(rows), foreseen, strict=True)],
        "fresh": fresh,
        "nonce": request.POST.get("formulario") or uuid4(),
    }
    return render(request, "training/enrolling/focal_preview.html", context)


def _enrolled(request: PublicRequest, link: FocalLink, rows: Rows) -> HttpResponse:
    try:
        done = actions.enrol_by_focal_point(link, _asked(rows), form=_nonce(request), at=timezone.now())
    except TrainingError as error:
        return _form(request, link, rows, status=409, refused=str(error))
    messages.success(request, _words(done))
    return redirect("training:focal", request.city.slug, links.focal_token(link))


def _nonce(request: PublicRequest) -> UUID:
    return id_from(request.POST.get("formulario")) or uuid4()


def _words(done: actions.Done) -> str:
    parts = [
        (done.enrolled, ngettext("%d persona inscrita", "%d personas inscritas", done.enrolled)),
        (done.waiting, ngettext("%d en lista de espera", "%d en lista de espera", done.waiting)),
        (done.to_approve, ngettext("%d por aprobar", "%d por aprobar", done.to_approve)),
        (done.known, ngettext("%d ya estaba", "%d ya estaban", done.known)),
    ]
    told = ", ".join(words % count for count, words in parts if count)
    return _("Listo: %(told)s. A cada persona con correo le avisamos.") % {"told": told}


def _context(link: FocalLink, rows: Rows) -> dict[str, Any]:
    return {
        "link": link,
        "course": link.course,
        "sessions": link.course.sessions.filter(cancelled_at=None),
        "token": links.focal_token(link),
        "rows": rows,
        "left": places_left(link),
    }


def _form(
    request: PublicRequest, link: FocalLink, rows: Rows, *, status: int = 200, refused: str = "", fresh: bool = False
) -> HttpResponse:
    """Draw the form; `fresh` when nothing was asked of it yet, so that nothing is wrong with it."""
    told = not fresh
    wrong = [(number, form) for number, form in enumerate(rows.forms, 1) if told and form.has_changed() and form.errors]
    empty = told and not wrong and not refused and not _filled(rows)
    context = {
        **_context(link, rows),
        "wrong": wrong,
        "refused": refused or (_("Escriba al menos una persona.") if empty else ""),
        "enrolled": list(enrolled_by(link)),
        "nonce": request.POST.get("formulario") or uuid4(),
        "pasted": request.POST.get("pegado", "") if fresh else "",
    }
    return render(request, "training/enrolling/focal.html", context, status=status)

"""The page where an authority answers without an account: its link, a code from its mailbox, and one form."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.plans.actions.answer_codes import send_code, use_code
from arraigo.areas.plans.actions.answering import Note, answer_by_page
from arraigo.areas.plans.actions.answers import Answer, Answerer, acknowledge
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.returned import apply_returned
from arraigo.areas.plans.importers.returned import receive_returned
from arraigo.areas.plans.models import Letter
from arraigo.areas.plans.queries import recommending_letters as reads
from arraigo.areas.plans.queries.recommending_links import letter_by
from arraigo.areas.plans.web.recommending.answer_forms import ALL, Item, items
from arraigo.areas.plans.web.recommending.answering_access import account_of, is_let_in, let_in, let_out
from arraigo.areas.plans.web.recommending.forms import PublicReturnedForm, SignedForm
from arraigo.areas.plans.web.recommending.letters import paper_file
from arraigo.areas.plans.web.recommending.returned import noted_words, returned_for, review_context
from arraigo.core.accounts.api import (
    PublicRequest,
    Secret,
    TooManyGuessesError,
    address_of,
    attempt,
    public,
    succeeded,
)
from arraigo.core.files.api import FileError
from arraigo.core.tenancy.models import new_id
from arraigo.core.ui.ids import id_from

SHEET = ["GET", "HEAD", "POST"]
# What opens by a link is nobody else's to keep.
private_page: Callable[[Any], Any] = cache_control(private=True, no_store=True)
LONGEST_CARRIED = 8_000


class CodeForm(forms.Form):
    """The code that came by mail."""

    code = forms.CharField(
        label=gettext_lazy("Código"),
        max_length=12,
        help_text=gettext_lazy("Seis cifras que llegan al correo del oficio. Sirven una vez y por quince minutos."),
        error_messages={"required": gettext_lazy("Escriba las seis cifras del código.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


@public
@require_http_methods(SHEET)
@private_page
def page(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Ask for a code; then show what is recommended and take the answers."""
    at = timezone.now()
    letter = letter_by(token, at=at)
    if letter is None or not is_let_in(request, letter):
        return _door(request, token, letter, at)
    if request.method != "POST":
        return _page(request, letter, token)
    return _act(request, letter, token, at)


@public
@require_safe
@private_page
def paper(request: PublicRequest, city: str, token: str, kind: str) -> HttpResponse:
    """Give the letter or its matrix to whoever was let in."""
    at = timezone.now()
    letter = letter_by(token, at=at)
    if letter is None or not is_let_in(request, letter):
        return redirect("plans:answering", city, token)
    return paper_file(letter, kind, at=at)


@public
@require_http_methods(SHEET)
@private_page
def upload(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Take the filled matrix, and show what was read in it."""
    at = timezone.now()
    letter = letter_by(token, at=at)
    if letter is None or not is_let_in(request, letter):
        return redirect("plans:answering", city, token)
    form = PublicReturnedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            returned = receive_returned(letter=letter, content=file.read(), name=file.name, by=None, at=at)
        except (PlansError, FileError) as error:
            form.add_error("file", str(error))
        else:
            return redirect("plans:answering_returned", city, token, returned.pk)
    context = {"letter": letter, "token": token, "form": form}
    return render(request, "plans/recommending/answering_file.html", context, status=422 if form.is_bound else 200)


@public
@require_http_methods(SHEET)
@private_page
def returned(request: PublicRequest, city: str, token: str, returned_id: UUID) -> HttpResponse:
    """Show what was read in the matrix, row by row, and note its answers once they say so."""
    at = timezone.now()
    letter = letter_by(token, at=at)
    if letter is None or not is_let_in(request, letter):
        return redirect("plans:answering", city, token)
    found = returned_for(letter, returned_id)
    form = SignedForm(request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        who = Answerer(form.cleaned_data["name"], form.cleaned_data["position"])
        try:
            written = apply_returned(returned=found, who=who, by=None, at=at)
        except PlansError as error:
            refused = str(error)
        else:
            messages.success(request, noted_words(len(written)))
            return redirect("plans:answering", city, token)
    context = {**review_context(letter, found), "token": token, "form": form, "refused": refused}
    status = 409 if refused else 422 if form.is_bound else 200
    return render(request, "plans/recommending/answering_returned.html", context, status=status)


# ── The door ──


def _door(request: PublicRequest, token: str, letter: Letter | None, at: datetime) -> HttpResponse:
    """Ask for the code. What is said is the same whether or not the link opens anything."""
    asked = request.POST.get("accion", "") if request.method == "POST" else ""
    if asked not in {"codigo", "abrir"}:
        return _show_door(request, token, CodeForm())
    form = CodeForm(request.POST if asked == "abrir" else None)
    if form.is_bound and not form.is_valid():
        return _show_door(request, token, form, sent=True, status=422)
    try:
        made = attempt(Secret.LETTER, account=f"{asked}:{account_of(token)}", address=address_of(request), at=at)
    except TooManyGuessesError as error:
        return _show_door(request, token, form, sent=asked == "abrir", refused=" ".join(error.messages), status=429)
    if not form.is_bound:
        if letter is not None:
            send_code(letter=letter, at=at)
        return _show_door(request, token, form, sent=True)
    if letter is None or not use_code(letter=letter, said=form.cleaned_data["code"], at=at):
        form.add_error("code", _("El código no es ese, ya se usó o venció. Revise el último correo o pida otro."))
        return _show_door(request, token, form, sent=True, status=422)
    succeeded(made)
    return _open(request, letter, token)


def _open(request: PublicRequest, letter: Letter, token: str) -> HttpResponse:
    """Let in, back to what was being written where the hours ran out in the middle of it."""
    response: HttpResponse
    if _carried(request):
        response = _page(request, letter, token, saved="", data=request.POST)
    else:
        response = redirect("plans:answering", request.city.slug, token)
    let_in(request, response, letter)
    return response


def _carried(request: PublicRequest) -> list[tuple[str, str]]:
    """Return what had been typed when the door closed, so that it is not lost while a code is asked for."""
    return [
        (name, str(value)[:LONGEST_CARRIED])
        for name, value in request.POST.items()
        if name in {"name", "position"} or (name[:1] == "r" and name[1:2].isdigit() and "-" in name)
    ]


def _show_door(
    request: PublicRequest, token: str, form: CodeForm, *, sent: bool = False, refused: str = "", status: int = 200
) -> HttpResponse:
    context = {"token": token, "form": form, "sent": sent, "refused": refused, "carried": _carried(request)}
    return render(request, "plans/recommending/door.html", context, status=status)


# ── Inside ──


def _act(request: PublicRequest, letter: Letter, token: str, at: datetime) -> HttpResponse:
    asked = request.POST.get("accion", "")
    if asked == "salir":
        response = redirect("plans:answering", request.city.slug, token)
        let_out(request, response, letter)
        return response
    if asked == "recibido":
        acknowledge(letter=letter, by=None, at=at)
        messages.success(request, _("Gracias: quedó anotado que recibió el oficio."))
        return redirect("plans:answering", request.city.slug, token)
    return _save(request, letter, token, request.POST.get("guardar", ALL), at)


def _save(request: PublicRequest, letter: Letter, token: str, saved: str, at: datetime) -> HttpResponse:
    signed = SignedForm(request.POST)
    shown = items(reads.lines(letter), request.POST, saved)
    chosen = [one for one in shown if one.is_open and _is_meant(one, saved)]
    if not signed.is_valid():
        return _page(request, letter, token, signed=signed, shown=shown, status=422)
    good = [one for one in chosen if _is_answer(one) and one.form.is_valid()]
    faulty = [one for one in chosen if _is_answer(one) and not one.form.is_valid()]
    who = Answerer(signed.cleaned_data["name"], signed.cleaned_data["position"])
    try:
        answer_by_page(letter=letter, answers=_answers(good), notes=_notes([] if faulty else chosen), who=who, at=at)
    except PlansError as error:
        return _page(request, letter, token, signed=signed, shown=shown, refused=str(error), status=409)
    if faulty or not chosen:
        words = _saved_words(len(good), len(faulty)) if chosen else _("Todavía no hay nada que guardar.")
        return _page(request, letter, token, signed=signed, shown=shown, refused=words, status=422)
    messages.success(request, _saved_words(len(good), 0))
    anchor = "" if saved == ALL else f"#r{saved}"
    return redirect(f"{request.path}{anchor}")


def _is_meant(one: Item, saved: str) -> bool:
    if saved == ALL:
        return one.form.says_something or bool(one.form.message)
    return saved == str(one.row.number)


def _is_answer(one: Item) -> bool:
    """Tell an answer from a message alone, which needs none."""
    return one.form.says_something or not one.form.message


def _answers(good: Sequence[Item]) -> list[Answer]:
    return [
        Answer(
            one.row.pk,
            one.form.cleaned_data["verdict"],
            one.form.cleaned_data["reason"],
            one.form.cleaned_data["wording"],
        )
        for one in good
    ]


def _notes(chosen: Sequence[Item]) -> list[Note]:
    return [
        Note(one.row, one.form.message, id_from(one.form.data.get(one.form.add_prefix("nonce"))) or new_id())
        for one in chosen
        if one.form.message
    ]


def _saved_words(good: int, faulty: int) -> str:
    kept = ngettext("%(number)d respuesta guardada.", "%(number)d respuestas guardadas.", good) % {"number": good}
    if not faulty:
        return kept if good else _("Mensaje enviado al equipo.")
    lacking = ngettext(
        "En %(number)d falta algo: está señalado abajo y no se guardó.",
        "En %(number)d falta algo: está señalado abajo y no se guardaron.",
        faulty,
    ) % {"number": faulty}
    return f"{kept} {lacking}" if good else lacking


def _page(
    request: PublicRequest,
    letter: Letter,
    token: str,
    *,
    signed: SignedForm | None = None,
    shown: list[Item] | None = None,
    saved: str = "",
    data: Any = None,  # noqa: ANN401 - what the browser sent
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = shown if shown is not None else items(reads.lines(letter), data, saved)
    last = next((one.line.response for one in shown if one.line.response and str(one.line.response.name)), None)
    initial = {"name": str(last.name), "position": last.position} if last else {}
    if data is not None:
        initial = {"name": data.get("name", ""), "position": data.get("position", "")}
    context = {
        "letter": letter,
        "token": token,
        "items": shown,
        "answered": sum(one.line.response is not None for one in shown),
        "signed": signed if signed is not None else SignedForm(initial=initial),
        "refused": refused,
        "authority": reads.named(letter.authority.organization.name, letter.authority.unit),
    }
    return render(request, "plans/recommending/answering.html", context, status=status)

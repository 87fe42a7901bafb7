"""The pages of courses that anybody opens: the agenda, one course, and their calendars. No cookie, no session."""

from datetime import date, datetime
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from arraigo.areas.training.documents.calendar import MEDIA_TYPE, calendar
from arraigo.areas.training.enums import Modality, ProgrammeArea
from arraigo.areas.training.queries import agenda as reads
from arraigo.areas.training.queries.links import absolute, enrolment_by
from arraigo.areas.training.queries.materials import material_for
from arraigo.areas.training.web.common import raised
from arraigo.core.accounts.api import PublicRequest, public
from arraigo.core.files import api as files
from arraigo.core.ui.caching import cacheable

ANY = gettext_lazy("Cualquiera")


class AgendaForm(forms.Form):
    """What to show of the agenda."""

    area = forms.ChoiceField(label=gettext_lazy("Tema"), required=False)
    modalidad = forms.ChoiceField(label=gettext_lazy("Modalidad"), required=False)
    mes = forms.DateField(required=False, input_formats=["%Y-%m"], widget=forms.HiddenInput)
    pasadas = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for name, choices in (("area", ProgrammeArea), ("modalidad", Modality)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = [("", ANY), *raised(choices.choices)]

    @property
    def wanted(self) -> reads.Wanted:
        """Return what was asked for; what cannot be read is as if it had not been asked."""
        self.is_valid()
        told = self.cleaned_data
        month: date | None = told.get("mes")
        return reads.Wanted(told.get("area", ""), told.get("modalidad", ""), month, bool(told.get("pasadas")))


@require_safe
@public
@cacheable
def agenda(request: PublicRequest, city: str) -> HttpResponse:
    """List the courses that are published: those to come, or those that are over."""
    form = AgendaForm(request.GET)
    wanted = form.wanted
    at = timezone.now()
    offers = reads.agenda(wanted, at=at)
    context = {
        "form": form,
        "offers": offers,
        "wanted": wanted,
        "narrowed": bool(wanted.area or wanted.modality or wanted.month),
        "months": reads.months_of(offers) if wanted.month is None else [wanted.month],
    }
    return render(request, "training/agenda/agenda.html", context)


@require_safe
@public
@cacheable
def course(request: PublicRequest, city: str, slug: str) -> HttpResponse:
    """Show a published course: what it is, when, where, who gives it, and how to get a place."""
    offer = _offer(slug, timezone.now())
    context = {"offer": offer, "course": offer.course, "trainers": list(offer.course.trainers.all())}
    return render(request, "training/agenda/course.html", context)


@require_safe
@public
@cacheable
def agenda_calendar(request: PublicRequest, city: str) -> HttpResponse:
    """Give the published sessions as a calendar to subscribe to."""
    at = timezone.now()
    offers = [*reads.agenda(reads.Wanted(), at=at), *reads.agenda(reads.Wanted(past=True), at=at)]
    sessions = [one.session for offer in offers for one in offer.meetings]
    name = _("Cursos de %(city)s") % {"city": request.city.name}
    return _ics(calendar(sessions, name=name, at=_changed(at), url=absolute("agenda", request.city)), "agenda")


@require_safe
@public
@cacheable
def course_calendar(request: PublicRequest, city: str, slug: str) -> HttpResponse:
    """Give the sessions of one course as a calendar."""
    at = timezone.now()
    offer = _offer(slug, at)
    url = absolute("agenda_course", request.city, slug)
    sessions = [one.session for one in offer.meetings]
    return _ics(calendar(sessions, name=offer.course.title, at=_changed(at), url=url), slug)


@require_safe
@public
def public_material(request: PublicRequest, city: str, slug: str, material_id: UUID) -> HttpResponse:
    """Hand out a file that a published course gives to anybody."""
    offer = _offer(slug, timezone.now())
    found = next((one for one in offer.materials if one.pk == material_id), None)
    if found is None:
        raise Http404(_("Este material no existe o ya no se entrega."))
    return files.attachment(files.read(found.file), name=found.file.name, media_type=found.file.media_type)


def _offer(slug: str, at: datetime) -> reads.Offer:
    offer = reads.offer_of(slug, at=at)
    if offer is None:
        raise Http404(_("Este curso no está publicado."))
    return offer


def _changed(at: datetime) -> datetime:
    """Return a stamp that stays for a day, so that the same sessions give the same bytes and an unchanged tag."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _ics(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


@require_safe
@public
def participant_material(request: PublicRequest, city: str, token: str, material_id: UUID) -> HttpResponse:
    """Hand out a file of a course to somebody enrolled in it; that it was taken is logged."""
    enrolment = enrolment_by(token)
    found = material_for(enrolment, material_id) if enrolment else None
    if found is None:
        raise Http404(_("Este material no existe o ya no se entrega."))
    response = files.download(found.file, by=None, at=timezone.now())
    response["Referrer-Policy"] = "no-referrer"
    return response

"""Pages on which the team says what a course asks, who signs and whose logos stand on the certificate."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import certificate_rules as actions
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.sheets import sample as sample_of
from arraigo.areas.training.models import CertificateLogo, CertificateRule, Course, Signatory
from arraigo.areas.training.queries.certificates import rule_of
from arraigo.areas.training.web.certificates.forms import LogoForm, RuleForm, SignatoryForm
from arraigo.areas.training.web.common import course_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.files import api as files
from arraigo.core.files.models import StoredFile


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def rule(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Set what a course asks for its certificate."""
    course = course_for(request, course_id)
    found = rule_of(course)
    form = RuleForm(request.POST or None, course=course, rule=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_rule(course=course, by=request.membership.user, at=timezone.now(), **form.values)
        except TrainingError as error:
            form.add_error("required_tests" if "required_tests" in form.fields else "kind", str(error))
        else:
            messages.success(request, _("Reglas guardadas. Valen para las constancias que se emitan desde ahora."))
            return redirect("training:certificate_rule", city, course.pk)
    context = {"course": course, "rule": found, "form": form}
    return render(request, "training/certificates/rule.html", context, status=422 if form.is_bound else 200)


@require_safe
@membership_required(permissions.manages_training)
def sample(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Show a certificate as it would be, of nobody."""
    course = course_for(request, course_id)
    pdf = sample_of(_rule(course), at=timezone.now())
    return files.attachment(pdf, name=f"Muestra {course.code}.pdf", media_type="application/pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def signatory(request: CityRequest, city: str, course_id: UUID, signatory_id: UUID | None = None) -> HttpResponse:
    """Add somebody who signs, or change them."""
    course = course_for(request, course_id)
    held = _rule(course)
    found = _signatory(held, signatory_id) if signatory_id else None
    form = SignatoryForm(request.POST or None, request.FILES or None, signatory=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_signatory(
                rule=held, signatory=found, by=request.membership.user, at=timezone.now(), **form.cleaned_data
            )
        except (TrainingError, files.FileError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Firma guardada."))
            return redirect("training:certificate_rule", city, course.pk)
    context = {"course": course, "signatory": found, "form": form}
    return render(request, "training/certificates/signatory.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_training)
def remove_signatory(request: CityRequest, city: str, course_id: UUID, signatory_id: UUID) -> HttpResponse:
    """Take away somebody who signs."""
    course = course_for(request, course_id)
    found = _signatory(_rule(course), signatory_id)
    actions.remove_signatory(signatory=found, by=request.membership.user, at=timezone.now())
    messages.success(request, _("Firma quitada. Las constancias ya emitidas la conservan."))
    return redirect("training:certificate_rule", city, course.pk)


@require_safe
@membership_required(permissions.manages_training)
def signature(request: CityRequest, city: str, course_id: UUID, signatory_id: UUID) -> HttpResponse:
    """Give the drawing of a signature, for the page that shows it."""
    return _image(_signatory(_rule(course_for(request, course_id)), signatory_id).image)


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def logo(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Add a logo."""
    course = course_for(request, course_id)
    held = _rule(course)
    form = LogoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_logo(rule=held, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        except (TrainingError, files.FileError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Logo agregado."))
            return redirect("training:certificate_rule", city, course.pk)
    context = {"course": course, "form": form}
    return render(request, "training/certificates/logo.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_training)
def remove_logo(request: CityRequest, city: str, course_id: UUID, logo_id: UUID) -> HttpResponse:
    """Take away a logo."""
    course = course_for(request, course_id)
    actions.remove_logo(logo=_logo(_rule(course), logo_id), by=request.membership.user, at=timezone.now())
    messages.success(request, _("Logo quitado. Las constancias ya emitidas lo conservan."))
    return redirect("training:certificate_rule", city, course.pk)


@require_safe
@membership_required(permissions.manages_training)
def logo_image(request: CityRequest, city: str, course_id: UUID, logo_id: UUID) -> HttpResponse:
    """Give a logo, for the page that shows it."""
    return _image(_logo(_rule(course_for(request, course_id)), logo_id).image)


def _rule(course: Course) -> CertificateRule:
    found = rule_of(course)
    if found is None:
        raise Http404(_("Diga primero qué hace falta para recibir la constancia."))
    return found


def _signatory(held: CertificateRule, signatory_id: UUID) -> Signatory:
    found = held.signatories.select_related("image").filter(pk=signatory_id).first()
    if found is None:
        raise Http404(_("Esta firma ya no está."))
    return found


def _logo(held: CertificateRule, logo_id: UUID) -> CertificateLogo:
    found = held.logos.select_related("image").filter(pk=logo_id).first()
    if found is None:
        raise Http404(_("Este logo ya no está."))
    return found


def _image(file: StoredFile | None) -> HttpResponse:
    if file is None:
        raise Http404
    return files.attachment(files.read(file), name=file.name, media_type=file.media_type)

"""The page where the team decides what its public guide puts forward."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from arraigo.areas.attention import permissions
from arraigo.areas.attention.actions.guide import save_guide_settings
from arraigo.areas.attention.queries.guide_settings import LISTENING, guide_facts
from arraigo.areas.attention.queries.published import published
from arraigo.areas.attention.web.desk.common import FORM
from arraigo.areas.directory import api as directory
from arraigo.core.accounts.api import CityRequest, membership_required


def _uuid(value: str) -> UUID:
    return UUID(value)


class GuideForm(forms.Form):
    """What a city decides about its guide."""

    exit_url = forms.URLField(
        label=_("Página a la que lleva «Salir ya»"),
        max_length=300,
        assume_scheme="https",
        help_text=_("Una página que no llame la atención, como la del clima. Debe empezar con https://."),
        error_messages={"required": _("Escriba la página a la que lleva «Salir ya».")},
    )
    office = forms.CharField(
        label=_("Dependencia que mantiene la guía"),
        max_length=200,
        required=False,
        help_text=_("Sale al pie de cada página. Vacía, sale el nombre del municipio."),
    )
    first_routes = forms.MultipleChoiceField(
        label=_("Si acaba de llegar"),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "columns"}),
        help_text=_("Las rutas que la primera página pone delante. Ninguna: las que propone el paquete del país."),
    )
    talk_to = forms.TypedMultipleChoiceField(
        label=_("Hablar con alguien hoy"),
        required=False,
        coerce=_uuid,
        widget=forms.CheckboxSelectMultiple({"class": "columns"}),
        help_text=_("Servicios donde alguien escucha. Ninguno: la guía elige entre los que atienden a esta hora."),
    )

    def __init__(self, *args: object, language: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        routes = [(one.slug, one.title) for one in published(language)]
        places = directory.public_places(at=timezone.now(), needs=LISTENING, limit=None)
        services = {str(one.service_id): f"{one.service} ({one.organization})" for one in places if one.phones}
        self.fields["first_routes"].choices = routes  # type: ignore[attr-defined]
        self.fields["talk_to"].choices = list(services.items())  # type: ignore[attr-defined]


@require_http_methods(FORM)
@membership_required(permissions.manages_routes)
def settings(request: CityRequest, city: str) -> HttpResponse:
    """Decide where «Salir ya» leads, whose guide it is, and what its first page puts forward."""
    known = guide_facts()
    initial = {
        "exit_url": known.exit_url,
        "office": known.office,
        "first_routes": known.first_routes,
        "talk_to": [str(one) for one in known.talk_to],
    }
    form = GuideForm(request.POST or None, initial=initial, language="es")
    if form.is_bound and not str(form.data.get("exit_url", "")).startswith("https://"):
        form.add_error("exit_url", _now("Debe empezar con https://, para que nadie vea adónde va."))
    if form.is_bound and form.is_valid():
        save_guide_settings(by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _now("Guardado. La guía ya lo muestra."))
        return redirect("attention:routes", city)
    return render(request, "attention/desk/guide.html", {"form": form}, status=422 if form.is_bound else 200)

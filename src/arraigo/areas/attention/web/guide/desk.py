"""The desk page of the guide: where «Salir ya» leads, whose guide it is and what its first page puts forward."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from arraigo.areas.attention import permissions
from arraigo.areas.attention.actions.common import AttentionError
from arraigo.areas.attention.actions.guide import save_guide_settings
from arraigo.areas.attention.api import published
from arraigo.areas.attention.queries.guide_settings import guide_facts
from arraigo.areas.attention.web.guide.addresses import SPANISH
from arraigo.areas.attention.web.guide.screens.start import LISTENING
from arraigo.areas.directory import api as directory
from arraigo.core.accounts.api import CityRequest, membership_required

ASKS = ["GET", "HEAD", "POST"]
OFFERED = 200


class GuideForm(forms.Form):
    """What a city decides about its guide."""

    exit_url = forms.URLField(
        label=lazy("Página de «Salir ya»"),
        max_length=300,
        assume_scheme="https",
        help_text=lazy("Una página común, que no llame la atención: el clima, por ejemplo. Empieza con https://."),
        error_messages={"required": lazy("Escriba adónde lleva «Salir ya»."), "invalid": lazy("Copie la dirección.")},
    )
    office = forms.CharField(
        label=lazy("Dependencia que mantiene la guía"),
        max_length=200,
        required=False,
        help_text=lazy("Se lee al pie de cada página, delante del nombre del municipio."),
    )
    first_routes = forms.MultipleChoiceField(
        label=lazy("Rutas de «Si acaba de llegar»"), required=False, widget=forms.CheckboxSelectMultiple
    )
    talk_to = forms.TypedMultipleChoiceField(
        label=lazy("Servicios de «Hablar con alguien hoy»"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Si no elige ninguno, la guía muestra los de orientación, primero los que están abiertos."),
    )

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_routes"].choices = [  # type: ignore[attr-defined]
            (one.slug, one.title) for one in published(SPANISH)
        ]
        self.fields["talk_to"].choices = services  # type: ignore[attr-defined]


@require_http_methods(ASKS)
@membership_required(permissions.manages_routes)
def settings(request: CityRequest, city: str) -> HttpResponse:
    """Show and save what the city decides about its guide."""
    at, facts = timezone.now(), guide_facts()
    found = directory.public_places(at=at, needs=LISTENING, limit=OFFERED)
    services = {str(one.service_id): f"{one.service} · {one.organization}" for one in found}
    initial = {
        "exit_url": facts.exit_url,
        "office": facts.office,
        "first_routes": list(facts.first_routes),
        "talk_to": [str(one) for one in facts.talk_to],
    }
    form = GuideForm(request.POST or None, initial=initial, services=list(services.items()))
    if request.method == "POST" and form.is_valid():
        try:
            save_guide_settings(by=request.membership.user, at=at, **form.cleaned_data)
        except AttentionError as error:
            form.add_error("exit_url", str(error))
        else:
            messages.success(request, _("Guardado. La guía ya lo muestra."))
            return redirect("attention:guide_settings", city)
    status = 422 if form.is_bound else 200
    return render(request, "attention/desk/guide_settings.html", {"form": form}, status=status)

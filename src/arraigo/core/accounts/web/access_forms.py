"""Forms of who has access, and of the keys of the API."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from arraigo.core.accounts.enums import Role, Scope
from arraigo.core.accounts.models import Membership
from arraigo.core.accounts.permissions import allowed_scopes
from arraigo.core.accounts.queries import standing_by_membership
from arraigo.core.organisations.api import organizations
from arraigo.core.places.api import AreaLevel, area_choices, areas
from arraigo.core.ui.forms import GroupedChecks, SearchSelect
from arraigo.core.ui.tables import collate

LEVELS = ((AreaLevel.ZONE, _("Zonas")), (AreaLevel.PARISH, _("Parroquias")), (AreaLevel.NEIGHBOURHOOD, _("Barrios")))


class MembershipForm(forms.Form):
    """What a person is in the city."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(
            label=_("Función"),
            choices=[("", _("Elija una función")), *((role.value, capfirst(str(role.label))) for role in Role)],
            help_text=_("Decide qué páginas abre. Elija la que menos abra y alcance para su trabajo."),
        )
        self.fields["organization"] = forms.ModelChoiceField(
            label=_("Organización"),
            queryset=organizations(),
            required=False,
            empty_label=_("Todas"),
            widget=SearchSelect,
            help_text=_("Si elige una, la persona ve solo lo de esa organización. Una aliada la necesita."),
        )
        if areas().exists():
            self.fields["areas"] = forms.ModelMultipleChoiceField(
                label=_("Zonas, parroquias y barrios"),
                queryset=areas(),
                required=False,
                widget=GroupedChecks,
                help_text=_("Sin ninguna marcada, toda la ciudad."),
            )
            self.fields["areas"].choices = _by_level()  # type: ignore[attr-defined]

    def membership(self) -> dict[str, Any]:
        """Return what was chosen, as the actions take it."""
        return {
            "role": self.cleaned_data["role"],
            "organization": self.cleaned_data["organization"],
            "areas": self.cleaned_data.get("areas", ()),
        }


class InviteForm(MembershipForm):
    """Who is invited, and to what."""

    email = forms.EmailField(
        label=_("Correo institucional"), widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"})
    )
    name = forms.CharField(
        label=_("Nombre y apellido"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )


class KeyForm(forms.Form):
    """What a key of the API is for, and what it may do."""

    name = forms.CharField(
        label=_("Para qué es"), max_length=80, help_text=_("Por ejemplo: «Tablero de la Dirección de Planificación».")
    )
    days = forms.TypedChoiceField(
        label=_("Cuándo vence"),
        coerce=int,
        choices=((90, _("En 90 días")), (365, _("En un año"))),
        initial=90,
    )

    def __init__(self, *args: Any, memberships: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.memberships = {str(one.pk): one for one in memberships}
        self.fields["membership"] = forms.ChoiceField(
            label=_("Con qué función"), choices=[(pk, _described(one)) for pk, one in self.memberships.items()]
        )
        open_to = {scope for one in memberships for scope in allowed_scopes(standing_by_membership(one))}
        self.fields["scopes"] = forms.MultipleChoiceField(
            label=_("Qué puede"),
            choices=[(scope.value, capfirst(str(scope.label))) for scope in Scope if scope in open_to],
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(("name", "membership", "scopes", "days"))

    def key(self) -> dict[str, Any]:
        """Return what was chosen, as the action takes it."""
        return {
            "name": self.cleaned_data["name"],
            "membership": self.memberships[self.cleaned_data["membership"]],
            "scopes": self.cleaned_data["scopes"],
            "expires_at": timezone.now() + dt.timedelta(days=self.cleaned_data["days"]),
        }


def _described(membership: Membership) -> str:
    role = capfirst(membership.get_role_display())
    return f"{role}, {membership.organization.name}" if membership.organization else role


def _by_level() -> list[tuple[Promise, list[tuple[str, str]]]]:
    """Return the city's areas as choices in a group for each level that has any, by name."""
    named = [(label, [(str(pk), name) for pk, name in area_choices(level)]) for level, label in LEVELS]
    return [(label, sorted(found, key=lambda pair: collate(pair[1]))) for label, found in named if found]

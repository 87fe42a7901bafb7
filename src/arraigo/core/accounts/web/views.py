"""allauth's views where ours need a little more."""

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from allauth.usersessions.views import ListUserSessionsView
from django.db import transaction
from django.http import HttpResponse

from arraigo.core.accounts import second_step
from arraigo.core.accounts.devices import device
from arraigo.core.accounts.web.forms import ActivateCodesForm
from arraigo.core.accounts.web.profile import signed_in


class ActivateCodes(ActivateTOTPView):
    """Add an app of codes; the code that proved it cannot be used again to sign in."""

    @transaction.atomic
    def form_valid(self, form: ActivateCodesForm) -> HttpResponse:
        """Add the app and remember the code."""
        response: HttpResponse = super().form_valid(form)
        second_step.remember(signed_in(self.request), form.counter)
        return response


class Sessions(ListUserSessionsView):
    """One's own sessions, each named after its device, the newest first."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the devices."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["sessions"].reverse()
        for session in context["sessions"]:
            session.device = device(session.user_agent)
        return context


activate_codes = ActivateCodes.as_view()
sessions = Sessions.as_view()

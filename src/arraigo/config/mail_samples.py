"""The mails of the core, to look at in the desk. The people and addresses are invented."""

from django.utils.translation import gettext_lazy as _

from arraigo.core.outbox.api import Sample

SAMPLES = (
    Sample(
        "invitation",
        _("Invitación a entrar"),
        _("Cuando administración da acceso a una persona."),
        {
            "invited_by": "Rosa Quishpe (inventada)",
            "city_name": "Santa Marina",
            "role": _("formación"),
            "is_new": True,
            "url": "https://movilidad.example.org/cuenta/contrasena/olvidada/",
        },
    ),
    Sample(
        "second_factor_reset",
        _("Se quitó el segundo paso"),
        _("Cuando administración quita el segundo paso de una cuenta."),
        {"reset_by": "Rosa Quishpe (inventada)", "city_name": "Santa Marina"},
    ),
    Sample("test", _("Prueba de correo"), _("Cuando alguien prueba el envío."), {"city": "Santa Marina"}),
)

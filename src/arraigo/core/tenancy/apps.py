from django.apps import AppConfig
from django.db.backends.signals import connection_created

from arraigo.core.tenancy.context import assume_again


class TenancyConfig(AppConfig):
    name = "arraigo.core.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        """Tell every new connection whose rows it may see: Django has no other hook for a connection that reopens."""
        connection_created.connect(assume_again, dispatch_uid="arraigo.tenancy")

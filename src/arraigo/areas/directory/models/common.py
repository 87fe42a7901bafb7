"""What the rows of HSDS have in common."""

from uuid import UUID

from django.db import models

from arraigo.core.tenancy.models import CityModel


class HsdsRow(CityModel):
    """A row that HSDS knows.

    `source_id` is the id that it came with, under which it leaves again and is found when it comes anew; a row made
    here has none and leaves under its own. `more` holds, by HSDS field, what no column holds: fields that no query
    needs, references to what is not there, and values as they were written where a column cannot say it that way.
    """

    source_id = models.UUIDField(null=True, editable=False)
    more = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["city", "source_id"], name="%(class)s_comes_once")]

    @property
    def public_id(self) -> UUID:
        """Return the id under which HSDS packages and the API know the row."""
        return self.source_id or self.id

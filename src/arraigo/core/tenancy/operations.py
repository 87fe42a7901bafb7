"""Migration operations that put a table under its city's protection."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

from arraigo.core.tenancy.models import CityForeignKey

# As a subquery it is computed once for a statement, not once for a row.
OWN_CITY = "city_id = (SELECT arraigo_city())"


def same_city_sql(model: type[Model], field: CityForeignKey) -> str:
    """Return the statement that makes a foreign key carry its city, so that it cannot cross to another's."""
    table, target = model._meta.db_table, field.related_model._meta.db_table
    return (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{field.column}_same_city"'
        f' FOREIGN KEY (city_id, "{field.column}") REFERENCES "{target}" (city_id, id) DEFERRABLE INITIALLY DEFERRED'
    )


class Protect(Operation):
    """Enable row-level security on a city's table and tie its foreign keys to the same city.

    `visible` widens what may be read (never what may be written) beyond the session's city, as SQL.
    """

    reversible = True

    def __init__(self, name: str, visible: str = "") -> None:
        self.name = name
        self.visible = visible

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.name], {"visible": self.visible} if self.visible else {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing in the models' state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(app_label, self.name)
        table = model._meta.db_table
        statements = [
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_of_city" UNIQUE (city_id, id)',
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'CREATE POLICY own_city ON "{table}" USING ({OWN_CITY}) WITH CHECK ({OWN_CITY})',
        ]
        if self.visible:
            statements.append(f'CREATE POLICY also_visible ON "{table}" FOR SELECT USING ({self.visible})')
        keys = [field for field in model._meta.local_fields if isinstance(field, CityForeignKey)]
        for statement in [*statements, *(same_city_sql(model, field) for field in keys)]:
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Leave the table as it is: it is dropped with its model."""

    def describe(self) -> str:
        return f"Keep the rows of {self.name} to their city"


class Tie(Operation):
    """Make one foreign key, added after its table was protected, carry its city."""

    reversible = True

    def __init__(self, name: str, field: str) -> None:
        self.name = name
        self.field = field

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing in the models' state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(app_label, self.name)
        field = model._meta.get_field(self.field)
        if not isinstance(field, CityForeignKey):
            raise TypeError(f"{self.name}.{self.field} is no CityForeignKey")
        schema_editor.execute(same_city_sql(model, field))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Leave the constraint: it is dropped with its column."""

    def describe(self) -> str:
        return f"Keep {self.name}.{self.field} inside its city"

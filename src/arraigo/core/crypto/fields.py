"""Model fields whose value is encrypted in the database and readable in Python."""

# ruff: noqa: ANN401 - the signatures are those of Django

from typing import Any

from django.db import models

from arraigo.core.crypto.sealing import seal, unseal


class Sealed(bytes):
    """A value as the database holds it: not yet opened."""


class _Opening:
    """Opens the value of one field when somebody reads it, and only then."""

    def __init__(self, field: "EncryptedText") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = unseal(value, bound_to=self.field.place(instance)).decode()
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedText(models.Field):  # type: ignore[type-arg]
    """Text sealed with AES-GCM and bound to table, column and row: a value copied to another row does not open.

    Reads and writes through `save` and `bulk_create`; `update` and `bulk_update` are refused, because they do not
    know the row. Empty text is kept as empty bytes: that there is nothing is no secret.
    """

    # The empty text counts as nothing, as in any text field.
    empty_strings_allowed = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        """Keep bytes; not a BinaryField, whose placeholder by value would keep bulk inserts from using arrays."""
        return "BinaryField"

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opening(self))

    def get_default(self) -> str:
        return ""

    def place(self, instance: models.Model) -> str:
        """Return what a value is bound to: table, column and row."""
        return f"{instance._meta.db_table}:{self.column}:{instance.pk}"

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        if value is None:
            return None
        raw = bytes(value)
        return Sealed(raw) if raw else ""

    def to_python(self, value: Any) -> Any:
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname, "")
        if value is None or isinstance(value, Sealed):
            return value
        if isinstance(value, bytes | bytearray | memoryview):
            raise TypeError(f"{self.name} takes text; bytes are sealed with `seal`.")
        text = str(value)
        return Sealed(seal(text.encode(), bound_to=self.place(model_instance)) if text else b"")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = b"" if value == "" else value
        if value is None or isinstance(value, bytes | memoryview):
            return None if value is None else bytes(value)
        raise TypeError(f"{self.name} is encrypted by row: save the object instead of updating the column.")

    def value_to_string(self, obj: models.Model) -> str:
        return str(getattr(obj, self.attname))

"""A field for amounts as people write them: 12 500,50, 12.500,50 or 12500.50."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

# Thousands are parted by one sign throughout, and nothing begins with a zero: «0,125» and «1234,567» are decimals.
WRITTEN = re.compile(r"-?[1-9]\d{0,2}(?:([., ])\d{3}(?:\1\d{3})*)?(?:[.,]\d{1,2})?|-?\d+(?:[.,]\d{1,2})?", re.ASCII)
# A comma before three figures: thousands to some, decimals to others.
UNCERTAIN = re.compile(r"-?\d{1,3},\d{3}", re.ASCII)


class AmountField(forms.DecimalField):
    """A number with at most two decimals; a comma or a point before one or two last figures parts the decimals."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": gettext_lazy("Escriba solo el número, por ejemplo 12500,50."),
        "uncertain": gettext_lazy("Escriba %(whole)s si son miles, o %(decimal)s si son decimales."),
        "min_value": gettext_lazy("Escriba cero o más."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimal_places=2, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - Django's own signature
        """Read a number; raises ValidationError with a sentence for anything else."""
        if value in self.empty_values or isinstance(value, Decimal):
            return super().to_python(value)
        text = re.sub(r"\s", " ", str(value)).strip().replace("\u2212", "-")
        if not WRITTEN.fullmatch(text) or len(text) > 30:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if UNCERTAIN.fullmatch(text):
            raise self._uncertain(text)
        whole, _sign, decimals = re.fullmatch(r"(.*?)(?:([.,])(\d{1,2}))?", text).groups()  # type: ignore[union-attr]
        return Decimal(f"{re.sub('[., ]', '', whole)}.{decimals or '0'}").quantize(Decimal("0.01"))

    def _uncertain(self, text: str) -> ValidationError:
        decimal = self.prepare_value(Decimal(text.replace(",", ".")).quantize(Decimal("0.01")))
        ways = {"whole": text.replace(",", ""), "decimal": decimal}
        return ValidationError(self.error_messages["uncertain"], code="uncertain", params=ways)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - Django's own signature
        """Write a decimal with a comma, and without needless zeros."""
        if isinstance(value, Decimal):
            whole = value == value.to_integral_value()
            return f"{value:.0f}" if whole else f"{value:.2f}".replace(".", ",")
        return value

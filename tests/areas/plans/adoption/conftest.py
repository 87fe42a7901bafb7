"""Two versions of a plan, and recommendations that were sent on the first."""

from uuid import UUID

import pytest

from arraigo.areas.plans.actions import recommendations
from arraigo.areas.plans.actions.comparing import begin_comparison, run_comparison
from arraigo.areas.plans.models import Recommendation

ASKED = (
    (
        "Poner monto al arriendo social",
        "El municipio procurará que los grupos prioritarios accedan a vivienda adecuada.",
        "El municipio garantizará que las personas migrantes y refugiadas accedan a vivienda adecuada en arriendo.",
    ),
    ("Instalar la mesa", "", "Habrá una mesa cantonal de movilidad humana que se reunirá cada dos meses."),
)
LATER = (
    (
        "12",
        "Población",
        (
            "El cantón tiene 48 200 habitantes. Según el registro comunitario de 2025, 1 412 personas migrantes y "
            "refugiadas viven en los barrios de la ribera.",
            "La vialidad y la movilidad urbana se tratan en el capítulo siguiente.",
        ),
    ),
    (
        "13",
        "Vivienda",
        (
            "El municipio garantizará que las personas migrantes y refugiadas accedan a vivienda adecuada en arriendo.",
            "Se destinarán 42 000 dólares anuales al arriendo social, a cargo de la Dirección de Hábitat.",
        ),
    ),
    ("15", "Ferias", ("Habrá dos ferias de convivencia por año en el malecón.",)),
)


def quietly(step, done, total):
    pass


@pytest.fixture
def sent(version, authority, now):
    rows = []
    for number, (title, quote, proposed) in enumerate(ASKED, 1):
        made = recommendations.write(
            version=version,
            recommendation_id=UUID(int=number),
            title=title,
            quote=quote,
            proposed=proposed,
            authority=authority,
            by=None,
            at=now,
        )
        rows.append(made)
    Recommendation.objects.update(state="sent", sent_at=now)
    return list(Recommendation.objects.order_by("number"))


@pytest.fixture
def later(make_version, version):
    return make_version(LATER)


@pytest.fixture
def comparison(sent, version, later, now):
    made = begin_comparison(old=version, new=later, by=None, at=now)
    return run_comparison(made, by=None, at=now, tell=quietly)

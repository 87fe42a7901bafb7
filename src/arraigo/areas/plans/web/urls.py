"""Addresses of plans, under `/<city>/`. Words come before the ids of plans, so that neither takes the other's place."""

from arraigo.areas.plans.web.adoption import urls as adoption_urls
from arraigo.areas.plans.web.assistance import urls as assistance_urls
from arraigo.areas.plans.web.consulting import urls as consulting_urls
from arraigo.areas.plans.web.desk import urls as desk_urls
from arraigo.areas.plans.web.plans import urls as plans_urls
from arraigo.areas.plans.web.recommending import urls as recommending_urls

app_name = "plans"

urlpatterns = [
    *recommending_urls.urlpatterns,
    *consulting_urls.urlpatterns,
    *assistance_urls.urlpatterns,
    *adoption_urls.urlpatterns,
    *desk_urls.urlpatterns,
    *plans_urls.urlpatterns,
]

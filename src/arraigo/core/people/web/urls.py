"""Addresses of the register of people, under the city's short name."""

from django.urls import path

from arraigo.core.people.web import editing, person, search

urlpatterns = [
    path("buscar/", search.everything, name="search"),
    path("personas/", search.people, name="people"),
    path("personas/<uuid:pk>/", person.profile, name="person"),
    path("personas/<uuid:pk>/documentos/<uuid:document>/", person.document, name="person_document"),
    path("personas/<uuid:pk>/datos/", person.export, name="person_export"),
    path("personas/<uuid:pk>/borrar/", person.erase, name="person_erase"),
    path("personas/<uuid:pk>/retirar/", person.withdraw_basis, name="person_withdraw"),
    path("personas/<uuid:pk>/editar/", editing.edit, name="person_edit"),
]

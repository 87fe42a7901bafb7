"""Certificates, given out and verified: addresses under `/<city>/`."""

from django.urls import URLPattern, path

from arraigo.areas.training.web.certificates import desk, giving, own, proofs, public, rules

HERE = "formacion/cursos/<uuid:course_id>/constancias/"
RULES = f"{HERE}reglas/"
ONE = f"{HERE}<uuid:certificate_id>/"
OWN = "mi-curso/<str:token>/constancia/"
PUBLIC = "constancias/"

urlpatterns: list[URLPattern] = [
    path(HERE, desk.listed, name="certificates"),
    path(f"{HERE}emitir/", giving.issue, name="certificates_issue"),
    path(f"{HERE}enviar/", giving.send, name="certificates_send"),
    path(f"{HERE}acciones/", giving.act, name="certificates_act"),
    path(f"{HERE}descargar/", giving.download_all, name="certificates_download"),
    path(RULES, rules.rule, name="certificate_rule"),
    path(f"{RULES}muestra/", rules.sample, name="certificate_sample"),
    path(f"{RULES}firmas/nueva/", rules.signatory, name="certificate_signatory_new"),
    path(f"{RULES}firmas/<uuid:signatory_id>/", rules.signatory, name="certificate_signatory"),
    path(f"{RULES}firmas/<uuid:signatory_id>/quitar/", rules.remove_signatory, name="certificate_signatory_remove"),
    path(f"{RULES}firmas/<uuid:signatory_id>/imagen/", rules.signature, name="certificate_signature"),
    path(f"{RULES}logos/nuevo/", rules.logo, name="certificate_logo_new"),
    path(f"{RULES}logos/<uuid:logo_id>/quitar/", rules.remove_logo, name="certificate_logo_remove"),
    path(f"{RULES}logos/<uuid:logo_id>/imagen/", rules.logo_image, name="certificate_logo"),
    path(ONE, desk.one, name="certificate_detail"),
    path(f"{ONE}anular/", desk.revoke, name="certificate_revoke"),
    path(f"{ONE}pdf/", desk.pdf, name="certificate_pdf"),
    path(OWN, own.page, name="participant_certificate"),
    path(f"{OWN}pdf/", own.pdf, name="participant_certificate_pdf"),
    path(f"{OWN}credencial.jwt", own.credential, name="participant_credential"),
    path(PUBLIC, public.check, name="certificate_check"),
    path(f"{PUBLIC}emisor.json", proofs.issuer, name="certificate_issuer"),
    path(f"{PUBLIC}claves.json", proofs.keys, name="certificate_keys"),
    path(f"{PUBLIC}claves/<str:kid>.json", proofs.key, name="certificate_key"),
    path(f"{PUBLIC}revocadas.json", proofs.revocations, name="certificate_revocations"),
    path(f"{PUBLIC}<str:code>/", public.certificate, name="certificate"),
    path(f"{PUBLIC}<str:code>/json/", public.as_json, name="certificate_json"),
    path(f"{PUBLIC}<str:code>/credencial.jwt", public.credential, name="certificate_credential"),
]

"""Who signs in to the demo: one invented person for each role."""

from arraigo.core.accounts.api import Role

# Shown on the terminal and, in the demo alone, on the page of entry.
PASSWORD = "santa-marina-es-inventada"  # noqa: S105 — public on purpose
STAFF = (
    (Role.COORDINATION, "Elena Cedeño", "coordinacion@santamarina.example"),
    (Role.TRAINER, "Rosa Quishpe", "formacion@santamarina.example"),
    (Role.PLANNER, "Darío Yépez", "planificacion@santamarina.example"),
    (Role.CASE_WORKER, "Luz Tomalá", "atencion@santamarina.example"),
    (Role.CASH_OFFICER, "Iván Moreira", "transferencias@santamarina.example"),
    (Role.APPROVER, "Gladys Amaguaña", "aprobacion@santamarina.example"),
    (Role.ALLY, "Marisol Rangel", "casa.abierta@santamarina.example"),
    (Role.AUTHORITY, "Fausto Alcívar", "autoridad@santamarina.example"),
    (Role.AUDITOR, "Abril Montaño", "auditoria@santamarina.example"),
    (Role.ADMINISTRATOR, "Byron Loor", "administracion@santamarina.example"),
)

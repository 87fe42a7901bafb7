"""What the door's script says."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Return the words of the door in the language of the request; {number} and {whole} are filled in by the script."""
    return {
        "online": _("Con conexión"),
        "offline": _("Sin conexión: se guarda aquí"),
        "one_waits": _("{number} por enviar"),
        "many_wait": _("{number} por enviar"),
        "all_sent": _("Todo enviado"),
        "kept_here": _("Quedan {number} llegadas guardadas aquí: se envían en cuanto abra un enlace nuevo."),
        "list_kept": _("No se pudo actualizar la lista. Se usa la que está guardada."),
        "no_list": _("No se pudo cargar la lista. Conéctese a una red y pulse «Actualizar la lista»."),
        "arrived": _("Llegaron {number} de {whole}"),
        "unlisted": _("Código que no está en esta lista"),
        "no_names": _("Nombre borrado de este teléfono"),
        "in": _("Entrada"),
        "out": _("Salida"),
        "state_pending": _("por enviar"),
        "state_counted": _("enviada"),
        "state_already": _("ya estaba"),
        "state_voided": _("anulada por el equipo"),
        "came": _("Llegó"),
        "left": _("Salió"),
        "already": _("Ya estaba registrada"),
        "already_out": _("Ya había salido"),
        "noted": _("Anotada, por revisar"),
        "outside": _("La hora está fuera de la jornada. El equipo decide si se cuenta."),
        "not_listed": _("No está en la lista"),
        "not_listed_do": _("Busque su nombre abajo. Si no aparece, anote su nombre y documento en la hoja."),
        "no_badge": _("Ese código no es de un gafete"),
        "no_code": _("No se ve ningún código en la foto"),
        "search_instead": _("Pruebe otra vez, o busque a la persona por su nombre."),
        "is_in": _("ya llegó"),
        "one_found": _("{number} persona. Pulse Entrar para registrarla."),
        "many_found": _("{number} personas. Use las flechas para elegir."),
        "none_found": _("Nadie de la lista se llama así."),
        "no_camera": _("El teléfono no dejó usar la cámara. Permítala en el navegador, o busque por nombre."),
        "camera_on": _("Leer códigos con la cámara"),
        "camera_off": _("Apagar la cámara"),
        "not_yet": _("Todavía hay llegadas por enviar. Conéctese a una red y espere a que se envíen antes de borrar."),
    }

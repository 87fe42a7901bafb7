"""Sending, once for each event.

A message is claimed with a lock on its row, sent, and marked in the same transaction: two workers never send it at the
same time, and what is marked was sent. Between the mail server's «yes» and the commit a crash is possible; then it is
sent again (at least once, because a message that never comes is worse than one that comes twice). Its Message-ID is
made of the event, so that mail programs and people recognise the second one as the same.
"""

import hashlib
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.mime.text import MIMEText
from email.utils import parseaddr

from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core.files import api as files
from arraigo.core.outbox.enums import MessageState
from arraigo.core.outbox.models import Attachment, Message

Clock = Callable[[], datetime]
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
# A mail server that does not answer must not hold the worker.
TIMEOUT_SECONDS = 30


def deliver_due(*, clock: Clock) -> datetime | None:
    """Send the current city's messages whose time has come; return when the next attempt is due, if there is one."""
    while _deliver_next(clock):
        pass
    waiting = Message.objects.filter(state=MessageState.WAITING).order_by("next_attempt_at")
    return waiting.values_list("next_attempt_at", flat=True).first()


def message_id(message: Message) -> str:
    """Return the Message-ID of a message: the same for the same event of the same city."""
    mark = hashlib.sha256(f"{message.city_id}:{message.event}".encode()).hexdigest()[:32]
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{mark}@{host}>"


def _deliver_next(clock: Clock) -> bool:
    with transaction.atomic():
        due = Message.objects.filter(state=MessageState.WAITING, next_attempt_at__lte=clock())
        message = due.select_for_update(skip_locked=True).order_by("next_attempt_at", "id").first()
        if message is None:
            return False
        _attempt(message, clock)
        message.save(update_fields=["state", "attempts", "next_attempt_at", "sent_at", "error"])
    return True


def _attempt(message: Message, clock: Clock) -> None:
    message.attempts += 1
    try:
        _send(message)
    except Exception as error:
        _put_off(message, error, clock)
    else:
        message.state, message.sent_at, message.error = MessageState.SENT, clock(), ""


def _send(message: Message) -> None:
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.recipient],
        headers={
            "Message-ID": message_id(message),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
        connection=get_connection(timeout=TIMEOUT_SECONDS),
    )
    for one in message.attachments.select_related("file"):
        _attach(mail, one)
    mail.send()


def _attach(mail: EmailMessage, one: Attachment) -> None:
    """Put along what a message carries; of a file that was erased since, the message says that it is gone."""
    try:
        content: bytes | str = files.read(one.file) if one.file else one.content
    except files.Erased:
        mail.body += "\n" + _("El archivo que iba con este correo ya no existe.") + "\n"
        return
    kind, _semicolon, parameters = one.media_type.partition(";")
    if not isinstance(content, str) or not parameters:
        mail.attach(one.name, content, kind)
        return
    # A calendar entry says in its type what it is for (RFC 6047, 2.4); Django keeps only the kind.
    part = MIMEText(content, kind.partition("/")[2], "utf-8")
    for key, _equals, value in (given.strip().partition("=") for given in parameters.split(";")):
        if key.lower() != "charset":
            part.set_param(key, value)
    part.add_header("Content-Disposition", "attachment", filename=one.name)
    mail.attach(part)


def _put_off(message: Message, error: Exception, clock: Clock) -> None:
    """Note a failure, without the server's words: they quote the address."""
    message.error = _reason(error)
    if _is_final(error) or message.attempts > len(WAITS):
        message.state = MessageState.FAILED
        return
    message.next_attempt_at = clock() + WAITS[message.attempts - 1]


# What a provider answers when the message itself is at fault, and not the key, the hour or the provider.
FAULTY = frozenset({400, 404, 406, 413, 422})
NO_ENTRY = frozenset({401, 402, 403})


def _is_final(error: Exception) -> bool:
    # Before OSError, which the errors of a provider's API are as well.
    if isinstance(error, AnymailError):
        return isinstance(error, AnymailRecipientsRefused) or error.status_code in FAULTY
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    return not isinstance(error, OSError)


def _reason(error: Exception) -> str:
    if isinstance(error, AnymailError):
        return _reason_of_provider(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _("El servidor de correo no acepta esa dirección.")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("El servidor de correo no acepta la clave de esta instalación.")
    if isinstance(error, smtplib.SMTPResponseException):
        return _("El servidor de correo rechazó el mensaje (código {code}).").format(code=error.smtp_code)
    if isinstance(error, OSError):
        return _("El servidor de correo no responde.")
    return _("El mensaje no se pudo armar; avise a soporte.")


def _reason_of_provider(error: AnymailError) -> str:
    if isinstance(error, AnymailRecipientsRefused):
        return _("El proveedor de correo no acepta esa dirección.")
    if error.status_code is None:
        return _("El proveedor de correo no responde.")
    if error.status_code in NO_ENTRY:
        return _("El proveedor de correo no acepta la clave de esta instalación.")
    return _("El proveedor de correo rechazó el mensaje (código {code}).").format(code=error.status_code)

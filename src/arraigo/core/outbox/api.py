"""Messages to people, posted with the work that they tell of and sent after it: the door for everybody else."""

from arraigo.core.outbox.actions import Attached, forget, post, resume_everywhere, retry
from arraigo.core.outbox.delivering import deliver_due
from arraigo.core.outbox.enums import MessageState
from arraigo.core.outbox.models import Message
from arraigo.core.outbox.queries import messages
from arraigo.core.outbox.samples import Sample, preview, samples

__all__ = [
    "Attached",
    "Message",
    "MessageState",
    "Sample",
    "deliver_due",
    "forget",
    "messages",
    "post",
    "preview",
    "resume_everywhere",
    "retry",
    "samples",
]

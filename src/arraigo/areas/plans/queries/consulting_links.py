"""The address by which somebody confirms a comment without an account."""

from django.conf import settings
from django.urls import reverse

from arraigo.areas.plans.models import Comment
from arraigo.core.crypto import api as crypto

COMMENT = "plans.comment"


def comment_address(comment: Comment) -> str:
    """Return the whole address that confirms a comment's mailbox."""
    token = crypto.link_token(COMMENT, comment.city_id, comment.pk)
    return settings.PUBLIC_URL + str(reverse("plans:comment", args=[comment.city.slug, token]))


def comment_by(token: str) -> Comment | None:
    """Return the comment that a token opens in the current city; else None."""
    row_id = crypto.id_in(token)
    if row_id is None:
        return None
    found = Comment.objects.select_related("consultation", "city").filter(pk=row_id).first()
    return found if found and crypto.opens(token, COMMENT, found.city_id, found.pk) else None

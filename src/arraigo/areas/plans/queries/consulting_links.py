"""The address by which somebody confirms a comment without an account."""

from arraigo.areas.plans.models import Comment
from arraigo.areas.plans.queries.addresses import absolute
from arraigo.core.crypto import api as crypto

COMMENT = "plans.comment"


def comment_address(comment: Comment) -> str:
    """Return the whole address that confirms a comment's mailbox."""
    return absolute("comment", comment.city, crypto.link_token(COMMENT, comment.city_id, comment.pk))


def comment_by(token: str) -> Comment | None:
    """Return the comment that a token opens in the current city; else None."""
    row_id = crypto.id_in(token)
    if row_id is None:
        return None
    found = Comment.objects.select_related("consultation", "city").filter(pk=row_id).first()
    return found if found and crypto.opens(token, COMMENT, found.city_id, found.pk) else None

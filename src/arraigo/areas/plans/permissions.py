"""Who may do what in plans: those who manage them, those who read them, and two people who judge apart."""

from arraigo.core.accounts.api import Standing, manages_plans, reads_plans

__all__ = ["judges", "manages_plans", "moderates", "reads_plans"]


def judges(standing: Standing) -> bool:
    """Take a seat in a review and judge its criteria."""
    return manages_plans(standing)


def moderates(standing: Standing) -> bool:
    """Decide which comments of a consultation are published."""
    return manages_plans(standing)

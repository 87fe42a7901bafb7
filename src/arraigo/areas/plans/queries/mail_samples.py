"""Every mail of plans, with invented values, so that it can be looked at before it is ever sent."""

from arraigo.areas.plans.queries import assistance_mail, consulting_mail, recommending_mail

SAMPLES = (*recommending_mail.SAMPLES, *consulting_mail.SAMPLES, *assistance_mail.SAMPLES)

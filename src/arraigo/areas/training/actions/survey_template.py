"""A satisfaction survey that is ready to be used: questions of our own, for any course."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.assessments import replace_questions, save_assessment
from arraigo.areas.training.actions.questions import QuestionDraft
from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.areas.training.models import Assessment, Course
from arraigo.core.accounts.models import User


def survey_questions() -> tuple[QuestionDraft, ...]:
    """Return the questions of the survey, in the language of the moment."""
    scale = QuestionKind.SCALE.value
    low_high = _("1 es muy poco y 5 es mucho.")
    return (
        QuestionDraft(scale, _("¿Cuánto le sirve lo aprendido para su trabajo o su vida diaria?"), help=low_high),
        QuestionDraft(scale, _("¿Qué tan claro fue el contenido?"), help=low_high),
        QuestionDraft(scale, _("¿Qué tan bien explicaron quienes dieron el curso?"), help=low_high),
        QuestionDraft(scale, _("¿Qué tan adecuados fueron el lugar y el horario?"), help=low_high),
        QuestionDraft(scale, _("¿Cuánto recomendaría este curso a otra persona?"), help=low_high),
        QuestionDraft(QuestionKind.TEXT.value, _("¿Qué deberíamos mejorar?"), is_required=False),
    )


@transaction.atomic
def make_survey(*, course: Course, assessment_id: UUID, by: User | None, at: datetime) -> Assessment:
    """Make the ready survey in a course as a draft of this id; sent twice, it makes one."""
    there = Assessment.objects.filter(course=course, pk=assessment_id).first()
    if there is not None:
        return there
    made = save_assessment(
        course=course,
        assessment_id=assessment_id,
        kind=AssessmentKind.SURVEY.value,
        title=_("Encuesta de satisfacción"),
        introduction=_("Son seis preguntas y toma dos minutos. Sus respuestas no llevan su nombre."),
        by=by,
        at=at,
    )
    return replace_questions(assessment=made, drafts=survey_questions(), by=by, at=at)

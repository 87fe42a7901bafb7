"""From draft to the guide: two people, no version half whole, one version public."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.areas.attention import texts as samples

from arraigo.areas.attention.actions import publishing, routes
from arraigo.areas.attention.actions.common import AttentionError, DefinitionRefusedError
from arraigo.areas.attention.models import Route, RouteVersion
from arraigo.areas.attention.queries import published
from arraigo.core.audit import api as audit

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)


def test_a_new_route_begins_as_a_draft_that_nobody_sees(in_city, writer):
    version = routes.create_route(title="Un lugar", need="housing", protection=True, by=writer, at=AT)

    assert (version.state, version.route.slug, version.number) == ("draft", "un-lugar", 1)
    assert version.summary["problems"] > 0
    assert published.published("es") == ()


def test_a_route_gets_an_address_that_is_free_and_no_word_of_the_desk(in_city, writer):
    slugs = [
        routes.create_route(title=title, need="housing", protection=False, by=writer, at=AT).route.slug
        for title in ("Techo", "Techo", "Nueva")
    ]

    assert slugs == ["techo", "techo-2", "nueva-2"]


def test_whoever_wrote_it_does_not_review_it(draft, writer):
    publishing.submit(version=draft, by=writer, at=AT)

    with pytest.raises(AttentionError, match="otra persona"):
        publishing.approve(version=draft, by=writer, at=AT)


def test_whoever_wrote_some_of_it_does_not_review_it_either(draft, writer, second):
    text = samples.route_text().replace("sin cita", "con cita")
    routes.save_draft(version=draft, definition=text, seen=draft.sha256, by=second, at=AT)
    publishing.submit(version=draft, by=second, at=AT)

    with pytest.raises(AttentionError, match="otra persona"):
        publishing.approve(version=draft, by=writer, at=AT)


def test_whoever_translated_some_of_it_does_not_review_it_either(draft, writer, second):
    samples.say(draft, "en", {"title": "A place to sleep"}, second, AT)
    publishing.submit(version=draft, by=writer, at=AT)

    with pytest.raises(AttentionError, match="otra persona"):
        publishing.approve(version=draft, by=second, at=AT)


def test_what_was_not_reviewed_is_not_published(draft, writer, second):
    publishing.submit(version=draft, by=writer, at=AT)

    with pytest.raises(AttentionError, match="otra persona la revise"):
        publishing.publish(version=draft, by=second, at=AT)


def test_a_reviewed_version_is_in_the_guide(draft, writer, second):
    publishing.submit(version=draft, by=writer, at=AT)
    publishing.approve(version=draft, by=second, at=AT)
    publishing.publish(version=draft, by=second, at=AT)

    (route,) = published.published("es")
    assert (route.slug, route.need, route.title, route.number) == ("techo", "housing", "Un lugar donde dormir", 1)
    assert route.unverified
    assert set(route.pages.pages) == {"noche", "fin", "peligro", "fin-2"}
    assert published.route_page("techo", "", "es").page.id == "noche"
    assert [one.title for one in published.route_page("techo", "fin-2", "es").page.step.do] == [
        "Vaya a la ventanilla",
        "Diga que es urgente",
    ]
    assert published.route_page("techo", "nada", "es") is None


def test_the_next_version_takes_the_place_of_the_one_before(in_city, writer, second):
    first = samples.published(in_city, writer, second, AT)
    stamp = published.stamp()
    again = routes.start_draft(route=first.route, by=writer, at=AT)
    text = samples.route_text(title="Dónde dormir hoy")
    routes.save_draft(version=again, definition=text, seen=again.sha256, by=writer, at=AT)
    assert [one.title for one in published.published("es")] == ["Un lugar donde dormir"]
    publishing.submit(version=again, by=writer, at=AT)
    publishing.approve(version=again, by=second, at=AT)
    publishing.publish(version=again, by=second, at=AT)

    assert [one.title for one in published.published("es")] == ["Dónde dormir hoy"]
    assert Route.objects.get().title == "Dónde dormir hoy"
    assert published.stamp() != stamp
    assert list(RouteVersion.objects.order_by("number").values_list("state", flat=True)) == ["retired", "published"]


def test_a_draft_is_opened_once(in_city, writer, second):
    first = samples.published(in_city, writer, second, AT)

    assert routes.start_draft(route=first.route, by=writer, at=AT) == routes.start_draft(
        route=first.route, by=second, at=AT
    )


def test_a_draft_brings_the_translations_of_what_it_copies(in_city, writer, second):
    version = samples.draft(in_city, writer, AT)
    samples.say(version, "fr", {"title": "Où dormir"}, writer, AT)
    publishing.submit(version=version, by=writer, at=AT)
    publishing.approve(version=version, by=second, at=AT)
    publishing.publish(version=version, by=second, at=AT)

    again = routes.start_draft(route=version.route, by=second, at=AT)

    assert again.translations.get().texts["title"]["text"] == "Où dormir"


def test_a_retired_route_leaves_the_guide_and_stays_in_the_record(in_city, writer, second):
    version = samples.published(in_city, writer, second, AT)
    publishing.retire(version=version, by=writer, at=AT)
    publishing.retire(version=version, by=writer, at=AT)

    assert published.published("es") == ()
    assert RouteVersion.objects.get().state == "retired"


def test_what_is_not_whole_is_not_sent_and_says_where(in_city, writer):
    text = samples.route_text().replace("to: peligro", "to: otro")
    version = samples.draft(in_city, writer, AT, text=text)

    with pytest.raises(DefinitionRefusedError) as refused:
        publishing.submit(version=version, by=writer, at=AT)

    line = next(number for number, one in enumerate(text.splitlines(), 1) if "to: otro" in one)
    assert ("unknown_step", line) in [(one.code, one.line) for one in refused.value.problems]


def test_what_cannot_be_read_is_not_kept(draft, writer):
    with pytest.raises(DefinitionRefusedError) as refused:
        routes.save_draft(version=draft, definition="id: [", seen=draft.sha256, by=writer, at=AT)

    draft.refresh_from_db()
    assert refused.value.problems[0].code == "yaml"
    assert draft.definition == samples.route_text()


def test_the_address_of_a_route_does_not_change(draft, writer):
    with pytest.raises(DefinitionRefusedError, match="techo"):
        routes.save_draft(version=draft, definition=samples.route_text("otra"), seen=draft.sha256, by=writer, at=AT)


def test_nobody_writes_over_anothers_work_unawares(draft, writer, second):
    seen = draft.sha256
    routes.save_draft(version=draft, definition=samples.route_text(title="De Bruno"), seen=seen, by=second, at=AT)

    with pytest.raises(AttentionError, match="mientras usted escribía"):
        routes.save_draft(version=draft, definition=samples.route_text(title="De Ana"), seen=seen, by=writer, at=AT)


def test_a_version_in_review_is_not_written_until_it_is_sent_back(draft, writer, second):
    publishing.submit(version=draft, by=writer, at=AT)
    with pytest.raises(AttentionError, match="ya no es un borrador"):
        routes.save_draft(version=draft, definition="id: techo", seen=draft.sha256, by=writer, at=AT)
    with pytest.raises(AttentionError, match="qué hay que cambiar"):
        publishing.send_back(version=draft, by=second, at=AT, note=" ")

    publishing.send_back(version=draft, by=second, at=AT, note="Falta el horario.")

    draft.refresh_from_db()
    assert (draft.state, draft.review_note) == ("draft", "Falta el horario.")


def test_each_step_is_done_once(draft, writer, second):
    for _time in range(2):
        publishing.submit(version=draft, by=writer, at=AT)
    publishing.approve(version=draft, by=second, at=AT)
    for _time in range(2):
        publishing.publish(version=draft, by=second, at=AT + timedelta(minutes=1))

    done = [one.action for one in audit.entries() if one.action.startswith("attention.version")]
    assert sorted(done) == [
        "attention.version.approve",
        "attention.version.publish",
        "attention.version.save",
        "attention.version.submit",
    ]


def test_a_draft_that_is_discarded_takes_a_route_of_which_nothing_is_left(draft, writer):
    routes.discard_draft(version=draft, by=writer, at=AT)

    assert not Route.objects.exists()
    with pytest.raises(AttentionError, match="descartó"):
        routes.discard_draft(version=draft, by=writer, at=AT)


def test_what_was_published_is_not_discarded(in_city, writer, second):
    version = samples.published(in_city, writer, second, AT)

    with pytest.raises(AttentionError, match="se retira"):
        routes.discard_draft(version=version, by=writer, at=AT)


def test_from_the_cache_the_guide_asks_one_question(in_city, writer, second, django_assert_num_queries):
    samples.published(in_city, writer, second, AT)
    published.published("es")

    with django_assert_num_queries(1):
        assert published.route_page("techo", "fin", "es")


def test_cold_the_guide_asks_few_questions(in_city, writer, second, django_assert_max_num_queries):
    samples.published(in_city, writer, second, AT)
    published.forget()

    with django_assert_max_num_queries(4):
        published.published("en")


def test_in_another_language_what_is_missing_is_said_in_spanish_and_named(in_city, writer, second):
    version = samples.draft(in_city, writer, AT)
    samples.say(version, "en", {"title": "A place to sleep"}, writer, AT)
    publishing.submit(version=version, by=writer, at=AT)
    publishing.approve(version=version, by=second, at=AT)
    publishing.publish(version=version, by=second, at=AT)

    route = published.published_route("techo", "en")
    assert (route.title, route.summary) == ("A place to sleep", "Qué hacer si no tiene donde dormir.")
    assert "summary" in route.route.fell_back
    assert "title" not in route.route.fell_back


def test_who_publishes_holds_the_route_so_that_another_version_waits(draft, writer, second):
    publishing.submit(version=draft, by=writer, at=AT)
    publishing.approve(version=draft, by=second, at=AT)

    with CaptureQueriesContext(connection) as asked:
        publishing.publish(version=draft, by=second, at=AT)

    held = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"] and 'FROM "attention_route" ' in one["sql"]]
    assert held

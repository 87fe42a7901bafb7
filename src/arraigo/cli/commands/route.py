"""`arraigo route check|walk`: routes of attention and protection found whole, and walked, without a database."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from arraigo.cli.commands.route_files import RouteFile, route_files
from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, MendableError, answer, complain, out
from arraigo.engines.guidance.channels import Channel, render_text
from arraigo.engines.guidance.expanding import expand
from arraigo.engines.guidance.loading import inspect
from arraigo.engines.guidance.model import Route
from arraigo.engines.guidance.pages import Page
from arraigo.engines.guidance.problems import AnswerError, Problem
from arraigo.engines.guidance.registers import Number
from arraigo.engines.guidance.translating import speak
from arraigo.engines.guidance.walking import walk as walk_route


def check(*, files: Sequence[Path], pack: str, json: bool) -> int:
    """Say of each file that it is well, or what is wrong with it, by line; return 1 when anything is."""
    checked = [(one, _inspected(one)[1]) for one in route_files(files, pack)]
    is_well = all(problem.is_warning for _file, problems in checked for problem in problems)
    if json:
        answer({"ok": is_well, "files": [_as_json(one, problems) for one, problems in checked]})
    else:
        for one, problems in checked:
            for problem in problems:
                out.print(_line(one, problem), markup=False)
            if all(problem.is_warning for problem in problems):
                out.print(f"{one.path}: {_('bien')}", markup=False)
    return OK if is_well else WRONG


def walk(*, file: Path, answers: str, lang: str, pack: str, json: bool) -> int:
    """Say the step to which answers lead; return 1 when the route is wrong or an answer is none of the step's."""
    found = route_files([file], pack)[0]
    route, problems = _inspected(found)
    wrong = [problem for problem in problems if not problem.is_warning]
    for problem in wrong:
        complain(_line(found, problem))
    if route is None or wrong:
        return WRONG
    given = [one.strip() for one in answers.split(",") if one.strip()]
    spoken = _spoken(route, lang)
    try:
        position = walk_route(spoken, given)
        page = expand(spoken).follow(given)
    except AnswerError as error:
        complain(_told(error.problem))
        return WRONG
    if json:
        answer(_page_json(spoken, page, found.numbers, dict(position.answers)))
    else:
        out.print(render_text(page, Channel.CHAT, numbers=found.numbers, say=_, lang=lang).text, markup=False)
    return OK


def _inspected(one: RouteFile) -> tuple[Route | None, list[Problem]]:
    if one.problem is not None:
        return None, [one.problem]
    return inspect(
        one.text,
        name=one.path.name,
        numbers=one.numbers,
        needs=one.needs,
        today=datetime.now(UTC).astimezone().date().isoformat(),
        translations=one.translations,
    )


def _spoken(route: Route, lang: str) -> Route:
    if lang == route.lang:
        return route
    if lang not in route.translations:
        known = ", ".join([route.lang, *sorted(route.translations)])
        raise MendableError(_("La ruta no está en «{lang}». Está en: {known}.").format(lang=lang, known=known))
    return speak(route, route.translations[lang])


def _told(problem: Problem) -> str:
    values = {key: _(one) if isinstance(one, str) and one else one for key, one in problem.values.items()}
    return _(problem.template).format(**values)


def _line(one: RouteFile, problem: Problem) -> str:
    told = _("aviso: {reason}").format(reason=_told(problem)) if problem.is_warning else _told(problem)
    return f"{one.path.with_name(problem.file)}:{problem.line}: {told}"


def _as_json(one: RouteFile, problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "ok": all(problem.is_warning for problem in problems),
        "problems": [_problem_json(one, problem) for problem in problems if not problem.is_warning],
        "warnings": [_problem_json(one, problem) for problem in problems if problem.is_warning],
    }


def _problem_json(one: RouteFile, problem: Problem) -> dict[str, Any]:
    return {
        "file": str(one.path.with_name(problem.file)),
        "line": problem.line,
        "code": problem.code,
        "reason": _told(problem),
    }


def _page_json(route: Route, page: Page, numbers: dict[str, Number], given: dict[str, str]) -> dict[str, Any]:
    """Return a page: what every one has, and of the rest what this one says."""
    step = page.step
    said: dict[str, Any] = {
        **{key: getattr(step, key) for key in ("text", "help", "why", "right", "bring_note", "refused")},
        "deadline": step.deadline
        and {"days": step.deadline.days, "from": step.deadline.since, "text": step.deadline.text},
        "reassurance": [one.text for one in step.reassurance],
        "do": [{"title": one.title, "text": one.text} for one in step.do],
        "bring": [one.text for one in step.bring],
        "services": step.services and {"needs": step.services.needs, "for_me": dict(step.services.for_me)},
        "numbers": [_number_json(numbers[name], route.lang) for name in step.numbers],
        "contacts": [
            {key: getattr(one, key) for key in ("name", "phone", "note", "email", "url") if getattr(one, key)}
            for one in step.contacts
        ],
        "verify": [*step.verify, *(one.title for one in page.unverified)],
        "sources": [one.id for one in page.sources],
    }
    return {
        "route": route.id,
        "lang": route.lang,
        "step": step.id,
        "page": page.id,
        "kind": step.kind,
        "title": step.title,
        "answers": [_answer_json(one.id, one.text, one.detail) for one in step.answers],
        "to": step.to,
        "end": step.is_end,
        "question": page.question,
        "questions": page.questions,
        "given": given,
        **{key: value for key, value in said.items() if value},
    }


def _answer_json(name: str, text: str, detail: str) -> dict[str, str]:
    return {"id": name, "text": text, **({"detail": detail} if detail else {})}


def _number_json(number: Number, lang: str) -> dict[str, str]:
    told = {"id": number.id, "number": number.number, "name": number.name.get(lang) or number.name.get("es", "")}
    return {**told, **({"option": number.option} if number.option else {})}

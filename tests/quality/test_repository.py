import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from arraigo.cli.checks import database
from arraigo.cli.checks.finding import State

ROOT = Path(__file__).resolve().parents[2]
# What would tie the repository to one machine, one registry, or a way of working that readers do not share.
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|home|Users|root)/\w|/tmp/[hs]-\w"),
    "a registry's host": re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|index-url|find-links|proxy\.golang"),
    "an address with a password": re.compile(r"[a-z]+://[^\s/:@\"'{}$]+:[^\s/@\"'{}$]+@"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
}
# These lines talk about such things instead of holding them.
ABOUT = {
    "tests/quality/test_repository.py",
    "CONTRIBUTING.md",
}
BINARY = {".png", ".jpg", ".xlsx", ".xls", ".pdf", ".zip", ".ico", ".woff2", ".mo"}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("not a git checkout: there is nothing to list")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_repository_holds_nothing_of_one_place(what):
    pattern = FORBIDDEN[what]
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if name in ABOUT or path.suffix in BINARY:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [f"{name}: {match.group(0)}" for match in pattern.finditer(text)]

    assert not found, f"{what}: {found[:10]}"


def test_no_file_is_too_large_to_keep():
    large = [path.relative_to(ROOT).as_posix() for path in tracked() if path.stat().st_size > 1_500_000]

    assert not large


def test_nothing_is_left_to_do_in_the_source():
    mark = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for match in mark.finditer(path.read_text(encoding="utf-8"))
    ]

    assert not found


def test_every_dependency_says_why_it_is_there():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start, end = lines.index("dependencies = ["), lines.index("[dependency-groups]")
    needed = [line for line in lines[start:end] if line.strip().startswith('"')]

    assert needed
    assert not [line for line in needed if "#" not in line]


def test_constraints_pin_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=!~ ]", one)[0].lower().replace("_", "-") for one in wanted}
    pins = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line}

    assert names <= pins


def test_the_two_readmes_show_the_same_commands():
    english, spanish = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.es.md"))
    commands = re.compile(r"```sh\n(.*?)```", re.DOTALL)

    assert commands.findall(english) == commands.findall(spanish)
    assert english.count("\n## ") == spanish.count("\n## ")


@pytest.mark.parametrize(
    "document", ["README.md", "README.es.md", "CONTRIBUTING.md", "docs/guides/operacion.md", "docs/guides/formacion.md"]
)
def test_links_between_documents_lead_somewhere(document):
    path = ROOT / document
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8"))

    assert not [target for target in targets if not (path.parent / target).exists()]


@pytest.mark.django_db
def test_every_table_of_a_city_is_guarded_by_row_level_security():
    assert database.city_tables()
    assert database.protection().state is State.OK, database.protection().sentence

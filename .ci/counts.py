"""Print how many tests passed and failed, from the report that pytest writes (JUnit XML)."""

import sys
from xml.etree import ElementTree


def counts(report: str) -> tuple[int, int]:
    """Return passed and failed tests; an error in a test's set-up is a failure, a skipped test is neither."""
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 pytest wrote it a moment ago
    passed = failed = 0
    for suite in suites:
        total, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        passed += total - skipped - bad
        failed += bad
    return passed, failed


if __name__ == "__main__":
    print(*counts(sys.argv[1]))

"""`arraigo audit verify`."""

from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, answer, complain, out
from arraigo.core.audit import api as audit


def verify(*, json: bool) -> int:
    """Check the chain of the audit log against its anchors; return 1 when somebody touched it."""
    report = audit.verify()
    if json:
        answer({"ok": report.ok, "entries": report.entries, "problems": list(report.problems)})
    elif report.ok:
        out.print(_("El registro está intacto: {count} asientos.").format(count=report.entries))
    else:
        for problem in report.problems:
            complain(problem)
    return OK if report.ok else WRONG

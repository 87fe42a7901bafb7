"""`arraigo audit verify`."""

from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, answer, complain, counter, out
from arraigo.core.audit import api as audit


def verify(*, json: bool) -> int:
    """Walk every chain of the audit log against its anchors; return 1 when one does not say what it said."""
    with counter() as progress:
        findings = audit.verify(progress=progress)
    grave = [finding for finding in findings if finding.grave]
    if json:
        said = [
            {"fault": str(found.fault), "city": found.city, "number": found.number, "sentence": found.sentence}
            for found in findings
        ]
        answer({"ok": not grave, "findings": said})
    for finding in findings:
        complain(finding.sentence)
    if not findings and not json:
        out.print(_("El registro está intacto."))
    return WRONG if grave else OK

"""The status of a result for the papers, pictures and files made from the window."""

from __future__ import annotations

from omp_desktop.reports.happened import Happened
from omp_desktop.reports.result_status import ResultStatus
from omp_desktop.services.results import ElectionResult


def result_status(result: ElectionResult, timezone: str) -> ResultStatus:
    """Provisional, or when and by whom it was certified; `timezone`: the election's."""
    certificate = result.certificate
    if certificate is None:
        return ResultStatus(None, timezone)
    return ResultStatus(Happened(certificate.at, certificate.names, certificate.reason), timezone)

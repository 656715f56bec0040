"""What is doubtful in reports and papers: general rules with named parameters."""

from kinten.report.plausibility.checking import check_reports
from kinten.report.plausibility.parameters import Parameters

__all__ = ["Parameters", "check_reports"]

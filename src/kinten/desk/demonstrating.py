"""The main job on the packaged real rows: judged under R4.8, scope volume."""

from dataclasses import dataclass
from pathlib import Path

from kinten.data.loading import list_sources, packaged_path
from kinten.desk.call import Call
from kinten.desk.judging import Judgement, judge_reports
from kinten.desk.pages import report_page
from kinten.desk.plausibility import examine_inputs
from kinten.desk.reading import Inputs, read_inputs
from kinten.tables.files import write_text

ROWS = "meeting_paper_volumes.csv"
EDITION = "R4.8"
SCOPE = "R4.8/volume"
WORKSPACE = "kinten-demo"
"""The folder of the portal that the demo fills, beside the report."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demo made."""

    judgement: Judgement
    inputs: Inputs
    page: Path


def demonstrate(folder: Path, lang: str) -> Demonstration:
    """Judge the packaged rows and write ``report.html`` into a folder."""
    inputs = read_inputs([packaged_path(ROWS)])
    judgement = judge_reports(inputs.reports, Call(EDITION, scope=SCOPE))
    remarks = examine_inputs(inputs)
    page = report_page(
        judgement, inputs, lang, remarks=remarks, acknowledgements=credit_lines(ROWS, lang)
    )
    path = folder / "report.html"
    write_text(path, page)
    return Demonstration(judgement, inputs, path)


def credit_lines(name: str, lang: str) -> tuple[str, ...]:
    """Give the credit of a packaged file: publisher, title, papers, licence, how it was derived."""
    found = []
    for source in list_sources():
        if source.name == name:
            told = (source.publisher, source.title, source.licence, source.derived)
            found.append(
                (" ｜ " if lang == "ja" else " | ").join(words.in_language(lang) for words in told)
            )
            found.extend(source.papers)
    return tuple(found)

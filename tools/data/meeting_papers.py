"""Derive the packaged rows of the meeting papers from the folder of shared data.

    python tools/data/meeting_papers.py SHARED_DATA_DIR

Writes src/kinten/data/meeting_paper_volumes.csv and its entry in src/kinten/data/sources.yaml.
The prose columns are left out; every figure is copied as it stands, blank cells stay blank.
"""

import csv
import hashlib
import io
import sys
from pathlib import Path
from typing import Any

import yaml

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "kinten" / "data"
NAME = "meeting_paper_volumes.csv"
SOURCE = Path("reviews") / "hospital_volumes.csv"
PROSE = ("note", "figure_label")
RENAMED = {"source_url": "source"}
PAPERS = [
    "第20回 がん診療連携拠点病院等の指定に関する検討会（2022-03-04） newpage_24255",
    "第24回 がん診療連携拠点病院等の指定に関する検討会（2024-02-21） newpage_37991",
    "第25回 がん診療連携拠点病院等の指定に関する検討会（2025-02-13） newpage_51404",
    "第26回 がん診療連携拠点病院等の指定に関する検討会（2026-02-09） newpage_70160",
]


def derive(shared_data: Path) -> tuple[bytes, dict[str, Any]]:
    """Give the packaged file's bytes and its entry in sources.yaml."""
    published = (shared_data / SOURCE).read_bytes()
    rows = list(csv.DictReader(io.StringIO(published.decode("utf-8"), newline="")))
    columns = [name for name in rows[0] if name not in PROSE]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([RENAMED.get(name, name) for name in columns])
    writer.writerows([row[name] for name in columns] for row in rows)
    return text.getvalue().encode("utf-8"), _entry(published, len(rows))


def _entry(published: bytes, rows: int) -> dict[str, Any]:
    return {
        "name": NAME,
        "title": {
            "ja": "資料3-1-① 診療実績（6県24病院、提出年ごとに1行）",
            "en": "Paper 3-1-1: yearly volumes (24 hospitals of 6 prefectures, one row per year)",
        },
        "publisher": {"ja": "厚生労働省", "en": "Ministry of Health, Labour and Welfare, Japan"},
        "licence": {
            "ja": "政府標準利用規約（出典の記載により利用可）。加工して作成",
            "en": "Government of Japan standard terms of use (reuse with attribution); rearranged",
        },
        "papers": PAPERS,
        "date": "2022-03-04..2026-02-09",
        "collected": "2026-11-22",
        "rows": rows,
        "source_sha256": hashlib.sha256(published).hexdigest(),
        "derived": {
            "ja": "資料の公開ページの抜粋から数値を転記した hospital_volumes.csv から、"
            "文章の列（note, figure_label）を除いた。数値は変えていない。印字のない欄は空欄のまま",
            "en": "hospital_volumes.csv, typed from excerpts of the published pages, without its "
            "prose columns (note, figure_label); figures unchanged, cells not printed left blank",
        },
    }


def write(shared_data: Path) -> None:
    """Write the packaged file, and put its entry in the place of the former one."""
    content, entry = derive(shared_data)
    (PACKAGE / NAME).write_bytes(content)
    listing = PACKAGE / "sources.yaml"
    known = (
        yaml.safe_load(listing.read_text(encoding="utf-8"))["sources"] if listing.exists() else []
    )
    others = [one for one in known if one["name"] != NAME]
    text = yaml.safe_dump(
        {"sources": [*others, entry]}, allow_unicode=True, sort_keys=False, width=100
    )
    listing.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/data/meeting_papers.py SHARED_DATA_DIR")
    write(Path(sys.argv[1]))

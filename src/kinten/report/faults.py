"""What can be wrong with a whole file, in both languages. A command prints it and exits with 2."""

from kinten.vocabulary.wording import FaultError, Words

_SAVE_AGAIN = Words(
    "表計算ソフトで開き、Excelブック（.xlsx）として保存し直してください。",
    "Open it in a spreadsheet program and save it again as an Excel workbook (.xlsx).",
)


def cannot_open(name: str, why: str) -> FaultError:
    """The file is not there, or may not be read."""
    return FaultError(
        Words(f"ファイルを開けません（{why}）。", f"The file cannot be opened ({why})."),
        name,
        Words("場所と読取権限を確かめてください。", "Check that it is there and may be read."),
    )


def empty(name: str) -> FaultError:
    """The file has no content."""
    return FaultError(
        Words("ファイルが空です。", "The file is empty."),
        name,
        Words("元のファイルを送り直してもらってください。", "Ask for the file again."),
    )


def too_large(name: str, limit: int) -> FaultError:
    """The file is larger than any report."""
    size = limit // 1024 // 1024
    return FaultError(
        Words(f"ファイルが{size} MBを超えています。", f"The file is over {size} MB."),
        name,
        Words("報告書のファイルか確かめてください。", "Check that it is a report."),
    )


def not_a_workbook(name: str) -> FaultError:
    """The bytes are no Excel workbook, whatever the name says."""
    return FaultError(
        Words("Excelブックではありません。", "This is not an Excel workbook."), name, _SAVE_AGAIN
    )


def old_workbook(name: str) -> FaultError:
    """The workbook has the format of before 2007."""
    return FaultError(
        Words("旧形式（.xls）のブックです。", "This is a workbook of the old format (.xls)."),
        name,
        _SAVE_AGAIN,
    )


def encrypted(name: str) -> FaultError:
    """The workbook asks for a password."""
    return FaultError(
        Words("パスワードで暗号化されています。", "The workbook is encrypted with a password."),
        name,
        Words("パスワードを外して保存し直してください。", "Save it again without the password."),
    )


def damaged(name: str, why: str = "") -> FaultError:
    """The workbook is cut off or its parts do not fit."""
    ja, en = (f"（{why}）", f" ({why})") if why else ("", "")
    return FaultError(
        Words(f"ブックが壊れています{ja}。", f"The workbook is damaged{en}."), name, _SAVE_AGAIN
    )


def bomb(name: str, why: Words) -> FaultError:
    """The workbook would unpack to far more than any report holds."""
    return FaultError(
        Words(
            f"展開すると異常な大きさになるため、読みません（{why.ja}）。",
            f"Refused, since it would unpack to an abnormal size ({why.en}).",
        ),
        name,
        Words("送り主に確かめてください。", "Ask the sender what this file is."),
    )


def entities(name: str, part: str) -> FaultError:
    """A part of the workbook declares XML entities, which no spreadsheet program writes."""
    return FaultError(
        Words(
            "XMLの文書型宣言が含まれるため、読みません。",
            "Refused, since it holds an XML document type declaration.",
        ),
        f"{name}!{part}",
        Words("送り主に確かめてください。", "Ask the sender what this file is."),
    )


def wrong_encoding(name: str) -> FaultError:
    """The text is neither UTF-8 nor Shift_JIS."""
    return FaultError(
        Words(
            "文字コードがUTF-8でもShift_JISでもありません。",
            "The text is neither UTF-8 nor Shift_JIS.",
        ),
        name,
        Words("CSV UTF-8形式で保存し直してください。", "Save it again as CSV UTF-8."),
    )


def cut_off(place: str, why: Words) -> FaultError:
    """A row has not as many columns as the header, or the file ends inside a cell."""
    return FaultError(
        Words(f"行が途中で切れています（{why.ja}）。", f"A row is incomplete ({why.en})."),
        place,
        Words("ファイルを最初から送り直してもらってください。", "Ask for the whole file again."),
    )


def unknown_layout(name: str, expected: Words) -> FaultError:
    """The table is none of the layouts that can be read."""
    return FaultError(
        Words(f"表の様式がわかりません。{expected.ja}", f"The layout is not known. {expected.en}"),
        name,
        Words("見出しの行を確かめてください。", "Check the row of headings."),
    )


def wrong_form_version(name: str, found: str, expected: str) -> FaultError:
    """The form is of another version than the one this program writes."""
    return FaultError(
        Words(
            f"様式の版が違います（{found or 'なし'}、対応は{expected}）。",
            f"The form has another version ({found or 'none'}; {expected} is supported).",
        ),
        name,
        Words(
            "kinten form で作った様式に転記してください。",
            "Copy the answers into a form made by kinten form.",
        ),
    )


def missing_sheet(name: str, title: str) -> FaultError:
    """A sheet of the form is gone or was renamed."""
    return FaultError(
        Words(f"シート「{title}」がありません。", f"The sheet “{title}” is missing."),
        name,
        Words(
            "シート名を元に戻すか、様式を作り直してください。",
            "Give the sheet its name again, or start from a new form.",
        ),
    )


def missing_entry(place: str, label: Words) -> FaultError:
    """A report cannot be told apart without this entry."""
    return FaultError(
        Words(f"「{label.ja}」が記入されていません。", f"The {label.en} is not filled in."),
        place,
        Words("表紙に記入してください。", "Fill it in on the cover sheet."),
    )

"""What can be wrong with a whole file, in both languages. A command prints it and exits with 2."""

from collections.abc import Iterable

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


def only_zeros(name: str, size: int) -> FaultError:
    """The file has a size, but every byte of it is zero: a copy or a download that failed."""
    return FaultError(
        Words(
            f"{size:,}バイトの中身がすべて0（ゼロ）です。転送か保存に失敗したファイルです。",
            f"All of its {size:,} bytes are zero: a copy or a download that failed.",
        ),
        name,
        Words("元のファイルを送り直してもらってください。", "Ask for the file again."),
    )


def nothing_to_read(name: str, others: int) -> FaultError:
    """The folder holds no file that could be a report; ``others`` counts what else lies there."""
    ja = f"ほかのものは{others}個あります。" if others else "フォルダーは空です。"
    en = f"It holds {others} other entries." if others else "The folder is empty."
    return FaultError(
        Words(
            f"フォルダーに .xlsx・.xlsm・.csv のファイルがありません。{ja}",
            f"The folder has no .xlsx, .xlsm or .csv file in it. {en}",
        ),
        name,
        Words(
            "報告のあるフォルダーを指定してください。下位のフォルダーと隠しファイルは探しません。",
            "Name the folder that holds the reports; folders within it and hidden files are not "
            "searched.",
        ),
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


CUT_OFF = Words(
    "zipとしての目次がなく、途中で切れているようです",
    "its table of contents is missing, so that it seems to be cut off",
)
PART_UNREADABLE = Words("中の部品を取り出せません", "a part of it cannot be unpacked")
XML_UNREADABLE = Words("中のXMLが読めません", "the XML in it cannot be read")
SHEETS_UNREADABLE = Words(
    "シートの組み立てが読めません", "the structure of its sheets cannot be read"
)


def damaged(name: str, why: Words) -> FaultError:
    """The workbook is cut off or its parts do not fit."""
    return FaultError(
        Words(
            f"ブックが壊れています（{why.ja}）。",
            f"The workbook is damaged ({why.en}).",
        ),
        name,
        Words(
            f"元のファイルを送り直してもらうか、{_SAVE_AGAIN.ja}",
            f"Ask for the file again. If that is not possible: {_SAVE_AGAIN.en}",
        ),
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


def too_wide(place: str, why: Words) -> FaultError:
    """A row has more columns than the header, as where a comma stands within a value."""
    return FaultError(
        Words(f"行の列が多すぎます（{why.ja}）。", f"A row is too long ({why.en})."),
        place,
        Words(
            '値の中のコンマ（1,234など）を除くか、値を引用符（"）で囲んでください。',
            'Take commas out of values (1,234), or put the value into quotation marks (").',
        ),
    )


def no_text(place: str, code: int) -> FaultError:
    """The text holds a control character, which no table has."""
    return FaultError(
        Words(
            f"文字ではない制御コード（{code:#04x}）が含まれています。",
            f"A control code that is no text ({code:#04x}) stands in it.",
        ),
        place,
        Words(
            "表計算ソフトで開き、CSV UTF-8形式で保存し直してください。",
            "Open it in a spreadsheet program and save it again as CSV UTF-8.",
        ),
    )


def no_file(name: str) -> FaultError:
    """Something in the folder has the name of a report, but is no file that can be read."""
    return FaultError(
        Words(
            "報告の名前ですが、ファイルではありません（フォルダー、リンク切れなど）。",
            "It has the name of a report, but is no file (a folder, or a link to nothing).",
        ),
        name,
        Words(
            "元のファイルをこのフォルダーに置いてください。", "Put the file itself into the folder."
        ),
    )


def unknown_layout(name: str, expected: Words) -> FaultError:
    """The table is none of the layouts that can be read."""
    return FaultError(
        Words(f"表の様式がわかりません。{expected.ja}", f"The layout is not known. {expected.en}"),
        name,
        Words("見出しの行を確かめてください。", "Check the row of headings."),
    )


_COPY_INTO_A_FORM = Words(
    "kinten form で作った様式に転記してください。",
    "Copy the answers into a form made by kinten form.",
)


def wrong_form_version(name: str, found: str, expected: str) -> FaultError:
    """The form is of another version than the one this program writes."""
    return FaultError(
        Words(
            f"様式の版が違います（{found}、対応は{expected}）。",
            f"The form has another version ({found}; {expected} is supported).",
        ),
        name,
        _COPY_INTO_A_FORM,
    )


def missing_form_version(name: str, expected: str) -> FaultError:
    """The workbook has a form's cells, but no longer says which version of the form it is."""
    return FaultError(
        Words(
            f"様式のブックですが、様式の版（対応は{expected}）が失われています。",
            f"This is a form, but its form version ({expected} is supported) is missing.",
        ),
        name,
        Words(
            "ブックのプロパティを残さない道具で保存すると失われます。元のファイルをExcelかLibreOfficeで"
            f"保存し直すか、{_COPY_INTO_A_FORM.ja}",
            "A program that drops the properties of a workbook loses it: save the original again in "
            f"Excel or LibreOffice. Or: {_COPY_INTO_A_FORM.en}",
        ),
    )


def unknown_edition(name: str, found: str, known: Iterable[str] = ()) -> FaultError:
    """The form is of an edition of the guideline that is not held; ``known`` are those that are."""
    listed = " ".join(sorted(set(known)))
    ja, en = (f"収載している版: {listed}。", f"Editions held: {listed}. ") if listed else ("", "")
    return FaultError(
        Words(
            f"様式の指針の版「{found}」がわかりません。"
            if found
            else "様式に指針の版が書かれていません。",
            f"The form is of the edition “{found}”, which is not known."
            if found
            else "The form does not say of which edition it is.",
        ),
        name,
        Words(
            f"{ja}版のフォルダーから作った様式なら --edition にそのフォルダーを指定し、"
            f"そうでなければ{_COPY_INTO_A_FORM.ja}",
            f"{en}If it was made from the folder of an edition, name that folder with --edition. "
            f"Else: {_COPY_INTO_A_FORM.en}",
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


def lost_entry(place: str, label: Words, merged_in: str) -> FaultError:
    """The cell of an entry that is needed was deleted, or swallowed by a merged block."""
    ja = f"結合セル {merged_in} に含まれ、値が残っていません" if merged_in else "削除されています"
    en = f"was merged into {merged_in}, so its value is gone" if merged_in else "was deleted"
    return FaultError(
        Words(f"「{label.ja}」の記入欄が{ja}。", f"The cell of the {label.en} {en}."),
        place,
        Words("結合を解除して記入し直してください。", "Unmerge the cells and fill it in again.")
        if merged_in
        else _COPY_INTO_A_FORM,
    )


def unreadable_entry(place: str, label: Words, text: str, mend: Words) -> FaultError:
    """An entry without which a report cannot be told apart is filled in, but cannot be read."""
    return FaultError(
        Words(
            f"「{label.ja}」の「{text}」が読めません。", f"The {label.en} “{text}” cannot be read."
        ),
        place,
        mend,
    )


def missing_entry(place: str, label: Words) -> FaultError:
    """A report cannot be told apart without this entry."""
    return FaultError(
        Words(f"「{label.ja}」が記入されていません。", f"The {label.en} is not filled in."),
        place,
        Words("表紙に記入してください。", "Fill it in on the cover sheet."),
    )

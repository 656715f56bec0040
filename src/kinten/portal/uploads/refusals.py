"""Why a file is refused, told so that its sender can mend it; nothing is kept of a refused file."""

import unicodedata

from kinten.vocabulary.wording import FaultError, Words

_SAVE_AGAIN = Words(
    "表計算ソフトで開き、Excelブック（.xlsx）として保存し直してください。",
    "Open it in a spreadsheet program and save it again as an Excel workbook (.xlsx).",
)
_ASK_SENDER = Words(
    "送り主に確かめ、元のファイルを送り直してください。",
    "Ask where the file comes from, and send the original one.",
)
_MOST_TOLD = 80


def shown(name: str) -> str:
    """Give a name as it can be printed: what is not seen, or turns the line around, becomes a mark."""
    told = "".join(
        "\ufffd" if unicodedata.category(letter)[0] in "CZ" and letter != " " else letter
        for letter in name
    )
    return told[:_MOST_TOLD] or "-"


def bad_name(name: str, ja: str, en: str) -> FaultError:
    """The name itself is one that no honest file has."""
    return FaultError(
        Words(f"ファイルの名前を受け付けません（{ja}）。", f"the file's name is refused ({en})."),
        shown(name),
        Words(
            "「現況報告2026.xlsx」のような名前に変えて送ってください。",
            "Rename it to something like report-2026.xlsx and send it again.",
        ),
    )


def empty(name: str) -> FaultError:
    """There is nothing in it."""
    return FaultError(
        Words("ファイルが空です。", "the file is empty."),
        shown(name),
        Words("元のファイルを選び直してください。", "Choose the original file again."),
    )


def too_large(name: str, most: int) -> FaultError:
    """It is larger than is taken."""
    size = most // 1024 // 1024
    return FaultError(
        Words(f"ファイルが{size} MBを超えています。", f"the file is over {size} MB."),
        shown(name),
        Words(
            "写真や別の資料を外して、様式だけを送ってください。",
            "Take pictures and other papers out, and send the form alone.",
        ),
    )


def not_taken(name: str, found: Words | None, taken: Words) -> FaultError:
    """By its bytes it is nothing that is taken here, whatever its name says."""
    what = (
        Words(
            "中身から、どの種類のファイルか分かりません。",
            "its content is of no kind of file that is known here.",
        )
        if found is None
        else Words(f"中身は{found.ja}です。", f"its content is {found.en}.")
    )
    return FaultError(
        what,
        shown(name),
        Words(f"ここで受け取るもの: {taken.ja}", f"What is taken here: {taken.en}"),
    )


def wrong_ending(name: str, found: Words, endings: tuple[str, ...]) -> FaultError:
    """The name says another kind than the bytes."""
    listed = " ".join(endings)
    return FaultError(
        Words(
            f"名前の終わりと中身（{found.ja}）が違います。",
            f"the ending of its name is not that of its content ({found.en}).",
        ),
        shown(name),
        Words(
            f"正しい終わり（{listed}）の名前で保存し直してください。",
            f"Save it again under a name that ends with {listed}.",
        ),
    )


def damaged(name: str, why: Words) -> FaultError:
    """It is cut off, or its parts do not fit."""
    return FaultError(
        Words(f"ファイルが壊れています（{why.ja}）。", f"the file is damaged ({why.en})."),
        shown(name),
        _ASK_SENDER,
    )


def bomb(name: str, why: Words) -> FaultError:
    """It would unpack to far more than any report holds."""
    return FaultError(
        Words(
            f"展開すると異常な大きさになるため、受け取りません（{why.ja}）。",
            f"refused, since it would unpack to an abnormal size ({why.en}).",
        ),
        shown(name),
        _ASK_SENDER,
    )


def unwanted(name: str, part: str, why: Words) -> FaultError:
    """A part of it is nothing that a report needs, and could do harm."""
    return FaultError(
        Words(
            f"報告に要らないものが入っているため、受け取りません（{why.ja}）。",
            f"refused, since it holds what no report needs ({why.en}).",
        ),
        f"{shown(name)}!{shown(part)}" if part else shown(name),
        Words(
            f"それを消して保存し直してください。{_SAVE_AGAIN.ja}",
            f"Take it out and save the file again. {_SAVE_AGAIN.en}",
        ),
    )


def too_slow(name: str) -> FaultError:
    """Reading it took more time or memory than any report needs."""
    return FaultError(
        Words(
            "読むのに、時間かメモリーが報告としてはありえないほど要るため、やめました。",
            "reading it was stopped: it took more time or memory than any report needs.",
        ),
        shown(name),
        _ASK_SENDER,
    )


def unreadable(name: str) -> FaultError:
    """The process that read it ended without an answer."""
    return FaultError(
        Words("ファイルを読めませんでした。", "the file could not be read."),
        shown(name),
        _SAVE_AGAIN,
    )


def busy(name: str) -> FaultError:
    """Others are being read."""
    return FaultError(
        Words("ほかのファイルを読んでいます。", "other files are being read."),
        shown(name),
        Words("少し待って、もう一度送ってください。", "Wait a little and send it again."),
    )

"""Kana in Latin letters, folded so that Tokyo, Tōkyō and Toukyou are one spelling."""

import re
import unicodedata

_ROWS = (
    ("アイウエオ", ("a", "i", "u", "e", "o")),
    ("カキクケコ", ("ka", "ki", "ku", "ke", "ko")),
    ("ガギグゲゴ", ("ga", "gi", "gu", "ge", "go")),
    ("サシスセソ", ("sa", "shi", "su", "se", "so")),
    ("ザジズゼゾ", ("za", "ji", "zu", "ze", "zo")),
    ("タチツテト", ("ta", "chi", "tsu", "te", "to")),
    ("ダヂヅデド", ("da", "ji", "zu", "de", "do")),
    ("ナニヌネノ", ("na", "ni", "nu", "ne", "no")),
    ("ハヒフヘホ", ("ha", "hi", "fu", "he", "ho")),
    ("バビブベボ", ("ba", "bi", "bu", "be", "bo")),
    ("パピプペポ", ("pa", "pi", "pu", "pe", "po")),
    ("マミムメモ", ("ma", "mi", "mu", "me", "mo")),
    ("ラリルレロ", ("ra", "ri", "ru", "re", "ro")),
    ("ヤユヨワヲン", ("ya", "yu", "yo", "wa", "o", "n")),
    ("ァィゥェォヴ", ("a", "i", "u", "e", "o", "vu")),
)
_LETTERS = {sign: letters for signs, row in _ROWS for sign, letters in zip(signs, row, strict=True)}
_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_SMALL_Y = {"ャ": "a", "ュ": "u", "ョ": "o"}
# Spellings of other systems, then long vowels; what both sides fold alike is found.
_FOLDS = (
    (re.compile(r"([st])y(?=[auo])"), lambda found: {"s": "sh", "t": "ch"}[found[1]]),
    (re.compile(r"(?:zy|jy|dy)(?=[auo])"), lambda _: "j"),
    (re.compile(r"si"), lambda _: "shi"),
    (re.compile(r"ti"), lambda _: "chi"),
    (re.compile(r"tu"), lambda _: "tsu"),
    (re.compile(r"zi|di"), lambda _: "ji"),
    (re.compile(r"(?<![sc])hu"), lambda _: "fu"),
    (re.compile(r"m(?=[bp])"), lambda _: "n"),
    (re.compile(r"tch"), lambda _: "cch"),
    (re.compile(r"oh(?![aiueoy])"), lambda _: "o"),
    (re.compile(r"o[ou]+"), lambda _: "o"),
    (re.compile(r"uu+"), lambda _: "u"),
)


def romaji_of(kana: str) -> str:
    """Write a reading in Latin letters (Hepburn, long vowels as the kana write them)."""
    told = ""
    is_doubled = False
    for sign in unicodedata.normalize("NFKC", kana).translate(_KATAKANA):
        if sign == "ッ":
            is_doubled = True
            continue
        if sign in _SMALL_Y and told.endswith("i"):
            # キャ is kya, シャ is sha.
            stem = told[:-1] if told.endswith(("shi", "chi", "ji")) else told[:-1] + "y"
            told = stem + _SMALL_Y[sign]
            continue
        letters = _LETTERS.get(sign, _SMALL_Y.get(sign, ""))
        told += letters[0] + letters if is_doubled and letters else letters
        is_doubled = False
    return told


def latin_key(text: str) -> str:
    """Fold Latin letters for search: no marks, no case, one spelling of each sound; "" without a letter."""
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    folded = "".join(sign for sign in spread if "a" <= sign <= "z")
    for found, instead in _FOLDS:
        folded = found.sub(instead, folded)
    return folded

"""Japanese and English side by side, and the one error shape that users see."""

import errno
from typing import NamedTuple


class Words(NamedTuple):
    """One sentence or label in both languages; Japanese is the text of record."""

    ja: str
    en: str

    def in_language(self, lang: str) -> str:
        """Give the Japanese for ``ja`` and the English for anything else."""
        return self.ja if lang == "ja" else self.en


class FaultError(Exception):
    """Bad input or wrong use, told so that a person can mend it.

    ``what`` says what happened and why it matters, ``place`` names file, sheet and cell, line and
    column, or clause, and ``mend`` says what to do. Commands print it and exit with 2.
    """

    def __init__(self, what: Words, place: str, mend: Words) -> None:
        super().__init__(f"{place}: {what.en} {mend.en}")
        self.what = what
        self.place = place
        self.mend = mend

    def told_in(self, lang: str) -> str:
        """Give the whole message on one line in one language.

        A fault raised from an error of the operating system quotes the system's reason, which is
        English whatever the locale; here it is told in our own words (``told_system``).
        """
        told = f"{self.what.in_language(lang)} {self.mend.in_language(lang)}"
        cause = self.__cause__
        if isinstance(cause, OSError) and cause.strerror:
            told = told.replace(cause.strerror, told_system(cause).in_language(lang))
        return f"{self.place}: {told}"


def told_system(error: OSError) -> Words:
    """Give the reason of an error of the operating system; a rare one in the system's own words."""
    system = error.strerror or str(error)
    return Words(_SYSTEM.get(error.errno or 0, system), system)


_SYSTEM = {
    errno.ENOENT: "そのファイルかフォルダーがありません",
    errno.EACCES: "読み書きの権限がありません",
    errno.EPERM: "その操作は許可されていません",
    errno.EISDIR: "ファイルでなくフォルダーです",
    errno.ENOTDIR: "途中のフォルダーのはずのものがフォルダーではありません",
    errno.EEXIST: "同じ名前のものがもうあります",
    errno.ENOSPC: "ディスクの空き容量がありません",
    errno.EDQUOT: "割り当てられた容量を使い切っています",
    errno.EFBIG: "ファイルが大きすぎます",
    errno.EROFS: "読み取り専用の場所です",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ELOOP: "リンクが輪になっています",
    errno.EIO: "装置が読み書きに失敗しました",
    errno.EBUSY: "ほかのプログラムが使っています",
    errno.EMFILE: "開いているファイルが多すぎます",
}

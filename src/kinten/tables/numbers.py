"""Matrices and lines of numbers in: .npy, .npz, or a CSV without a header."""

import csv
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kinten.tables.reading import read_text
from kinten.vocabulary.wording import FaultError, Words, told_system

Floats = NDArray[np.float64]
_MATRIX = "distances"


def read_matrix(path: Path) -> Floats:
    """Read a matrix, shape (rows, columns); in a CSV a blank cell or ``inf`` is no way.

    An .npz holds one array, or one named ``distances``. FaultError names the line and column of what
    is no number, a line of another length, and a file that holds no matrix.
    """
    ending = path.suffix.lower()
    found = _arrays(path) if ending in {".npy", ".npz"} else _cells(path)
    if found.ndim != 2 or not found.size:
        raise _wrong(
            path,
            Words(
                f"行列ではありません（形 {found.shape}）。",
                f"it is no matrix (shape {found.shape}).",
            ),
        )
    return found


def read_line(path: Path, blank: float | None = None) -> Floats:
    """Read numbers, one a line, or an .npy of one dimension; shape (numbers,).

    A blank line stands for ``blank``, and counts only where there is one.
    """
    if path.suffix.lower() in {".npy", ".npz"}:
        found = _arrays(path)
        if found.ndim != 1:
            raise _wrong(
                path,
                Words(
                    f"一列の数ではありません（形 {found.shape}）。",
                    f"it is no line of numbers (shape {found.shape}).",
                ),
            )
        return found
    cells = _cells(path, blank, is_line=True)
    if cells.ndim != 2 or cells.shape[1] != 1:
        raise _wrong(path, Words("一行に一つの数ではありません。", "it has not one number a line."))
    return np.ascontiguousarray(cells[:, 0])


def _arrays(path: Path) -> Floats:
    try:
        loaded = np.load(path, allow_pickle=False)
        if isinstance(loaded, np.ndarray):
            return _as_floats(path, loaded)
        with loaded:
            names = loaded.files
            name = _MATRIX if _MATRIX in names else names[0] if len(names) == 1 else None
            if name is None:
                listed = " ".join(names) or "-"
                raise _wrong(
                    path,
                    Words(
                        f"どの配列かわかりません: {listed}。", f"which array is meant: {listed}?"
                    ),
                )
            return _as_floats(path, loaded[name])
    except OSError as error:
        why = told_system(error)
        raise _wrong(
            path, Words(f"読めません（{why.ja}）。", f"it cannot be read ({why.en}).")
        ) from error
    except (ValueError, EOFError, KeyError) as error:
        raise _wrong(
            path, Words("NumPyの配列として読めません。", "it is no array of NumPy.")
        ) from error


def _as_floats(path: Path, found: NDArray[np.generic]) -> Floats:
    if found.dtype.kind not in "iufb":
        raise _wrong(
            path,
            Words(
                f"数の配列ではありません（{found.dtype}）。",
                f"it holds no numbers ({found.dtype}).",
            ),
        )
    return np.ascontiguousarray(found, dtype=np.float64)


def _cells(path: Path, blank: float | None = np.inf, *, is_line: bool = False) -> Floats:
    rows: list[list[float]] = []
    for line, row in enumerate(csv.reader(io.StringIO(read_text(path), newline="")), 1):
        if not row and (blank is None or not is_line):
            continue
        cells = enumerate(row or [""], 1)
        rows.append([_number(path, line, place, cell, blank) for place, cell in cells])
        if max(len(row), 1) != len(rows[0]):
            raise _wrong(
                path,
                Words(
                    f"1行目は{len(rows[0])}個ですが、この行は{len(row)}個です。",
                    f"the first line has {len(rows[0])} numbers, this one {len(row)}.",
                ),
                f":{line}",
            )
    return np.array(rows, dtype=np.float64)


def _number(path: Path, line: int, place: int, cell: str, blank: float | None) -> float:
    text = cell.strip()
    if not text and blank is not None:
        return blank
    try:
        return float(text)
    except ValueError as error:
        raise _wrong(
            path,
            Words(f"「{text}」は数ではありません。", f"“{text}” is no number."),
            f":{line}:{place}",
        ) from error


def _wrong(path: Path, what: Words, at: str = "") -> FaultError:
    return FaultError(
        what,
        f"{path}{at}",
        Words(
            "見出しのない数だけのCSVか、.npy、.npz を指定してください。",
            "Name a CSV of numbers without a header, an .npy or an .npz.",
        ),
    )

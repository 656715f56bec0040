"""Benches of the source checkout: their environment, their run, what their figures are called."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from kinten.vocabulary.wording import FaultError, Words

BENCHES = ("verdict", "network", "access", "siting", "registry", "spark", "portal")
_CHECKOUT = Path(__file__).resolve().parents[3]
_LOCK = "requirements/base.txt"
_LOCKS = dict.fromkeys(("registry", "spark"), "requirements/registry.txt")
_STAMP = "kinten-peers"
# Settings that would send an installation elsewhere.
_ELSEWHERE = ("PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PYTHONHOME", "VIRTUAL_ENV", "CONDA_PREFIX")


def find_bench(name: str, checkout: Path = _CHECKOUT) -> Path:
    """Find the folder of a bench; FaultError where Kinten does not run from its source checkout."""
    folder = checkout / "bench" / name
    if (folder / "run.py").is_file() and (checkout / "tools/environment").is_file():
        return folder
    raise FaultError(
        Words(
            "計測（bench）はソースのチェックアウトにだけあり、インストール版には入っていません。",
            "benches live in the source checkout; an installed Kinten does not hold them.",
        ),
        f"bench {name}",
        Words(
            "チェックアウトで ./kinten bench verdict を実行してください。",
            "Run ./kinten bench verdict in a checkout.",
        ),
    )


def prepare_peers(folder: Path) -> Path:
    """Make the environment of a bench, or find it made; give its interpreter.

    It is named after the bench (``.venv-bench-verdict``) and holds the base lock, the project, and the
    peers that ``peers.txt`` pins; no other environment ever holds those. A bench without peers runs
    where Kinten runs. FaultError where the environment cannot be made (the lines before say why).
    """
    checkout, peers = folder.parent.parent, folder / "peers.txt"
    if not peers.is_file():
        return Path(sys.executable)
    environment = checkout / f".venv-bench-{folder.name}"
    python = environment / "bin/python"
    lock = _LOCKS.get(folder.name, _LOCK)
    _install([checkout / "tools/environment", environment.name, lock], environment)
    stamp = environment / _STAMP
    wanted = sha256(peers.read_bytes()).hexdigest()
    if not (stamp.is_file() and stamp.read_text(encoding="ascii") == wanted):
        has_pip = (environment / "bin/pip").exists()
        start = [python, "-m", "pip"] if has_pip else ["uv", "pip"]
        end = ["--disable-pip-version-check"] if has_pip else ["--python", python]
        quiet = ["--quiet"] if sys.stderr.isatty() else ["--quiet", "--quiet"]
        _install([*start, "install", *quiet, *end, "--requirement", peers], environment)
        stamp.write_text(wanted, encoding="ascii")
    return python


def _install(command: list[str | Path], environment: Path) -> None:
    settings = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        # Our own command; what it says goes to standard error, for the result is JSON.
        done = subprocess.run(  # noqa: S603
            [str(part) for part in command],
            cwd=environment.parent,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno(),
            check=False,
        )
    except FileNotFoundError as error:
        raise _not_made(environment) from error
    if done.returncode:
        raise _not_made(environment)


def _not_made(environment: Path) -> FaultError:
    return FaultError(
        Words(
            "比較対象の環境を作れませんでした。上の行が原因です。",
            "the environment of the peers could not be made; the lines above say why.",
        ),
        str(environment),
        Words(
            "ネットワークとpipの設定を確かめるか、--no-peer で比較なしに計測してください。",
            "Check the network and pip's settings, or measure without the peer: --no-peer.",
        ),
    )


def run_bench(folder: Path, python: Path, *, is_short: bool, with_peer: bool) -> dict[str, Any]:
    """Run a bench and give its document: bench, machine, figures.

    Its progress goes to standard error. FaultError where it breaks off.
    """
    options = ["--short"] * is_short + ["--no-peer"] * (not with_peer)
    # Our own script, in the environment that was made for it.
    done = subprocess.run(  # noqa: S603
        [str(python), str(folder / "run.py"), *options],
        env={**os.environ, "PYTHONPATH": str(folder.parent)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise FaultError(
            Words(
                f"計測が途中で終わりました（終了コード{done.returncode}）。",
                f"the bench broke off (exit {done.returncode}).",
            ),
            str(folder / "run.py"),
            Words("上の行を確かめてください。", "See the lines above."),
        )
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def is_held(document: Mapping[str, Any]) -> bool:
    """Tell whether no floor is broken; one that was not measured is not broken."""
    return not any(figure["holds"] is False for figure in document["figures"])


def label_of(name: str) -> Words:
    """Give what a figure is called; a new one goes by its name."""
    if name in _LABELS:
        return _LABELS[name]
    if name.startswith("siting_"):
        return _label_of_siting(name.removeprefix("siting_"))
    if name.startswith("portal_"):
        return _label_of_portal(name.removeprefix("portal_"))
    plain, _, power = name.partition("_1e")
    power, _, rest = power.partition("_")
    if plain == "population" and power.isdigit():
        told = _LABELS["population_memory" if rest else "population"]
        return Words(f"10^{power}{told.ja}", f"10^{power} {told.en}")
    return Words(name, name)


def _label_of_siting(name: str) -> Words:
    """Call a figure of siting by its model and size: pmedian_1741_400_100, or _memory of it."""
    model, *rest = name.split("_")
    sizes = [each for each in rest if each.isdigit()]
    told = f"{model} {'×'.join(sizes[:2])}" + (f" p={sizes[2]}" if len(sizes) > 2 else "")
    words = _OF_SITING["_".join(each for each in rest if not each.isdigit())]
    return Words(f"{told}{words.ja}", f"{told}{words.en}")


def _label_of_portal(name: str) -> Words:
    """Call a figure of the portal by its kind of page and what was measured of it: list_p95."""
    if name in _OF_PORTAL:
        return _OF_PORTAL[name]
    kind, _, what = name.partition("_")
    page, measured = _PAGES[kind], _OF_PAGES[what]
    return Words(f"{page.ja}、{measured.ja}", f"{page.en}, {measured.en}")


_PAGES = {
    "list": Words("一覧の頁", "list pages"),
    "map": Words("地図の頁", "map pages"),
    "hospital": Words("病院の頁", "hospital pages"),
    "api": Words("APIの一覧", "API lists"),
}
_OF_PAGES = {
    "p95": Words("毎秒30件の95%点", "p95 at 30 requests/s"),
    "median": Words("毎秒30件の中央値", "median at 30 requests/s"),
    "first": Words("初めて聞かれたときの最長", "the slowest first answer"),
    "cpu": Words("一頁のCPU時間", "CPU time of a page"),
    "throughput": Words("処理できる数（wrk）", "the most that come (wrk)"),
}
_OF_PORTAL = {
    "hospitals": Words("例示の病院", "invented hospitals"),
    "reports": Words("その報告", "their reports"),
    "made": Words("作業フォルダーを作る時間", "making the workspace"),
    "start": Words("配信が始まるまで", "until the first page is served"),
    "rate": Words("答えた速さ（最も遅い種類）", "answers that came (slowest kind)"),
    "failed": Words("頁以外を返した要求", "requests answered without a page"),
    "unanswered": Words("30秒以内に答えのない要求", "requests not answered within 30 s"),
    "others": Words("ほかの作業が使っていたコア", "cores taken by other work"),
    "memory": Words("サーバーとワーカーのメモリ", "memory of server and worker"),
}
_OF_SITING = {
    "": Words("", ""),
    "median": Words("、5つの国の中央値", ", median of five draws"),
    "slowest": Words("、5つの国のうち最も遅いもの", ", the slowest of five draws"),
    "unproved": Words("、証明できない答え", ", answers not proved"),
    "memory": Words("、メモリ", ", memory"),
    "against_spopt": Words("とspopt", " and spopt"),
    "spopt_unproved": Words("、spoptが証明できない答え", ", answers that spopt did not prove"),
    "differing": Words("、目的関数の食い違い", ", objectives that differ"),
}
_LABELS = {
    "import_time": Words("判定器の読み込み", "import of the evaluator"),
    "explained_434": Words("434病院の説明つき判定", "434 hospitals explained"),
    "explained_434_with_settling": Words(
        "同、決め手となる未報告と距離も", "the same with what settles and distances"
    ),
    "explained_434_memory": Words("同、メモリ", "434 explained, memory"),
    "explanation_slowest": Words("説明一件（最も遅い病院）", "one explanation, slowest hospital"),
    "evaluation_434": Words("434病院の列判定", "434 hospitals as columns"),
    "evaluation_434_memory": Words("同、メモリ", "434 as columns, memory"),
    "scenarios_1000": Words("1,000案×434病院×60要件、圏域つき", "1,000 scenarios, with areas"),
    "scenarios_1000_three_moved": Words("同、3つの数値だけ動かす", "the same, three numbers moved"),
    "scenarios_1000_memory": Words("1,000案、メモリ", "1,000 scenarios, memory"),
    "scenarios_1000_against_reforms": Words("1,000案とReform", "1,000 scenarios and reforms"),
    "scenarios_1000_against_reforms_extrapolated": Words(
        "1,000案とReform（比較側は100案から推計）",
        "1,000 scenarios and reforms (the peer's from 100)",
    ),
    "whatif_national": Words(
        "全国の病院の改定案ひとつと地図", "one scenario over the national network, with its map"
    ),
    "whatif_national_memory": Words("同、メモリ", "the same, memory"),
    "whatif_hospitals": Words("そのときの病院数", "hospitals in it"),
    "scenarios_1000_people": Words(
        "1,000案の病院・医療圏・住民", "1,000 scenarios with hospitals, areas and people"
    ),
    "scenarios_1000_people_memory": Words("同、メモリ", "the same, memory"),
    "national_map": Words("全国の地図（SVG）", "national map (SVG)"),
    "national_map_size": Words("同、大きさ", "its size"),
    "access_pairs": Words("60分以内の組", "pairs within 60 minutes"),
    "access_catchments": Words("2SFCAとE2SFCA", "2SFCA and E2SFCA"),
    "access_catchments_against_pysal": Words("同、PySALと", "the same and PySAL"),
    "access_catchments_memory": Words("同、メモリ", "the same, memory"),
    "access_differing": Words("PySALの値との差（最大値比）", "values that differ from PySAL's"),
    "access_nearest": Words("最寄り（BallTreeと）", "nearest, and BallTree"),
    "access_nearest_differing": Words("総当たりとの差", "distance from a brute search"),
    "access_equilibrium": Words("RAAMの均衡", "RAAM as an equilibrium"),
    "access_equilibrium_memory": Words("同、メモリ", "the same, memory"),
    "access_equilibrium_gap": Words("同、相対誤差", "the same, relative gap"),
    "access_equilibrium_few": Words("RAAM、1万地点", "RAAM, 10,000 places"),
    "access_equilibrium_few_mean": Words("同、平均の費用", "the same, mean cost"),
    "population": Words("病院の列判定", "hospitals as columns"),
    "population_memory": Words("病院の列判定、メモリ", "hospitals as columns, memory"),
    "differing_hospitals": Words("判定が食い違う病院（欠測なし）", "verdicts that differ, no gaps"),
    "differing_clauses": Words("食い違う要件×病院", "clauses of hospitals that differ"),
    "differing_areas": Words("圏域数が食い違う案", "scenarios whose areas differ"),
    "open_hospitals": Words("未報告しだいの病院", "hospitals open through a gap"),
    "open_called_unmet": Words("そのうち未充足と断定", "of these called unmet"),
    "open_called_met": Words("そのうち充足と断定", "of these called met"),
}

"""The page for officers: five things of each area, and all else under 'methods'."""

from collections.abc import Iterable
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from kinten import __version__
from kinten.desk.coverage_table import FLOW_NOTE
from kinten.desk.covering import AreaView, Coverage, tell_five
from kinten.desk.flowing import tell_range
from kinten.desk.networking import tell_basis, tell_kind
from kinten.vocabulary.wording import Words


def officer_page(coverage: Coverage, lang: str) -> str:
    """Make the page; it stands alone, works without a script and in print."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(("html.j2",), default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    day = coverage.snapshot.day
    title = Words(f"がん医療の届き方（{day}）", f"How far cancer care reaches ({day})")
    return environment.get_template("areas.html.j2").render(
        lang=lang,
        title=title.in_language(lang),
        style=_template("style.css"),
        skip=Words("本文へ", "Skip to the content").in_language(lang),
        travel=coverage.ways.told.in_language(lang),
        flow=FLOW_NOTE.in_language(lang),
        notes=[each.in_language(lang) for each in coverage.notes],
        many=len(coverage.areas) > 1,
        areas_title=Words("医療圏", "Areas").in_language(lang),
        methods_title=Words("詳しい数値と求め方", "Methods and all other figures").in_language(
            lang
        ),
        sources_title=Words("入力と出典", "Inputs and sources").in_language(lang),
        areas=[
            {
                "code": view.cover.area.code,
                "name": view.cover.area.told.in_language(lang),
                "mark": {True: "blank", None: "perhaps", False: ""}[view.cover.is_blank],
                "five": list(tell_five(view, coverage.atlas, lang)),
                "methods": list(_methods(view, coverage, lang)),
            }
            for view in coverage.areas
        ],
        inputs=coverage.atlas.sources,
        engine=f"kinten {__version__}",
    )


def _methods(view: AreaView, coverage: Coverage, lang: str) -> Iterable[tuple[str, str]]:
    people = view.cover.area.people
    sign = "、" if lang == "ja" else ", "
    none = Words("公表値なし", "nothing published").in_language(lang)
    for words, count in (
        (Words("住民（2025年1月）", "residents, January 2025"), people.now),
        (Words("65歳以上", "aged 65 and over"), people.aged_65),
        (Words("75歳以上", "aged 75 and over"), people.aged_75),
        (Words("推計人口（2050年）", "projected residents, 2050"), people.in_2050),
    ):
        yield words.in_language(lang), none if count is None else f"{count:,}"
    hospitals = [
        f"{each.hospital.name}（{tell_kind(each, lang)} {tell_basis(each, lang)}）"
        for each in view.cover.hospitals
    ]
    yield (
        Words("指定された病院", "designated hospitals").in_language(lang),
        sign.join(hospitals) or "-",
    )
    within = [f"{limit}: {share:.1%}" for limit, share in view.access.within.items()]
    yield (
        Words("時間内の住民（分）", "residents within (minutes)").in_language(lang),
        sign.join(within),
    )
    if view.access.worst is not None:
        yield (
            Words("最も遠い役場から", "from the farthest office").in_language(lang),
            Words(f"{view.access.worst:.0f}分", f"{view.access.worst:.0f} min").in_language(lang),
        )
    for code, index in view.indices.items():
        name = Words(f"構想区域 {code}", f"regional-care area {code}").in_language(lang)
        told = (
            (Words("自足率", "localisation"), tell_range(index.localisation)),
            (Words("地元率", "market share"), tell_range(index.market_share)),
            (
                Words("純流入", "net flow"),
                None if index.net_flow is None else f"{index.net_flow:.3f}",
            ),
        )
        yield name, sign.join(f"{words.in_language(lang)} {value or none}" for words, value in told)
    areas = coverage.atlas.frame.areas
    yield (
        Words("隣接する医療圏", "adjacent areas").in_language(lang),
        sign.join(
            areas[code].name
            for code in sorted(coverage.atlas.geography.adjacency.neighbours(view.cover.area.code))
        )
        or "-",
    )
    for each in view.candidates:
        minutes = "-" if each.mean is None else f"{each.mean:.0f}"
        worst = "-" if each.worst is None else f"{each.worst:.0f}"
        ranks = "/".join("-" if rank is None else str(rank) for rank in each.ranks)
        label = Words("候補", "candidate").in_language(lang)
        yield (
            f"{label} {each.standing.hospital.name}",
            Words(
                f"平均{minutes}分、最遠{worst}分、順位（平均/受診/最遠）{ranks}",
                f"mean {minutes} min, worst {worst} min, ranks (mean/outflow/worst) {ranks}",
            ).in_language(lang),
        )


def _template(name: str) -> str:
    return files("kinten.desk").joinpath("templates", name).read_text(encoding="utf-8")

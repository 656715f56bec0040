"""The page for officers: five things of each area, and all else under 'methods'."""

from collections.abc import Iterable
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from kinten import __version__
from kinten.desk.candidates import tell_figures, tell_ranks
from kinten.desk.coverage_table import flow_note
from kinten.desk.covering import AreaView, Coverage, tell_five
from kinten.desk.doubts import tell_doubt
from kinten.desk.flowing import tell_range
from kinten.desk.networking import tell_basis, tell_kind, tell_name
from kinten.desk.shares import tell_share
from kinten.network.history import Standing
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
        flow=flow_note(coverage.flows.phase).in_language(lang),
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
                "methods": list(tell_methods(view, coverage, lang)),
            }
            for view in coverage.areas
        ],
        inputs=coverage.atlas.sources,
        engine=f"kinten {__version__}",
    )


def tell_methods(view: AreaView, coverage: Coverage, lang: str) -> Iterable[tuple[str, str]]:
    """Tell all other figures of an area, each with its name."""
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
    hospitals = [_tell_hospital(each, lang) for each in view.cover.hospitals]
    yield (
        Words("指定された病院", "designated hospitals").in_language(lang),
        sign.join(hospitals) or "-",
    )
    within = [
        f"{limit}: {tell_share(share, view.widest.within[limit])}"
        for limit, share in view.access.within.items()
    ]
    yield (
        Words("時間内の住民（分）", "residents within (minutes)").in_language(lang),
        sign.join(within),
    )
    farthest = _farthest(view)
    if farthest is not None:
        yield (
            Words("最も遠い役場から", "from the farthest office").in_language(lang),
            farthest.in_language(lang),
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
        ranks = tell_ranks(each)
        doubt = tell_doubt(each.standing)
        label = Words("候補", "candidate").in_language(lang)
        parts = [
            *([] if doubt is None else [doubt]),
            *tell_figures(each, view.no_way),
            Words(f"順位（平均/受診/最遠）{ranks}", f"ranks (mean/outflow/worst) {ranks}"),
        ]
        yield (
            f"{label} {each.standing.hospital.name}",
            sign.join(words.in_language(lang) for words in parts),
        )


def _tell_hospital(standing: Standing, lang: str) -> str:
    name = tell_name(standing, lang)
    told = " ".join(filter(None, (tell_kind(standing, lang), tell_basis(standing, lang))))
    return Words(f"{name}（{told}）", f"{name} ({told})").in_language(lang)


def _farthest(view: AreaView) -> Words | None:
    """Tell the worst minutes to the known hubs, and with those that may be one where that differs."""
    known, widest = view.access.worst, view.widest.worst
    if known is None and widest is None:
        return None
    ja = view.no_way.ja if known is None else f"{known:.0f}分"
    en = view.no_way.en if known is None else f"{known:.0f} min"
    if widest is None or (known is not None and round(known) == round(widest)):
        return Words(ja, en)
    return Words(
        f"{ja}、類型か指定が不明の病院も拠点病院なら{widest:.0f}分",
        f"{en}, {widest:.0f} min if hospitals of unknown kind or standing are hubs too",
    )


def _template(name: str) -> str:
    return files("kinten.desk").joinpath("templates", name).read_text(encoding="utf-8")

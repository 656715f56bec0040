"""The curves of concentration as a page: a panel for each cancer, and the table that says the same."""

from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from kinten import __version__
from kinten.coverage.volume import Concentration, Discharges, concentrations
from kinten.desk.atlas import packaged_source
from kinten.desk.drawing.curves import STYLE, Curve, Curves, draw_curve, draw_sheet
from kinten.desk.volumes import DISCHARGE_TABLES, tell_disease
from kinten.desk.volumes_concentration import concentration_table, share_of_ten
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import FaultError, Words

READING = Words(
    "青い線は、退院の多い順に病院を足していったときの割合です。"
    "線が左に寄るほど、少ない病院に集まっています。黒い点は半数に達する病院の数です。",
    "The line adds up hospitals from the one with the most discharges. The further left it rises, the fewer "
    "hospitals hold the discharges. The dot marks the number of hospitals that hold half.",
)


def curves_svg(
    discharges: Discharges, disease: str | None, prefecture: str | None, lang: str
) -> str:
    """Draw all panels as one SVG. FaultError where no cell is published."""
    table = concentration_table(discharges, disease, prefecture, lang)
    return draw_sheet(_curves(discharges, disease, prefecture, table, lang))


def curve_svg(discharges: Discharges, disease: str, prefecture: str | None, lang: str) -> str:
    """Draw the panel of one cancer; its rules are those of `STYLE`. FaultError where no cell is published."""
    table = concentration_table(discharges, disease, prefecture, lang)
    curves = _curves(discharges, disease, prefecture, table, lang)
    return draw_curve(curves.panels[0], curves)


def curves_page(
    discharges: Discharges, disease: str | None, prefecture: str | None, lang: str
) -> str:
    """Make the page; it stands alone, works without a script and in print.

    The code of a cancer leads from its row to its panel, and back. FaultError where no cell is published.
    """
    table = concentration_table(discharges, disease, prefecture, lang)
    curves = _curves(discharges, disease, prefecture, table, lang)
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(("html.j2",), default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("curves.html.j2").render(
        lang=lang,
        title=table.title,
        style=_template("style.css") + STYLE,
        skip=Words("図をとばして表へ", "Skip the curves").in_language(lang),
        reading=curves.told,
        panels=[{"key": each.key, "svg": draw_curve(each, curves)} for each in curves.panels],
        back=Words("表の行へ", "to its row").in_language(lang),
        to_panel=Words("の図へ", ": to its curve").in_language(lang),
        table=table,
        table_title=Words("図と同じ内容の表", "The curves as a table").in_language(lang),
        rows=[[_cell(value) for value in row] for row in table.rows],
        sources_title=Words("入力と出典", "Inputs and sources").in_language(lang),
        inputs=[packaged_source(name) for name in DISCHARGE_TABLES],
        engine=f"kinten {__version__}",
    )


def _curves(
    discharges: Discharges,
    disease: str | None,
    prefecture: str | None,
    table: Table,
    lang: str,
) -> Curves:
    found = concentrations(discharges, disease, prefecture)
    if not found:
        raise FaultError(
            Words("公表された退院がなく、図を描けません。", "no published discharges to draw."),
            "--cancer",
            Words(
                "別のがん種か、都道府県を付けずに指定してください。",
                "Name another cancer, or leave out --prefecture.",
            ),
        )
    return Curves(
        table.title,
        READING.in_language(lang),
        Words(
            "多い順の病院数（10倍ごとの目盛り）", "hospitals, from the largest (×10 a step)"
        ).in_language(lang),
        Words("退院の累積割合", "share of discharges").in_language(lang),
        tuple(_curve(each, discharges, lang) for each in found),
        table.notes,
        lang,
    )


def _curve(each: Concentration, discharges: Discharges, lang: str) -> Curve:
    name = tell_disease(each.disease, discharges).in_language(lang)
    ten = share_of_ten(each)
    facts = Words(
        f"{each.hospitals:,}病院、{each.total:,}件、上位10病院で{ten:.0%}",
        f"{each.hospitals:,} hospitals, {each.total:,}; largest ten: {ten:.0%}",
    )
    told = Words(
        f"公表された{each.hospitals:,}病院、退院{each.total:,}件。"
        f"半数は多い順に{each.half:,}病院、上位10病院で{ten:.1%}。",
        f"{each.hospitals:,} hospitals with a published cell, {each.total:,} discharges. "
        f"Half of them in the largest {each.half:,}; {ten:.1%} in the largest ten.",
    )
    half = Words(f"半数：{each.half:,}病院", f"half: {each.half:,}")
    return Curve(
        each.disease,
        f"{each.disease} {name}",
        facts.in_language(lang),
        told.in_language(lang),
        each.curve,
        each.half,
        half.in_language(lang),
    )


def _cell(value: Value) -> dict[str, object]:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    told = "" if value is None else f"{value:,}" if is_number else str(value)
    return {"told": told, "is_number": is_number}


def _template(name: str) -> str:
    return files("kinten.desk").joinpath("templates", name).read_text(encoding="utf-8")

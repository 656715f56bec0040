"""What each plausibility rule and parameter says, in both languages; a missing one fails the generator."""

from __future__ import annotations

from kinten.vocabulary.wording import Words

RULES = {
    "ambiguous_share": Words(
        "割合が百分率か小数かわからない", "a share that may be a percent or a fraction"
    ),
    "area_density": Words(
        "人口密度が人口÷面積と合わない", "a density that is not population by area"
    ),
    "area_name": Words(
        "方角でない文字を含む圏域名", "an area's name of directions with a stray sign"
    ),
    "area_share": Words("人口割合が人口÷計と合わない", "a share that is not population by total"),
    "area_share_sum": Words("人口割合の合計が100%でない", "shares that do not add up to 100 %"),
    "area_total": Words("計が圏域の合計と合わない", "a total that is not the sum of the areas"),
    "blank_cells": Words(
        "同じ表の他の行にある値が空欄", "blank where other rows of the table have a figure"
    ),
    "blank_value": Words(
        "外からの事実の値が空欄（未報告として扱う）",
        "a fact from outside without a value; taken as not reported",
    ),
    "brackets_became_minus": Words(
        "括弧が負号に変わった行を前回の値として読んだ",
        "a row whose brackets had become minus signs, read as the earlier year",
    ),
    "brackets_of_later_year": Words(
        "表題の言葉どおり、括弧内を後の年の値として読んだ",
        "the title gives the brackets to the later year, and so they were read",
    ),
    "column_not_read": Words(
        "列名・見出しがわからない、または似た別の項目なので、読まなかった列（知っている名前に近ければ警告）",
        "a column that is not known, or like a figure and not it; a warning where it is near a known one",
    ),
    "column_without_heading": Words(
        "見出しのない列に値がある（読まない）", "figures in a column without a heading; not read"
    ),
    "dash_in_figure": Words(
        "数値の欄が「-」", "「-」 where a figure is due: not applicable, zero or not reported?"
    ),
    "dedicated_twice": Words("一人が二つ以上の役割で専従", "one person claimed as 専従 twice"),
    "deleted_cells": Words("様式の記入欄が削除されている", "input cells of the form were deleted"),
    "doubled_column": Words(
        "同じ項目の列が二つある（値が食い違えば誤りとし、その値は使わない）",
        "two columns name the same figure; an error where they differ, and those values are not used",
    ),
    "duplicate": Words(
        "同じ病院・年の報告が二つあり、食い違いはない",
        "two reports of one hospital and year, equal",
    ),
    "duplicate_differs": Words(
        "同じ病院・年の報告で値が食い違う（その事実は矛盾）",
        "two reports of one hospital and year differ; the fact is contradictory",
    ),
    "duplicate_kind": Words(
        "同じ病院・年の報告で類型が食い違う", "two reports of one hospital and year differ in kind"
    ),
    "effort_over_whole": Words(
        "一人の割合の合計が100%を超える", "one person's shares exceed 100 %"
    ),
    "error_value": Words("セルがエラー値", "a cell with an error value"),
    "external_links": Words(
        "他のファイルへの参照がある（たどらない）", "links to other files, which were not followed"
    ),
    "formula": Words("セルが数式（計算結果は読まない）", "a formula; its result is not trusted"),
    "fraction": Words("件数に端数がある", "a fraction in a count"),
    "implied_admissions": Words(
        "患者数と割合から導く年間入院患者が多すぎる",
        "patients and share imply more admissions than any hospital has",
    ),
    "impossible_date": Words("存在しない日付", "a date that does not exist"),
    "jump": Words("前回から大きく変わった値", "a figure that changed much since the report before"),
    "id_of_two_hospitals": Words(
        "一つの病院IDが二つの名前に付いている", "one hospital id with two names in a year"
    ),
    "left_before_begun": Words("離任日が着任日より前", "left before the start"),
    "macros": Words("マクロがある（実行しない）", "macros, which were not run"),
    "merged_cell": Words(
        "記入欄が結合セルに含まれ、値が残っていない",
        "an input cell was merged into a block, and its value is gone",
    ),
    "mostly_dashes": Words("はい／いいえの回答の多くが「-」", "most answers are 「-」"),
    "negative": Words("負の値", "a negative figure"),
    "no_answer": Words("「はい」「いいえ」「-」のいずれでもない", "neither はい, いいえ nor 「-」"),
    "no_line_end": Words(
        "ファイルが改行で終わっていない（途中で切れた疑い）",
        "the file does not end with a line end; it may be cut off",
    ),
    "no_role": Words("専従・専任か割合があるのに役割が空欄", "an effort without a role"),
    "other_edition": Words(
        "別の版の様式を判定した", "a form of another edition than the one judged under"
    ),
    "other_precision": Words(
        "割合の桁が二つの年で違う", "shares printed with another precision in the other year"
    ),
    "percent_in_count": Words("件数の欄に百分率", "a percentage where a count is due"),
    "outside_the_form": Words(
        "職員表の記入欄の外に記入がある", "written outside the input cells of the staff sheet"
    ),
    "prefecture": Words("都道府県がわからない", "words that name no prefecture"),
    "masked": Words(
        "伏せられた小さな値（10未満）。0からの範囲として判定",
        "a small count that came masked (10未満): judged as the range from 0",
    ),
    "rewritten": Words(
        "全角数字・桁区切り・単位を除いて読んだ", "read without full-width digits, separators, unit"
    ),
    "role_twice": Words("一人に同じ役割が二度", "the same role twice for one person"),
    "row_left_out": Words(
        "病院名か年が読めない、または合計・平均なので、読まなかった行（合計は注記）",
        "a row without a readable hospital or year, or (as a note) of totals or averages",
    ),
    "same_in_two_columns": Words(
        "一つの報告の二つの項目が同じ値", "two figures of one report with the same value"
    ),
    "same_in_two_years": Words(
        "二つの年で同じ値（整数の百分率なら注記）",
        "the same figure in two years (a note where it is a whole percent)",
    ),
    "same_row": Words("二つの病院が同じ値の行", "two hospitals with the same counts"),
    "share_over_one": Words("割合が0%〜100%の外", "a share outside 0 % to 100 %"),
    "share_unlike_neighbours": Words(
        "入院がん患者の割合が周囲の病院と大きく違う",
        "a cancer inpatient share far from the neighbours'",
    ),
    "sheet_not_read": Words(
        "診療実績の表に似たシートだが、見出しから項目が決まらず読まなかった",
        "a sheet like a table of volumes whose headings do not settle which; it was not read",
    ),
    "short_heading": Words(
        "何を数えたかを略した見出し（手術件数、放射線治療）を、その項目として読んだ",
        "a heading that leaves out what is counted (手術件数, 放射線治療), read as the figure it names",
    ),
    "surgeries_over_registry": Words(
        "手術件数が院内がん登録数を上回る", "more operations than registered cases"
    ),
    "text_in_date": Words("日付として読めない", "no date"),
    "text_in_number": Words("数値として読めない（例：約500）", "no number, such as 約500"),
    "tiny_percent": Words(
        "百分率の列に1未満の値（百分率として読んだ）", "under 1 in a column of percents"
    ),
    "too_large": Words("桁が多すぎる", "far too many digits"),
    "unknown_effort": Words("専従・専任・その他のいずれでもない", "neither 専従, 専任 nor その他"),
    "unknown_employment": Words("常勤・非常勤のいずれでもない", "neither 常勤 nor 非常勤"),
    "unknown_qualification": Words("一覧にない資格", "no qualification of the list"),
    "unknown_role": Words("一覧にない役割", "no role of the list"),
    "two_ids": Words("一つの病院に病院IDが二つある", "two ids of one hospital in a year"),
    "unknown_type": Words(
        "類型の印や語から類型が決まらない", "a mark or word that does not settle the kind"
    ),
    "unreadable_share": Words("職員の割合が読めない", "a person's share that cannot be read"),
    "unreadable_year": Words(
        "外からの事実の年が読めない", "a year that cannot be read in a file of facts"
    ),
    "visits_not_patients": Words(
        "薬物療法の数が登録数に比べて多く、受診回数を数えた疑い",
        "drug-therapy counts so high that visits may have been counted",
    ),
    "wide_spread": Words(
        "一つの項目の幅が病院間で広すぎる", "a figure whose range over the hospitals is too wide"
    ),
    "word_against_share": Words(
        "専従・専任の語と割合が合わない（判定は語による）",
        "the declared word and the share disagree; the word decides",
    ),
    "words_over_whole": Words(
        "専従・専任に要る割合の合計が一人分を超える", "the declared words need over one person"
    ),
    "year_not_printed": Words(
        "括弧内や列の値の提出年が書かれていない（その値は読まない）",
        "figures in brackets or in a column whose year is not printed; they were not read",
    ),
}

PARAMETERS = {
    "jump": Words(
        "前回の何倍から、または何分の1から大きな変化とするか", "from which ratio a change is large"
    ),
    "jump_least": Words("これより小さい件数の差は言わない", "the least change in cases"),
    "share_jump_least": Words("これより小さい割合の差は言わない", "the least change in shares"),
    "years_apart": Words("比べる二つの報告の間隔（年）の上限", "the widest gap in years"),
    "same_least": Words("これより小さい件数の一致は言わない", "counts below it repeat by chance"),
    "same_row_figures": Words(
        "行の写しとみる一致の最少項目数", "equal counts that make a copied row"
    ),
    "drug_per_case": Words(
        "登録1件あたりの薬物療法患者数の上限", "drug-therapy patients per registry case"
    ),
    "neighbour_factor": Words(
        "周囲の病院との差の倍率", "how far a share may be from the neighbours'"
    ),
    "inpatient_share_low": Words(
        "入院がん患者割合のふつうの下限", "the low end of the usual share"
    ),
    "inpatient_share_high": Words(
        "入院がん患者割合のふつうの上限", "the high end of the usual share"
    ),
    "admissions_most": Words(
        "年間入院患者数の上限", "more admissions than the largest hospitals have"
    ),
    "spread": Words("病院間の最大÷最小の上限", "the largest figure over the smallest"),
    "spread_hospitals": Words("そのために要る病院数", "the least number of hospitals for that"),
    "dedicated": Words("専従に要る割合", "the share of 専従"),
    "assigned": Words("専任に要る割合", "the share of 専任"),
    "dash_part": Words("「-」が多いとみる割合", "the part of 「-」 that is much"),
}

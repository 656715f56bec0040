"""The sentences of the generated pages that stand in no docstring: introductions, meanings of fields."""

from __future__ import annotations

from reference_pages.coding_words import CODING
from reference_pages.place_words import PLACES
from reference_pages.portal_words import PORTAL
from reference_pages.record_words import RECORDS
from reference_pages.registry_words import REGISTRY
from reference_pages.report_words import REPORTS
from reference_pages.siting_words import SITING
from reference_pages.survival_words import SURVIVAL
from reference_pages.volume_words import VOLUMES

COMMANDS = (
    "どの命令にも `--help` と `--lang ja|en` が付きます。\n"
    "終了コードは、0 が終了、1 が「その命令が探すものが見つかった」または「フォルダーの中に読めないファイルがあった」、"
    "2 が使い方か入力の誤りです。\n"
    "Every command also takes `--help` and `--lang ja|en`.\n"
    "Exit codes: 0 done; 1 done and something was found that the command looks for, or a file of a folder was "
    "refused; 2 wrong use or bad input."
)
LANGUAGE = (
    "## 表示の言語 / Language\n\n"
    "1. `--lang ja` か `--lang en` があれば、それに従います。命令の前にも後ろにも書けます。\n"
    "2. なければロケールに従います。環境変数 `LC_ALL`、`LC_MESSAGES`、`LANG` の順に、最初に値のあるものが決めます。\n"
    "3. 日本語のロケール（`ja_JP.UTF-8` など）、言語を示さない `C`・`POSIX`・`C.UTF-8`、どれも設定されていない場合は"
    "日本語です。\n"
    "4. そのほかのロケール（`en_US.UTF-8`、`de_DE.UTF-8` など）は英語です。\n\n"
    "ほかに言語を選ぶ環境変数や設定ファイルはありません。出力の文字コードは、ロケールによらずUTF-8です。\n"
    "JSONの欄の名と値は言語によりません。\n\n"
    "`--lang` decides; else the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set.\n"
    "Japanese for a Japanese locale, for `C`, `POSIX` and `C.UTF-8`, which name no language, and where none is set; "
    "English for any other locale.\n"
    "No other variable or file chooses the language. Output is UTF-8 whatever the locale; JSON does not depend on it."
)
FACTS = (
    "報告・会議資料・外からの事実は、この一覧のidで条項と出会います。\n"
    "「読む版」は版のデータから導いたもので、空欄の事実を読む条項はありません。\n"
    "Reports, meeting papers and facts from outside meet the clauses by these ids.\n"
    "*Read by* is derived from the editions; no clause reads a fact where it is blank.\n"
    "型: `count` 0以上の整数、`share` 0〜1の割合、`yes_no` はい・いいえ・「-」、`text` 文字、`date` 日付。"
)
EDITIONS = (
    "版は変わらないデータです。\n"
    "「全文」が「いいえ」の版や節は、収載した条項がすべて充足でも全体は充足になりません"
    "（[収載の完全さ](../explanation/completeness.md)）。\n"
    "Editions do not change; where one is not complete the whole is never met "
    "([completeness](../explanation/completeness.md))."
)
CLAUSES = (
    "要件は私たちのことばによる要約で、数値と法令用語だけを出典どおりに写しています。\n"
    "The requirements are told in our own words; figures and legal terms are those of the source.\n"
    "語の意味は[用語集](glossary.md)に、節ごとの収載は[版](editions.md)にあります。"
)
JSON = (
    "同じ形は `kinten schema 名前` でJSON Schemaとして得られます。\n"
    "欄は年の途中では増えるだけで、減らず、意味も変わりません。\n"
    "The same shapes come as JSON Schema from `kinten schema NAME`; within a year fields are only added."
)
RULES = (
    "`kinten check` が報告に付ける指摘の一覧です。\n"
    "`error` はその事実が失われた読み取りの誤り、`warning` は確かめてほしい値、`note` は小さな注記です。\n"
    "規則そのものは判定を変えません。`error` の事実は、読めないか矛盾するものとして、判定不能になっています。\n"
    "What `kinten check` says of a report: an `error` lost that fact, a `warning` is doubtful, a `note` is small.\n"
    "No rule changes a verdict; the parameters are changed with `--set NAME=VALUE`."
)
SUPPLY = {
    "volumes": "診療実績。様式の「診療実績」シート、会議資料の列。 / Yearly volumes.",
    "facility": "設備。様式の「要件」シート。 / Facilities.",
    "care": "診療の体制・機能。様式の「要件」シート。 / How care is organised.",
    "general": "文章で答える項目。条項は読まず、判定の横に印字します。 / In words, printed beside a judgement.",
    "network": "外から `--facts` で渡す事実。様式では尋ねません。 / From outside, by `--facts`; never on a form.",
    "genome": "がんゲノム医療の条件。 / Genome medicine.",
    "panel": "エキスパートパネル。 / Expert panels.",
    "sarcoma": "四肢軟部肉腫の情報公開基準。 / Disclosure criteria for sarcoma.",
}

# By the last step of a field's path; a longer path, or `document:path`, wins over it.
_MEANINGS = {
    **CODING,
    **PLACES,
    **PORTAL,
    **RECORDS,
    **REGISTRY,
    **REPORTS,
    **SITING,
    **SURVIVAL,
    **VOLUMES,
    "kinten": "the engine's version",
    "inputs": "the files that were read, facts from outside last",
    "inputs[].name": "file name without a folder",
    "inputs[].sha256": "checksum of its bytes; replay finds the file by it",
    "edition": "the edition judged under",
    "next.edition": "id of the later edition",
    "id": "id of the clause, section, scope or edition",
    "hash": "sha256 of the content",
    "overlay": "what was laid over the edition; null where nothing was",
    "call.overlay": "content of the overlay file as given",
    "overlay.name": "name given in the overlay file",
    "numbers": "clause: the number put in place, as a decimal in text",
    "strengths": "clause: the strength put in place",
    "parameters": "parameter: its value",
    "check:parameters": "the parameters of the rules in this run",
    "readings": "clause: the reading chosen; in guideline-show the names of its readings",
    "roughly": "the factor for roughly: 1 is strict; null leaves it to a person",
    "call": "what was asked, so that the result can be replayed",
    "scope": "the part judged; null is the whole edition",
    "kind": "ncc pref regional specific local; in `call` null takes the report's own",
    "years": "all, latest or a year",
    "reading": "the --reading entries as given",
    "set": "the --set entries as given",
    "next": "the later edition asked for, or the same report under it",
    "as_of": "people serving on this day are counted; null counts all",
    "hospital": "name as received",
    "call.edition": "id of the edition asked for; null judges each year under the one in force",
    "call.hospital": "the --hospital entry as given",
    "facts": "the facts a clause read, with the people it counted",
    "call.exact": "whether counts of patients below 10 are shown; else they are the range [0, 9]",
    "call.facts": "file name of the facts from outside",
    "guideline-check:facts": "ids of the facts that the edition's clauses read",
    "hospitals": "one entry for each hospital and year",
    "hospital_id": "permanent id where the report has one",
    "prefecture": "JIS code, two digits as text",
    "area": "area as received",
    "advanced": "高度型",
    "exceptional": "特例型",
    "year": "calendar year of submission",
    "retrospective": "the edition was not in force on 1 September of that year",
    "overall": "the verdict of the whole scope",
    "reasons": "the deciding set, the smallest first",
    "clause": "id of the clause",
    "verdict": "met unmet unknown not_applicable; a 「-」 on a binding clause shows as not_applicable with a reason",
    "reason": "why it is unknown; null where it is not",
    "held": "the binding clauses at the top whose text is held",
    "met": "how many are met",
    "unmet": "how many are unmet",
    "unknown": "how many are unknown",
    "not_applicable": "how many do not apply",
    "of": "how many apply: met + unmet + unknown",
    "clauses": "every clause of the scope for this kind, in the order of the text",
    "staff_conflict.clauses": "the staffing clauses that cannot hold at once",
    "staff_conflict.in_principle": "clauses in principle (原則) among or above them; "
    "empty where what must hold conflicts by itself",
    "guideline-check:clauses": "how many clauses the edition has",
    "strength": "must principle desirable desirable_next none",
    "manner": "exactly or roughly (inherited from above)",
    "fact": "id of the fact; staff/<role> for people",
    "value": "figure, true/false, 「-」, [low, high], or null where there is none; of people those who certainly fit",
    "bench:figures[].value": "median of several runs",
    "at": "file!sheet!cell or file:line:column",
    "possibly": "people who possibly fit; null is open-ended",
    "shortfall": "by how much the figure misses its threshold, [least, most] of a range; null where it does not",
    "caution": "the heading of every computed result, in both languages",
    "recorded_reasons": "by clause id, the reason the hospital recorded for a clause in principle",
    "folder": "folder of an edition of one's own; null for a packaged edition",
    "mapping": "whether the mappings written for this way were used; else clauses are matched by their paths",
    "chain": "the editions whose mappings were followed, from the older to the newer",
    "between": "clauses that an edition between alone has, and so are not compared",
    "settle": "smallest set of missing facts to ask for: favourable answers make the held text met",
    "change": "distance of each known figure to its threshold",
    "guideline-diff:differences[].change": "unchanged changed moved added withdrawn; lost where the text of the older "
    "edition or of one between is not held and the clause cannot be followed",
    "by": "threshold minus figure: positive is short, negative is margin (for a minimum)",
    "staff_conflict": "staffing clauses that hold one by one and not together; null where there are none",
    "people": "numbers of the rows of the staff sheet; names are never read",
    "notes": "notes printed with the result; in guideline-check what only has to be known",
    "note": "a note printed with the clause or the mapping",
    "ja": "Japanese",
    "en": "English",
    "summary": "counts over the hospitals",
    "unknown_by_reason": "the unknown wholes by the reason to deal with first",
    "reports": "how many reports were read",
    "counts": "how many of each sort",
    "error": "remarks that cost a fact",
    "warning": "doubtful figures",
    "remarks": "every remark, the gravest first",
    "rule": "id of the rule (rules.md)",
    "severity": "error warning note",
    "words": "what was found, in both languages",
    "from": "the earlier year; of in_force the first day",
    "to": "the later year; of in_force the first day no longer in force",
    "findings": "each clause that was open or missed in a year",
    "fate": "new unchanged changed gone; not_held where the later edition does not hold the clause",
    "only_in_one_year": "reports without a counterpart in the other year",
    "sources": "the packaged data",
    "name": "name",
    "title": "title",
    "publisher": "publisher",
    "licence": "terms of use",
    "papers": "the papers it was taken from",
    "date": "date or span of the source",
    "rows": "how many rows",
    "source_sha256": "checksum of the file it was derived from",
    "derived": "how it was derived",
    "editions": "oldest first; those known by title only stand before",
    "old": "the older edition, or the id of its clause",
    "new": "the newer edition, or the id of its clause",
    "differences": "what differs",
    "replay:differences": "every place where the recomputed result differs",
    "aspects": "what changed: test strength manner kinds condition binds",
    "label": "the requirement in our own words",
    "old_test": "the older test in words",
    "new_test": "the newer test in words",
    "notice": "number of the notice",
    "issued": "day of issue",
    "in_force": "days in force",
    "predecessor": "id of the edition before",
    "complete": "whether the whole text is held",
    "clauses_held": "false for an edition that is a title only",
    "draft": "a draft never answers for the edition in force",
    "checked_on": "day on which the data were compared with the sources",
    "holes": "clauses whose text is not held",
    "never_answers": "clauses that answer only when they are the scope",
    "provenance": "how the text is known: printed excerpt carried_back carried_forward unconfirmed",
    "guideline-check:provenance": "how many clauses of each provenance",
    "errors": "what must be mended",
    "place": "file and line; of a citation the page or section",
    "binds": "hospital, designator or ncc",
    "kinds": "whom it concerns",
    "hole": "whether its text is not held",
    "evaluated": "false: answers only when it is the scope",
    "number": "the number of the text, as a decimal in text",
    "number_implied": "the number is implied, not printed",
    "test": "the test in words",
    "applies_if": "the condition in words",
    "citation": "where it was read",
    "citation.source": "short name of the source",
    "address": "address of the source",
    "file": "file and line in the edition's folder",
    "subtrees": "the sections and whether each is held whole",
    "equal": "whether every value came out the same",
    "engine": "the engine's version then and now",
    "edition_hash": "the edition's hash then and now; of a comparison that of the later year",
    "replay:editions": "each edition of the result with its hash then and now; null where it is none now",
    "replay:result": "what was replayed: judgement or comparison",
    "renamed": "inputs whose file has another name now; their content is the same",
    "renamed[].then": "name of the file in the stored result",
    "renamed[].now": "its name now",
    "then": "value in the stored result",
    "now": "value computed now",
    "path": "path of the field",
    "at_least": "how many for certain",
    "at_most": "how many with those that are possible",
    "network:as_of": "the day that is shown",
    "recorded_by": "only what was recorded by this day; null is everything",
    "frame": "the frame of areas that codes belong to",
    "network-check:as_of": "the day that is checked",
    "network-check:counts": "findings of each gravity: breach, reason, not_known",
    "network-check:findings": "each departure from the rules",
    "network-check:findings[].rule": "id of the clause, or the name of a rule of ours (network/group and the like)",
    "network-check:findings[].area": "code of the area or prefecture; null where the place is not known",
    "network-check:findings[].hospitals": "the hospitals it concerns",
    "network-check:findings[].hospitals[].hospital_id": "id in the table of hospitals",
    "network-check:notes": "what was not checked, and which rules are those of another edition",
    "not_checked": "clauses that bind the designator and were not checked: their text is not held",
    "carried_from": "the edition whose clause stands behind the rule; null where it is the one checked",
    "network:counts": "hospitals of each kind, of hubs and in all, each at least and at most",
    "counts.ncc": "National Cancer Center",
    "counts.pref": "prefectural hubs",
    "counts.regional": "regional hubs",
    "counts.specific": "specific-field hubs",
    "counts.local": "local cancer hospitals",
    "counts.hubs": "every kind but local cancer hospitals",
    "counts.all": "of whatever kind",
    "areas": "the areas asked for, counted",
    "areas.blank": "blank areas: at least the official ones, at most all without a certain hospital",
    "covers": "how many areas of each class",
    "covers.hub": "a hub stands there",
    "covers.local": "only a local cancer hospital stands there",
    "covers.kind_not_known": "a hospital of unknown kind stands there",
    "covers.not_certain": "whether a hospital stood there on this day is not known",
    "covers.not_listed": "no hospital is listed; it may be blank",
    "covers.blank": "blank by the ministry's list",
    "covers.emptied": "loses its last hospital (in a scenario only)",
    "network:hospitals": "one entry for each hospital asked for",
    "network:hospitals[].hospital_id": "id in the table of hospitals",
    "network:hospitals[].hospital": "name; null where no source gives it",
    "certainty": "how sure it is that it stands on the list: listed named area_only likely left",
    "network:hospitals[].area": "code of its area in the frame; null where its place is not known",
    "area_name": "name of the area",
    "is_designated": "true; null where it is known from a later day only, or is only likely",
    "network:hospitals[].kind": "ncc pref regional specific local; null where it is not known",
    "network:hospitals[].kinds": "the kinds that it can be",
    "stated": "the day for which its kind was stated; null where there is none",
    "printed": "that day, or the name, as it was printed",
    "basis": "how the kind is known: decreed listed printed deduced",
    "is_old": "the statement is older than a term of four years",
    "source": "where the record comes from",
    "term_ends": "the last day of the term, where one is recorded",
    "partners": "the partners of its group",
    "partners[].hospital_id": "the partner's id; null where the printed name matches nobody",
    "provisions": "who of the group gives which treatment",
    "cancer": "lung stomach liver colorectum breast",
    "modality": "surgery radiotherapy drug_therapy palliative",
    "giver": "own partner neither not_known",
    "recommendations": "what a prefecture recommends and is not yet decided",
    "act": "new renewal kind_change withdrawal",
    "meeting": "the day of the panel's meeting",
    "network:blank": "areas that are blank, or may be",
    "blank[].area": "code of the area in the frame",
    "blank[].name": "name of the area",
    "cover": "the class of the area",
    "is_official": "whether the ministry's list has it as blank",
    "population": "residents of January 2025; null where no source gives them",
    "population_65": "of these 65 and over",
    "population_75": "of these 75 and over",
    "population_2050": "projected residents of 2050; null where the projection does not split the area",
    "population_65_2050": "of these 65 and over",
    "flow.phase": "phase of care: acute, comprehensive or chronic",
    "flow:phase": "phase of care: acute, comprehensive or chronic",
    "diseases": "all: the shares are of all diseases, not of cancer",
    "gravity": "breach, reason (exception to a principle) or not_known",
    "editions.before": "the edition before, with its hash",
    "editions.after": "the edition after, changes laid over it, with its hash",
    "call.without": "hospitals that lose their designation",
    "call.opening": "hospitals that are designated",
    "call.reports": "how many of the inputs are reports and facts; the rest are the tables of the network",
    "call.network": "the folder of one's own network; null for the packaged one",
    "call.curve": "the clause whose every step was asked for; null without one",
    "one_pass": "what the calculation does and does not do",
    "judged": "number of reports judged",
    "not_matched": "reports that no hospital of the network matches",
    "whatif:hospitals[].before": "verdict before",
    "whatif:hospitals[].after": "verdict after",
    "loses": "yes, possibly or no: whether it loses the designation; no where the network does not list it",
    "whatif:areas[].before": "what stands in the area before",
    "whatif:areas[].after": "what stands there after the certain losses",
    "after_at_most": "what stands there after the possible losses too",
    "whatif:areas[].loses": "yes, possibly or no: whether it loses its last hospital or its last hub",
    "minutes_before": "mean minutes before to the nearest hospital that is or may be a hub; null: nobody has a way",
    "minutes_after": "the same after the certain losses",
    "minutes_after_at_most": "the same after the possible losses too",
    "minutes_certain_before": "mean minutes before to the nearest hospital known to be a hub; null: nobody has a way",
    "minutes_certain_after": "the same after the certain losses",
    "minutes_certain_after_at_most": "the same after the possible losses too",
    "unreachable_before": "residents without minutes before: with possible hubs (at least), known hubs alone (at most)",
    "unreachable_after": "the same after the certain losses",
    "unreachable_after_at_most": "the same after the possible losses too",
    "longer": "residents whose way to the nearest hub gets longer, at least and at most",
    "shorter": "residents whose way to the nearest hub gets shorter, at least and at most",
    "ways": "areas whose class stays and whose way to the nearest hub changes",
    "ways[].cover": "what stands there, before and after",
    "ways_bounds": "sums over all areas of the residents whose way to the nearest hub changes",
    "gains": "sums over the areas that openings give a first hospital or hub; hospitals: those opened",
    "lost": "hospitals that are surely gone",
    "possibly_lost": "hospitals that may be gone besides",
    "bounds": "sums of what is lost: at least (certain) and at most (certain and possible)",
    "areas_without_2050": "areas among them without a projection",
    "second_round": "findings of the network check that were not there before; not acted on",
    "curve": "every step of the threshold; between two of them no verdict changes",
    "curve[].above": "the threshold is above this; null for the first step",
    "curve[].up_to": "and at most this; null for the last step",
    "curve[].is_current": "whether the threshold of this calculation lies here: its row is the result",
    "curve[].hospitals": "hospitals that lose the designation, at least and at most",
    "bench": "name of the bench",
    "machine": "where it ran",
    "figures": "one entry for each measurement",
    "unit": "unit of the value",
    "peer": "the program it is compared with",
    "peer_value": "the peer's value in the same run",
    "ratio": "ours against the peer's",
    "floor": "the bound it must keep",
    "holds": "whether it keeps it",
}


def meaning_of(path: str, document: str) -> str:
    """Tell what a field means: the longest ending of its path that is told; empty where none is."""
    if f"{document}:{path}" in _MEANINGS:
        return _MEANINGS[f"{document}:{path}"]
    steps = path.split(".")
    for start in range(len(steps)):
        ending = ".".join(steps[start:])
        if ending in _MEANINGS:
            return _MEANINGS[ending]
        bare = ending.replace("[]", "")
        if bare in _MEANINGS:
            return _MEANINGS[bare]
    return ""

"""The one box: names, readings, Latin letters, cancers and treatments, each with its ground."""

from __future__ import annotations

import html
import re

import pytest

from kinten.portal.search.asking import TOPICS, read_wants, spelled

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(visitor):
    """Read the list: the words of its status, and its rows as texts."""

    def at(words, prefix="", **query):
        answer = visitor.get(f"{prefix}/hospitals/", {"q": words, **query})
        assert answer.status_code == 200
        page = answer.content.decode()
        status = re.search(r'<div role="status">(.*?)</div>', page, re.DOTALL)[1]
        rows = re.findall(r'<tr><th scope="row">(.*?)</tr>', page, re.DOTALL)
        return plain(status), [plain(each) for each in rows]

    def plain(text):
        return " ".join(html.unescape(re.sub("<[^>]+>", " ", text)).split())

    return at


@pytest.mark.parametrize(
    "words",
    [
        "あさひかわいか",
        "アサヒカワイカ",
        "ｱｻﾋｶﾜｲｶ",
        "Asahikawa ika",
        "asahikawaika",
        "ＡＳＡＨＩＫＡＷＡ",
        "旭川 ほっかいどう",
        "Hokkaidō 旭川",
        "北海道 旭川 医科",
        "上川中部",
        "かみかわちゅうぶ",
    ],
)
def test_a_hospital_is_found_by_kana_width_and_latin_letters(look, words):
    _, rows = look(words)

    assert any("旭川医科大学病院" in row for row in rows)


def test_words_of_two_letters_find_and_several_are_all_needed(look):
    _, both = look("札幌 手稲")
    _, one = look("札幌")

    assert 0 < len(both) < len(one)
    assert all("札幌" in row for row in one[:3])


def test_a_machine_reading_is_shown_nowhere(visitor):
    for address in ("/hospitals/?q=あさひかわ", "/hospitals/DCH001/", "/hospitals.json?q=旭川"):
        page = visitor.get(address).content.decode()
        assert "アサヒカワ" not in page
        assert "旭川" in page


def test_another_name_or_the_address_is_told_as_the_ground(look):
    _, rows = look("緑が丘東")

    assert "所在地: 北海道旭川市緑が丘東" in rows[0]
    _, rows = look("address", prefix="/en")
    assert rows == []


@pytest.mark.parametrize(
    "words",
    [
        "乳がん",
        "乳癌",
        "にゅうがん",
        "乳ガン",
        "乳房",
        "breast",
        "Breast Cancer",
        "cancer of the breast",
    ],
)
def test_a_cancer_finds_hospitals_by_their_published_discharges(look, words):
    _, rows = look(words)

    assert "旭川医科大学病院" in rows[0]
    assert re.search(r"乳房の悪性腫瘍: 公表された退院数 \d+（2021年度）", rows[0])


def test_every_hospital_found_by_a_cancer_has_a_published_figure(visitor):
    from kinten.portal.volume_pages.published import cells_of

    rows = visitor.get("/hospitals.json", {"q": "網膜芽細胞腫"}).json()["rows"]

    assert 0 < len(rows) < 30
    for row in rows:
        (cell,) = [each for each in cells_of(row["id"]) if each.disease == "020040"]
        assert row["figure"] == cell.discharges >= 10


def test_a_cancer_and_a_place_are_both_needed(look):
    _, rows = look("石川 乳がん")

    assert rows
    assert all("石川" in row and "乳房" in row for row in rows)
    assert look("breast cancer Ishikawa", prefix="/en")[1]


def test_a_word_that_nobody_has_is_looked_for_in_its_parts(look):
    _, apart = look("石川 乳がん")
    _, joined = look("石川の乳がん")
    status, rows = look("石川のまちがい")

    assert joined == apart != []
    assert rows == []
    assert "石川のまちがい" in status


def test_a_treatment_finds_by_what_meeting_papers_print(look):
    _, rows = look("金沢大学 放射線治療")

    assert "放射線治療のべ患者数 598 人/年（のべ）（2023年の報告、検討会の資料）" in rows[0]


def test_genome_hospitals_are_found_by_what_papers_state(look):
    _, rows = look("ゲノム中核拠点")

    assert any("北海道大学病院" in row and "がんゲノム医療中核拠点病院" in row for row in rows)


def test_what_is_not_listed_is_not_said_to_be_untreated(visitor):
    page = visitor.get("/hospitals/", {"q": "乳がん"}).content.decode()

    assert "治療していないという意味ではありません" in page
    assert "does not mean" in visitor.get("/en/hospitals/", {"q": "乳がん"}).content.decode()


def test_a_topic_of_which_no_source_tells_says_so(look):
    status, rows = look("小線源治療")

    assert rows == []
    assert "病院ごとに示す公表資料は、ここにはありません" in status
    assert "もしかして" not in status


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("旭川医課大学", "旭川医科大学病院"),
        ("ほっかいろう", "北海道"),
        ("Ishikwa", "石川"),
        ("放射腺治療", "放射線治療"),
        ("braest cancer", "breast cancer"),
        ("国立がんセンタ中央病院", "国立がん研究センター中央病院"),
    ],
)
def test_a_misspelling_gets_a_suggestion(look, words, meant):
    status, _ = look(words)

    assert "もしかして" in status
    assert meant in status


def test_a_suggestion_keeps_the_other_words_and_the_filter(visitor):
    page = visitor.get("/hospitals/", {"q": "札幌 放射腺治療", "prefecture": "01"}).content.decode()

    assert (
        "?prefecture=01&amp;q=%E6%9C%AD%E5%B9%8C+%E6%94%BE%E5%B0%84%E7%B7%9A%E6%B2%BB%E7%99%82"
        in page
    )


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("石川", "/areas/?prefecture=17"),
        ("いしかわけん", "/areas/?prefecture=17"),
        ("Ishikawa", "/areas/?prefecture=17"),
        ("上川中部", "/areas/2024/0112/"),
        ("かみかわちゅうぶ 旭川", "/areas/2024/0112/"),
        ("乳癌", "/volumes/090010/"),
    ],
)
def test_a_place_and_a_cancer_lead_to_their_pages(visitor, words, address):
    page = visitor.get("/hospitals/", {"q": words}).content.decode()
    leads = page[page.index('class="leads"') : page.index("</nav>", page.index('class="leads"'))]

    assert f'href="{address}"' in leads
    assert visitor.get(address).status_code == 200
    assert 'class="leads"' not in visitor.get("/hospitals/", {"q": "旭川医科"}).content.decode()


def test_a_word_from_elsewhere_gets_no_guess(look):
    status, rows = look("xyzxyzxyz")

    assert rows == []
    assert "もしかして" not in status


def test_words_that_nobody_has_together_are_told_one_by_one(look):
    status, rows = look("旭川医科 金沢大学")

    assert rows == []
    assert "「旭川医科」 1 病院" in status
    assert "「金沢大学」" in status


def test_the_count_is_spoken_in_both_languages(look):
    assert look("旭川医科")[0].startswith("1 病院")
    assert look("旭川医科", prefix="/en")[0].startswith("1 hospital")


def test_a_topic_of_several_words_is_one_want():
    assert [each.text for each in read_wants("tokyo lung cancer 手術")] == [
        "tokyo",
        "lung cancer",
        "手術",
    ]
    assert [topic.id for want in read_wants("大腸がん") for topic in want.topics] == ["colorectum"]
    assert len(read_wants("語 " * 500)) == 12


def test_every_group_of_the_survey_and_every_fact_of_the_box_exists():
    from kinten.portal.volume_pages.published import published_discharges
    from kinten.vocabulary.facts import CATALOGUE

    diseases = {code for topic in TOPICS for code in topic.diseases}
    assert diseases | {"180050"} == set(published_discharges().diseases)
    assert {fact for topic in TOPICS for fact in topic.facts} <= set(CATALOGUE)
    assert len({topic.id for topic in TOPICS}) == len(TOPICS)
    assert all(len(topics) <= 2 for topics in spelled().values())


@pytest.mark.parametrize(
    "words",
    [
        "\0",
        "'; DROP TABLE",
        "%",
        "<script>",
        "が" * 200,
        "癌 " * 90,
        "－",
        "۱۲",
        "🏥 乳がん",
        "\u3000",
    ],
)
def test_odd_words_are_no_error(look, words):
    look(words)
    look(words, prefix="/en")

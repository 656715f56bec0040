"""Stories of people at the portal: from the box to a file, by keyboard alone, and without scripts."""

import csv
import io
import re

import pytest

from kinten.portal.policy.viewer import Role

pytestmark = pytest.mark.chromium
WORDS = "seven quiet lanterns 82"
"""What an invited person chooses as a password."""
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def active(page, what):
    return page.evaluate(f"document.activeElement.{what}")


def tab_to(page, is_there, most=60):
    """Press Tab until something is reached; a keyboard has no other way."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(is_there):
            return
    raise AssertionError(is_there)


def rows_of(download):
    with open(download.path(), encoding="utf-8-sig", newline="") as file:  # noqa: PTH123
        return list(csv.DictReader(file))


@BOTH
def test_from_the_box_to_a_hospital_to_the_open_data(portal, open_page, pictures, scripts):
    page = open_page(scripts=scripts)
    page.goto(portal)
    page.locator("#q").fill("石川 乳がん")
    page.locator("main form[role=search] button").click()
    page.wait_for_url(re.compile(r"/hospitals/\?q="))
    assert re.match(r"\d+ 病院", page.locator("main [role=status]").inner_text().strip())
    page.screenshot(path=pictures / f"story-list-{'with' if scripts else 'without'}-scripts.png")
    row = page.locator("tbody tr", has_text="金沢大学附属病院")
    assert "乳房の悪性腫瘍: 公表された退院数" in row.inner_text()
    row.get_by_role("link").click()
    page.wait_for_url(re.compile("/hospitals/DCH"))
    assert page.locator("h1").inner_text() == "金沢大学附属病院"
    identity = page.url.rstrip("/").rpartition("/")[2]

    page.get_by_role("link", name="公開データ", exact=True).first.click()
    page.locator("main a[href='/data/hospitals/']").first.click()
    page.locator("#q").fill("金沢大学附属病院")
    page.locator("main form.ask button").click()
    page.wait_for_url(re.compile("/data/hospitals/.*q="))
    with page.expect_download() as started:
        page.locator("main a", has_text="CSV").first.click()
    rows = rows_of(started.value)

    assert [row["id"] for row in rows] == [identity]
    assert rows[0]["name"] == "金沢大学附属病院"
    assert page.told == []
    assert all(each.startswith((portal, "data:")) for each in page.asked)


@BOTH
def test_the_file_of_a_list_has_the_rows_of_the_page(portal, open_page, scripts):
    page = open_page(scripts=scripts)
    page.goto(f"{portal}/hospitals/?q=乳がん&prefecture=17&sort=-figure")
    names = page.locator("tbody th").all_inner_texts()
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    rows = rows_of(started.value)

    assert [row["name"] for row in rows] == names
    assert "乳房の悪性腫瘍" in rows[0]["grounds_ja"]
    assert "抽出" in started.value.suggested_filename


@BOTH
def test_a_misspelling_leads_on(portal, open_page, scripts):
    page = open_page(scripts=scripts)
    page.goto(portal)
    page.locator("#q").fill("旭川医課大学")
    page.locator("#q").press("Enter")
    page.locator(".meant a").first.click()
    page.wait_for_url(re.compile("q="))

    assert page.get_by_role("link", name="旭川医科大学病院", exact=True).is_visible()


@BOTH
def test_a_list_is_put_in_order_by_its_heading(portal, open_page, scripts):
    page = open_page(scripts=scripts)
    page.goto(f"{portal}/hospitals/?q=乳がん")
    page.locator("thead a", has_text="見つかった理由").click()
    page.wait_for_url(re.compile("sort=-figure"))

    told = page.locator("tbody td:last-child").all_inner_texts()
    figures = [int(re.search(r"退院数 ([\d,]+)", each)[1].replace(",", "")) for each in told]
    assert figures == sorted(figures, reverse=True)
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("見つかった理由")


@BOTH
def test_the_language_switch_keeps_the_page_and_its_query(portal, open_page, scripts):
    page = open_page(scripts=scripts)
    page.goto(f"{portal}/hospitals/?q=乳がん&prefecture=17&sort=-figure")
    names = page.locator("tbody th").all_inner_texts()
    page.get_by_role("link", name="English").click()
    page.wait_for_url(re.compile("/en/hospitals/"))

    assert "prefecture=17" in page.url
    assert "sort=-figure" in page.url
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("tbody th").all_inner_texts() == names
    assert "published discharges" in page.locator("tbody tr").first.inner_text()
    page.get_by_role("link", name="日本語").click()
    assert page.evaluate("document.documentElement.lang") == "ja"


def test_a_hospital_is_found_by_keyboard_alone(portal, browser_page):
    page = browser_page
    page.goto(portal)
    page.keyboard.press("Tab")
    assert active(page, "className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert active(page, "id") == "q"
    page.keyboard.type("あさひかわいか")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q="))
    tab_to(page, "document.activeElement.textContent === '旭川医科大学病院'")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("DCH001"))

    assert page.locator("h1").inner_text() == "旭川医科大学病院"


def sign_in(page, email, password):
    """Sign in by keyboard; the page is that of the sign-in."""
    tab_to(page, "document.activeElement.name === 'login'")
    page.keyboard.type(email)
    tab_to(page, "document.activeElement.name === 'password'")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


@BOTH
def test_somebody_signs_in_and_invites_by_keyboard_and_the_invited_comes_in(
    portal, open_page, account, filled, scripts
):
    user, invited = account(Role.MINISTRY), f"invited-{'with' if scripts else 'without'}@example.jp"
    page = open_page(scripts=scripts)
    page.goto(f"{portal}/people/invite/")
    page.wait_for_url(re.compile("/accounts/login/"))
    sign_in(page, user["email"], user["password"])
    # Where one wanted to go before the sign-in.
    page.wait_for_url(re.compile("/people/invite/"))
    tab_to(page, "document.activeElement.name === 'email'")
    page.keyboard.type(invited)
    tab_to(page, "document.activeElement.name === 'role'")
    for _ in range(20):
        if page.locator("main [name=role]").input_value() == str(Role.NCC):
            break
        page.keyboard.press("ArrowDown")
    tab_to(page, "document.activeElement.type === 'submit'")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/people/$"))
    assert invited in page.locator("main").inner_text()

    mails = (each.read_text("utf-8") for each in sorted((filled["folder"] / "mail").iterdir()))
    address = next(
        re.search(r"http://[^ ]+/invitation/[^/ ]+/", mail)[0] for mail in mails if invited in mail
    )
    fresh = open_page(scripts=scripts)
    fresh.goto(address)
    tab_to(fresh, "document.activeElement.name === 'name'")
    fresh.keyboard.type("例示 花子")
    tab_to(fresh, "document.activeElement.type === 'password'")
    fresh.keyboard.type(WORDS)
    tab_to(
        fresh,
        "document.activeElement.type === 'password' || document.activeElement.type === 'submit'",
    )
    if active(fresh, "type") == "password":
        fresh.keyboard.type(WORDS)
    fresh.keyboard.press("Enter")
    fresh.wait_for_url(re.compile("/accounts/login/"))
    sign_in(fresh, invited, WORDS)
    fresh.locator("form[action$='/logout/']").wait_for()
    assert "例示 花子" in fresh.locator("header").inner_text()


@BOTH
def test_what_an_invitation_lacks_is_said_at_its_field(open_as, scripts):
    page = open_as(Role.MINISTRY, "/people/invite/", scripts=scripts)
    # The browser holds nothing back here: the page itself has to say what is wrong.
    page.locator("main [name=email]").evaluate("field => { field.form.noValidate = true; }")
    page.locator("main [name=email]").fill("no address")
    page.locator("main [name=email]").press("Enter")
    field = page.locator("main [name=email][aria-invalid=true]")
    field.wait_for()
    told = page.locator(f"[id='{field.get_attribute('aria-describedby').split()[-1]}']")

    assert told.inner_text().strip() != ""
    assert field.input_value() == "no address"


@BOTH
def test_a_list_is_kept_under_a_name_and_found_again(open_as, scripts):
    page = open_as(Role.PREFECTURE, "/hospitals/?q=乳がん&prefecture=17", scripts=scripts)
    count = page.locator("main [role=status] p").first.inner_text()
    page.get_by_role("link", name="この一覧を保存する").click()
    name = f"石川の乳がん {'あり' if scripts else 'なし'}"
    page.locator("#name").fill(name)
    page.locator("#name").press("Enter")
    page.get_by_role("link", name=name).click()
    page.wait_for_url(re.compile("/hospitals/"))

    assert page.locator("main [role=status] p").first.inner_text() == count
    page.goto(page.url.partition("/hospitals/")[0] + "/account/views/")
    page.get_by_role("button", name=f"「{name}」を消す").click()
    assert page.get_by_role("link", name=name).count() == 0


@BOTH
def test_a_year_of_the_map_is_chosen_with_or_without_scripts(portal, open_page, pictures, scripts):
    page = open_page(scripts=scripts)
    page.goto(f"{portal}/map/?year=2024")
    page.locator("#year").focus()
    page.keyboard.press("ArrowLeft")
    if not scripts:
        page.locator(".slider button").press("Enter")
    page.wait_for_url(re.compile("year=2023"))
    page.locator("#map-told", has_text="2023-04-01").wait_for()
    page.screenshot(path=pictures / f"story-map-{'with' if scripts else 'without'}-scripts.png")

    assert page.locator(".years [aria-current]").inner_text() == "2023"


def test_a_review_is_seen_by_its_hospital_and_by_no_visitor(open_as):
    own, anybody = open_as(Role.HOSPITAL, "/hospitals/EX001/"), open_as(None, "/hospitals/EX001/")

    assert "審査中。公表前" in own.locator("main").inner_text()
    assert "審査中。公表前" not in anybody.locator("main").inner_text()


def test_the_example_of_the_api_that_its_page_shows_answers(portal, browser_page):
    browser_page.goto(f"{portal}/api/v1/docs/")
    address = browser_page.locator("main a[href^='/api/v1/hospitals?']").first.get_attribute("href")
    answer = browser_page.request.get(portal + address)

    assert answer.ok
    assert answer.json()["data"]


def test_csv_of_every_open_table_opens_from_its_page(portal, browser_page):
    browser_page.goto(f"{portal}/data/")
    addresses = browser_page.locator("main a[href$='.csv']").evaluate_all(
        "each => each.map(one => one.getAttribute('href'))"
    )

    assert len(addresses) > 5
    for address in addresses:
        answer = browser_page.request.get(portal + address)
        assert answer.ok, address
        assert answer.body().startswith(b"\xef\xbb\xbf"), address
        assert list(csv.reader(io.StringIO(answer.text()))), address

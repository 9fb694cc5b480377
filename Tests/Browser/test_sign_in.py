"""Into the panel: by link, by password, by code, and by Telegram."""

import hashlib
import re
import sqlite3
import time
import urllib.request

import pytest
from playwright.sync_api import Page, expect
from settings_page import PASSWORD, Entrance, Settings, expect_accessible, invite, one_time_code
from staff import staff


@pytest.fixture
def entrance(desk, page: Page) -> Entrance:
    return Entrance(desk, page)


def test_invitation_lets_in_and_leaves_no_trace_in_the_address(desk, page: Page, entrance: Entrance):
    secret = invite(desk, "Anna")
    entrance.open_invitation(secret)
    expect(entrance.new_password).to_be_focused()
    assert secret not in page.url
    entrance.new_password.fill("too short")
    expect(page.get_by_test_id("strength")).to_contain_text("1 more character")
    entrance.new_password.press("Enter")
    expect(entrance.new_password).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("1 more character")).to_have_count(1)
    entrance.new_password.fill(PASSWORD)
    expect(page.get_by_test_id("strength")).to_contain_text("Strong")
    page.evaluate("history.replaceState(null, '', '#/settings/account')")
    entrance.submit.click()
    settings = Settings(desk, page).expect_open()
    expect(settings.profile).to_contain_text("Anna")
    page.go_back()
    assert secret not in page.url

    entrance = settings.sign_out()
    entrance.sign_in("anna@desk.example")
    expect(settings.open("account").profile).to_contain_text("Anna")


def test_first_account_that_the_page_advises_is_an_administrators(entrance: Entrance, page: Page):
    entrance.open()
    expect(page.locator(".help code")).to_have_text("otvet agent add NAME --login LOGIN --admin")


def test_demo_says_a_link_that_lets_into_its_panel(demo, browser):
    link = demo.said(r"panel, once a password is chosen: (http\S+)#invitation=(\S+)")
    page = browser.new_page(locale="en-US")
    try:
        Entrance(demo, page).accept(link[2])
        assert link[1] == f"{demo.url}/admin"
    finally:
        page.close()


@pytest.mark.parametrize("state", ["used", "too old", "unknown"])
def test_dead_invitation_says_what_to_do(desk, page: Page, entrance: Entrance, tmp_path, new_context, state: str):
    secret = invite(desk, "Anna")
    if state == "used":
        Entrance(desk, new_context().new_page()).accept(secret)
    elif state == "too old":
        with sqlite3.connect(tmp_path / "data/otvet.db") as database:
            database.execute("UPDATE invitations SET expires_at = 1")
    else:
        secret = hashlib.sha256(secret.encode()).hexdigest()
    entrance.open_invitation(secret)
    entrance.new_password.fill("another password")
    entrance.submit.click()
    expect(page.get_by_test_id("expired")).to_contain_text("Ask an administrator")
    expect(page.get_by_test_id("expired")).to_contain_text("otvet agent reset NAME")
    expect_accessible(page)
    page.get_by_test_id("to-sign-in").click()
    expect(entrance.name).to_be_focused()


def test_old_link_leads_whoever_is_signed_in_back(desk, page: Page, entrance: Entrance):
    secret = invite(desk, "Anna")
    settings = entrance.accept(secret)
    # The same tab: the page is there already, and only the fragment changes.
    page.goto(f"{desk.url}/admin#invitation={secret}")
    entrance.new_password.fill("another password")
    entrance.submit.click()
    page.evaluate("history.replaceState(null, '', '#/settings/account')")
    page.get_by_test_id("to-sign-in").click()
    settings.expect_open()


def test_window_follows_whoever_signs_in_in_another(desk, page: Page, entrance: Entrance):
    settings = entrance.accept(invite(desk, "Anna"))
    expect(settings.profile).to_contain_text("Anna")
    other = Entrance(desk, page.context.new_page()).accept(invite(desk, "Boris"))
    expect(other.profile).to_contain_text("Boris")
    expect(settings.profile).to_contain_text("Boris")


def test_second_factor_is_asked_for_and_recovery_codes_work_once(desk, page: Page, entrance: Entrance):
    settings = entrance.accept(invite(desk, "Anna"))
    secret, recovery = settings.switch_second_factor_on()

    entrance = settings.sign_out()
    entrance.sign_in("Anna@desk.example")
    expect(entrance.code).to_be_focused()
    expect(entrance.code).to_have_attribute("autocomplete", "one-time-code")
    expect_accessible(page)
    entrance.give_code("000000")
    expect(entrance.problem).to_contain_text("wrong or has been used")
    # The code of this step has switched the second factor on, and each is good once.
    entrance.give_code(one_time_code(secret, ahead=1))
    expect(entrance.gate).to_have_count(0)

    entrance = settings.sign_out()
    entrance.sign_in("Anna@desk.example")
    entrance.give_code(recovery[0].lower())
    expect(entrance.gate).to_have_count(0)

    entrance = settings.sign_out()
    entrance.sign_in("Anna@desk.example")
    entrance.give_code(recovery[0])
    expect(entrance.problem).to_contain_text("wrong or has been used")
    page.get_by_test_id("back").click()
    expect(entrance.name).to_have_value("Anna@desk.example")


def test_wrong_password_says_so_and_too_many_have_to_wait(desk, page: Page, entrance: Entrance):
    entrance.accept(invite(desk, "Anna"))
    Settings(desk, page).sign_out()
    entrance.sign_in("Anna@desk.example", "not my password")
    expect(entrance.problem).to_contain_text("The login or password is wrong")
    expect(entrance.name).to_have_value("Anna@desk.example")
    countdown = page.get_by_test_id("countdown")
    for _ in range(12):
        if countdown.is_visible():
            break
        with page.expect_response(re.compile("/api/admin/sign-in")):
            entrance.submit.click()
        expect(entrance.submit).to_have_attribute("aria-busy", "false")
    expect(countdown).to_have_text(re.compile(r"Try again in \d+:\d\d\."))
    expect(entrance.submit).to_have_attribute("aria-disabled", "true")
    first = countdown.inner_text()
    expect(countdown).not_to_have_text(first)


def test_who_is_offline_is_told_and_can_try_again(desk, page: Page, entrance: Entrance):
    entrance.accept(invite(desk, "Anna"))
    Settings(desk, page).sign_out()
    page.route("**/api/admin/sign-in", lambda route: route.abort())
    entrance.sign_in("Anna@desk.example")
    expect(entrance.problem).to_contain_text("The server can’t be reached")
    page.unroute("**/api/admin/sign-in")
    entrance.submit.click()
    expect(entrance.gate).to_have_count(0)


def test_form_serves_password_managers_and_shows_what_is_typed(page: Page, entrance: Entrance):
    entrance.open()
    expect(entrance.name).to_have_attribute("autocomplete", "username")
    expect(entrance.password).to_have_attribute("autocomplete", "current-password")
    expect(entrance.password).to_have_attribute("type", "password")
    page.get_by_role("button", name="Show the password").click()
    expect(entrance.password).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide the password").click()
    expect(entrance.password).to_have_attribute("type", "password")
    entrance.submit.click()
    expect(entrance.name).to_be_focused()
    expect(entrance.name).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("otvet agent add NAME")).to_be_visible()


def test_member_of_the_group_signs_in_with_a_code_of_the_bot(desk, page: Page, entrance: Entrance):
    entrance.open()
    entrance.telegram.click()
    bot = page.get_by_role("link", name="Open the bot")
    expect(bot).to_have_attribute("href", re.compile(r"https://t\.me/\w+\?start=signin"))
    expect(bot).to_have_attribute("rel", re.compile("noopener"))
    expect_accessible(page)
    code = page.get_by_label("Code from the bot")
    code.fill("ABCD-EFGH")
    code.press("Enter")
    expect(entrance.problem).to_contain_text("Ask the bot for a new one")
    code.fill(code_of_the_bot(desk))
    code.press("Enter")
    settings = Settings(desk, page).expect_open()
    expect(settings.profile).to_contain_text("Olga")
    expect(settings.part("telegram-state")).to_have_text("Linked")
    expect(settings.part("password")).to_contain_text("have no password")


def test_account_is_linked_with_telegram(desk, page: Page, entrance: Entrance):
    settings = entrance.accept(invite(desk, "Anna"))
    expect(settings.part("telegram-state")).to_have_text("Not linked")
    code = page.get_by_label("Code from the bot")
    code.fill("ABCD-EFGH")
    code.press("Enter")
    expect(settings.part("telegram").get_by_test_id("problem")).to_contain_text("Ask the bot for a new one")
    code.fill(code_of_the_bot(desk))
    code.press("Enter")
    settings.expect_toast("Telegram is linked")
    expect(settings.part("telegram-state")).to_have_text("Linked")


def code_of_the_bot(desk) -> str:
    """Olga, a member of the group, asks the bot in private."""
    staff(desk, "status", status="member")
    staff(desk, "whisper", text="/start signin")
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        with urllib.request.urlopen(f"{desk.telegram.url}/simulator/calls", timeout=10) as answer:
            said = re.findall(r'"([0-9A-Z]{4}-[0-9A-Z]{4})\\n', answer.read().decode())
        if said:
            return said[-1]
    raise AssertionError("the bot does not answer")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_page_speaks_russian_and_is_accessible(desk, new_context, theme: str):
    page = new_context(locale="ru-RU", color_scheme=theme).new_page()
    page.goto(f"{desk.url}/admin")
    expect(page.get_by_role("heading", name="Вход")).to_be_visible()
    expect(page.get_by_test_id("by-telegram")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect_accessible(page)


def test_phone_has_room_for_everything(desk, new_context):
    page = new_context(viewport={"width": 360, "height": 640}, has_touch=True).new_page()
    entrance = Entrance(desk, page).open()
    expect(entrance.telegram).to_be_visible()
    assert page.evaluate("document.querySelector('.entrance').scrollWidth") <= 360
    for target in [entrance.submit, entrance.telegram, page.get_by_test_id("show-password")]:
        assert target.bounding_box()["height"] >= 40

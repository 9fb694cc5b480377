"""The panel's way in and its settings, as the tests see them."""

import base64
import hashlib
import hmac
import re
import struct
import time

from accessibility import expect_accessible_at_rest
from panel_page import new_agent
from playwright.sync_api import Page, expect

PASSWORD = "correct horse battery"


def invite(desk, name: str, role: str = "admin") -> str:
    """Makes an account; returns the secret of its link."""
    return new_agent(desk, name, role)["invitation"]["token"]


def one_time_code(secret: str, ahead: int = 0) -> str:
    """What an authenticator app shows (RFC 6238), so many time steps from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.digest(base64.b32decode(secret.replace(" ", "")), counter, hashlib.sha1)
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def expect_accessible(page: Page):
    # The preview is a page of its own, whose widget has a test of its own.
    expect_accessible_at_rest(page, {"exclude": [["iframe"]]})


class Entrance:
    """What is shown to whom the panel does not know."""

    def __init__(self, desk, page: Page):
        self.desk = desk
        self.page = page
        self.gate = page.locator(".entrance")
        self.name = self.gate.get_by_label("Login or e-mail", exact=True)
        self.password = self.gate.get_by_label("Password", exact=True)
        self.new_password = self.gate.get_by_label("New password")
        self.code = self.gate.get_by_label("Code", exact=True)
        self.problem = self.gate.get_by_test_id("problem")
        self.telegram = self.gate.get_by_test_id("by-telegram")
        self.submit = self.gate.get_by_test_id("submit")

    def open(self) -> "Entrance":
        self.page.goto(f"{self.desk.url}/admin#/settings/account")
        expect(self.name).to_be_focused()
        return self

    def sign_in(self, name: str, password: str = PASSWORD):
        self.name.fill(name)
        self.password.fill(password)
        self.password.press("Enter")

    def give_code(self, code: str):
        self.code.fill(code)
        self.code.press("Enter")

    def open_invitation(self, secret: str) -> "Entrance":
        self.page.goto(f"{self.desk.url}/admin#invitation={secret}")
        return self

    def accept(self, secret: str, password: str = PASSWORD) -> "Settings":
        self.open_invitation(secret)
        self.new_password.fill(password)
        # Where they want to be: signing in leads there.
        self.page.evaluate("history.replaceState(null, '', '#/settings/account')")
        self.new_password.press("Enter")
        return Settings(self.desk, self.page).expect_open()


class Settings:
    """The settings of who is signed in."""

    def __init__(self, desk, page: Page):
        self.desk = desk
        self.page = page
        self.profile = page.get_by_test_id("profile")
        self.toast = page.get_by_test_id("toast")
        self.dialog = page.get_by_role("dialog")
        self.secret = page.get_by_test_id("secret")
        self.problem = page.get_by_test_id("problem")
        self.sessions = page.get_by_test_id("session")
        self.members = page.get_by_test_id("member")
        self.replies = page.get_by_test_id("reply")
        self.keys = page.get_by_test_id("key")
        self.audit = page.get_by_test_id("audit-entry")

    def expect_open(self) -> "Settings":
        expect(self.profile).to_be_visible()
        return self

    def go(self, name: str) -> "Settings":
        """By the list of pages."""
        navigation = self.page.get_by_role("navigation", name=re.compile("Settings|Настройки"))
        navigation.locator(f'[href="#/settings/{name}"]').click()
        expect(self.page.locator(f'[data-page="{name}"]')).to_be_visible()
        return self

    def open(self, name: str) -> "Settings":
        """By the address."""
        self.page.goto(f"{self.desk.url}/admin#/settings/{name}")
        expect(self.page.locator(f'[data-page="{name}"]')).to_be_visible()
        return self

    def expect_toast(self, text: str):
        expect(self.toast.filter(has_text=text)).to_be_visible()

    def part(self, name: str):
        return self.page.get_by_test_id(name)

    def member(self, name: str):
        return self.members.filter(has=self.page.get_by_test_id("name").get_by_text(name, exact=True))

    def act_on(self, name: str, action: str):
        self.member(name).get_by_test_id("menu").click()
        self.member(name).get_by_test_id(action).click()

    def confirm(self, button: str):
        self.dialog.get_by_role("button", name=button).click()

    def sign_out(self) -> Entrance:
        self.open("account").part("sign-out").click()
        entrance = Entrance(self.desk, self.page)
        expect(entrance.name).to_be_visible()
        return entrance

    def switch_second_factor_on(self, password: str = PASSWORD) -> tuple[str, list[str]]:
        """Returns the app's secret and the recovery codes."""
        self.part("factor").click()
        self.dialog.get_by_label("Your password").fill(password)
        self.page.keyboard.press("Enter")
        secret = self.secret.inner_text()
        code = self.dialog.get_by_label("The code the app shows now")
        code.fill(one_time_code(secret))
        code.press("Enter")
        codes = self.part("recovery-codes").get_by_role("listitem")
        expect(codes).to_have_count(10)
        recovery = codes.all_inner_texts()
        self.part("kept").click()
        expect(self.part("factor-state")).to_have_text("On")
        return secret, recovery

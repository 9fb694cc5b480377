"""The panel's settings, against the real program."""

import hashlib
import re

import pytest
from api import call
from cabinet_page import Customer
from pages import Widget
from panel_page import Panel, sign_in
from playwright.sync_api import Page, expect
from settings_page import PASSWORD, Entrance, Settings, expect_accessible, invite, one_time_code

PAGES = ["account", "team", "replies", "replies/new", "widget", "hours", "keys", "audit"]


@pytest.fixture
def enter(desk, new_context):
    """Signs somebody new in, in a browser of their own."""

    def enter(name: str = "Anna", role: str = "admin", **options) -> Settings:
        return Entrance(desk, new_context(**options).new_page()).accept(invite(desk, name, role))

    return enter


@pytest.fixture
def settings(enter) -> Settings:
    return enter()


def test_new_password_ends_the_other_sessions(desk, settings: Settings, new_context):
    other = Entrance(desk, new_context().new_page()).open()
    other.sign_in("Anna@desk.example")
    elsewhere = Settings(desk, other.page).open("account").expect_open()
    settings.page.reload()
    expect(settings.sessions).to_have_count(2)
    expect(settings.sessions.first).to_contain_text("This browser")
    expect(settings.sessions.first).to_contain_text("Chrome on")

    form = settings.part("change-password")
    form.get_by_label("Current password").fill("not my password")
    form.get_by_label("New password").fill("a better password")
    form.get_by_test_id("submit").click()
    expect(form).to_contain_text("isn’t your current password")
    form.get_by_label("Current password").fill(PASSWORD)
    form.get_by_test_id("submit").click()
    settings.expect_toast("Password changed")
    expect(settings.sessions).to_have_count(1)
    expect(form.get_by_label("New password")).to_have_value("")
    elsewhere.page.reload()
    expect(other.name).to_be_visible()
    other.sign_in("Anna@desk.example", "a better password")
    expect(other.gate).to_have_count(0)


def test_sessions_are_ended_one_by_one_or_all(desk, settings: Settings, new_context):
    for _ in range(3):
        other = Entrance(desk, new_context().new_page()).open()
        other.sign_in("Anna@desk.example")
        expect(other.gate).to_have_count(0)
    settings.page.reload()
    expect(settings.sessions).to_have_count(4)
    settings.sessions.last.get_by_role("button").click()
    settings.expect_toast("The session has ended")
    expect(settings.sessions).to_have_count(3)
    settings.part("end-others").click()
    settings.confirm("End all others")
    expect(settings.sessions).to_have_count(1)
    expect(settings.sessions).to_contain_text("This browser")


def test_audit_log_shows_who_did_what_and_goes_on_when_asked(desk, settings: Settings):
    for number in range(60):
        assert call(desk, "POST", "/api/admin/api-keys", {"name": f"=key {number}"}).status == 201
    settings.open("audit")
    expect(settings.audit).to_have_count(50)
    expect(settings.audit.first).to_contain_text("API key created")
    expect(settings.audit.first).to_contain_text("=key 59")
    expect(settings.audit.first).to_contain_text("The operator’s key · API · 127.0.0.1")
    settings.part("more").click()
    # The account that was made, and its password.
    expect(settings.audit).to_have_count(62)
    expect(settings.part("more")).to_be_hidden()

    settings.part("actor").select_option(label="Anna")
    expect(settings.audit).to_have_count(1)
    expect(settings.audit).to_contain_text("Password set by link")
    expect(settings.audit).to_contain_text("Anna · panel · 127.0.0.1")
    settings.part("action").select_option("key_made")
    expect(settings.page.get_by_text("Nothing here yet")).to_be_visible()
    settings.part("actor").select_option("operator")
    expect(settings.audit).to_have_count(50)
    with settings.page.expect_download() as begun:
        settings.part("csv").click()
    assert begun.value.suggested_filename == "otvet-audit.csv"
    lines = begun.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 61 and ",'=key 59," in lines[1] and "=key 0" in lines[60]
    settings.part("action").select_option("audit_exported")
    settings.part("actor").select_option(label="Anna")
    expect(settings.audit).to_have_count(1)


def test_agents_do_not_see_the_audit_log(enter):
    settings = enter("Boris", "agent").open("audit")
    expect(settings.part("administrators-only")).to_be_visible()
    expect(settings.audit).to_have_count(0)


def test_second_factor_is_switched_off_by_password_and_code(settings: Settings):
    _, recovery = settings.switch_second_factor_on()
    settings.part("factor").click()
    settings.dialog.get_by_label("Your password").fill(PASSWORD)
    settings.dialog.get_by_label("Code from the app, or a recovery code").fill("0000-0000-0000-0000")
    settings.page.keyboard.press("Enter")
    expect(settings.dialog.get_by_test_id("problem")).to_contain_text("The password or the code is wrong")
    settings.dialog.get_by_label("Code from the app, or a recovery code").fill(recovery[0])
    settings.page.keyboard.press("Enter")
    expect(settings.part("factor-state")).to_have_text("Off")
    expect(settings.part("factor")).to_be_focused()


def test_recovery_codes_are_kept_as_a_file_and_not_lost_by_escape(settings: Settings):
    settings.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    settings.part("factor").click()
    settings.dialog.get_by_label("Your password").fill("not my password")
    settings.page.keyboard.press("Enter")
    expect(settings.dialog.get_by_test_id("problem")).to_contain_text("isn’t your password")
    settings.page.keyboard.press("Escape")
    expect(settings.dialog).to_have_count(0)
    settings.part("factor").click()
    settings.dialog.get_by_label("Your password").fill(PASSWORD)
    settings.page.keyboard.press("Enter")
    expect(settings.part("qr")).to_be_visible()
    settings.dialog.get_by_label("The code the app shows now").fill(one_time_code(settings.secret.inner_text()))
    settings.page.keyboard.press("Enter")
    codes = settings.part("recovery-codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    expect_accessible(settings.page)
    settings.page.keyboard.press("Escape")
    expect(codes).to_have_count(10)
    with settings.page.expect_download() as download:
        settings.dialog.get_by_role("link", name="Download").click()
    text = download.value.path().read_text()
    assert all(code in text for code in codes.all_inner_texts())
    settings.dialog.get_by_test_id("copy").click()
    expect(settings.dialog.get_by_test_id("copy")).to_have_text("Copied")
    assert settings.page.evaluate("navigator.clipboard.readText()").split() == codes.all_inner_texts()


def test_language_theme_and_sound_stay_in_the_browser(settings: Settings):
    settings.part("theme").get_by_text("Dark").click()
    expect(settings.page.locator("html")).to_have_attribute("data-theme", "dark")
    settings.part("sound").uncheck()
    settings.part("language").get_by_text("Русский").click()
    expect(settings.page.get_by_role("heading", name="Мой профиль")).to_be_visible()
    settings.page.reload()
    expect(settings.page.get_by_role("heading", name="Мой профиль")).to_be_visible()
    expect(settings.page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(settings.part("sound")).not_to_be_checked()
    assert settings.page.evaluate("localStorage.getItem('otvet:panel:sound')") == "off"


def test_notifications_are_allowed_by_a_button(settings: Settings):
    expect(settings.part("notifications-place")).to_be_visible()
    settings.page.context.grant_permissions(["notifications"])
    settings.page.reload()
    settings.part("notifications").check()
    assert settings.page.evaluate("localStorage.getItem('otvet:panel:notifications')") == "on"
    settings.part("notifications").uncheck()
    assert settings.page.evaluate("localStorage.getItem('otvet:panel:notifications')") == "off"


def test_colleague_is_added_switched_off_and_on(desk, settings: Settings, new_context):
    settings.go("team")
    expect(settings.members).to_have_count(1)
    settings.part("add").click()
    settings.dialog.get_by_label("Login or e-mail").fill("b@desk.example")
    settings.dialog.get_by_label("Name").fill("anna")
    settings.page.keyboard.press("Enter")
    expect(settings.dialog.get_by_test_id("problem")).to_contain_text("has this name")
    settings.dialog.get_by_label("Name").fill("Boris")
    settings.page.keyboard.press("Enter")
    expect(settings.dialog).to_contain_text("Link for Boris")
    expect(settings.dialog.get_by_test_id("login")).to_contain_text("b@desk.example")
    link = settings.secret.inner_text()
    settings.page.keyboard.press("Escape")
    expect(settings.secret).to_be_visible()
    settings.part("done").click()
    expect(settings.member("Boris")).to_contain_text("Invited")

    boris = Entrance(desk, new_context().new_page()).accept(link.partition("#invitation=")[2])
    settings.page.reload()
    expect(settings.member("Boris")).to_contain_text("Active")
    expect(settings.member("Boris").get_by_test_id("seen")).to_have_text("last seen now")

    settings.act_on("Boris", "disable")
    settings.confirm("Switch off")
    settings.expect_toast("Boris’s account is switched off")
    expect(settings.member("Boris")).to_contain_text("Switched off")
    boris.page.reload()
    gate = Entrance(desk, boris.page)
    expect(gate.name).to_be_visible()
    gate.sign_in("b@desk.example")
    expect(gate.problem).to_contain_text("switched off")

    settings.act_on("Boris", "enable")
    expect(settings.member("Boris")).to_contain_text("Active")
    gate.sign_in("b@desk.example")
    expect(gate.gate).to_have_count(0)


def test_colleague_gets_another_role_name_and_link(desk, enter, settings: Settings):
    boris = enter("Boris", "agent")
    settings.go("team")
    settings.act_on("Boris", "make-admin")
    settings.confirm("Make an administrator")
    expect(settings.member("Boris").get_by_test_id("role")).to_have_text("Administrator")
    settings.act_on("Boris", "rename")
    settings.dialog.get_by_label("Name").fill("Boris the Second")
    settings.page.keyboard.press("Enter")
    expect(settings.member("Boris the Second")).to_be_visible()
    settings.act_on("Boris the Second", "sessions")
    expect(settings.dialog.get_by_test_id("session")).to_have_count(1)
    settings.page.keyboard.press("Escape")
    settings.act_on("Boris the Second", "reset")
    settings.confirm("New link")
    link = settings.secret.inner_text()
    settings.part("done").click()
    boris.page.reload()
    gate = Entrance(desk, boris.page)
    expect(gate.name).to_be_visible()
    expect(gate.accept(link.partition("#invitation=")[2], "yet another one").profile).to_contain_text("Boris the Second")


def test_nobody_locks_themselves_out(settings: Settings):
    settings.go("team")
    settings.member("Anna").get_by_test_id("menu").click()
    expect(settings.page.get_by_role("menuitem")).to_have_text(["Rename", "Change login", "Sessions"])
    settings.page.keyboard.press("ArrowDown")
    expect(settings.page.get_by_role("menuitem", name="Change login")).to_be_focused()
    settings.page.keyboard.press("Escape")
    expect(settings.member("Anna").get_by_test_id("menu")).to_be_focused()


def test_agents_are_told_what_is_not_for_them(enter):
    settings = enter("Boris", "agent")
    for name in ["team", "keys"]:
        settings.go(name)
        expect(settings.part("administrators-only")).to_contain_text("Only administrators")
        expect(settings.part("add")).to_have_count(0)
    settings.go("widget")
    expect(settings.part("snippet")).to_be_visible()
    expect(settings.part("look")).to_have_count(0)
    settings.go("replies")
    expect(settings.part("add")).to_be_visible()


def test_canned_reply_is_written_found_changed_and_deleted(desk, settings: Settings):
    settings.go("replies").part("add").click()
    page = settings.page
    page.get_by_label("Shortcut").fill("no spaces")
    page.get_by_label("Title").fill("Greeting")
    page.get_by_label("Text", exact=True).fill("Hello ")
    settings.part("insert-name").click()
    page.keyboard.type(", this is ")
    settings.part("insert-agent").click()
    expect(settings.part("preview")).to_have_text("Hello Anna, this is Anna")
    settings.part("reply").get_by_test_id("submit").click()
    expect(page.get_by_label("Shortcut")).to_be_focused()
    page.get_by_label("Shortcut").fill("hi")
    settings.part("reply").get_by_test_id("submit").click()
    settings.expect_toast("Reply saved")
    expect(page.locator("li", has_text="/hi")).to_be_visible()
    replies = call(desk, "GET", "/api/admin/canned-replies").json["canned_replies"]
    assert [(each["shortcut"], each["text"]) for each in replies] == [("hi", "Hello {name}, this is {agent}")]

    call(desk, "POST", "/api/admin/canned-replies", {"shortcut": "bye", "title": "The end", "text": "Good bye"})
    page.reload()
    expect(settings.replies).to_have_count(2)
    settings.part("search").fill("GOOD")
    expect(settings.replies).to_have_count(1)
    settings.part("search").fill("nowhere")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    settings.part("search").fill("")
    page.get_by_role("link", name="Edit “The end”").click()
    page.get_by_label("Shortcut").fill("hi")
    settings.part("reply").get_by_test_id("submit").click()
    expect(settings.part("reply")).to_contain_text("has this shortcut")
    page.get_by_label("Shortcut").fill("end")
    page.keyboard.press("Enter")
    expect(page.locator("li", has_text="/end")).to_be_visible()
    page.get_by_role("button", name="Delete “The end”").click()
    settings.confirm("Delete")
    settings.expect_toast("Reply deleted")
    expect(settings.replies).to_have_count(1)
    assert len(call(desk, "GET", "/api/admin/canned-replies").json["canned_replies"]) == 1


def test_half_written_reply_is_kept(settings: Settings):
    settings.go("replies").part("add").click()
    settings.page.get_by_label("Title").fill("Half a title")
    settings.go("team").go("replies")
    settings.part("unsaved").get_by_role("link").click()
    expect(settings.page.get_by_label("Title")).to_have_value("Half a title")
    settings.part("discard").click()
    expect(settings.part("unsaved")).to_have_count(0)
    settings.part("add").click()
    expect(settings.page.get_by_label("Title")).to_have_value("")


def test_signing_out_asks_about_the_unsent_and_leaves_nothing(desk, settings: Settings):
    settings.go("replies").part("add").click()
    settings.page.get_by_label("Title").fill("Half a title")
    ticket = Customer(desk, "boris").open("The lamp")
    settings.page.route(re.compile("/tickets/[0-9]+/messages$"), lambda route: route.abort())
    settings.page.evaluate("(ticket) => (location.hash = `#/tickets/${ticket}`)", ticket)
    panel = Panel(settings.page)
    panel.write("not sent yet")
    panel.expect_state("not sent yet", "pending")
    panel.composer.fill("half written")
    left = """() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
        .filter((key) => /:(unsent|draft):/.test(key)).length"""
    assert settings.page.evaluate(left) == 3

    settings.page.evaluate("location.hash = '#/settings/account'")
    settings.part("sign-out").click()
    expect(settings.dialog).to_contain_text("1 message not sent yet")
    settings.confirm("Cancel")
    settings.expect_open()
    settings.part("sign-out").click()
    settings.confirm("Sign out")
    expect(Entrance(desk, settings.page).name).to_be_visible()
    assert settings.page.evaluate(left) == 0


def test_view_that_did_not_load_can_be_opened_again(desk, enter):
    settings = enter()
    desk_page = re.compile("/admin/desk/desk.js")
    settings.page.route(desk_page, lambda route: route.abort())
    settings.page.get_by_role("link", name="Tickets").click()
    settings.expect_toast("This page couldn’t be loaded")
    settings.expect_open()
    expect(settings.page).to_have_url(re.compile("#/settings/account$"))
    settings.page.unroute(desk_page)
    settings.page.get_by_role("link", name="Tickets").click()
    expect(Panel(settings.page).desk).to_be_visible()


def test_panel_that_did_not_load_says_so_and_can_be_tried_again(desk, settings: Settings):
    settings_page = re.compile("/admin/settings/settings.js")
    settings.page.route(settings_page, lambda route: route.abort())
    settings.page.reload()
    alert = settings.page.get_by_role("alert")
    expect(alert).to_contain_text("The server can’t be reached")
    settings.page.unroute(settings_page)
    alert.get_by_role("button", name="Try again").click()
    settings.expect_open()


def test_key_is_shown_once_works_and_is_dead_after_revocation(desk, settings: Settings):
    settings.go("keys")
    expect(settings.page.get_by_text("No keys yet")).to_be_visible()
    settings.part("add").click()
    settings.dialog.get_by_label("Name").fill("the shop")
    settings.page.keyboard.press("Enter")
    key = settings.secret.inner_text()
    expect_accessible(settings.page)
    settings.part("done").click()
    expect(settings.keys).to_have_count(1)
    assert key not in settings.page.content()
    status, me, _ = call(desk, "GET", "/api/admin/me", key=key)
    assert (status, me["agent"], me["role"]) == (200, None, "agent")
    settings.keys.get_by_role("button", name="Revoke “the shop”").click()
    settings.confirm("Revoke")
    settings.expect_toast("Key revoked")
    expect(settings.keys).to_have_count(0)
    assert call(desk, "GET", "/api/admin/me", key=key).status == 401


def test_look_of_the_widget_is_chosen_and_shown_on_the_shop(desk, settings: Settings, page: Page):
    settings.go("widget")
    accent = settings.page.locator("[name=accent]")
    accent.fill("#ff8800")
    expect(settings.part("contrast-accent")).to_contain_text("too pale")
    settings.part("look").locator("form").get_by_test_id("submit").click()
    expect(accent).to_be_focused()
    settings.part("darker-accent").click()
    expect(settings.part("contrast-accent")).to_contain_text("easy to read")
    end = settings.page.locator("[name=accent-end]")
    for color, verdict in [("#8b5cf6", "4.2:1, enough for large text and icons only"), ("#7c3aed", "5.6:1, easy to read")]:
        end.fill(color)
        expect(settings.part("contrast-accent-end")).to_contain_text(verdict)
    settings.part("preset-2").click()
    expect(accent).to_have_value("#0f766e")
    settings.part("side").get_by_text("Left").click()
    settings.page.get_by_label("Who answers").fill("The Shop")
    settings.page.get_by_label("Greeting").fill("Good day!")
    policy = settings.page.get_by_label("Privacy policy")
    policy.fill("shop.example/privacy")
    settings.part("look").locator("form").get_by_test_id("submit").click()
    expect(policy).to_be_focused()
    policy.fill("https://shop.example/privacy")
    settings.go("team").go("widget")
    expect(settings.part("unsaved")).to_be_visible()
    expect(accent).to_have_value("#0f766e")
    settings.part("look").locator("form").get_by_test_id("submit").click()
    settings.expect_toast("Appearance saved")
    expect(settings.part("unsaved")).to_be_hidden()
    colors = {"accent": "#0f766e", "accent_end": "#0d9488"}
    expected = colors | {
        "side": "left", "theme": "auto", "name": "The Shop", "greeting": "Good day!",
        "privacy_url": "https://shop.example/privacy",
    }
    assert call(desk, "GET", "/api/admin/widget").json == {"look": expected}
    page.goto(f"{desk.url}/demo/shop.html")
    shop = Widget(page)
    expect(shop.host).to_have_attribute("data-position", "left")
    background = shop.launcher.evaluate("element => getComputedStyle(element).backgroundImage")
    # The shop's page gives its chat a name of its own, and leaves the words to the look.
    shop.open()
    expect(shop.panel).to_contain_text("Good day!")
    consent = shop.panel.get_by_role("link", name="By writing you agree to the privacy policy.")
    expect(consent).to_have_attribute("href", "https://shop.example/privacy")
    shop.write("I agree")
    expect(consent).to_be_hidden()
    preview = Widget(settings.page.frame_locator('[data-testid="preview"] iframe.is-drawn'), None)
    expect(preview.panel).to_contain_text("The Shop")
    expect(preview.panel.get_by_test_id("consent")).to_be_visible()
    preview.panel.scroll_into_view_if_needed()
    expect(preview.panel).to_be_in_viewport(ratio=0.9)
    expect(preview.host).to_have_attribute("data-position", "left")
    expect(preview.launcher).to_have_css("background-image", background)
    settings.part("preset-4").click()
    expect(preview.launcher).not_to_have_css("background-image", background)


def test_preview_is_the_widget_and_reaches_no_server(desk, settings: Settings):
    asked = []
    settings.page.on("request", lambda request: asked.append(request.url))
    settings.page.on("websocket", lambda socket: asked.append(socket.url))
    settings.go("widget")
    frame = settings.page.frame_locator('[data-testid="preview"] iframe.is-drawn')
    widget = Widget(frame, None)
    expect(widget.panel).to_contain_text("Support")
    expect(widget.panel).to_contain_text("Hello! How can we help?")
    expect(widget.panel.get_by_test_id("consent")).to_have_count(0)
    widget.write("Does it look good?")
    widget.expect_texts(["Does it look good?"])
    widget.expect_state("Does it look good?", "sent")
    # A new look replaces the page when it is drawn.
    settings.part("preset-3").click()
    expect(widget.messages).to_have_count(0)
    expect(widget.panel).to_be_visible()
    settings.part("preview-state").get_by_text("Closed").click()
    expect(widget.panel).not_to_be_visible()
    expect(widget.launcher).to_be_visible()
    assert not [url for url in asked if re.search("/api/(support|realtime)", url)]
    tickets = call(desk, "GET", "/api/admin/tickets").json["tickets"]
    assert tickets == []
    assert settings.page.evaluate("Object.keys(localStorage).filter((key) => !key.startsWith('otvet:panel:'))") == []


def test_snippet_is_copied_and_works_as_it_is(desk, settings: Settings):
    settings.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    settings.go("widget")
    settings.part("snippet-language").get_by_text("Russian").click()
    snippet = settings.part("snippet")
    snippet.get_by_test_id("copy").click()
    expect(snippet.get_by_test_id("copy")).to_have_text("Copied")
    copied = settings.page.evaluate("navigator.clipboard.readText()")
    assert copied == f'<script src="{desk.url}/widget.js" data-locale="ru" async></script>'


def test_what_does_not_load_can_be_asked_for_again(settings: Settings):
    settings.page.route("**/api/admin/canned-replies", lambda route: route.abort())
    settings.go("replies")
    expect(settings.page.get_by_role("alert").filter(has_text="couldn’t be loaded")).to_be_visible()
    settings.page.unroute("**/api/admin/canned-replies")
    settings.part("retry").click()
    expect(settings.page.get_by_text("No canned replies yet")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "ru-RU"])
def test_pages_are_accessible(desk, new_context, theme: str, locale: str):
    context = new_context(color_scheme=theme, locale=locale)
    sign_in(desk, context, "Anna", "admin")
    settings = Settings(desk, context.new_page())
    call(desk, "POST", "/api/admin/canned-replies", {"shortcut": "hi", "title": "Greeting", "text": "Hello {name}"})
    call(desk, "POST", "/api/admin/api-keys", {"name": "the shop", "role": "agent"})
    boris = call(desk, "POST", "/api/admin/agents", {"name": "Boris"}).json["agent"]["id"]
    call(desk, "PATCH", f"/api/admin/agents/{boris}", {"disabled": True})
    for name in PAGES:
        settings.page.goto(f"{desk.url}/admin#/settings/{name}")
        expect(settings.page.locator(f'[data-page="{name.partition("/")[0]}"]')).to_be_visible()
        expect(settings.page.locator(".bones")).to_have_count(0)
        expect_accessible(settings.page)
    settings.open("team").members.first.get_by_test_id("menu").click()
    expect_accessible(settings.page)
    settings.page.keyboard.press("Escape")
    for name, button in {"team": "add", "keys": "add", "account": "factor"}.items():
        settings.open(name).part(button).click()
        expect(settings.dialog).to_be_visible()
        expect_accessible(settings.page)
        settings.page.keyboard.press("Escape")
        expect(settings.dialog).to_have_count(0)
    form = settings.part("change-password")
    form.get_by_test_id("submit").click()
    expect(settings.page.locator("[aria-invalid=true]").first).to_be_visible()
    expect_accessible(settings.page)


def test_phone_shows_tabs_above_the_page(desk, enter):
    settings = enter("Konstantin Konstantinopolsky-Archangelsky the Third", viewport={"width": 360, "height": 740}, has_touch=True)
    navigation = settings.page.get_by_role("navigation", name="Settings")
    for name in PAGES:
        settings.page.goto(f"{desk.url}/admin#/settings/{name}")
        page = settings.page.locator(f'[data-page="{name.partition("/")[0]}"]')
        expect(page).to_be_visible()
        expect(settings.page.locator(".bones")).to_have_count(0)
        assert navigation.bounding_box()["y"] < page.bounding_box()["y"]
        assert settings.page.evaluate("document.querySelector('main').scrollWidth <= innerWidth")
        for button in settings.page.locator("main .button:visible").all():
            assert button.bounding_box()["height"] >= 44


# Made by the Python package qrcode 8 at level M, and read back by ZXing: the address of a second factor, whose code has
# every kind of pattern there is (version 7), as one hexadecimal number for each row.
QR_TEXT = "otpauth://totp/Otvet:Anna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Otvet&algorithm=SHA1&digits=6&period=30"
QR_ROWS = """
    1fdda5e7f97f 104530e74a41 1751126faa5d 17438932e35d 17452dfee75d 1051cd11c841 1fd55555557f 2e71bbf00
    146d43fd9225 29bf2a282ab 19482df1991d 1b1a3ca34a13 95835bb5f10 4212cfb8ab1 1cdbfd97b45f 14bee2e9f85a
    34975e11657 1437e33a889a acebb7bd219 eba522c396b 11f405f919fb f16811ca31b 7564d5f5b5d 51d1915bd1a
    1bfacff951f1 aa5dbd9baad 7ae26d0265 121b623e3c8 1b5f63631e4f 4b391ba8a27 15489b4ae5f 1a126f3df24a
    65b04611a67 73faa79b0eb 15136e1005f f19d9a21a9b 1356b5f5dbfa 1bfd108911 1fdf0b56735d 104a13138919
    1744aff5ddfb 174954182b17 175a27798939 1045afeb8888 1fdfb513d53d
"""
# What the largest code holds, and the SHA-256 of its rows of 0 and 1.
LARGEST = ("x" * 2331, "b79a2ade5122c29ec45a888fb0ff276e5ad3012fce208565ea30a61e39346e25")


def test_qr_codes_are_those_of_the_standard(desk, page: Page):
    page.goto(f"{desk.url}/admin")
    made = page.evaluate(
        """async (texts) => {
            const { qrCode } = await import("/admin/settings/qr/qr_code.js");
            return texts.map((text) => qrCode(text).map((row) => row.map(Number).join("")));
        }""",
        [QR_TEXT, LARGEST[0]],
    )
    assert [f"{int(row, 2):x}" for row in made[0]] == QR_ROWS.split()
    assert hashlib.sha256("\n".join(made[1]).encode()).hexdigest() == LARGEST[1]

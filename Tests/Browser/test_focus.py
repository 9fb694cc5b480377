"""Where the keyboard is after something was done with it: never nowhere."""

import json
import re

import pytest
from accessibility import expect_accessible_at_rest
from api import call
from cabinet_page import Cabinet, Customer, Staff
from pages import Widget
from panel_page import Panel, new_agent, sign_in
from playwright.sync_api import Page, expect
from settings_page import Entrance, Settings, invite

# One key of a layout: `key` is what it writes, `code` which it is.
PRESS = """([key, code]) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true })
)"""


def open_with_card(panel: Panel, text: str) -> Panel:
    panel.enter(text)
    if not panel.card.is_visible():
        panel.page.get_by_test_id("card-toggle").click()
    expect(panel.card).to_be_visible()
    return panel


def test_row_keeps_the_focus_when_its_ticket_opens(panel: Panel, desk):
    anna = Customer(desk, "anna")
    anna.open("The lamp")
    anna.open("The chair")
    expect(panel.tickets).to_have_count(2)
    panel.page.keyboard.press("j")
    panel.page.keyboard.press("Enter")
    expect(panel.header).to_contain_text("The chair")
    expect(panel.messages).to_have_count(1)
    expect(panel.ticket("The chair").locator("a")).to_be_focused()
    panel.page.keyboard.press("j")
    expect(panel.ticket("The lamp").locator("a")).to_be_focused()


def test_link_to_a_message_leaves_the_focus_where_it_is(panel: Panel, desk):
    ticket = Customer(desk, "anna").open("The lamp")
    panel.enter("The lamp")
    panel.composer.fill("half written")
    panel.page.evaluate("ticket => (location.hash = `#/tickets/${ticket}/1`)", ticket)
    panel.page.wait_for_url(f"**/tickets/{ticket}/1")
    panel.page.evaluate("new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))")
    expect(panel.composer).to_be_focused()


def test_card_keeps_focus_and_selection_when_a_message_comes(panel: Panel, desk):
    anna = Customer(desk, "anna", name="Anna", email="anna@example.com")
    earlier = anna.open("The chair")
    anna.close(earlier)
    ticket = anna.open("The lamp")
    open_with_card(panel, "The lamp")
    kept = ["ban", "link", "earlier"]
    ban, mail = panel.card.get_by_test_id("ban"), panel.card.get_by_role("link", name="anna@example.com")
    for name, place in zip(kept, [ban, mail, panel.card.locator(".earlier")], strict=True):
        place.focus()
        anna.write(ticket, f"One more, {name}")
        expect(panel.message(f"One more, {name}")).to_be_visible()
        expect(panel.ticket(f"One more, {name}")).to_be_visible()
        expect(place).to_be_focused()
    mail.evaluate("(each) => getSelection().selectAllChildren(each)")
    anna.write(ticket, "And this")
    expect(panel.message("And this")).to_be_visible()
    expect(panel.ticket("And this")).to_be_visible()
    assert panel.page.evaluate("String(getSelection())") == "anna@example.com"


@pytest.mark.parametrize("end", ["Enter", "Escape", "Save"])
def test_renaming_ends_where_it_began(end: str, panel: Panel, desk):
    Customer(desk, "anna", name="Anna").open("The lamp")
    open_with_card(panel, "The lamp")
    rename = panel.card.get_by_role("button", name="Edit name")
    rename.focus()
    panel.page.keyboard.press("Enter")
    expect(panel.card.get_by_role("textbox")).to_be_focused()
    panel.page.keyboard.type("Maria")
    if end == "Save":
        panel.page.keyboard.press("Tab")
    panel.page.keyboard.press("Escape" if end == "Escape" else "Enter")
    expect(panel.card.get_by_role("heading").first).to_have_text("Anna" if end == "Escape" else "Maria")
    expect(rename).to_be_focused()


def test_ban_and_its_end_keep_the_focus(panel: Panel, desk):
    Customer(desk, "anna", name="Anna").open("The lamp")
    open_with_card(panel, "The lamp")
    ban = panel.card.get_by_test_id("ban")
    ban.focus()
    panel.page.keyboard.press("Enter")
    panel.page.get_by_role("dialog").get_by_role("button", name="Ban").focus()
    panel.page.keyboard.press("Enter")
    expect(ban).to_have_text("Unban")
    expect(ban).to_be_focused()
    panel.page.keyboard.press("Enter")
    expect(ban).to_have_text("Ban")
    expect(ban).to_be_focused()


@pytest.mark.parametrize("layout", ["Latin", "Russian"])
def test_results_are_walked_through_by_letters_in_any_layout(layout: str, panel: Panel, desk):
    Customer(desk, "anna").open("The lamp", "The bulb is dark")
    Customer(desk, "boris").open("The chair", "No bulb at all")
    panel.search.fill("bulb")
    expect(panel.hits).to_have_count(2)
    panel.search.press("ArrowDown")
    links = panel.hits.locator("a")
    expect(links.nth(0)).to_be_focused()
    down, up = {"Latin": ("j", "k"), "Russian": ("о", "л")}[layout]
    panel.page.evaluate(PRESS, [down, "KeyJ"])
    expect(links.nth(1)).to_be_focused()
    panel.page.evaluate(PRESS, [up, "KeyK"])
    expect(links.nth(0)).to_be_focused()


def test_letters_that_are_switched_off_do_nothing_in_results(panel: Panel, desk):
    Customer(desk, "anna").open("The lamp", "The bulb is dark")
    Customer(desk, "boris").open("The chair", "No bulb at all")
    panel.page.evaluate("localStorage.setItem('otvet:panel:shortcuts', 'off')")
    panel.search.fill("bulb")
    expect(panel.hits).to_have_count(2)
    panel.search.press("ArrowDown")
    links = panel.hits.locator("a")
    panel.page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    panel.page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()


@pytest.fixture
def settings(desk, new_context) -> Settings:
    return Entrance(desk, new_context().new_page()).accept(invite(desk, "Anna"))


def test_team_keeps_the_focus_when_it_changes(desk, settings: Settings):
    new_agent(desk, "Boris", "agent")
    page = settings.go("team").page
    menu = settings.member("Boris").get_by_test_id("menu")
    for action, button, chip in [("disable", "Switch off", "Switched off"), ("enable", None, "Invited")]:
        menu.focus()
        page.keyboard.press("Enter")
        item = settings.member("Boris").get_by_test_id(action)
        item.focus()
        page.keyboard.press("Enter")
        if button:
            settings.dialog.get_by_role("button", name=button).focus()
            page.keyboard.press("Enter")
        expect(settings.member("Boris")).to_contain_text(chip)
        expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    settings.member("Boris").get_by_test_id("rename").focus()
    page.keyboard.press("Enter")
    settings.dialog.get_by_label("Name").fill("Boris the Second")
    page.keyboard.press("Enter")
    expect(settings.member("Boris the Second").get_by_test_id("menu")).to_be_focused()


def test_revoked_key_hands_the_focus_to_its_neighbour(desk, settings: Settings):
    for name in ("One", "Two"):
        call(desk, "POST", "/api/admin/api-keys", {"name": name, "role": "agent"})
    page = settings.go("keys").page
    expect(settings.keys).to_have_count(2)
    for left in (1, 0):
        settings.keys.last.get_by_role("button").focus()
        page.keyboard.press("Enter")
        settings.dialog.get_by_role("button", name="Revoke").focus()
        page.keyboard.press("Enter")
        expect(settings.keys).to_have_count(left)
        expect(settings.keys.last.get_by_role("button") if left else settings.part("keys")).to_be_focused()


def test_button_that_closes_a_ticket_keeps_the_focus(desk, page: Page):
    Customer(desk, "anna").open("The lamp")
    cabinet = Cabinet(page).enter(desk, "anna").open("The lamp")
    cabinet.toggle.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, close it").focus()
    page.keyboard.press("Enter")
    expect(cabinet.status).to_have_text("Closed")
    expect(cabinet.toggle).to_be_focused()
    page.keyboard.press("Enter")
    expect(cabinet.status).not_to_have_text("Closed")
    expect(cabinet.toggle).to_be_focused()


def test_button_of_a_refused_new_ticket_keeps_the_focus(desk, page: Page):
    cabinet = Cabinet(page).enter(desk, "anna")
    page.route("**/api/tickets", lambda route: route.fulfill(status=400, json={"error": {"code": "no", "message": "No."}})
               if route.request.method == "POST" else route.continue_())
    page.get_by_test_id("add").click()
    page.get_by_label("Subject").fill("The lamp")
    page.get_by_label("Message").fill("It is dark.")
    page.get_by_test_id("create").focus()
    page.keyboard.press("Enter")
    expect(cabinet.form.get_by_role("alert").filter(has_text=re.compile("."))).to_be_visible()
    expect(page.get_by_test_id("create")).to_be_focused()


def test_rating_that_is_given_keeps_the_focus(desk, page: Page, shop: Widget):
    shop.open()
    shop.write("Hello")
    shop.expect_state("Hello", "sent")
    ticket = call(desk, "GET", "/api/admin/tickets?filter=all").json["tickets"][0]["ticket"]["id"]
    Staff(desk).set_status(ticket, "close")
    rating = shop.inside.get_by_test_id("rating")
    rating.get_by_role("radio").nth(3).focus()
    page.keyboard.press("Space")
    rating.get_by_role("button").last.focus()
    page.keyboard.press("Enter")
    change = rating.get_by_role("button", name="Change")
    expect(change).to_be_focused()
    page.keyboard.press("Escape")
    expect(shop.panel).to_be_hidden()


@pytest.mark.parametrize("button", ["discard", "retry"])
def test_failed_message_hands_the_focus_to_the_field(button: str, page: Page, shop: Widget):
    refusal = {"error": {"code": "message_refused", "message": "No."}}
    page.route(re.compile("/chat/send"), lambda route: route.fulfill(status=400, json=refusal), times=1)
    shop.open()
    shop.write("refused")
    shop.expect_state("refused", "failed")
    shop.message("refused").get_by_test_id(button).focus()
    page.keyboard.press("Enter")
    if button == "discard":
        shop.expect_texts([])
    else:
        shop.expect_state("refused", "sent")
    expect(shop.composer).to_be_focused()
    page.keyboard.press("Escape")
    expect(shop.panel).to_be_hidden()


@pytest.mark.parametrize("button", ["discard", "retry"])
def test_failed_answer_hands_the_focus_to_the_field(button: str, panel: Panel, desk):
    Customer(desk, "anna").open("The lamp")
    panel.enter("The lamp")
    refusal = json.dumps({"error": {"code": "message_refused", "message": "No."}})
    panel.page.route(re.compile("/messages$"), lambda route: route.fulfill(status=400, body=refusal), times=1)
    panel.write("refused")
    panel.expect_state("refused", "failed")
    panel.message("refused").get_by_test_id(button).focus()
    panel.page.keyboard.press("Enter")
    if button == "discard":
        expect(panel.message("refused")).to_have_count(0)
    else:
        panel.expect_state("refused", re.compile("sent|read"))
    expect(panel.composer).to_be_focused()


@pytest.mark.parametrize("width", [390, 320])
def test_cabinet_on_a_phone_is_accessible(width: int, desk, new_context):
    Customer(desk, "anna").open("The lamp")
    page = new_context(viewport={"width": width, "height": 700}, reduced_motion="reduce").new_page()
    cabinet = Cabinet(page).enter(desk, "anna")
    expect(cabinet.ticket("The lamp")).to_be_visible()
    expect_accessible_at_rest(page)
    page.get_by_test_id("add").click()
    expect(cabinet.form).to_be_visible()
    expect_accessible_at_rest(page)
    page.get_by_role("button", name="Back to the list").click()
    cabinet.open("The lamp")
    expect(cabinet.composer).to_be_visible()
    expect_accessible_at_rest(page)


def test_long_list_of_replies_is_accessible_and_left_by_tab(panel: Panel, desk):
    for each in range(20):
        body = {"shortcut": f"reply{each}", "title": f"Reply number {each}", "text": "Thank you for writing to us."}
        call(desk, "POST", "/api/admin/canned-replies", body)
    Customer(desk, "anna").open("The lamp")
    panel.enter("The lamp")
    panel.composer.fill("/")
    expect(panel.canned.get_by_role("option")).to_have_count(20)
    expect(panel.composer).to_have_attribute("aria-haspopup", "listbox")
    expect(panel.composer).to_have_attribute("aria-controls", panel.canned.get_attribute("id"))
    chosen = panel.canned.get_by_role("option", selected=True)
    expect(panel.composer).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    expect_accessible_at_rest(panel.page)
    panel.page.keyboard.press("Shift+Tab")
    expect(panel.canned).to_be_hidden()
    assert panel.page.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_menu_of_many_colleagues_is_on_the_screen(width: int, desk, new_context):
    for each in range(12):
        new_agent(desk, f"Константин{each} Константинопольский-Заречный-Преображенский", "agent")
    ticket = Customer(desk, "anna").open("The lamp")
    context = new_context(viewport={"width": width, "height": 640})
    sign_in(desk, context, "Anna")
    panel = Panel(context.new_page())
    panel.page.goto(f"{desk.url}/admin#/tickets/{ticket}")
    expect(panel.composer).to_be_visible()
    panel.page.get_by_test_id("assign").click()
    items = panel.page.get_by_role("menuitemradio")
    if items.count() < 14:
        panel.page.keyboard.press("Escape")
        panel.page.get_by_test_id("assign").click()
    expect(items).to_have_count(14)
    expect(items.filter(visible=True).last).to_be_focused()
    expect_accessible_at_rest(panel.page)
    for item in items.all():
        item.scroll_into_view_if_needed()
        box = item.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, box
        text = item.locator("span").bounding_box()
        assert text["x"] >= box["x"] and text["x"] + text["width"] <= box["x"] + box["width"], text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_search_results_are_accessible(scheme: str, new_panel, desk):
    panel = new_panel(color_scheme=scheme)
    Customer(desk, "anna", name="Anna Lamp").open("The lamp", "The lamp is dark")
    panel.search.fill("lamp")
    expect(panel.page.locator("mark").first).to_be_visible()
    expect_accessible_at_rest(panel.page)

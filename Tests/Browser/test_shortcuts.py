"""What keys do at the desk, and what they must not."""

import pytest
from panel_page import Panel, sign_in
from playwright.sync_api import expect


def test_key_that_follows_an_opened_ticket_is_no_text(panel: Panel, new_visitor):
    new_visitor("Hello")
    link = panel.ticket("Hello").locator("a")
    expect(link).to_be_visible()
    panel.page.keyboard.press("j")
    # As Firefox tells of a link that a key was pressed on, and a screen reader's click of any.
    link.evaluate("(each) => each.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }))")
    panel.expect_texts(["Hello"])
    expect(panel.composer).not_to_be_focused()
    panel.page.keyboard.type("i")
    expect(panel.card).to_be_visible()
    expect(panel.composer).to_have_value("")


def test_two_steps_back_at_once_do_not_leave_the_panel(panel: Panel, new_visitor):
    new_visitor("Hello")
    panel.enter("Hello")
    panel.page.keyboard.press("Escape")
    # Both before the browser has gone back.
    panel.page.evaluate("""() => {
        for (let each = 0; each < 2; each++) {
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
        }
    }""")
    panel.page.wait_for_url("**/admin")
    expect(panel.page.get_by_text("Choose a ticket")).to_be_visible()
    new_visitor("Are you there?")
    expect(panel.toasts.filter(has_text="Are you there?")).to_be_visible()


@pytest.mark.parametrize(("key", "status"), [("c", "Closed"), ("e", "Archived")])
@pytest.mark.parametrize("way", ["key", "button"])
def test_stray_key_is_taken_back(way: str, key: str, status: str, panel: Panel, new_visitor):
    new_visitor("Hello")
    panel.enter("Hello")
    panel.page.keyboard.press("Escape")
    panel.set_status("Answered")
    panel.page.keyboard.press(key)
    expect(panel.status).to_have_text(status)
    expect(panel.toasts).to_have_count(1)
    if way == "key":
        panel.page.keyboard.press("z")
    else:
        panel.toasts.get_by_role("button", name="Undo (z)").click()
    expect(panel.status).to_have_text("Answered")
    expect(panel.toasts).to_have_count(0)
    # What is taken back once is not taken back again.
    panel.page.keyboard.press("z")
    panel.page.keyboard.press("i")
    expect(panel.card).to_be_visible()
    expect(panel.status).to_have_text("Answered")


def test_stray_key_that_assigns_is_taken_back(panel: Panel, new_visitor):
    new_visitor("Hello")
    panel.enter("Hello")
    panel.page.keyboard.press("Escape")
    panel.page.keyboard.press("a")
    expect(panel.page.get_by_test_id("assign")).to_contain_text("Me")
    expect(panel.toasts.get_by_role("button", name="Undo")).to_be_visible()
    panel.page.keyboard.press("z")
    expect(panel.page.get_by_test_id("assign")).to_contain_text("Assign")


@pytest.mark.parametrize("place", ["sheet", "settings"])
def test_single_keys_can_be_switched_off(place: str, desk, new_context, new_visitor):
    context = new_context()
    sign_in(desk, context, "Anna")
    panel = Panel(context.new_page()).open(desk.url)
    new_visitor("Hello")
    if place == "sheet":
        panel.page.keyboard.press("?")
        panel.page.get_by_test_id("letters").click()
        panel.page.keyboard.press("Escape")
    else:
        panel.page.goto(f"{desk.url}/admin#/settings/account")
        panel.page.get_by_test_id("letters").click()
        panel.page.goto(f"{desk.url}/admin#/tickets")
    panel.enter("Hello")
    panel.page.keyboard.press("Escape")
    for key in "ceaitrgsnoj?/":
        panel.page.keyboard.press(key)
    expect(panel.page.get_by_test_id("scroller")).to_be_focused()
    expect(panel.page.get_by_test_id("shortcuts")).to_be_hidden()
    expect(panel.status).to_have_text("Open")
    expect(panel.page.get_by_test_id("assign")).to_contain_text("Assign")
    panel.page.reload()
    panel.expect_live().page.keyboard.press("?")
    expect(panel.page.get_by_test_id("shortcuts")).to_be_hidden()
    panel.page.get_by_test_id("own-menu").click()
    panel.page.get_by_role("menuitem", name="Keyboard shortcuts").click()
    panel.page.get_by_test_id("letters").click()
    panel.page.keyboard.press("Escape")
    panel.page.keyboard.press("s")
    expect(panel.search).to_be_focused()

"""A whole conversation saved as a page: by the visitor in the widget and the cabinet, by agents in the panel."""

import re
from pathlib import Path

import pytest
from accessibility import expect_accessible
from api import call
from cabinet_page import Cabinet, Customer
from pages import Widget
from panel_page import Panel
from playwright.sync_api import Locator, Page, expect
from test_files import attach, expect_drawn
from test_group import image

LINK = re.compile(r"/api/(admin/)?tickets/\d+/transcript$")


def saved(page: Page, choice: Locator, tmp_path: Path) -> Page:
    """What a click saves, opened from the disk as people do."""
    with page.expect_download() as download:
        choice.click()
    assert re.fullmatch(r"conversation-\d+\.html", download.value.suggested_filename)
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    opened = page.context.new_page()
    complaints = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.goto(path.as_uri())
    assert complaints == []
    return opened


def test_visitor_saves_the_conversation_with_its_pictures(desk, page: Page, shop: Widget, tmp_path):
    shop.open()
    menu = shop.inside.get_by_test_id("menu")
    expect(menu).to_be_hidden()
    shop.write("Is <b>this</b> the lamp?")
    expect(shop.messages.first.get_by_text("Delivered to the team")).to_be_attached()
    attach(desk, "photo", "lamp.png", "image/png", image(40, 30))
    expect(shop.messages.nth(1).locator("img")).to_be_visible()
    menu.click()
    choice = shop.inside.get_by_role("menuitem", name="Download conversation")
    expect(choice).to_be_focused()
    expect_accessible(page)
    opened = saved(page, choice, tmp_path)
    expect(opened.get_by_text("Is <b>this</b> the lamp?")).to_be_visible()
    expect(opened.get_by_text("You", exact=True)).to_be_visible()
    expect_drawn(opened.locator("img"))
    expect_accessible(opened)
    # The chat goes on.
    shop.write("Thank you")
    shop.expect_texts(["Is <b>this</b> the lamp?", "", "Thank you"])


def test_menu_is_left_by_keys_and_the_chat_stays(shop: Widget):
    shop.open()
    shop.write("Hello")
    menu = shop.inside.get_by_test_id("menu")
    expect(menu).to_be_visible()
    menu.focus()
    menu.press("Enter")
    choice = shop.inside.get_by_role("menuitem")
    expect(choice).to_be_focused()
    choice.press("Escape")
    expect(choice).to_be_hidden()
    expect(menu).to_be_focused()
    expect(shop.panel).to_be_visible()
    menu.press("Enter")
    expect(choice).to_be_focused()
    shop.composer.click()
    expect(choice).to_be_hidden()


def test_refusal_is_told_in_the_menu_and_it_works_later(page: Page, shop: Widget, tmp_path):
    shop.open()
    shop.write("Hello")
    page.route(LINK, lambda route: route.fulfill(status=503, json={"error": {"code": "disk_full", "message": ""}}))
    shop.inside.get_by_test_id("menu").click()
    choice = shop.inside.get_by_role("menuitem")
    choice.click()
    expect(shop.panel.get_by_text("We can’t take anything right now. Please try again later.")).to_be_visible()
    page.unroute(LINK)
    opened = saved(page, choice, tmp_path)
    expect(opened.get_by_text("Hello", exact=True)).to_be_visible()


@pytest.mark.parametrize("locale, name", [("en", "Download conversation"), ("ru", "Скачать переписку")])
def test_customer_saves_a_ticket_in_the_cabinet(desk, new_context, tmp_path, locale, name):
    page = new_context(locale=locale, viewport={"width": 375, "height": 700}).new_page()
    ticket = Customer(desk, "anna").open("The lamp")
    cabinet = Cabinet(page).enter(desk, "anna").open("The lamp")
    call(desk, "POST", f"/api/admin/tickets/{ticket}/notes", {"text": "Only for staff"})
    opened = saved(page, cabinet.pane.get_by_role("link", name=name), tmp_path)
    expect(opened.get_by_role("heading", name="The lamp")).to_be_visible()
    expect(opened.locator("html")).to_have_attribute("lang", locale)
    expect(opened.get_by_text("Only for staff")).to_have_count(0)


@pytest.mark.parametrize("name, notes", [("Download conversation", 0), ("Download with notes", 1)])
def test_agent_saves_a_ticket_with_notes_or_without(desk, panel: Panel, shop: Widget, tmp_path, name, notes):
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    ticket = re.search(r"\d+$", panel.page.url)[0]
    call(desk, "POST", f"/api/admin/tickets/{ticket}/notes", {"text": "Only for staff"})
    panel.header.get_by_test_id("more").click()
    opened = saved(panel.page, panel.page.get_by_role("menuitem", name=name), tmp_path)
    expect(opened.get_by_text("Hello", exact=True)).to_be_visible()
    expect(opened.get_by_text("Only for staff")).to_have_count(notes)

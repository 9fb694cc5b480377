"""The two lists of what the site owner asked for, line by line: the customer in one browser, an agent in another, and the
group in Telegram beside them. Nobody reloads anything."""

import re

import media
import pytest
from cabinet_page import Cabinet
from panel_page import Panel, sign_in
from playwright.sync_api import expect

SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(params=SIZES)
def sides(request, desk, new_context) -> tuple[Cabinet, Panel]:
    """Anna's cabinet with one ticket of hers open, and the same ticket open at Olga's desk."""
    size = {"viewport": SIZES[request.param], "has_touch": request.param == "phone"}
    cabinet = Cabinet(new_context(**size).new_page())
    cabinet.enter(desk, "anna", name="Anna Petrova", email="anna@shop.example", member_id="M-1204")
    cabinet.create("The lamp", "It arrived broken.")
    context = new_context(**size)
    sign_in(desk, context, "Olga")
    panel = Panel(context.new_page()).open(desk.url)
    panel.ticket("The lamp").locator("a").click()
    expect(panel.message("It arrived broken.")).to_be_visible()
    return cabinet, panel


def back(side: Cabinet | Panel):
    """On a phone the list is behind the chat."""
    if side.page.viewport_size == SIZES["phone"]:
        side.page.go_back()


# What customers were promised.


def test_messages_come_without_a_reload(sides, open_group):
    cabinet, panel = sides
    group = open_group()
    panel.write("A new one is on its way.")
    expect(cabinet.message("A new one is on its way.")).to_be_visible()
    cabinet.write("Thank you!")
    expect(panel.message("Thank you!")).to_be_visible()
    group.answer("It comes on Monday.")
    expect(cabinet.message("It comes on Monday.")).to_be_visible()
    expect(panel.message("It comes on Monday.")).to_be_visible()
    for said in ("A new one is on its way.", "Thank you!"):
        expect(group.bubbles.filter(has_text=said)).to_have_count(1)
    expect(group.bubbles.filter(has_text="A new one is on its way.")).to_contain_text("Olga")


def test_each_side_sees_the_other_write(sides):
    cabinet, panel = sides
    panel.composer.press_sequentially("Let me")
    expect(cabinet.typing).to_be_visible()
    expect(cabinet.typing).to_contain_text("Olga")
    panel.composer.fill("")
    expect(cabinet.typing).to_be_hidden()
    cabinet.composer.press_sequentially("One more")
    expect(panel.typing).to_be_visible()
    cabinet.composer.press("Enter")
    expect(panel.typing).to_be_hidden()


def test_both_sides_send_files(sides, open_group, browser):
    cabinet, panel = sides
    group = open_group()
    picture = {"name": "broken.png", "mimeType": "image/png", "buffer": media.make(browser)["wide"]}
    for sender, receiver, text in ((cabinet, panel, "Look at this"), (panel, cabinet, "Is it this part?")):
        sender.page.get_by_test_id("picker").set_input_files([picture])
        sender.write(text)
        photo = receiver.message(text).get_by_test_id("photo").locator("img")
        expect(photo).to_have_js_property("complete", True)
    expect(group.photos).to_have_count(2)


def test_answer_is_announced_by_a_toast_that_leads_to_it(sides):
    cabinet, panel = sides
    back(cabinet)
    cabinet.create("The invoice", "Could I have it again?")
    panel.write("About the lamp: on its way.")
    toast = cabinet.toasts.filter(has_text="About the lamp: on its way.")
    expect(toast).to_contain_text("The lamp")
    toast.get_by_role("button", name=re.compile("The lamp")).click()
    expect(cabinet.message("About the lamp: on its way.")).to_be_visible()


def test_statistics_statuses_dates_and_previews_follow(sides):
    cabinet, panel = sides
    cabinet.expect_counts(open=1, answered=0)
    panel.write("On its way.")
    cabinet.expect_counts(open=0, answered=1)
    expect(cabinet.status).to_have_text("Answered")
    row = cabinet.ticket("The lamp")
    expect(row).to_contain_text("On its way.")
    expect(row.locator("time")).to_have_attribute("datetime", re.compile(r"^20\d\d-"))


def test_customer_closes_what_is_solved_and_rates_it(sides):
    cabinet, panel = sides
    cabinet.close_ticket()
    expect(panel.status).to_have_text("Closed")
    cabinet.rating.get_by_role("radio", name="5 out of 5 stars").check(force=True)
    cabinet.rating.get_by_role("button").click()
    expect(cabinet.rating).to_contain_text("Thank you for your rating.")
    cabinet.write("It happened again.")
    expect(panel.status).to_have_text("Open")


# What the staff were promised. The first three are above, from the other side.


def test_agent_sees_who_the_customer_is(sides):
    _, panel = sides
    expect(panel.header).to_contain_text("Anna Petrova")
    expect(panel.header).to_contain_text("Verified")
    if not panel.card.is_visible():
        panel.page.get_by_test_id("card-toggle").click()
    for known in ("Anna Petrova", "anna@shop.example", "M-1204", "Verified"):
        expect(panel.card).to_contain_text(known)


def test_unread_messages_are_counted_on_the_tickets(sides):
    cabinet, panel = sides
    back(cabinet)
    cabinet.create("The invoice", "Could I have it again?")
    back(panel)
    row = panel.ticket("The invoice")
    expect(row.get_by_test_id("unread")).to_have_text("1")
    cabinet.write("And the one before.")
    expect(row.get_by_test_id("unread")).to_have_text("2")
    expect(panel.page).to_have_title(re.compile(r"^\(1\)"))
    row.locator("a").click()
    expect(panel.message("And the one before.")).to_be_visible()
    expect(panel.page).not_to_have_title(re.compile(r"^\("))
    expect(row.get_by_test_id("unread")).to_have_count(0)


def test_status_is_changed_with_one_press(sides):
    cabinet, panel = sides
    panel.action("close").click()
    expect(panel.status).to_have_text("Closed")
    expect(cabinet.status).to_have_text("Closed")
    panel.action("reopen").click()
    expect(cabinet.status).to_have_text("Open")
    panel.write("Is all well now?")
    expect(cabinet.status).to_have_text("Answered")


def test_buttons_wear_the_colours_that_were_asked_for(sides):
    for side in sides:
        side.composer.fill("x")
        assert side.page.get_by_test_id("send").evaluate(STOPS) == [[96, 80, 186], [139, 92, 246]]
        side.composer.fill("")


# The colours of an element's gradient, whatever space they are written in.
STOPS = """it => getComputedStyle(it).backgroundImage.match(/(rgb|oklch|color)\\([^)]*\\)/g).map(color => {
    const brush = new OffscreenCanvas(1, 1).getContext("2d");
    brush.fillStyle = color;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
})"""

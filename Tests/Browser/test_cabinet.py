"""The customer's cabinet: their tickets on the left, one of them on the right."""

import re
from urllib.parse import urlsplit

import media
import pytest
from accessibility import expect_accessible
from cabinet_page import Cabinet, Customer, Staff
from conversation import SWITCH_LIMIT, Network
from pages import Widget
from playwright.sync_api import Page, expect
from program import Desk
from staff import newest_topic, staff, topic_of
from test_site import serve_page  # noqa: F401 (a fixture)
from tokens import token

EMBEDDED = """<!doctype html><html lang="en" dir="{direction}"><head><title>The account</title>
<style>
  * {{ letter-spacing: 9px !important; color: red !important; box-sizing: content-box; }}
  button {{ display: none !important; }}
  .place {{ height: 600px; }}
</style>
<script type="module" src="{desk}/cabinet/cabinet.js"></script></head>
<body><h1>The account</h1><div class="place"><otvet-cabinet token="{token}" locale="en"></otvet-cabinet></div></body></html>"""


@pytest.fixture
def cabinet(page: Page) -> Cabinet:
    return Cabinet(page)


def test_token_leaves_the_address_and_the_session_stays(desk, cabinet: Cabinet):
    Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "anna")
    expect(cabinet.ticket("The lamp")).to_be_visible()
    assert urlsplit(cabinet.page.url).fragment == ""
    cabinet.page.reload()
    expect(cabinet.ticket("The lamp")).to_be_visible()


@pytest.mark.parametrize("link", ["{token}", "%E0%A4%A{token}"])
def test_link_followed_in_the_tab_of_the_cabinet_leads_in(desk, cabinet: Cabinet, link: str):
    Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "boris")
    fragment = "#token=" + link.format(token=token("anna"))
    cabinet.page.evaluate("(fragment) => (location.hash = fragment)", fragment)
    if link == "{token}":
        cabinet.page.get_by_test_id("change").click()
        expect(cabinet.ticket("The lamp")).to_be_visible()
    else:
        expect(cabinet.toasts).to_contain_text("This link has expired")
        expect(cabinet.page.get_by_test_id("person")).to_have_text("Signed in as Boris")
    assert urlsplit(cabinet.page.url).fragment == ""
    cabinet.page.reload()
    assert urlsplit(cabinet.page.url).fragment == ""


def test_next_customer_finds_nothing_of_the_last(desk, network: Network, cabinet: Cabinet):
    ticket = Customer(desk, "anna").open("The lamp")
    Customer(desk, "boris").open("The table")
    cabinet.enter(desk, "anna").open("The lamp")
    # A second window, where another draft of hers is on the screen.
    other = Cabinet(cabinet.page.context.new_page())
    other.page.goto(f"{desk.url}/cabinet#/new")
    other.page.get_by_label("Subject").fill("Half a secret")
    # In both windows: whichever has the turn sends for both.
    cabinet.page.context.route(re.compile("/tickets/[0-9]+/messages$"), lambda route: route.abort())
    cabinet.write("Not sent yet")
    expect(cabinet.message("Not sent yet")).to_have_attribute("data-state", "pending")
    cabinet.composer.fill("Half written")
    cabinet.page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    Staff(desk).answer(Customer(desk, "anna").open("The chair"), "For Anna alone.")
    expect(cabinet.ticket("The chair").get_by_test_id("ticket-badge")).to_have_text("1")

    expect(cabinet.page.get_by_test_id("person")).to_have_text("Signed in as Anna")
    # Nobody is signed in as somebody else by a link alone.
    cabinet.page.evaluate("(fragment) => (location.hash = fragment)", f"#token={token('boris')}")
    expect(cabinet.outside).to_contain_text("Open the tickets of Boris?")
    cabinet.page.get_by_test_id("stay").click()
    expect(cabinet.page.get_by_test_id("person")).to_have_text("Signed in as Anna")
    cabinet.page.evaluate("(fragment) => (location.hash = fragment)", f"#token={token('boris')}")
    cabinet.page.get_by_test_id("change").click()
    expect(cabinet.page.get_by_test_id("person")).to_have_text("Signed in as Boris")
    expect(cabinet.tickets).to_have_count(1)
    expect(cabinet.ticket("The table")).to_be_visible()
    expect(cabinet.pane).to_have_count(0)
    expect(other.ticket("The table")).to_be_visible()
    expect(other.form).to_have_count(0)
    cabinet.page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    cabinet.open("The table")
    expect(cabinet.toasts).to_have_count(0)
    kept = "() => Object.keys(localStorage).filter((key) => /(unsent|draft)/.test(key)).length"
    assert cabinet.page.evaluate(kept) == 0
    cabinet.page.context.unroute(re.compile("/tickets/[0-9]+/messages$"))
    cabinet.write("Where is it?")
    expect(cabinet.message("Where is it?")).to_have_attribute("data-state", "sent")

    cabinet.page.goto(f"{desk.url}/cabinet#token={token('anna')}")
    cabinet.page.get_by_test_id("change").click()
    cabinet.open("The lamp")
    expect(cabinet.message("How is it?")).to_be_visible()
    expect(cabinet.message("Not sent yet")).to_have_count(0)
    assert cabinet.page.url.endswith(f"#/tickets/{ticket}")


@pytest.mark.parametrize("way", ["a link in the tab", "a link from elsewhere"])
def test_nothing_of_the_last_customer_is_seen_or_read_while_a_link_names_another(desk, cabinet: Cabinet, way: str):
    ticket = Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "anna").open("The lamp")
    cabinet.composer.fill("Half written")
    held = []
    asked = []
    cabinet.page.route("**/api/support/identify", lambda route: held.append(route))
    cabinet.page.on("request", lambda request: asked.append(request.url))
    if way == "a link in the tab":
        with cabinet.page.expect_request("**/api/support/identify"):
            cabinet.page.evaluate("(fragment) => (location.hash = fragment)", f"#token={token('boris')}")
    else:
        cabinet.page.goto("about:blank")
        with cabinet.page.expect_request("**/api/support/identify"):
            cabinet.page.goto(f"{desk.url}/cabinet#token={token('boris')}")
    expect(cabinet.page.get_by_test_id("add")).to_be_visible()
    expect(cabinet.tickets).to_have_count(0)
    expect(cabinet.pane).to_have_count(0)
    assert not [url for url in asked if "/api/" in url and "/identify" not in url]
    for route in held:
        route.continue_()
    # Whoever is here stays unless they want otherwise, and has lost nothing.
    cabinet.page.get_by_test_id("stay").click()
    cabinet.open("The lamp")
    expect(cabinet.composer).to_have_value("Half written")
    assert cabinet.page.url.endswith(f"#/tickets/{ticket}")


def test_new_link_of_the_same_customer_hides_nothing_meanwhile(desk, cabinet: Cabinet):
    Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "anna")
    expect(cabinet.ticket("The lamp")).to_be_visible()
    held = []
    cabinet.page.route("**/api/support/identify", lambda route: held.append(route))
    with cabinet.page.expect_request("**/api/support/identify"):
        cabinet.page.evaluate("(fragment) => (location.hash = fragment)", f"#token={token('anna', email='a@shop.example')}")
    cabinet.open("The lamp").write("Still here")
    expect(cabinet.message("Still here")).to_have_attribute("data-state", "sent")
    for route in held:
        route.continue_()


def test_signing_out_of_the_page_leaves_nothing(desk, cabinet: Cabinet):
    Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "anna").open("The lamp")
    cabinet.composer.fill("Half written")
    cabinet.page.get_by_role("button", name="Sign out").click()
    expect(cabinet.outside).to_contain_text("Sign in on the site first")
    expect(cabinet.tickets).to_have_count(0)
    assert urlsplit(cabinet.page.url).fragment == ""
    cabinet.page.reload()
    expect(cabinet.outside).to_contain_text("Sign in on the site first")
    assert cabinet.page.evaluate("Object.keys(localStorage)") == []


def test_nobody_known_is_told_how_to_get_in(desk, cabinet: Cabinet):
    cabinet.page.goto(f"{desk.url}/cabinet")
    expect(cabinet.outside).to_contain_text("Sign in on the site first")
    cabinet.page.goto("about:blank")
    cabinet.page.goto(f"{desk.url}/cabinet#token=no.real.token")
    expect(cabinet.outside).to_contain_text("We couldn’t sign you in")


def test_first_ticket_is_asked_for_and_created_with_files(desk, cabinet: Cabinet, browser):
    cabinet.enter(desk, "anna")
    expect(cabinet.page.get_by_text("No tickets yet")).to_be_visible()
    cabinet.page.get_by_test_id("add").click()
    cabinet.page.get_by_test_id("create").click()
    expect(cabinet.form.get_by_text("Tell us in a few words what it is about.")).to_be_visible()
    expect(cabinet.form.get_by_text("Tell us what happened, or attach a file.")).to_be_visible()
    files = media.make(browser)
    cabinet.page.get_by_test_id("form-picker").set_input_files([
        {"name": "broken.png", "mimeType": "image/png", "buffer": files["png"]},
        {"name": "wrong.png", "mimeType": "image/png", "buffer": files["png"]},
    ])
    expect(cabinet.page.get_by_test_id("pick")).to_have_count(2)
    cabinet.page.get_by_role("button", name="Remove wrong.png").click()
    cabinet.page.get_by_label("Subject").fill("The lamp is broken")
    cabinet.page.get_by_label("Message").fill("Look:")
    cabinet.page.get_by_test_id("create").click()

    expect(cabinet.pane.get_by_role("heading", name="The lamp is broken")).to_be_visible()
    expect(cabinet.message("Look:").get_by_role("button", name="Photo")).to_be_visible()
    expect(cabinet.ticket("The lamp is broken")).to_contain_text("Open")
    cabinet.expect_counts(open=1, answered=0, closed=0)
    expect(cabinet.message("Look:").get_by_text("Delivered to the team")).to_be_attached()
    assert any("photo" in each for each in newest_topic(desk)["messages"])


def test_ticket_whose_answer_was_lost_is_created_once(desk, cabinet: Cabinet):
    cabinet.enter(desk, "anna")
    lost = []

    def lose(route):
        if route.request.method != "POST" or lost:
            return route.fallback()
        lost.append(route.fetch().status)
        return route.abort()

    cabinet.page.route(re.compile(r"/api/tickets$"), lose)
    cabinet.create("Once", "and not twice")
    assert lost == [201]
    expect(cabinet.tickets).to_have_count(1)
    cabinet.expect_counts(open=1)


def test_half_written_ticket_survives_a_reload(desk, cabinet: Cabinet):
    cabinet.enter(desk, "anna")
    cabinet.page.get_by_test_id("add").click()
    cabinet.page.get_by_label("Subject").fill("Half")
    cabinet.page.get_by_label("Message").fill("written")
    cabinet.page.reload()
    expect(cabinet.page.get_by_label("Subject")).to_have_value("Half")
    expect(cabinet.page.get_by_label("Message")).to_have_value("written")


def test_conversation_is_live_both_ways(desk, cabinet: Cabinet):
    ticket = Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "anna").open("The lamp")
    cabinet.write("Is it there?")
    expect(cabinet.message("Is it there?")).to_have_attribute("data-state", "sent")
    expect(cabinet.message("Is it there?").get_by_text("Delivered to the team")).to_be_attached()
    topic = topic_of(desk)
    assert newest_topic(desk)["messages"][-1]["text"].endswith("Is it there?")

    Staff(desk).type(ticket)
    expect(cabinet.typing).to_be_visible()
    staff(desk, "write", topic=topic, text="Yes, three.")
    expect(cabinet.message("Yes, three.")).to_be_visible()
    expect(cabinet.typing).to_be_hidden()
    expect(cabinet.status).to_have_text("Answered")
    expect(cabinet.ticket("The lamp")).to_contain_text("Yes, three.")
    cabinet.expect_counts(open=0, answered=1, unread=0)
    expect(cabinet.ticket("The lamp").get_by_test_id("ticket-badge")).to_have_count(0)


def test_answer_elsewhere_moves_the_list_and_leads_there_by_a_toast(desk, cabinet: Cabinet):
    anna = Customer(desk, "anna")
    first = anna.open("The first")
    anna.open("The second")
    cabinet.enter(desk, "anna").open("The second")
    expect(cabinet.tickets.first).to_contain_text("The second")
    Staff(desk).answer(first, "About the first.")
    expect(cabinet.toasts).to_contain_text("The first")
    expect(cabinet.toasts).to_contain_text("About the first.")
    expect(cabinet.tickets.first).to_contain_text("The first")
    expect(cabinet.ticket("The first").get_by_test_id("ticket-badge")).to_have_text("1")
    expect(cabinet.ticket("The first")).to_contain_text("Answered")
    cabinet.expect_counts(open=1, answered=1, unread=1)
    expect(cabinet.page).to_have_title("(1) Your tickets")

    cabinet.toasts.get_by_role("button", name=re.compile("The first")).click()
    expect(cabinet.message("About the first.")).to_be_visible()
    expect(cabinet.toasts).to_have_count(0)
    cabinet.expect_counts(unread=0)
    expect(cabinet.page).to_have_title("Your tickets")
    expect(cabinet.page).to_have_url(re.compile(f"#/tickets/{first}$"))
    cabinet.page.go_back()
    expect(cabinet.pane.get_by_role("heading", name="The second")).to_be_visible()


def test_list_says_that_the_last_message_was_deleted(desk, cabinet: Cabinet):
    Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "anna").open("The lamp")
    expect(cabinet.message("How is it?").get_by_text("Delivered to the team")).to_be_attached()
    answer = staff(desk, "write", topic=topic_of(desk), text="A slip")
    preview = cabinet.ticket("The lamp").locator(".preview")
    expect(preview).to_have_text("A slip")
    staff(desk, "write", topic=topic_of(desk), text="/delete", reply_to=answer["message_id"])
    expect(preview).to_have_text("Message deleted")
    cabinet.page.reload()
    expect(preview).to_have_text("Message deleted")


def test_answer_below_what_one_reads_is_told_by_a_toast_too(desk, cabinet: Cabinet):
    anna = Customer(desk, "anna")
    ticket = anna.open("Long", "message 000")
    for number in range(1, 40):
        anna.write(ticket, f"message {number:03}")
    cabinet.enter(desk, "anna").open("Long")
    expect(cabinet.message("message 039")).to_be_visible()
    cabinet.message("message 001").scroll_into_view_if_needed()
    expect(cabinet.page.get_by_role("button", name="Go to the newest message")).to_be_visible()
    Staff(desk).answer(ticket, "far below")
    cabinet.toasts.get_by_role("button", name=re.compile("Long")).click()
    expect(cabinet.message("far below")).to_be_in_viewport()
    cabinet.expect_counts(unread=0)


def test_toast_leaves_after_five_seconds(desk, cabinet: Cabinet):
    ticket = Customer(desk, "anna").open("The lamp")
    cabinet.page.clock.install()
    cabinet.enter(desk, "anna")
    expect(cabinet.tickets).to_have_count(1)
    Staff(desk).answer(ticket, "Here.")
    expect(cabinet.toasts).to_have_count(1)
    cabinet.page.clock.fast_forward(5_100)
    expect(cabinet.toasts).to_have_count(0)


def test_closing_asks_and_the_rating_reaches_the_staff(desk, cabinet: Cabinet):
    ticket = Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "anna").open("The lamp")
    cabinet.toggle.click()
    cabinet.page.get_by_role("button", name="Cancel").click()
    expect(cabinet.status).to_have_text("Open")
    cabinet.close_ticket()
    cabinet.expect_counts(open=0, closed=1)
    expect(cabinet.pane.get_by_text("This ticket is closed. Write a message to reopen it.")).to_be_visible()

    # By the keyboard alone.
    cabinet.rating.get_by_role("radio").first.focus()
    cabinet.page.keyboard.press("Space")
    for _ in range(3):
        cabinet.page.keyboard.press("ArrowRight")
    expect(cabinet.rating.get_by_role("radio", name="4 out of 5 stars")).to_be_checked()
    cabinet.page.keyboard.press("Tab")
    cabinet.page.keyboard.type("Quick and kind")
    cabinet.page.keyboard.press("Tab")
    cabinet.page.keyboard.press("Enter")
    expect(cabinet.rating).to_contain_text("Thank you for your rating.")
    expect(cabinet.rating.get_by_role("img", name="4 out of 5 stars")).to_be_visible()
    assert Staff(desk).rating(ticket) == {"stars": 4, "comment": "Quick and kind"}

    cabinet.write("One more thing")
    expect(cabinet.status).to_have_text("Open")
    expect(cabinet.rating).to_be_hidden()


def test_closed_ticket_is_opened_again_by_its_button(desk, cabinet: Cabinet):
    anna = Customer(desk, "anna")
    anna.close(anna.open("The lamp"))
    cabinet.enter(desk, "anna").open("The lamp")
    cabinet.page.get_by_role("button", name="Reopen").click()
    expect(cabinet.status).to_have_text("Open")


def test_closed_ticket_leaves_the_list_by_itself_and_is_found_in_the_archive(tmp_path, new_context):
    desk = Desk(tmp_path / "archiving", {"OTVET_ARCHIVE_AFTER_SECONDS": "1"})
    try:
        anna = Customer(desk, "anna")
        anna.open("The other")
        anna.open("The lamp")
        cabinet = Cabinet(new_context().new_page()).enter(desk, "anna").open("The lamp")
        cabinet.toggle.click()
        cabinet.page.get_by_role("button", name="Yes, close it").click()
        expect(cabinet.ticket("The lamp")).to_have_count(0, timeout=SWITCH_LIMIT)
        expect(cabinet.ticket("The other")).to_have_count(1)
        cabinet.expect_counts(archived=1, open=1)
        cabinet.filter("archived")
        cabinet.open("The lamp")
        expect(cabinet.status).to_have_text("Archived")
        cabinet.page.close()
    finally:
        desk.close()


def test_filters_show_what_they_say(desk, cabinet: Cabinet):
    anna = Customer(desk, "anna")
    anna.open("Waiting")
    answered = anna.open("Answered one")
    Staff(desk).answer(answered, "Done.")
    anna.close(anna.open("Done with"))
    Staff(desk).set_status(anna.open("Put away"), "archive")
    cabinet.enter(desk, "anna")
    for name, subjects in {
        "all": {"Waiting", "Answered one", "Done with"},
        "open": {"Waiting"},
        "answered": {"Answered one"},
        "closed": {"Done with"},
        "archived": {"Put away"},
    }.items():
        cabinet.filter(name)
        expect(cabinet.tickets).to_have_count(len(subjects))
        for subject in subjects:
            expect(cabinet.ticket(subject)).to_be_visible()


def test_long_list_comes_in_pages_and_messages_only_when_opened(desk, cabinet: Cabinet):
    anna = Customer(desk, "anna")
    for number in range(35):
        anna.open(f"Number {number:02}")
    asked: list[str] = []
    cabinet.page.on("request", lambda request: asked.append(request.url))
    cabinet.enter(desk, "anna")
    expect(cabinet.ticket("Number 34")).to_be_visible()
    assert not [each for each in asked if each.endswith("/messages")]
    cabinet.ticket("Number 10").scroll_into_view_if_needed()
    expect(cabinet.tickets).to_have_count(35)
    assert [each for each in asked if "after=" in each]
    cabinet.open("Number 00")
    assert [each for each in asked if each.endswith("/messages")]


def test_history_comes_backwards(desk, cabinet: Cabinet):
    anna = Customer(desk, "anna")
    ticket = anna.open("Long", "message 000")
    for number in range(1, 70):
        anna.write(ticket, f"message {number:03}")
    cabinet.enter(desk, "anna").open("Long")
    expect(cabinet.message("message 069")).to_be_visible()
    expect(cabinet.message("message 000")).to_have_count(0)
    cabinet.messages.first.scroll_into_view_if_needed()
    expect(cabinet.message("message 000")).to_have_count(1)


def test_message_survives_a_broken_network_and_a_reload(desk, page: Page, network: Network, cabinet: Cabinet):
    Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "anna").open("The lamp")
    network.block(re.compile(r"/api/tickets/\d+/messages$"))
    cabinet.write("held back")
    expect(cabinet.message("held back")).to_have_attribute("data-state", "pending")
    cabinet.composer.fill("half written")
    page.reload()
    expect(cabinet.composer).to_have_value("half written")
    network.allow(re.compile(r"/api/tickets/\d+/messages$"))
    expect(cabinet.message("held back")).to_have_attribute("data-state", "sent", timeout=SWITCH_LIMIT)
    expect(cabinet.message("held back")).to_have_count(1)


def test_what_happened_during_an_outage_comes_after_it(desk, cabinet: Cabinet):
    ticket = Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "anna").open("The lamp")
    expect(cabinet.host).to_have_attribute("data-transport", "websocket")
    cabinet.page.context.set_offline(True)
    Staff(desk).answer(ticket, "while away")
    cabinet.write("written offline")
    cabinet.page.context.set_offline(False)
    expect(cabinet.message("while away")).to_have_count(1, timeout=SWITCH_LIMIT)
    expect(cabinet.message("written offline")).to_have_attribute("data-state", "sent", timeout=SWITCH_LIMIT)


def test_cabinet_works_where_sockets_are_blocked(desk, network: Network, cabinet: Cabinet):
    network.block_sockets()
    ticket = Customer(desk, "anna").open("The lamp")
    cabinet.enter(desk, "anna").open("The lamp")
    expect(cabinet.host).to_have_attribute("data-transport", "long-poll", timeout=SWITCH_LIMIT)
    Staff(desk).answer(ticket, "by another way")
    expect(cabinet.message("by another way")).to_be_visible()
    # Signs go by requests of their own then.
    with cabinet.page.expect_request(re.compile(rf"/api/tickets/{ticket}/typing$")):
        cabinet.composer.press_sequentially("I am")


def test_nobody_elses_ticket_opens(desk, cabinet: Cabinet):
    secret = Customer(desk, "boris").open("A secret", "nobody else may read this")
    cabinet.enter(desk, "anna")
    cabinet.page.goto(f"{desk.url}/cabinet#/tickets/{secret}")
    expect(cabinet.pane).to_contain_text("This ticket doesn’t exist")
    expect(cabinet.page.get_by_text("nobody else may read this")).to_have_count(0)
    cabinet.pane.get_by_role("button", name="Back to the list").last.click()
    expect(cabinet.page.get_by_text("No tickets yet")).to_be_visible()


def test_cabinet_and_widget_of_one_page_are_one_customer(desk, new_context):
    page = new_context().new_page()
    page.goto(f"{desk.url}/demo/shop.html")
    page.wait_for_function("window.otvet")
    page.evaluate("(token) => window.otvet.identify(token)", token("anna"))
    widget = Widget(page).open()
    widget.write("from the widget")
    widget.expect_state("from the widget", "sent")
    other = Cabinet(page.context.new_page())
    other.page.goto(f"{desk.url}/cabinet")
    other.open("Chat on the site")
    expect(other.message("from the widget")).to_be_visible()
    other.write("from the cabinet")
    widget.expect_texts(["from the widget", "from the cabinet"])


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_element_fills_its_place_and_withstands_the_page(desk, page: Page, cabinet: Cabinet, serve_page, direction):  # noqa: F811
    ticket = Customer(desk, "anna").open("The lamp")
    page.goto(serve_page(EMBEDDED.format(desk=desk.url, token=token("anna"), direction=direction), {}))
    cabinet.open("The lamp")
    expect(cabinet.page.get_by_test_id("add")).to_be_visible()
    box = cabinet.host.bounding_box()
    assert box["height"] == 600
    style = "element => [getComputedStyle(element).letterSpacing, getComputedStyle(element).direction]"
    assert cabinet.status.evaluate(style) == ["normal", "ltr"]
    Staff(desk).answer(ticket, "across origins")
    expect(cabinet.message("across origins")).to_be_visible()
    assert "#" not in page.url


def test_signing_out_on_the_site_closes_the_cabinet(desk, page: Page, cabinet: Cabinet, serve_page):  # noqa: F811
    Customer(desk, "anna").open("The lamp")
    html = EMBEDDED.format(desk=desk.url, token=token("anna"), direction="ltr")
    page.goto(serve_page(html.replace("</body>", f'<script src="{desk.url}/widget.js"></script></body>'), {}))
    expect(cabinet.ticket("The lamp")).to_be_visible()
    page.evaluate("window.otvet.signOut()")
    expect(cabinet.outside).to_contain_text("Sign in on the site first")
    expect(cabinet.tickets).to_have_count(0)


def test_phone_shows_the_list_or_the_ticket(desk, new_context):
    Customer(desk, "anna").open("The lamp")
    page = new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True).new_page()
    cabinet = Cabinet(page).enter(desk, "anna")
    expect(cabinet.ticket("The lamp")).to_be_visible()
    cabinet.ticket("The lamp").tap()
    expect(cabinet.composer).to_be_visible()
    expect(cabinet.ticket("The lamp")).to_be_hidden()
    targets = [each for each in cabinet.pane.locator("button").all() if each.is_visible()]
    for target in targets:
        box = target.bounding_box()
        assert box["width"] >= 44 and box["height"] >= 44, target
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Back to the list").tap()
    expect(cabinet.ticket("The lamp")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "ru-RU"])
def test_cabinet_has_no_accessibility_violation(desk, new_context, scheme, locale):
    anna = Customer(desk, "anna")
    open_ticket, closed = anna.open("The lamp", "www.example.com"), anna.open("Done with")
    anna.close(closed)
    Staff(desk).answer(open_ticket, "See https://example.com/ please.")
    page = new_context(color_scheme=scheme, reduced_motion="reduce", locale=locale).new_page()
    page.goto(f"{desk.url}/cabinet")
    expect(Cabinet(page).outside).to_be_visible()
    expect_accessible(page)
    cabinet = Cabinet(page).enter(desk, "anna")
    expect(cabinet.tickets).to_have_count(2)
    expect_accessible(page)
    cabinet.open("The lamp")
    expect(cabinet.message("See https://example.com/")).to_be_visible()
    expect_accessible(page)
    cabinet.toggle.click()
    expect_accessible(page)
    page.keyboard.press("Escape")
    refusal = {"error": {"code": "no", "message": "Refused."}}
    page.route("**/messages", lambda route: route.fulfill(status=400, json=refusal))
    cabinet.write("refused")
    expect(cabinet.message("refused")).to_have_attribute("data-state", "failed")
    page.unroute("**/messages")
    expect_accessible(page)
    cabinet.open("Done with")
    cabinet.rating.get_by_role("radio").nth(2).check()
    expect_accessible(page)
    page.get_by_test_id("add").click()
    page.get_by_test_id("create").click()
    expect_accessible(page)
    Staff(desk).answer(open_ticket, "One more thing.")
    expect(cabinet.toasts).to_have_count(1)
    expect_accessible(page)
    page.context.set_offline(True)
    expect(cabinet.host).to_have_attribute("data-transport", "offline", timeout=SWITCH_LIMIT)
    expect_accessible(page)
    page.context.set_offline(False)
    page.goto(f"{desk.url}/cabinet#token={token('boris')}")
    expect(page.get_by_test_id("change")).to_be_visible()
    expect_accessible(page)

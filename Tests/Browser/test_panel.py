"""The desk of the staff: what customers write arrives, what agents write leaves, and colleagues see each other."""

import re

import pytest
from accessibility import expect_accessible_at_rest
from api import call
from cabinet_page import Customer
from conversation import SWITCH_LIMIT
from pages import Widget
from panel_page import Line, Panel, sign_in
from playwright.sync_api import APIResponse, Page, Route, expect
from staff import post_of, staff, topic_of
from test_files import attach
from test_group import image


def reply(desk, shortcut: str, title: str, text: str):
    call(desk, "POST", "/api/admin/canned-replies", {"shortcut": shortcut, "title": title, "text": text})


def test_message_arrives_live_in_list_and_chat(panel: Panel, shop: Widget):
    expect(panel.empty).to_be_visible()
    shop.open()
    shop.write("Is the blue one in stock?")
    row = panel.ticket("Is the blue one in stock?")
    expect(row.get_by_test_id("unread")).to_have_text("1")
    expect(row).to_contain_text("Open")
    expect(row.get_by_test_id("wait")).to_be_visible()
    expect(panel.filter("unread")).to_contain_text("1")
    panel.enter("Is the blue one in stock?")
    panel.expect_texts(["Is the blue one in stock?"])
    expect(row.get_by_test_id("unread")).to_have_count(0)
    expect(panel.filter("unread").locator(".count")).to_have_text("")
    shop.write("And the red one?")
    panel.expect_texts(["Is the blue one in stock?", "And the red one?"])
    expect(panel.page.get_by_test_id("said")).to_contain_text("And the red one?")


def test_answer_goes_to_visitor_and_topic_and_the_topics_comes_back(panel: Panel, shop: Widget, open_group):
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    panel.write("Good day!")
    panel.expect_state("Good day!", re.compile("sent|read"))
    shop.expect_texts(["Hello", "Good day!"])
    expect(shop.message("Good day!").locator(".name")).to_have_text("Anna")
    expect(panel.ticket("Good day!")).to_contain_text("You:")
    expect(panel.status).to_have_text("Answered")
    group = open_group()
    expect(group.bubbles.filter(has_text="Anna (panel): Good day!")).to_have_count(1)
    group.answer("From the topic")
    panel.expect_texts(["Hello", "Good day!", "From the topic"])
    # The visitor has it before their eyes.
    panel.expect_state("From the topic", "read")


def test_changes_in_the_topic_are_seen_and_answers_quote(panel: Panel, desk, shop: Widget):
    shop.open()
    shop.write("Which colour?")
    panel.enter("Which colour?")
    expect(shop.message("Which colour?")).to_have_class(re.compile("delivered"))
    answer = staff(desk, "write", topic=topic_of(desk), text="The red one")
    expect(panel.message("The red one")).to_have_count(1)
    staff(desk, "edit", message_id=answer["message_id"], text="The blue one")
    expect(panel.message("The blue one")).to_contain_text("edited")
    staff(desk, "react", message_id=post_of(desk, "Which colour?"), name="Olga", emoji="👍")
    expect(panel.message("Which colour?").get_by_test_id("reaction")).to_have_text("👍")
    panel.message("Which colour?").hover()
    panel.message("Which colour?").get_by_role("button", name="Reply to this message").click()
    panel.write("Blue, really")
    expect(panel.message("Blue, really").get_by_test_id("quote")).to_contain_text("Which colour?")
    expect(shop.message("Blue, really").get_by_test_id("quote")).to_contain_text("Which colour?")


def test_list_says_who_wrote_last_and_that_it_was_deleted(panel: Panel, desk, shop: Widget):
    shop.open()
    shop.write("Which colour?")
    panel.enter("Which colour?")
    expect(shop.message("Which colour?")).to_have_class(re.compile("delivered"))
    # In the group somebody else has the name of the agent in the panel.
    staff(desk, "write", topic=topic_of(desk), text="The red one", name="Anna")
    preview = panel.tickets.locator(".preview")
    expect(preview).to_have_text("Anna: The red one")
    panel.write("The green one")
    expect(preview).to_have_text("You: The green one")
    answer = staff(desk, "write", topic=topic_of(desk), text="The blue one")
    expect(preview).to_have_text("Olga: The blue one")
    staff(desk, "write", topic=topic_of(desk), text="/delete", reply_to=answer["message_id"])
    expect(preview).to_have_text("Olga: Message deleted")
    panel.page.reload()
    expect(preview).to_have_text("Olga: Message deleted")


def test_long_history_comes_page_by_page_and_stays_in_place(panel: Panel, desk):
    session = call(desk, "POST", "/api/support/session", {}, key=None).json
    for number in range(120):
        body = {"message": f"Line {number} of many", "client_message_id": str(number)}
        sent = call(desk, "POST", "/api/support/chat/send", body, key=session["session"]["token"]).json
    # Who has unread messages begins at the first of them.
    ticket = sent["ticket"]["id"]
    call(desk, "POST", f"/api/admin/tickets/{ticket}/read", {"up_to": sent["message"]["id"]})
    panel.page.reload()
    panel.expect_live().enter("Line 119 of many")
    expect(panel.messages).to_have_count(50)
    scroller = panel.page.get_by_test_id("scroller")
    scroller.evaluate("element => (element.scrollTop = 0)")
    expect(panel.messages).to_have_count(100)
    # What was at the top is still before the reader's eyes.
    expect(panel.message("Line 70 of many")).to_be_in_viewport()
    scroller.evaluate("element => (element.scrollTop = 0)")
    expect(panel.messages).to_have_count(120)
    panel.page.get_by_role("button", name="Go to the newest message").click()
    expect(panel.message("Line 119 of many")).to_be_in_viewport()


def test_row_that_changes_while_it_is_pressed_opens(panel: Panel, desk):
    session = call(desk, "POST", "/api/support/session", {}, key=None).json["session"]["token"]
    call(desk, "POST", "/api/support/chat/send", {"message": "One"}, key=session)
    row = panel.ticket("One").locator("a")
    expect(row).to_be_visible()
    box = row.bounding_box()
    panel.page.mouse.move(box["x"] + 90, box["y"] + box["height"] / 2)
    panel.page.mouse.down()
    call(desk, "POST", "/api/support/chat/send", {"message": "Two"}, key=session)
    expect(panel.ticket("Two")).to_be_visible()
    panel.page.mouse.up()
    expect(panel.composer).to_be_focused()


def test_list_comes_page_by_page(panel: Panel, desk):
    for number in range(60):
        session = call(desk, "POST", "/api/support/session", {}, key=None).json
        body = {"message": f"Ticket {number} of many", "client_message_id": "1"}
        call(desk, "POST", "/api/support/chat/send", body, key=session["session"]["token"])
    expect(panel.filter("all")).to_contain_text("60")
    panel.page.reload()
    panel.expect_live()
    expect(panel.tickets).to_have_count(50)
    panel.page.get_by_test_id("tickets").evaluate("element => (element.scrollTop = element.scrollHeight)")
    expect(panel.tickets).to_have_count(60)
    expect(panel.tickets.last).to_contain_text("Ticket 0 of many")


def test_both_sides_see_who_is_writing(panel: Panel, shop: Widget):
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    shop.composer.press_sequentially("I want")
    expect(panel.typing).to_be_visible()
    expect(panel.tickets.first).to_contain_text("is typing")
    expect(panel.typing).to_be_hidden()
    panel.composer.press_sequentially("We have")
    expect(shop.typing).to_be_visible()
    expect(shop.typing).to_be_hidden()


def test_notes_are_never_told_to_the_visitor(panel: Panel, page: Page, shop: Widget):
    heard: list[str] = []
    page.on("response", lambda response: "/api/" in response.url and heard.append(response.text()))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))))
    page.reload()
    shop.open()
    shop.write("Hello")
    shop.expect_transport("websocket")
    panel.enter("Hello")
    panel.composer.press_sequentially("//A difficult customer")
    expect(panel.composer).to_have_value("A difficult customer")
    expect(panel.page.get_by_text("Only colleagues see this.")).to_be_visible()
    panel.composer.press("Enter")
    expect(panel.message("A difficult customer")).to_have_attribute("data-kind", "note")
    panel.write("How can I help?")
    shop.expect_texts(["Hello", "How can I help?"])
    page.reload()
    shop.open()
    shop.expect_texts(["Hello", "How can I help?"])
    assert any("How can I help?" in each for each in heard)
    assert not any("difficult" in each for each in heard)
    panel.page.reload()
    panel.expect_texts(["Hello", "A difficult customer", "How can I help?"])


def test_canned_reply_is_found_by_slash_and_filled(panel: Panel, desk, shop: Widget):
    reply(desk, "hi", "Greeting", "Good day, I am {agent}.")
    reply(desk, "ship", "Shipping", "It takes two days.")
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    panel.composer.press_sequentially("/")
    expect(panel.canned.get_by_role("option")).to_have_count(2)
    panel.composer.press_sequentially("shipp")
    expect(panel.canned.get_by_role("option")).to_have_count(1)
    for _ in "shipp":
        panel.composer.press("Backspace")
    panel.composer.press("ArrowDown")
    panel.composer.press("ArrowUp")
    panel.composer.press("Enter")
    expect(panel.composer).to_have_value("Good day, I am Anna.")
    expect(panel.canned).to_be_hidden()
    panel.composer.press("Enter")
    shop.expect_texts(["Hello", "Good day, I am Anna."])


def test_ticket_is_assigned_and_the_colleague_sees_it(new_panel, new_visitor):
    boris = new_panel("Boris")
    anna = new_panel("Anna")
    new_visitor("Hello")
    anna.enter("Hello")
    anna.assign("Boris")
    boris.filter("mine").click()
    expect(boris.ticket("Hello")).to_contain_text("Assigned to You")
    expect(anna.page.get_by_test_id("assign")).to_contain_text("Boris")
    anna.page.keyboard.press("a")
    expect(anna.page.get_by_test_id("assign")).to_contain_text("Me")
    expect(boris.tickets).to_have_count(0)
    expect(boris.empty).to_be_visible()


def test_status_moves_tickets_between_filters(panel: Panel, new_visitor):
    new_visitor("The first")
    new_visitor("The second")
    expect(panel.filter("open")).to_contain_text("2")
    panel.enter("The first")
    panel.action("close").click()
    expect(panel.status).to_have_text("Closed")
    panel.filter("closed").click()
    expect(panel.tickets).to_have_count(1)
    expect(panel.tickets).to_contain_text("The first")
    panel.action("reopen").click()
    expect(panel.status).to_have_text("Open")
    panel.set_status("Archived")
    panel.filter("archived").click()
    expect(panel.tickets).to_contain_text("The first")
    panel.filter("all").click()
    expect(panel.tickets).to_have_count(1)
    expect(panel.tickets).to_contain_text("The second")


def test_search_marks_words_and_opens_the_ticket_at_the_message(panel: Panel, new_visitor):
    visitor = new_visitor("My porcelain elephant broke")
    for number in range(12):
        visitor.write(f"Line {number}")
        visitor.expect_state(f"Line {number}", "sent")
    new_visitor("Something else")
    expect(panel.tickets).to_have_count(2)
    panel.search.fill("elephants porcel")
    expect(panel.hits).to_have_count(1, timeout=SWITCH_LIMIT)
    expect(panel.hits.locator("mark")).to_have_text(["porcelain", "elephant"])
    panel.hits.first.locator("a").click()
    expect(panel.message("My porcelain elephant broke")).to_be_in_viewport()
    panel.search.fill("")
    expect(panel.tickets).to_have_count(2)


def test_search_finds_tickets_by_subject_and_number_and_people_by_their_numbers(panel: Panel, desk):
    Customer(desk, "anna", member_id="M-20017").open("Porcelain elephant", "It broke")
    expect(panel.tickets).to_have_count(1)
    for query, text in [("elephants", "Porcelain elephant"), ("#1", "#1"), ("20017", "M-20017"), ("anna", "anna")]:
        panel.search.fill(query)
        expect(panel.hits.first).to_contain_text(text, timeout=SWITCH_LIMIT)
        panel.search.fill("")
    panel.search.fill("elephant")
    panel.hits.first.locator("a").click()
    panel.expect_texts(["It broke"])


def test_two_agents_in_one_ticket_see_each_other(new_panel, new_visitor):
    anna, boris = new_panel("Anna"), new_panel("Boris")
    new_visitor("Hello")
    anna.enter("Hello")
    expect(boris.tickets.get_by_test_id("viewers")).to_contain_text("Anna")
    boris.enter("Hello")
    expect(anna.others).to_contain_text("Boris is here too")
    expect(boris.others).to_contain_text("Anna is here too")
    boris.composer.press_sequentially("I am")
    expect(anna.colleague_typing).to_have_text("Boris is typing…")
    expect(boris.colleague_typing).to_be_hidden()
    expect(anna.colleague_typing).to_be_hidden()
    boris.page.close()
    expect(anna.others).to_be_hidden()


def test_everything_works_by_keyboard(panel: Panel, new_visitor):
    first = new_visitor("The first")
    new_visitor("The second")
    expect(panel.tickets).to_have_count(2)
    keyboard = panel.page.keyboard
    keyboard.press("j")
    keyboard.press("j")
    expect(panel.tickets.nth(1).locator("a")).to_be_focused()
    keyboard.press("Enter")
    panel.expect_texts(["The first"])
    keyboard.press("r")
    expect(panel.composer).to_be_focused()
    keyboard.type("c is not a shortcut here")
    keyboard.press("Enter")
    first.expect_texts(["The first", "c is not a shortcut here"])
    keyboard.press("Escape")
    keyboard.press("n")
    keyboard.type("for colleagues")
    keyboard.press("Enter")
    expect(panel.message("for colleagues")).to_have_attribute("data-kind", "note")
    keyboard.press("Escape")
    keyboard.press("c")
    expect(panel.status).to_have_text("Closed")
    keyboard.press("o")
    expect(panel.status).to_have_text("Open")
    keyboard.press("i")
    expect(panel.card).to_be_visible()
    keyboard.press("i")
    expect(panel.card).to_be_hidden()
    keyboard.press("Escape")
    expect(panel.page.get_by_text("Choose a ticket")).to_be_visible()
    keyboard.press("g")
    keyboard.press("a")
    expect(panel.filter("answered")).to_have_attribute("aria-current", "true")
    keyboard.press("s")
    expect(panel.search).to_be_focused()
    keyboard.press("Escape")
    keyboard.press("?")
    expect(panel.page.get_by_test_id("shortcuts")).to_be_visible()
    keyboard.press("Escape")
    expect(panel.page.get_by_test_id("shortcuts")).to_be_hidden()


def test_nothing_is_lost_when_the_network_breaks(new_panel, desk, new_context, new_visitor):
    context = new_context()
    sign_in(desk, context, "Anna")
    page = context.new_page()
    line = Line(page)
    panel = Panel(page).open(desk.url)
    visitor = new_visitor("Hello")
    panel.enter("Hello")
    line.cut()
    panel.write("written without a network")
    panel.composer.press_sequentially("//a note without a network")
    panel.composer.press("Enter")
    panel.expect_state("written without a network", "pending")
    visitor.write("meanwhile")
    visitor.expect_state("meanwhile", "sent")
    expect(panel.banner).to_be_visible(timeout=SWITCH_LIMIT)
    line.mend()
    expect(panel.banner).to_be_hidden(timeout=SWITCH_LIMIT)
    panel.expect_state("written without a network", re.compile("sent|read"), SWITCH_LIMIT)
    expect(panel.message("meanwhile")).to_have_count(1)
    expect(panel.message("a note without a network")).to_have_count(1)
    visitor.expect_texts(["Hello", "meanwhile", "written without a network"])


def test_reload_keeps_draft_and_unsent(desk, new_context, new_visitor):
    context = new_context()
    sign_in(desk, context, "Anna")
    panel = Panel(context.new_page()).open(desk.url)
    visitor = new_visitor("Hello")
    panel.enter("Hello")
    panel.page.route(re.compile("/tickets/[0-9]+/messages$"), lambda route: route.abort())
    panel.write("not sent yet")
    panel.expect_state("not sent yet", "pending")
    panel.composer.fill("half written")
    panel.page.reload()
    expect(panel.composer).to_have_value("half written")
    panel.expect_state("not sent yet", "pending")
    panel.page.unroute(re.compile("/tickets/[0-9]+/messages$"))
    panel.expect_state("not sent yet", re.compile("sent|read"), SWITCH_LIMIT)
    visitor.expect_texts(["Hello", "not sent yet"])


def test_files_go_both_ways(panel: Panel, desk, shop: Widget):
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    picker = panel.page.get_by_test_id("picker")
    picker.set_input_files([{"name": "front.png", "mimeType": "image/png", "buffer": image(60, 40)}])
    expect(panel.page.get_by_test_id("pick")).to_be_visible()
    panel.write("This one")
    expect(shop.message("This one").get_by_test_id("photo").locator("img")).to_have_js_property("complete", True)
    staff(desk, "write", topic=topic_of(desk), text="And from the topic")
    expect(panel.message("And from the topic")).to_be_visible()
    panel.message("This one").get_by_test_id("photo").get_by_role("button").click()
    expect(panel.page.get_by_test_id("viewer")).to_be_visible()
    panel.page.keyboard.press("Escape")
    expect(panel.page.get_by_test_id("viewer")).to_be_hidden()


def test_card_shows_renames_and_bans(panel: Panel, new_visitor):
    visitor = new_visitor("Hello")
    panel.enter("Hello")
    panel.page.get_by_test_id("card-toggle").click()
    expect(panel.card).to_contain_text("Anonymous")
    link = panel.card.get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile("/demo/shop.html$"))
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    panel.card.get_by_role("button", name="Edit name").click()
    panel.page.keyboard.type("Maria")
    panel.page.keyboard.press("Enter")
    expect(panel.card.get_by_role("heading", name="Maria")).to_be_visible()
    expect(panel.ticket("Maria")).to_have_count(1)
    panel.page.get_by_test_id("ban").click()
    panel.page.get_by_role("dialog").get_by_role("button", name="Ban").click()
    expect(panel.card).to_contain_text("Banned")
    visitor.write("Hello?")
    visitor.expect_state("Hello?", "failed")
    panel.page.get_by_test_id("ban").click()
    expect(panel.card).not_to_contain_text("Banned")


def test_new_message_elsewhere_is_told_once_and_counted(desk, new_context, new_visitor):
    context = new_context(permissions=["notifications"])
    sign_in(desk, context, "Anna")
    first = Panel(context.new_page()).open(desk.url)
    second = Panel(context.new_page()).open(desk.url)
    new_visitor("The first")
    first.enter("The first")
    expect(second.ticket("The first")).to_have_count(1)
    new_visitor("The second")
    for panel in (first, second):
        expect(panel.page).to_have_title("(1) Otvet")
        expect(panel.page.locator("link[rel=icon]")).to_have_attribute("href", re.compile("^data:image/png"))
    second.enter("The second")
    for panel in (first, second):
        expect(panel.page).to_have_title("Otvet")


def test_desktop_is_notified_once_however_many_windows(desk, new_context, new_visitor):
    context = new_context()
    # Tests' windows all think that they have the focus, and nobody sees what the desktop shows.
    context.add_init_script("""
        window.shown = [];
        document.hasFocus = () => false;
        window.Notification = class extends EventTarget {
            static permission = "granted";
            static requestPermission = async () => "granted";
            constructor(title, { body }) { super(); window.shown.push(`${title}: ${body}`); }
        };
    """)
    sign_in(desk, context, "Anna")
    panels = [Panel(context.new_page()).open(desk.url) for _ in range(2)]
    panels[0].page.get_by_test_id("own-menu").click()
    panels[0].page.get_by_role("menuitem", name="Turn desktop notifications on").click()
    panels[0].page.get_by_test_id("own-menu").click()
    expect(panels[0].page.get_by_role("menuitem", name="Turn desktop notifications off")).to_be_visible()
    new_visitor("Is anybody there?")
    shown: list[str] = []
    for panel in panels:
        expect(panel.ticket("Is anybody there?")).to_be_visible()
    panels[0].page.wait_for_timeout(1000)
    for panel in panels:
        shown += panel.page.evaluate("window.shown")
    assert [each.split(": ", 1)[1] for each in shown] == ["Is anybody there?"]


def test_panel_works_without_websockets(desk, new_context, new_visitor):
    context = new_context()
    sign_in(desk, context, "Anna")
    page = context.new_page()
    page.route_web_socket(re.compile("/api/admin/realtime"), lambda socket: socket.close(code=1011))
    page.goto(f"{desk.url}/admin")
    panel = Panel(page).expect_live("long-poll")
    visitor = new_visitor("Hello")
    panel.enter("Hello")
    expect(panel.filter("unread").locator(".count")).to_have_text("")
    panel.composer.press_sequentially("We")
    expect(visitor.typing).to_be_visible()
    panel.write("Good day")
    visitor.expect_texts(["Hello", "Good day"])
    visitor.write("Thanks")
    panel.expect_texts(["Hello", "Good day", "Thanks"])


def test_file_that_telegram_keeps_is_brought(panel: Panel, desk, shop: Widget):
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    expect(shop.message("Hello")).to_have_class(re.compile("delivered"))
    staff(desk, "fault", kind="error", method="getFile", error_code=400, description="Bad Request: file is too big")
    attach(desk, "document", "film.txt", "text/plain", b"a film")
    bring = panel.page.get_by_test_id("bring")
    with panel.page.expect_file_chooser() as chosen:
        bring.click()
    chosen.value.set_files([{"name": "film.txt", "mimeType": "text/plain", "buffer": b"the film"}])
    expect(bring).to_have_count(0)
    expect(shop.messages.last.get_by_test_id("document")).to_contain_text("film.txt")


WELL = {"connected": True, "waiting": 0, "lag_seconds": 0, "undelivered": 0}


@pytest.mark.parametrize(
    ("state", "text", "level"),
    [
        (WELL | {"waiting": 3, "lag_seconds": 42}, "42 s behind, 3 waiting", "slow"),
        (WELL | {"connected": False}, "Not connected", "off"),
        (WELL | {"waiting": 1, "trouble": "No, and why.", "trouble_code": "newer"}, "No, and why.", "bad"),
        (WELL | {"waiting": 1, "trouble": "No.", "trouble_code": "conflict"}, "Another program is using this bot.", "bad"),
        (WELL | {"undelivered": 2}, "Connected", "good"),
    ],
)
def test_telegrams_state_is_told(state: dict, text: str, level: str, desk, new_context):
    context = new_context()
    sign_in(desk, context, "Anna")
    page = context.new_page()
    page.route("**/api/admin/telegram", lambda route: route.fulfill(json=state | {"paused_seconds": 0}))
    panel = Panel(page).open(desk.url)
    expect(panel.telegram).to_contain_text(text)
    expect(panel.telegram).to_have_attribute("data-level", level)
    if state["undelivered"]:
        expect(panel.telegram.locator(".badge")).to_have_text(str(state["undelivered"]))


def test_trouble_with_telegram_is_told_in_the_language_of_the_panel(new_panel, desk, shop: Widget):
    description = "Bad Request: not enough rights to create a topic"
    staff(desk, "fault", kind="error", method="createForumTopic", error_code=400, description=description, count=9)
    shop.open()
    shop.write("Kept for later")
    panel = new_panel(locale="ru-RU")
    expect(panel.telegram).to_contain_text("Боту не хватает прав в группе.", timeout=SWITCH_LIMIT)
    panel.telegram.click()
    dialog = panel.page.get_by_test_id("telegram-dialog")
    expect(dialog).to_contain_text("(not enough rights to create a topic)")
    expect(dialog).to_contain_text("Ждут отправки: 1 · Отказов нет")


def test_undelivered_stays_visible(panel: Panel, desk, shop: Widget):
    text, reason = "Lost on the way", "Bad Request: no"
    staff(desk, "fault", kind="error", method="sendMessage", text=text, error_code=400, description=reason, count=900)
    shop.open()
    shop.write(text)
    expect(panel.telegram.locator(".badge")).to_be_visible(timeout=SWITCH_LIMIT)
    panel.telegram.click()
    rows = panel.page.get_by_test_id("undelivered")
    expect(rows.first).to_contain_text("Telegram refused: no")
    rows.first.get_by_role("link").click()
    expect(panel.message("Lost on the way")).to_be_visible()


def test_phone_shows_list_then_chat_and_goes_back(new_panel, new_visitor):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    panel = new_panel(**phone)
    new_visitor("Hello")
    expect(panel.ticket("Hello")).to_be_visible()
    panel.ticket("Hello").locator("a").tap()
    expect(panel.composer).to_be_visible()
    expect(panel.tickets).not_to_be_visible()
    panel.page.get_by_test_id("card-toggle").tap()
    expect(panel.card).to_be_visible()
    panel.card.get_by_role("button", name="Close the customer’s card").tap()
    expect(panel.card).to_be_hidden()
    panel.page.get_by_test_id("back").tap()
    expect(panel.ticket("Hello")).to_be_visible()
    expect(panel.composer).to_have_count(0)
    panel.page.go_forward()
    expect(panel.composer).to_be_visible()
    panel.page.go_back()
    expect(panel.ticket("Hello")).to_be_visible()
    assert panel.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("locale", "width"), [("en-US", 1440), ("ru-RU", 1440), ("ru-RU", 390)])
def test_panel_is_accessible(scheme: str, locale: str, width: int, new_panel, desk, new_visitor):
    panel = new_panel(viewport={"width": width, "height": 844}, color_scheme=scheme, locale=locale)
    reply(desk, "hi", "Greeting", "Good day")
    new_visitor("Hello")
    expect(panel.ticket("Hello")).to_be_visible()
    expect_accessible_at_rest(panel.page)
    panel.ticket("Hello").locator("a").click()
    panel.write("Good day")
    panel.composer.press_sequentially("//A note")
    panel.composer.press("Enter")
    expect(panel.message("A note")).to_be_visible()
    if not panel.card.is_visible():
        panel.page.get_by_test_id("card-toggle").click()
    expect(panel.card).to_be_visible()
    expect_accessible_at_rest(panel.page)
    panel.page.get_by_test_id("card-toggle").click(force=True) if width > 400 else panel.page.keyboard.press("Escape")
    panel.composer.fill("/")
    expect(panel.canned).to_be_visible()
    expect_accessible_at_rest(panel.page)
    panel.composer.fill("")
    panel.page.get_by_test_id("scroller").focus()
    panel.page.keyboard.press("?")
    expect_accessible_at_rest(panel.page)


def test_end_stays_in_sight_while_a_long_answer_is_written(panel: Panel, desk, shop: Widget):
    shop.open()
    for number in range(30):
        shop.write(f"Line {number}")
    shop.expect_state("Line 29", "sent")
    panel.enter("Line 29")
    panel.page.get_by_test_id("scroller").evaluate("element => (element.scrollTop = element.scrollHeight)")
    expect(panel.message("Line 29")).to_be_in_viewport()
    for _ in range(6):
        panel.composer.press("Shift+Enter")
        panel.composer.press_sequentially("x")
    expect(panel.message("Line 29")).to_be_in_viewport()
    distance = "element => element.scrollHeight - element.scrollTop - element.clientHeight"
    assert panel.page.get_by_test_id("scroller").evaluate(distance) < 2


def test_note_stays_a_note_when_files_or_a_quote_come(panel: Panel, shop: Widget):
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    panel.composer.press_sequentially("//A difficult")
    panel.page.get_by_test_id("picker").set_input_files([{"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"}])
    expect(panel.page.get_by_text("The files wait for your reply.")).to_be_visible()
    panel.message("Hello").hover()
    panel.message("Hello").get_by_role("button", name="Reply to this message").click()
    expect(panel.composer).to_be_focused()
    panel.page.keyboard.type(" customer")
    panel.page.keyboard.press("Enter")
    expect(panel.message("A difficult customer")).to_have_attribute("data-kind", "note")
    panel.write("This file")
    expect(shop.message("This file").get_by_test_id("document")).to_contain_text("a.txt")
    expect(shop.messages).to_have_count(2)


@pytest.mark.parametrize("beginning", ["//", " //", "Shift+Enter //", "//x Backspace Repeated"])
def test_no_slip_makes_a_note_an_answer(beginning: str, panel: Panel, shop: Widget):
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    keyboard = panel.page.keyboard
    if beginning.startswith("Shift+Enter"):
        keyboard.press("Shift+Enter")
    keyboard.type(" //" if beginning == " //" else "//")
    if beginning.endswith("Repeated"):
        keyboard.type("x")
        # What is held down comes again and again.
        for _ in range(3):
            keyboard.down("Backspace")
        keyboard.up("Backspace")
    keyboard.type("A difficult customer")
    expect(panel.composer).to_have_value("A difficult customer")
    keyboard.press("Enter")
    expect(panel.message("A difficult customer")).to_have_attribute("data-kind", "note")
    panel.write("How can I help?")
    shop.expect_texts(["Hello", "How can I help?"])


def test_note_does_not_go_when_the_answers_files_are_up(panel: Panel, shop: Widget):
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    uploads = re.compile("/api/admin/files")
    held: list[Route] = []
    panel.page.route(uploads, lambda route: held.append(route))
    file = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"}
    with panel.page.expect_request(uploads):
        panel.page.get_by_test_id("picker").set_input_files([file])
    panel.composer.fill("With a file")
    panel.composer.press("Enter")
    expect(panel.page.get_by_text("Your message will be sent once the files are uploaded.")).to_be_visible()
    panel.page.get_by_test_id("note-toggle").click()
    with panel.page.expect_response(uploads):
        held.pop().continue_()
    panel.page.get_by_test_id("note-toggle").click()
    expect(panel.page.get_by_test_id("pick").get_by_role("progressbar")).to_have_count(0)
    expect(panel.composer).to_have_value("With a file")
    panel.composer.press("Enter")
    expect(shop.message("With a file").get_by_test_id("document")).to_contain_text("a.txt")
    expect(shop.messages).to_have_count(2)
    expect(panel.message("With a file")).to_have_attribute("data-kind", "agent")


def test_empty_note_is_over_when_an_answer_is_begun(panel: Panel, shop: Widget):
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    toggle = panel.page.get_by_test_id("note-toggle")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    panel.page.reload()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    panel.page.keyboard.press("Escape")
    panel.page.keyboard.press("n")
    panel.page.get_by_test_id("scroller").focus()
    panel.page.keyboard.press("r")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    panel.write("Good day")
    shop.expect_texts(["Hello", "Good day"])


def test_shortcut_that_matches_nothing_is_not_sent(panel: Panel, desk, shop: Widget):
    reply(desk, "hi", "Greeting", "Good day")
    shop.open()
    shop.write("Hello")
    panel.enter("Hello")
    held: list[Route] = []
    panel.page.route(re.compile("/canned-replies"), lambda route: held.append(route))
    with panel.page.expect_request(re.compile("/canned-replies")):
        panel.composer.press_sequentially("/hi")
    panel.composer.press("Enter")
    expect(panel.composer).to_have_value("/hi")
    held.pop().continue_()
    expect(panel.canned.get_by_role("option")).to_have_count(1)
    panel.composer.press_sequentially("x")
    expect(panel.canned).to_contain_text("No canned reply matches.")
    panel.composer.press("Enter")
    expect(panel.composer).to_have_value("/hix")
    panel.composer.press("Escape")
    panel.composer.press("Enter")
    shop.expect_texts(["Hello", "/hix"])


def test_card_changes_the_customer_it_shows(panel: Panel, new_visitor):
    new_visitor("The first")
    new_visitor("The second")
    panel.enter("The second")
    panel.page.get_by_test_id("card-toggle").click()
    panel.card.get_by_role("button", name="Edit name").click()
    expect(panel.card.get_by_role("textbox")).to_be_focused()
    panel.enter("The first")
    if not panel.card.is_visible():
        panel.page.get_by_test_id("card-toggle").click()
    expect(panel.card.get_by_role("button", name="Edit name")).to_be_visible()
    expect(panel.card.get_by_role("textbox")).to_have_count(0)
    # The question stays while the agent goes back, and still means who was shown.
    panel.page.get_by_test_id("ban").click()
    dialog = panel.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    panel.page.go_back()
    panel.expect_texts(["The second"])
    dialog.get_by_role("button", name="Ban").click()
    expect(panel.header).not_to_contain_text("Banned")
    panel.page.go_forward()
    expect(panel.header).to_contain_text("Banned")


def test_assigning_means_the_ticket_whose_menu_it_was(panel: Panel, new_visitor):
    new_visitor("The first")
    new_visitor("The second")
    panel.enter("The second")
    panel.enter("The first")
    panel.page.get_by_test_id("assign").click()
    panel.page.go_back()
    panel.expect_texts(["The second"])
    panel.page.get_by_role("menuitemradio", name="Me", exact=True).click()
    expect(panel.ticket("The first")).to_contain_text("Assigned to You")
    expect(panel.ticket("The second")).not_to_contain_text("Assigned to")


def test_note_of_one_window_does_not_stay_unsent_in_another(desk, new_context):
    context = new_context()
    sign_in(desk, context, "Anna")
    first, second = (Panel(context.new_page()).open(desk.url) for _ in range(2))
    session = call(desk, "POST", "/api/support/session", {}, key=None).json

    def send(text: str) -> dict:
        body = {"message": text, "client_message_id": text.replace(" ", "-")}
        return call(desk, "POST", "/api/support/chat/send", body, key=session["session"]["token"]).json

    send("Hello")
    first.enter("Hello")
    first.composer.press_sequentially("//A difficult customer")
    first.composer.press("Enter")
    first.expect_state("A difficult customer", "sent")
    for number in range(50):
        sent = send(f"Line {number} of many")
    call(desk, "POST", f"/api/admin/tickets/{sent['ticket']['id']}/read", {"up_to": sent["message"]["id"]})
    second.enter("Line 49 of many")
    # The note is older than the page that is shown.
    expect(second.messages).to_have_count(50)
    expect(second.message("Line 49 of many")).to_be_in_viewport()
    expect(second.message("A difficult customer")).to_have_count(0)


def test_panel_follows_a_backup_that_was_brought_back(panel: Panel, desk, new_visitor, tmp_path):
    visitor = new_visitor("before the backup")
    panel.enter("before the backup")
    desk.kill()
    desk.back_up(tmp_path / "backup")
    desk.restart()
    panel.expect_live()
    visitor.expect_transport("websocket")
    for number in range(3):
        panel.write(f"gone {number}")
        panel.expect_state(f"gone {number}", re.compile("sent|read"), SWITCH_LIMIT)
    panel.composer.fill("half written")

    desk.kill()
    desk.bring_back(tmp_path / "backup")
    desk.restart()
    panel.expect_texts(["before the backup"], SWITCH_LIMIT)
    expect(panel.composer).to_have_value("half written")
    panel.write("first after it")
    visitor.expect_texts(["before the backup", "first after it"], SWITCH_LIMIT)
    panel.expect_texts(["before the backup", "first after it"])


def test_note_with_the_words_of_an_earlier_one_is_kept(panel: Panel, new_visitor):
    new_visitor("Hello")
    panel.enter("Hello")
    panel.composer.press_sequentially("//Called back")
    panel.composer.press("Enter")
    panel.expect_state("Called back", "sent")
    page = re.compile("/messages.limit=50")
    held: list[Route] = []
    panel.page.route(page, lambda route: held.append(route))
    with panel.page.expect_request(page):
        panel.page.reload()
    panel.expect_live()
    # What was said before is not here yet.
    panel.composer.press_sequentially("//Called back")
    with panel.page.expect_response(re.compile("/notes$")):
        panel.composer.press("Enter")
    held.pop().continue_()
    panel.expect_texts(["Hello", "Called back", "Called back"])


def test_note_whose_answer_is_lost_is_sent_again_and_stands_once(panel: Panel, desk, new_visitor):
    new_visitor("Hello")
    panel.enter("Hello")
    answers: list[int] = []

    def lose_the_first(route: Route):
        answer = route.fetch()
        answers.append(answer.status)
        if len(answers) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    # What others are told would bring the note, and the panel must not need that.
    panel.page.route(re.compile("/notes$"), lose_the_first)
    panel.page.route_web_socket(re.compile("/realtime"), lambda socket: socket.close())
    panel.page.route(re.compile("/api/admin/poll"), lambda route: route.abort())
    panel.page.reload()
    panel.composer.press_sequentially("//A difficult customer")
    panel.composer.press("Enter")
    panel.expect_state("A difficult customer", "sent", SWITCH_LIMIT)
    assert answers == [201, 200]
    panel.expect_texts(["Hello", "A difficult customer"])
    panel.page.unroute_all()
    panel.page.reload()
    panel.expect_texts(["Hello", "A difficult customer"])


def test_link_to_a_message_far_back_reaches_it(panel: Panel, desk):
    session = call(desk, "POST", "/api/support/session", {}, key=None).json
    sent = []
    for number in range(410):
        body = {"message": f"Line {number} of many", "client_message_id": str(number)}
        sent.append(call(desk, "POST", "/api/support/chat/send", body, key=session["session"]["token"]).json)
    ticket = sent[0]["ticket"]["id"]
    call(desk, "POST", f"/api/admin/tickets/{ticket}/read", {"up_to": sent[-1]["message"]["id"]})
    panel.page.goto(f"{desk.url}/admin#/tickets/{ticket}/{sent[3]['message']['id']}")
    expect(panel.message("Line 3 of many")).to_be_in_viewport()


def test_what_happens_while_a_ticket_is_looked_up_is_looked_up_too(new_panel, new_visitor):
    visitor = new_visitor("Hello")
    anna = new_panel("Anna")
    held: list[tuple[Route, APIResponse]] = []
    anna.page.route(re.compile("/tickets/[0-9]+$"), lambda route: held.append((route, route.fetch())), times=1)
    # Whom Anna's panel has not heard of: it looks up who that is.
    boris = new_panel("Boris")
    with anna.page.expect_response(re.compile("/tickets/[0-9]+$"), timeout=SWITCH_LIMIT):
        boris.enter("Hello")
        expect(boris.page.get_by_test_id("assign")).to_be_visible()
        while not held:
            anna.page.wait_for_timeout(50)
        boris.assign("Me")
        visitor.write("Are you there?")
        expect(anna.ticket("Are you there?")).to_be_visible()
        route, answer = held.pop()
        route.fulfill(response=answer)
    expect(anna.ticket("Are you there?")).to_contain_text("Assigned to Boris")


def test_answer_that_is_older_than_a_ban_does_not_undo_it(panel: Panel, desk, new_visitor):
    # Nothing else happens to the ticket: it is delivered, and it is read.
    expect(new_visitor("Hello").message("Hello")).to_have_class(re.compile("delivered"))
    panel.enter("Hello")
    row = panel.ticket("Hello")
    expect(row.get_by_test_id("unread")).to_have_count(0)
    ticket = row.get_attribute("data-ticket")
    panel.page.go_back()
    held: list[tuple[Route, APIResponse]] = []
    details = re.compile("/tickets/[0-9]+$")
    panel.page.route(details, lambda route: held.append((route, route.fetch())), times=1)
    with panel.page.expect_response(details):
        row.locator("a").click()
        while not held:
            panel.page.wait_for_timeout(50)
        call(desk, "POST", f"/api/admin/tickets/{ticket}/ban")
        expect(panel.header).to_contain_text("Banned")
        route, answer = held.pop()
        route.fulfill(response=answer)
    panel.page.get_by_test_id("card-toggle").click()
    # The page that the visitor was on is told by this answer alone.
    expect(panel.card.locator("dl a")).to_be_visible()
    expect(panel.header).to_contain_text("Banned")


def test_person_is_erased_by_an_administrator_and_is_gone_everywhere(new_panel, shop: Widget):
    shop.open()
    shop.write("Forget me, please")
    colleague = new_panel()
    colleague.enter("Forget me, please").page.get_by_test_id("card-toggle").click()
    expect(colleague.card.get_by_test_id("ban")).to_be_visible()
    expect(colleague.card.get_by_test_id("erase")).to_have_count(0)
    panel = new_panel("Chief", "admin")
    panel.enter("Forget me, please").page.get_by_test_id("card-toggle").click()
    panel.card.get_by_test_id("erase").click()
    dialog = panel.page.get_by_test_id("erase-dialog")
    expect(dialog.get_by_test_id("stored")).to_have_text("Stored: 1 ticket, 1 message, 0 notes, 0 files.")
    erase = dialog.get_by_role("button", name="Erase")
    expect(erase).to_be_disabled()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    expect(panel.tickets).to_have_count(1)
    panel.card.get_by_test_id("erase").click()
    dialog.get_by_test_id("erase-word").fill("Erase")
    erase.click()
    expect(panel.toasts.filter(has_text="Erased")).to_be_visible()
    for each in [panel, colleague]:
        expect(each.tickets).to_have_count(0)
        expect(each.empty).to_be_visible()
        expect(each.header).to_be_hidden()
    # The visitor's chat begins anew.
    expect(shop.messages).to_have_count(0)
    shop.write("Hello again")
    expect(panel.ticket("Hello again")).to_be_visible()

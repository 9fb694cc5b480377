"""Nothing is lost and nothing is shown twice, whatever dies when."""

import re

import pytest
from api import call
from conversation import SWITCH_LIMIT, Network
from pages import Widget
from playwright.sync_api import Page, expect
from tokens import token


def test_conversation_survives_killed_server(desk, shop: Widget, open_group):
    shop.open()
    shop.expect_transport("websocket")
    shop.write("before")
    shop.expect_state("before", "sent")
    group = open_group()
    group.expect_bubbles(["before"])
    group.answer("answer before")
    shop.expect_texts(["before", "answer before"])

    desk.kill()
    shop.expect_transport("offline")
    shop.write("during, first")
    shop.write("during, second")
    group.answer("answer during")
    shop.expect_state("during, second", "pending")
    desk.restart()

    shop.expect_state("during, first", "sent", SWITCH_LIMIT)
    shop.expect_state("during, second", "sent", SWITCH_LIMIT)
    expect(shop.message("answer during")).to_have_count(1, timeout=SWITCH_LIMIT)
    shop.write("after")
    shop.expect_state("after", "sent", SWITCH_LIMIT)
    group.answer("answer after")
    expect(shop.message("answer after")).to_have_count(1, timeout=SWITCH_LIMIT)
    shop.expect_transport("websocket")

    expect(shop.messages).to_have_count(7)
    own = [text for text in shop.texts.all_inner_texts() if not text.startswith("answer")]
    assert own == ["before", "during, first", "during, second", "after"]
    expect(group.bubbles).to_have_count(8)


def test_open_chat_follows_a_backup_that_was_brought_back(desk, shop: Widget, open_group, tmp_path):
    shop.open()
    shop.expect_transport("websocket")
    shop.write("before the backup")
    group = open_group()
    group.expect_bubbles(["before the backup"])
    desk.kill()
    desk.back_up(tmp_path / "backup")
    desk.restart()
    shop.expect_transport("websocket")
    for number in range(3):
        shop.write(f"gone {number}")
        shop.expect_state(f"gone {number}", "sent", SWITCH_LIMIT)

    desk.kill()
    desk.bring_back(tmp_path / "backup")
    desk.restart()
    shop.expect_texts(["before the backup"], SWITCH_LIMIT)
    group.answer("first after it")
    shop.expect_texts(["before the backup", "first after it"], SWITCH_LIMIT)


def test_open_chat_that_comes_back_late_shows_what_the_backup_has_become(desk, page: Page, shop: Widget, tmp_path):
    shop.open()
    shop.expect_transport("websocket")
    shop.write("before the backup")
    shop.expect_state("before the backup", "sent")
    desk.kill()
    desk.back_up(tmp_path / "backup")
    desk.restart()
    shop.expect_transport("websocket")
    shop.write("gone")
    shop.expect_state("gone", "sent", SWITCH_LIMIT)

    page.context.set_offline(True)
    shop.expect_transport("offline")
    desk.kill()
    desk.bring_back(tmp_path / "backup")
    desk.restart()
    # What is new there has a higher number than all that is gone.
    ticket = call(desk, "GET", "/api/admin/tickets").json["tickets"][0]["ticket"]["id"]
    call(desk, "POST", f"/api/admin/tickets/{ticket}/messages", {"message": "after it", "client_message_id": "after"})
    page.context.set_offline(False)
    shop.expect_texts(["before the backup", "after it"], SWITCH_LIMIT)


def test_messages_written_offline_are_sent_in_order(page: Page, shop: Widget, open_group):
    shop.open()
    shop.expect_transport("websocket")
    shop.write("zero")
    shop.expect_state("zero", "sent")
    page.context.set_offline(True)
    for text in ("one", "two", "three"):
        shop.write(text)
        shop.expect_state(text, "pending")
    page.context.set_offline(False)
    shop.expect_state("three", "sent", SWITCH_LIMIT)
    shop.expect_texts(["zero", "one", "two", "three"])
    open_group().expect_bubbles(["zero", "one", "two", "three"])


def test_reload_keeps_history_and_unsent(network: Network, page: Page, shop: Widget, open_group):
    shop.open()
    shop.write("sent before the reload")
    shop.expect_state("sent before the reload", "sent")
    network.block(Network.EVERYTHING)
    shop.write("unsent at the reload")
    shop.expect_state("unsent at the reload", "pending")
    shop.composer.fill("half written")

    page.reload()
    shop.open()
    shop.expect_state("unsent at the reload", "pending")
    expect(shop.composer).to_have_value("half written")
    network.allow(Network.EVERYTHING)
    shop.expect_state("unsent at the reload", "sent", SWITCH_LIMIT)
    shop.expect_texts(["sent before the reload", "unsent at the reload"])
    open_group().expect_bubbles(["sent before the reload", "unsent at the reload"])


def test_repeated_post_is_one_message_when_its_answer_was_lost(page: Page, shop: Widget, open_group):
    lost = []

    def lose_first_answer(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        route.abort()

    page.route(re.compile("/chat/send"), lose_first_answer)
    page.route_web_socket("**/api/realtime", lambda socket: socket.close(code=1011))
    shop.open()
    shop.expect_transport("long-poll")
    shop.write("only once")
    shop.expect_state("only once", "sent")
    shop.write("and then this")
    shop.expect_state("and then this", "sent")
    assert lost[0].status == 201
    shop.expect_texts(["only once", "and then this"])
    open_group().expect_bubbles(["only once", "and then this"])


def test_refused_session_is_replaced(page: Page, shop: Widget, open_group):
    shop.open()
    shop.expect_transport("websocket")
    page.evaluate('''() => {
        const session = Object.keys(localStorage).find((key) => key.endsWith(":session"));
        localStorage[session] = "unknown";
    }''')
    page.reload()
    shop.open()
    shop.expect_transport("websocket")
    shop.write("a new beginning")
    shop.expect_state("a new beginning", "sent")
    open_group().expect_bubbles(["a new beginning"])


def test_tabs_share_one_conversation(desk, page: Page, shop: Widget, open_group):
    shop.open()
    shop.write("from the first tab")
    shop.expect_state("from the first tab", "sent")
    other_page = page.context.new_page()
    other_page.goto(f"{desk.url}/demo/shop.html")
    other = Widget(other_page)
    other.open()
    other.expect_texts(["from the first tab"])
    other.write("from the second tab")
    both = ["from the first tab", "from the second tab"]
    shop.expect_texts(both)
    other.expect_state("from the second tab", "sent")
    open_group().answer("to both tabs")
    for widget in (shop, other):
        widget.expect_texts([*both, "to both tabs"])


def test_tab_sends_what_a_closed_tab_left(desk, network: Network, page: Page, shop: Widget, open_group):
    shop.open()
    shop.write("first")
    shop.expect_state("first", "sent")
    other_page = page.context.new_page()
    other_page.goto(f"{desk.url}/demo/shop.html")
    other = Widget(other_page)
    other.open()
    other.expect_texts(["first"])
    network.block(Network.EVERYTHING)
    shop.write("left behind")
    shop.expect_state("left behind", "pending")
    expect(other.message("left behind")).to_have_count(1)
    page.close()
    other.expect_state("left behind", "sent", SWITCH_LIMIT)
    open_group().expect_bubbles(["first", "left behind"])


CLEARED = {
    "everything": "localStorage.clear()",
    "the session": "Object.keys(localStorage).forEach((key) => key.endsWith(':session') && localStorage.removeItem(key))",
    "the owner": "Object.keys(localStorage).forEach((key) => /:(owner|user)$/.test(key) && localStorage.removeItem(key))",
    "again and again": "setInterval(() => localStorage.clear(), 100)",
}


@pytest.mark.parametrize("what", CLEARED)
@pytest.mark.parametrize("who", ["anna", None])
def test_conversation_goes_on_when_the_page_clears_its_storage(desk, page: Page, shop: Widget, what, who):
    page.wait_for_function("window.otvet")
    if who:
        page.evaluate("(token) => otvet.identify(token)", token(who))
    shop.open()
    shop.write("before")
    shop.expect_state("before", "sent")
    page.evaluate(f"void ({CLEARED[what]})")
    shop.write("after")
    shop.expect_state("after", "sent")
    page.context.set_offline(True)
    shop.expect_transport("offline")
    page.context.set_offline(False)
    shop.expect_transport("websocket")
    shop.expect_texts(["before", "after"])
    page.evaluate("otvet.setLocale('ru')")
    expect(shop.composer).to_have_attribute("placeholder", "Напишите сообщение…")
    shop.expect_texts(["before", "after"])
    assert len(call(desk, "GET", "/api/admin/tickets?filter=all").json["tickets"]) == 1


@pytest.mark.parametrize("js", ["localStorage.clear()", "Object.keys(localStorage).forEach((key) => localStorage.removeItem(key))"])
def test_what_waits_is_sent_when_the_page_has_cleared_its_storage(page: Page, shop: Widget, open_group, js):
    shop.open()
    shop.expect_transport("websocket")
    shop.write("one")
    shop.expect_state("one", "sent")
    page.context.set_offline(True)
    shop.write("two")
    shop.expect_state("two", "pending")
    page.evaluate(js)
    page.evaluate("otvet.close()")
    page.context.set_offline(False)
    page.evaluate("otvet.open()")
    shop.expect_state("two", "sent", SWITCH_LIMIT)
    shop.expect_texts(["one", "two"])
    open_group().expect_bubbles(["one", "two"])


@pytest.mark.parametrize("order", ["localStorage.clear(); await otvet.signOut()", "await otvet.signOut(); localStorage.clear()"])
def test_signing_out_leaves_nothing_in_any_tab_of_a_page_that_clears_its_storage(desk, page: Page, shop: Widget, order):
    page.wait_for_function("window.otvet")
    page.evaluate("(token) => otvet.identify(token)", token("anna"))
    shop.open()
    shop.write("Anna")
    shop.expect_state("Anna", "sent")
    other_page = page.context.new_page()
    other_page.goto(page.url)
    other = Widget(other_page).open()
    other.expect_texts(["Anna"])
    for each in (page, other_page):
        each.route("**/chat/send", lambda route: route.abort())
    shop.write("not sent")
    expect(other.message("not sent")).to_be_visible()
    page.evaluate(f"(async () => {{ {order} }})()")
    for tab in (shop, other):
        expect(tab.messages).to_have_count(0)
    kept = "Object.keys(localStorage).filter((key) => !key.endsWith(':demo') && /(session|owner|user|subject|naming|unsent|draft)/.test(key))"
    assert page.evaluate(kept) == []
    for each in (page, other_page):
        each.unroute("**/chat/send")
    other.write("whoever comes next")
    other.expect_state("whoever comes next", "sent")
    other.expect_texts(["whoever comes next"])
    shop.expect_texts(["whoever comes next"])


# In the chat's own frame too: what a page does to its own document is not asked.
BREAK_TITLE = """(() => {
    const title = Object.getOwnPropertyDescriptor(Document.prototype, "title");
    window.mendTitle = () => Object.defineProperty(Document.prototype, "title", title);
    const get = () => { throw new Error("no title"); };
    Object.defineProperty(Document.prototype, "title", { configurable: true, get, set() {} });
})()"""


def test_message_is_tried_again_after_a_fault_of_the_page(page: Page, shop: Widget):
    shop.open()
    shop.expect_transport("websocket")
    for frame in page.frames:
        frame.evaluate(BREAK_TITLE)
    shop.write("one")
    shop.write("two")
    shop.expect_state("two", "pending")
    for frame in page.frames:
        frame.evaluate("mendTitle()")
    shop.expect_state("two", "sent", SWITCH_LIMIT)
    shop.expect_texts(["one", "two"])


def test_chat_begins_after_a_fault_of_the_page(page: Page, shop: Widget):
    page.add_init_script(f"if (window !== top) {BREAK_TITLE}")
    page.reload()
    page.wait_for_function("window.otvet")
    with page.expect_console_message(lambda message: "no title" in message.text):
        shop.open()
    for frame in page.frames[1:]:
        frame.evaluate("mendTitle()")
    shop.expect_transport("websocket")
    shop.write("one")
    shop.expect_state("one", "sent")

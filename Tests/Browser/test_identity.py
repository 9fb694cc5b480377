"""Visitors whom the site knows: by its signed token, in every browser they sign in with."""

import pytest
from api import call
from cabinet_page import Customer
from conversation import SWITCH_LIMIT
from pages import Widget, eventually
from playwright.sync_api import BrowserContext, Error, Page, Route, expect
from tokens import token


SESSION = "localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith(':session')))"


@pytest.fixture
def enter(new_context, desk):
    """Opens the shop in a browser of its own."""

    def enter() -> tuple[Page, Widget]:
        page = new_context().new_page()
        page.goto(f"{desk.url}/demo/shop.html")
        page.wait_for_function("window.otvet")
        return page, Widget(page)

    return enter


def name(page: Page, sub: str):
    """Says who is here, and doesn't wait for the answer."""
    page.evaluate("(token) => void (window.identified = otvet.identify(token).catch(String))", token(sub))


def identify(page: Page, jwt: str):
    page.evaluate("(token) => window.otvet.identify(token)", jwt)


def test_conversation_follows_the_customer_and_nobody_else(enter):
    page, laptop = enter()
    laptop.open()
    laptop.write("Anna, not signed in yet")
    laptop.expect_state("Anna, not signed in yet", "sent")
    identify(page, token("anna"))
    laptop.expect_texts(["Anna, not signed in yet"])

    other_page, phone = enter()
    identify(other_page, token("anna"))
    phone.open()
    phone.expect_texts(["Anna, not signed in yet"])
    phone.write("Anna, on the phone")
    laptop.expect_texts(["Anna, not signed in yet", "Anna, on the phone"])

    boris_page, boris = enter()
    identify(boris_page, token("boris"))
    boris.open()
    boris.write("Boris")
    boris.expect_texts(["Boris"])
    laptop.expect_texts(["Anna, not signed in yet", "Anna, on the phone"])


def test_a_token_noted_before_is_worth_nothing_and_other_tabs_go_on(enter, desk):
    page, first = enter()
    first.open()
    first.write("not signed in yet")
    first.expect_state("not signed in yet", "sent")
    noted = page.evaluate(SESSION)
    other_page = page.context.new_page()
    other_page.goto(page.url)
    other_page.wait_for_function("window.otvet")
    second = Widget(other_page)
    second.open()
    second.expect_texts(["not signed in yet"])

    # What waits in one tab while another signs in goes out under the new token, once.
    other_page.context.set_offline(True)
    second.write("written without a network")
    other_page.context.set_offline(False)
    identify(page, token("anna"))
    assert call(desk, "GET", "/api/support/chat/history", key=noted).status == 401
    assert page.evaluate(SESSION) != noted
    both = ["not signed in yet", "written without a network"]
    second.expect_texts(both)
    first.expect_texts(both)
    first.write("Anna")
    second.expect_texts([*both, "Anna"])
    second.write("Anna in the other tab")
    first.expect_texts([*both, "Anna", "Anna in the other tab"])


class Unanswered:
    """Says that Boris is here, over a network that takes it to the server and loses the answer. Nobody can send meanwhile."""

    def __init__(self, context: BrowserContext):
        self._context = context
        self._taken = False
        self._refusal: dict | None = None
        self._is_down = True
        context.route("**/api/support/identify", self._meet)

    def _meet(self, route: Route):
        if not self._taken:
            assert route.fetch().status == 200
            self._taken = True
            # What waited could be sent again now, with a token that is worth nothing any more.
            self._context.unroute("**/chat/send")
        elif self._refusal:
            return route.fulfill(**self._refusal)
        elif not self._is_down:
            return route.continue_()
        route.abort()

    def block_messages(self):
        self._context.route("**/chat/send", lambda route: route.abort())

    def identify(self, page: Page):
        """Comes back once the page has asked again who is here."""
        name(page, "boris")
        with page.expect_request("**/api/support/identify", timeout=SWITCH_LIMIT):
            pass
        with page.expect_request("**/api/support/identify", timeout=SWITCH_LIMIT):
            pass

    def come_back(self):
        self._is_down = False

    def refuse(self):
        error = {"error": {"code": "invalid_token", "message": "It has ended."}}
        self._refusal = {"status": 400, "json": error}


@pytest.fixture
def anna(enter) -> tuple[Page, Widget]:
    """Anna, signed in and with a word said."""
    page, shop = enter()
    identify(page, token("anna"))
    shop.open()
    shop.write("Anna")
    shop.expect_state("Anna", "sent")
    return page, shop


def another_tab(page: Page) -> Widget:
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_function("window.otvet")
    return Widget(other).open()


@pytest.mark.parametrize("place", ["this tab", "another tab"])
def test_what_waits_is_never_sent_in_the_name_of_who_comes_next(anna, place):
    page, shop = anna
    writer = shop if place == "this tab" else another_tab(page)
    network = Unanswered(page.context)
    network.block_messages()
    writer.write("Anna, for nobody else")
    writer.expect_state("Anna, for nobody else", "pending")
    network.identify(page)
    network.come_back()
    page.evaluate("window.identified")
    expect(shop.messages).to_have_count(0)
    shop.write("Boris")
    shop.expect_state("Boris", "sent")
    shop.expect_texts(["Boris"])
    page.reload()
    shop.open()
    shop.expect_texts(["Boris"])
    found = page.evaluate("""async () => {
        const key = Object.keys(localStorage).find((key) => key.endsWith(":session"));
        const answer = await fetch("/api/tickets", { headers: { Authorization: `Bearer ${localStorage[key]}` } });
        return JSON.stringify(await answer.json());
    }""")
    assert "Boris" in found and "Anna" not in found


def test_what_waits_is_not_sent_while_somebody_else_is_being_identified(anna):
    page, shop = anna
    page.route("**/chat/send", lambda route: route.abort())
    shop.write("Anna, for nobody else")
    shop.expect_state("Anna, for nobody else", "pending")
    held = []
    page.route("**/api/support/identify", lambda route: held.append((route, route.fetch())))
    with page.expect_request("**/api/support/identify"):
        name(page, "boris")
    eventually(lambda: page.wait_for_timeout(20) or held)
    page.unroute("**/chat/send")
    # What waits is tried at once, without waiting for its turn.
    for frame in page.frames:
        frame.evaluate("dispatchEvent(new Event('online'))")
    [(route, response)] = held
    route.fulfill(response=response)
    page.evaluate("window.identified")
    shop.write("Boris")
    shop.expect_state("Boris", "sent")
    shop.expect_texts(["Boris"])


def test_what_can_not_be_sent_in_its_writers_name_is_given_back_until_they_are_known_again(anna):
    page, shop = anna
    network = Unanswered(page.context)
    network.block_messages()
    shop.write("Anna, for nobody else")
    shop.expect_state("Anna, for nobody else", "pending")
    network.identify(page)
    network.refuse()
    assert "It has ended" in page.evaluate("window.identified")
    shop.expect_state("Anna, for nobody else", "failed", SWITCH_LIMIT)
    expect(shop.message("Anna, for nobody else")).to_contain_text("You’re no longer signed in.")
    page.context.unroute("**/api/support/identify")
    # What Anna had is not shown any more.
    shop.expect_texts(["Anna, for nobody else"], SWITCH_LIMIT)
    shop.write("whoever it is")
    shop.expect_state("whoever it is", "sent", SWITCH_LIMIT)
    identify(page, token("anna"))
    shop.expect_state("Anna, for nobody else", "sent", SWITCH_LIMIT)


class Waiting:
    """Those whom a page names, and whom nothing confirms until it is let go on."""

    def __init__(self, page: Page, how: str):
        self._page = page
        self._how = how
        self._held: list[Route] = []
        if how == "offline":
            page.context.set_offline(True)
        else:
            page.route("**/api/support/identify", self._meet)

    def _meet(self, route: Route):
        if self._how == "503":
            error = {"code": "unavailable", "message": "It is busy."}
            return route.fulfill(status=503, json={"error": error}, headers={"Access-Control-Allow-Origin": "*"})
        self._held.append(route)

    def go_on(self):
        if self._how == "offline":
            return self._page.context.set_offline(False)
        for route in self._held:
            route.continue_()
        self._page.unroute("**/api/support/identify")

    def refuse(self):
        error = {"code": "invalid_token", "message": "It has ended."}
        for route in self._held:
            route.fulfill(status=400, json={"error": error}, headers={"Access-Control-Allow-Origin": "*"})
        self._page.unroute("**/api/support/identify")


def written(desk) -> set[tuple[str, str]]:
    """Who has written what last, as the staff see it."""
    tickets = call(desk, "GET", "/api/admin/tickets?filter=all").json["tickets"]
    return {(each["user"].get("name"), each["ticket"].get("last_message_preview")) for each in tickets}


@pytest.mark.parametrize("how", ["slow", "503", "offline"])
def test_while_somebody_else_is_named_nothing_of_the_former_customer_is_seen_or_written_as_theirs(anna, desk, how):
    page, shop = anna
    other = another_tab(page)
    other.expect_texts(["Anna"])
    shop.composer.fill("half a secret")
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    waiting = Waiting(page, how)
    name(page, "boris")
    for tab in (shop, other):
        expect(tab.messages).to_have_count(0)
        expect(tab.composer).to_have_value("")
    shop.write("first words")
    other.write("in the other tab")
    for tab in (shop, other):
        tab.expect_texts(["first words", "in the other tab"])
    # What waits tries at once, and so does whatever connects.
    for tab in (page, other.launcher.page):
        for frame in tab.frames:
            frame.evaluate("dispatchEvent(new Event('online'))")
    shop.expect_state("first words", "pending")
    shop.composer.fill("half written by Boris")
    assert not [url for url in asked if "/api/" in url and "/identify" not in url]
    waiting.go_on()
    for tab in (shop, other):
        tab.expect_state("in the other tab", "sent", SWITCH_LIMIT)
        tab.expect_texts(["first words", "in the other tab"])
    expect(shop.composer).to_have_value("half written by Boris")
    assert written(desk) == {("Anna", "Anna"), ("Boris", "in the other tab")}


@pytest.mark.parametrize("how", ["slow", "503"])
def test_page_that_names_another_customer_begins_with_nothing_of_the_former_one(new_context, desk, how):
    page = new_context().new_page()
    html = '<!doctype html><html lang="en"><title>A shop</title><script src="{}/widget.js" data-token="{}" async></script>'
    page.route("**/page-of-*", lambda route: route.fulfill(
        content_type="text/html", body=html.format(desk.url, token(route.request.url.rpartition("-")[2]))))
    page.goto(f"{desk.url}/page-of-anna")
    shop = Widget(page).open()
    shop.write("Anna")
    shop.expect_state("Anna", "sent")
    shop.composer.fill("half a secret")
    page.route("**/chat/history*", lambda route: route.abort())
    page.route("**/chat/send", lambda route: route.abort())
    shop.write("Anna, not sent")
    shop.expect_state("Anna, not sent", "pending")
    page.unroute("**/chat/send")
    page.unroute("**/chat/history*")

    page.goto("about:blank")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    waiting = Waiting(page, how)
    page.goto(f"{desk.url}/page-of-boris")
    shop.open()
    shop.write("Boris")
    shop.expect_state("Boris", "pending")
    shop.expect_texts(["Boris"])
    # What he wrote waits for him over a reload too.
    page.goto(f"{desk.url}/page-of-boris")
    shop.open()
    shop.expect_texts(["Boris"])
    assert not [url for url in asked if "/api/" in url and "/identify" not in url]
    waiting.go_on()
    shop.expect_state("Boris", "sent", SWITCH_LIMIT)
    shop.expect_texts(["Boris"])
    assert written(desk) == {("Anna", "Anna"), ("Boris", "Boris")}


def test_what_somebody_wrote_who_was_not_believed_is_never_sent_as_the_former_customer(anna, desk):
    page, shop = anna
    other = another_tab(page)
    waiting = Waiting(page, "slow")
    name(page, "boris")
    shop.write("Boris")
    shop.expect_state("Boris", "pending")
    expect(other.message("Anna")).to_have_count(0)
    waiting.refuse()
    for tab in (shop, other):
        tab.expect_texts(["Anna"])
    shop.write("Anna again")
    shop.expect_state("Anna again", "sent")
    assert written(desk) == {("Anna", "Anna again")}
    identify(page, token("boris"))
    shop.expect_texts(["Boris"])
    shop.expect_state("Boris", "sent")


def test_other_tabs_go_on_when_the_one_that_named_somebody_is_closed(anna):
    page, shop = anna
    other = another_tab(page)
    # A request that is held back may still be sent by the browser when its page is closed.
    Waiting(other.launcher.page, "503")
    name(other.launcher.page, "boris")
    expect(shop.messages).to_have_count(0)
    other.launcher.page.close()
    shop.expect_texts(["Anna"])
    shop.expect_transport("websocket")


def test_new_token_of_the_same_customer_neither_hides_nor_delays_anything(anna):
    page, shop = anna
    shop.expect_transport("websocket")
    frame = page.frames[-1]
    frame.evaluate("""() => {
        window.least = Infinity;
        const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot).shadowRoot;
        const look = () => (least = Math.min(least, root.querySelectorAll("[data-testid=message]").length));
        new MutationObserver(look).observe(root, { subtree: true, childList: true });
    }""")
    waiting = Waiting(page, "slow")
    page.evaluate("(token) => void (window.identified = otvet.identify(token))", token("anna", email="anna@shop.example"))
    shop.write("Anna, meanwhile")
    shop.expect_state("Anna, meanwhile", "sent")
    waiting.go_on()
    page.evaluate("window.identified")
    shop.expect_texts(["Anna", "Anna, meanwhile"])
    assert frame.evaluate("window.least") >= 1


def test_list_of_tickets_is_gone_while_somebody_else_is_named(anna, desk):
    page, shop = anna
    Customer(desk, "anna").open("The lamp")
    shop.inside.get_by_test_id("to-tickets").click()
    expect(shop.inside.get_by_test_id("ticket").filter(has_text="The lamp")).to_be_visible()
    waiting = Waiting(page, "slow")
    name(page, "boris")
    expect(shop.inside.get_by_test_id("ticket")).to_have_count(0)
    expect(shop.inside.get_by_test_id("to-tickets")).to_be_hidden()
    waiting.go_on()
    shop.inside.get_by_test_id("to-tickets").click()
    expect(shop.inside.get_by_test_id("ticket")).to_have_count(0)


def test_nobody_is_identified_after_they_have_left(enter):
    page, shop = enter()
    shop.open()
    shop.write("somebody")
    shop.expect_state("somebody", "sent")
    page.route("**/api/support/identify", lambda route: route.abort())
    with page.expect_request("**/api/support/identify"):
        page.evaluate("(token) => void (window.identified = otvet.identify(token).catch(String))", token("anna"))
    page.evaluate("otvet.signOut()")
    page.unroute("**/api/support/identify")
    assert page.evaluate("window.identified")
    shop.write("the next one")
    shop.expect_state("the next one", "sent")
    assert not page.evaluate("Object.keys(localStorage).some((key) => key.endsWith(':user'))")
    page.reload()
    shop.open()
    shop.expect_texts(["the next one"])


def test_sign_out_leaves_nothing_for_the_next_visitor(enter):
    page, shop = enter()
    identify(page, token("anna"))
    shop.open()
    shop.write("Anna")
    shop.expect_state("Anna", "sent")
    shop.composer.fill("half a secret")
    page.evaluate("window.otvet.signOut()")
    expect(shop.messages).to_have_count(0)
    expect(shop.composer).to_have_value("")
    page.reload()
    shop.open()
    expect(shop.messages).to_have_count(0)
    expect(shop.composer).to_have_value("")


def test_token_of_another_site_is_refused_with_a_reason(enter):
    page, shop = enter()
    shop.open()
    shop.write("somebody")
    shop.expect_state("somebody", "sent")
    with pytest.raises(Error, match="signature"):
        identify(page, token("anna", "the-secret-of-another-site-entirely"))
    shop.expect_texts(["somebody"])

"""Visitors whom the site knows: by its signed token, in every browser they sign in with."""

import pytest
from api import call
from conversation import SWITCH_LIMIT
from pages import Widget
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
            # What waited tries again now, with a token that is worth nothing any more.
            self._context.unroute("**/chat/send")
        elif self._refusal:
            return route.fulfill(**self._refusal)
        elif not self._is_down:
            return route.continue_()
        route.abort()

    def block_messages(self):
        self._context.route("**/chat/send", lambda route: route.abort())

    def identify(self, page: Page):
        """Comes back once one of the tabs has heard that its token is good for nothing, and this has asked again who is here."""
        with self._context.expect_event("response", lambda response: response.status == 401):
            page.evaluate("(token) => void (window.identified = otvet.identify(token).catch(String))", token("boris"))
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
    with page.expect_event("response", lambda response: response.status == 401, timeout=SWITCH_LIMIT):
        page.evaluate("(token) => void (window.identified = otvet.identify(token))", token("boris"))
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

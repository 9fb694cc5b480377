"""Pages that do to their documents what real ones do. Whatever it is, a visitor opens the chat, writes and is heard."""

import pytest
from api import call
from cabinet_page import Cabinet, Customer, Staff
from pages import Widget, eventually
from playwright.sync_api import Page, expect
from test_cabinet import EMBEDDED
from test_engines import only_ticket
from test_group import image
from test_site import serve_page  # noqa: F401 (a fixture)
from tokens import token

SCRIPT = '<script src="{desk}/widget.js" data-locale="en" async></script>'

# Each takes the place of the document's property of that name.
NAMES = """title referrer createElement createElementNS querySelector querySelectorAll addEventListener hidden visibilityState
    hasFocus activeElement defaultView documentElement head baseURI URL styleSheets fonts""".split()
CLOBBERED = "".join(f'<form name="{name}"></form>' for name in NAMES)

# What stands in a page's head, in its body, and what it does once the launcher is there.
PAGES: dict[str, tuple[str, str, str]] = {
    "transformed body": ("<style>body { transform: translateX(-3000px) }</style>", "", ""),
    "filtered body": ("<style>html { height: 100% } body { filter: blur(0); height: 9000px; margin-top: 5000px }</style>", "", ""),
    "transformed root": ("<style>html { transform: translateX(-3000px) }</style>", "", ""),
    "no frames": ("<style>iframe, html > *, otvet-widget { display: none !important; width: 0 !important }</style>", "", ""),
    "everything reverted": ("<style>* { all: revert !important; visibility: hidden !important }</style>", "", ""),
    "element with the id": ("", '<div id="otvet"></div>', ""),
    "form with the name": ("", '<form name="otvet"></form><img name="currentScript"><form name="body"></form>', ""),
    "frame with the name": ("", '<iframe name="otvet" hidden></iframe>', ""),
    "elements named as what a document has": ("", CLOBBERED, ""),
    "pictures named as what a document has": ("", CLOBBERED.replace("form", "img").replace("</img>", ""), ""),
    "value of the page": ("<script>var otvet = 42</script>", "", ""),
    "Prototype.js": ("""<script>
        for (const type of [Array, String, Object, Number]) {
            Object.defineProperty(type.prototype, "toJSON", { value() { return String(this) }, enumerable: true });
        }
        Array.prototype.reduce = () => [];
        Array.prototype.includes = () => false;
        </script>""", "", ""),
    "enumerable extensions": ("<script>Object.prototype.extend = () => {}; Array.prototype.last = () => {}</script>", "", ""),
    "replaced built-ins": ("""<script>
        const broken = () => { throw new Error("of the page") };
        addEventListener("load", () => {
            window.fetch = window.WebSocket = window.JSON.parse = window.JSON.stringify = broken;
            String.prototype.trim = Array.prototype.map = Array.prototype.sort = broken;
            window.Map = window.IntersectionObserver = window.ResizeObserver = broken;
        });
        </script>""", "", ""),
    "names of its own": ("""<script>
        function Map(element) { this.element = element }
        function Set() { this.items = [] }
        var URL = "https://shop.example/", CSS = {}, performance = {};
        </script>""", "", ""),
    "old methods": ("""<script>
        Array.prototype.find = function (value) { return this.indexOf(value) };
        Array.prototype.map = Array.prototype.filter = function () { return [] };
        window.MutationObserver = window.requestIdleCallback = undefined;
        window.matchMedia = (media) => ({ matches: false, media, addListener() {}, removeListener() {} });
        </script>""", "", ""),
    "everything has everything": ("""<script>
        const all = { signal() {}, mode: "x", q: [1], token: "x", name() {}, accent: "red", theme: "x", cabinet: "/x", locale: "ru" };
        Object.assign(Object.prototype, all);
        </script>""", "", ""),
    "constant of the page": ("<script>Object.defineProperty(window, 'otvet', { value: undefined })</script>", "", ""),
    "clicks are stopped": ("""<script>
        for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
            addEventListener(type, (event) => { event.preventDefault(); event.stopPropagation() }, true);
        }
        </script>""", "", ""),
    "keys are eaten": ("""<script>
        for (const type of ["keydown", "keypress", "keyup", "beforeinput", "input", "paste"]) {
            addEventListener(type, (event) => { event.preventDefault(); event.stopImmediatePropagation() }, true);
        }
        </script>""", "", ""),
    "another base": ('<base href="https://elsewhere.example/a/">', "", ""),
    "small letters": ("<style>html { font-size: 62.5%; zoom: .8; line-height: 9 }</style>", "", ""),
    "right to left": ('<script>document.documentElement.dir = "rtl"</script>', "", ""),
    "swapped body": ("", "", """document.documentElement.replaceChild(document.createElement("body"), document.body)"""),
    "cached body": ("", "", """for (let round = 0; round < 10; round++) {
        const body = document.body.cloneNode(true);
        document.documentElement.replaceChild(body, document.body);
        for (const old of document.querySelectorAll("script[src*=widget]")) {
            const fresh = document.createElement("script");
            for (const { name, value } of old.attributes) fresh.setAttribute(name, value);
            old.replaceWith(fresh);
        }
        }"""),
    "copied document": ("", "", "document.body.append(document.documentElement.cloneNode(true))"),
    "taken away": ("", "", "document.querySelector('otvet-widget').remove()"),
    "watched": ("""<script>
        let times = 4;
        new MutationObserver(() => {
            const found = document.querySelector("otvet-widget");
            if (found && times-- > 0) found.remove();
        }).observe(document, { childList: true, subtree: true });
        </script>""", "", ""),
    "emptied document": ("", "", "document.documentElement.innerHTML = '<head></head><body><p>Another page</p></body>'"),
    "new root": ("", "", "document.replaceChild(document.createElement('html'), document.documentElement)"),
    "written anew": ("", "", "document.open(); document.write('<!doctype html><title>x</title><p>Another page'); document.close()"),
}


@pytest.mark.parametrize("name", PAGES)
def test_chat_works_on_any_page(desk, page: Page, serve_page, name):  # noqa: F811
    head, body, later = PAGES[name]
    script = SCRIPT.format(desk=desk.url)
    html = f'<!doctype html><html lang="en"><head><title>A site</title>{head}{script}</head><body><p>A site</p>{body}</body></html>'
    page.goto(serve_page(html, {}))
    widget = Widget(page)
    if later:
        expect(widget.launcher).to_be_visible()
        page.evaluate(later)
    page.wait_for_load_state("load")
    expect(widget.launcher).to_have_count(1)
    expect(widget.launcher).to_be_in_viewport(ratio=1)
    expect(page.locator("otvet-widget")).to_have_count(2 if name == "copied document" else 1)
    widget.open()
    expect(widget.panel).to_be_in_viewport(ratio=0.99)
    page.keyboard.type("Hello, j and k")
    page.keyboard.press("Enter")
    widget.expect_texts(["Hello, j and k"])
    widget.expect_state("Hello, j and k", "sent")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keyboard_opens_the_chat_where_the_page_eats_keys(desk, page: Page, serve_page, key):  # noqa: F811
    eat = """<script>for (const type of ["keydown", "keypress", "keyup"]) {
        document.addEventListener(type, (event) => { event.preventDefault(); event.stopImmediatePropagation() }, true);
    }</script>"""
    script = SCRIPT.format(desk=desk.url)
    page.goto(serve_page(f'<!doctype html><html lang="en"><head><title>A site</title>{eat}{script}</head><body></body></html>', {}))
    widget = Widget(page)
    widget.launcher.focus()
    page.keyboard.press(key)
    expect(widget.composer).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_focused()
    page.keyboard.press(key)
    expect(widget.panel).to_be_visible()


def test_open_chat_comes_back_with_what_was_begun(desk, page: Page, shop: Widget):
    shop.open()
    shop.write("before")
    shop.expect_state("before", "sent")
    shop.composer.fill("half written")
    page.evaluate("document.querySelector('otvet-widget').remove()")
    expect(shop.panel).to_be_visible()
    expect(shop.composer).to_have_value("half written")
    shop.expect_texts(["before"])
    shop.expect_transport("websocket")
    shop.write("after")
    shop.expect_state("after", "sent")


# Each lets another chat take the place of the one that is open.
RENEWALS = {
    "taken away": "document.querySelector('otvet-widget').remove()",
    "emptied document": "document.documentElement.innerHTML = '<head></head><body><p>Another page</p></body>'",
    "another language": "otvet.setLocale('ru')",
}


@pytest.mark.parametrize("name", RENEWALS)
def test_open_ticket_comes_back_with_what_was_begun(desk, page: Page, serve_page, name):  # noqa: F811
    customer = Customer(desk, "anna")
    lamp, chair = customer.open("The lamp"), customer.open("The chair")
    script = SCRIPT.format(desk=desk.url).replace(" async", f' data-token="{token("anna")}" async')
    page.goto(serve_page(f'<!doctype html><html lang="en"><head><title>A site</title>{script}</head><body></body></html>', {}))
    widget = Widget(page).open()
    widget.inside.get_by_test_id("to-tickets").click()
    widget.inside.get_by_test_id("ticket").filter(has_text="The lamp").click()
    heading = widget.panel.get_by_role("heading", level=2)
    expect(heading).to_have_text("The lamp")
    widget.composer.fill("Its number")
    widget.inside.get_by_test_id("picker").set_input_files([{"name": "a.png", "mimeType": "image/png", "buffer": image(8, 8)}])
    expect(widget.inside.get_by_test_id("pick")).to_have_attribute("data-state", "ready")
    # The one that comes in its place has another picker; this one is gone by then.
    widget.inside.get_by_test_id("picker").evaluate("(picker) => picker.dataset.old = ''")
    page.evaluate(RENEWALS[name])
    expect(widget.inside.locator("[data-testid=picker]:not([data-old])")).to_be_attached()
    expect(heading).to_have_text("The lamp")
    expect(widget.composer).to_have_value("Its number")
    expect(widget.inside.get_by_test_id("pick")).to_have_attribute("data-state", "ready")
    widget.write("Its number is 42")
    widget.expect_state("Its number is 42", "sent")
    assert sorted(customer.tickets()) == sorted([lamp, chair])
    assert "Its number is 42" in call(desk, "GET", f"/api/admin/tickets/{lamp}").json["ticket"]["last_message_preview"]
    widget.panel.locator(".back").click()
    expect(widget.inside.get_by_test_id("ticket")).to_have_count(2)


def test_page_that_takes_the_widget_away_for_ever_costs_little(desk, page: Page, shop: Widget):
    expect(shop.launcher).to_be_visible()
    count = page.evaluate("""async () => {
        let times = 0;
        const watch = new MutationObserver(() => {
            const found = document.querySelector("otvet-widget");
            if (found && ++times) found.remove();
        });
        watch.observe(document, { childList: true, subtree: true });
        document.querySelector("otvet-widget").remove();
        await new Promise((resolve) => setTimeout(resolve, 1500));
        watch.disconnect();
        return times;
    }""")
    assert 2 <= count <= 8
    expect(shop.launcher).to_be_visible()


def test_page_that_swaps_its_body_leaves_the_cursor_where_the_visitor_writes(page: Page, shop: Widget):
    swap = PAGES["cached body"][2]
    shop.open()
    shop.composer.press_sequentially("half ")
    page.evaluate(swap)
    expect(shop.composer).to_be_focused()
    page.keyboard.type("written")
    page.evaluate(swap)
    page.keyboard.type(" and sent")
    expect(shop.composer).to_have_value("half written and sent")
    page.keyboard.press("Enter")
    shop.expect_state("half written and sent", "sent")


def test_page_that_swaps_its_body_says_who_has_signed_in(desk, page: Page, shop: Widget):
    expect(shop.launcher).to_be_visible()
    page.evaluate("""(token) => {
        const script = document.createElement("script");
        script.src = "/widget.js";
        script.dataset.token = token;
        document.body.append(script);
    }""", token("anna"))
    # Not by wait_for_function: the shop's policy lets nobody evaluate a text.
    with_user = "() => Object.keys(localStorage).some((key) => key.endsWith(':user'))"
    eventually(lambda: page.evaluate(with_user))
    expect(shop.host).to_have_count(1)


# Policies of pages, each with whether the chat has a frame of its own under it.
POLICIES = {
    "all but what the guide names": ("default-src 'none'; script-src {desk}; connect-src {desk} {socket}", True),
    "a nonce": ("default-src 'none'; script-src 'nonce-abc'; connect-src {desk} {socket}", True),
    "a nonce and trust": ("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src {desk} {socket}", True),
    "no frames": ("script-src {desk}; frame-src 'none'; child-src 'none'; connect-src {desk} {socket}; style-src 'none'", True),
    "trusted types": ("require-trusted-types-for 'script'; trusted-types 'none'; script-src {desk}", False),
    "sandbox": ("sandbox allow-scripts", False),
    "sandbox of its origin": ("sandbox allow-scripts allow-same-origin", True),
}


@pytest.mark.parametrize("name", POLICIES)
def test_chat_works_under_any_policy(desk, page: Page, serve_page, name):  # noqa: F811
    policy, has_frame = POLICIES[name]
    policy = policy.format(desk=desk.url, socket=desk.url.replace("http", "ws", 1))
    html = f'<!doctype html><html lang="en"><head><script nonce="abc" src="{desk.url}/widget.js" async></script></head><body></body></html>'
    page.goto(serve_page(html, {"Content-Security-Policy": policy}))
    widget = Widget(page) if has_frame else Widget(page, None)
    widget.open()
    # Once it has come to rest.
    eventually(lambda: widget.panel.bounding_box()["width"] == 392)
    expect(widget.panel).to_be_in_viewport(ratio=1)
    widget.write("strictly")
    widget.expect_state("strictly", "sent")
    widget.expect_transport("websocket")
    widget.composer.fill("by its button")
    widget.send.click()
    widget.expect_state("by its button", "sent")
    expect(widget.composer).to_be_focused()
    ticket = only_ticket(desk)
    Staff(desk).set_status(ticket, "close")
    rating = widget.inside.get_by_test_id("rating")
    rating.get_by_role("radio").last.check(force=True)
    rating.get_by_role("button", name="Send rating").click()
    expect(rating).to_contain_text("Thank you for your rating.")
    assert Staff(desk).rating(ticket) == {"stars": 5}


@pytest.mark.parametrize("policy", ["sandbox allow-scripts", "sandbox allow-scripts allow-same-origin", "sandbox allow-scripts allow-forms"])
def test_cabinet_takes_what_is_sent_from_a_sandbox(desk, page: Page, serve_page, policy):  # noqa: F811
    page.goto(serve_page(EMBEDDED.format(desk=desk.url, token=token("anna"), direction="ltr"), {"Content-Security-Policy": policy}))
    cabinet = Cabinet(page)
    cabinet.create("The lamp", "It is broken.")
    cabinet.composer.fill("Quite broken.")
    page.get_by_test_id("send").click()
    expect(cabinet.message("Quite broken.")).to_have_attribute("data-state", "sent")
    # By the keyboard, without the button.
    page.get_by_test_id("add").click()
    page.get_by_label("Message").fill("It is broken too.")
    page.get_by_label("Subject").fill("The chair")
    page.get_by_label("Subject").press("Enter")
    expect(cabinet.pane.get_by_role("heading", name="The chair")).to_be_visible()
    Staff(desk).set_status(Customer(desk, "anna").tickets()[0], "close")
    cabinet.rating.get_by_role("radio").nth(3).check(force=True)
    cabinet.rating.get_by_role("radio").nth(3).press("Enter")
    expect(cabinet.rating).to_contain_text("Thank you for your rating.")


def test_page_that_isolates_itself_gets_chat_and_cabinet(desk, page: Page, serve_page):  # noqa: F811
    html = EMBEDDED.format(desk=desk.url, token=token("anna"), direction="ltr")
    script = SCRIPT.format(desk=desk.url)
    headers = {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}
    page.goto(serve_page(html.replace("</body>", f"{script}</body>"), headers))
    assert page.evaluate("crossOriginIsolated")
    Cabinet(page).create("The lamp", "It is broken.")
    widget = Widget(page).open()
    widget.write("isolated")
    widget.expect_state("isolated", "sent")


# What a browser before 2023 lacks.
OLD = """
delete Document.prototype.adoptedStyleSheets;
delete ShadowRoot.prototype.adoptedStyleSheets;
window.CSSStyleSheet = class { constructor() { throw new TypeError("Illegal constructor") } };
delete HTMLElement.prototype.showPopover;
delete HTMLElement.prototype.inert;
delete Array.prototype.findLast;
delete crypto.randomUUID;
delete window.structuredClone;
"""

# What a browser throws where the visitor has blocked all data of sites.
BLOCKED = """
const refuse = () => { throw new DOMException("Access is denied for this document.", "SecurityError") };
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
    Object.defineProperty(window, name, { get: refuse });
}
Object.defineProperty(document, "cookie", { get: refuse, set: refuse });
LockManager.prototype.request = () => Promise.reject(new DOMException("denied in this context", "SecurityError"));
window.BroadcastChannel = class { constructor() { refuse() } };
"""

# A page served without TLS from elsewhere than this machine.
INSECURE = """
Object.defineProperty(navigator, "locks", { value: undefined });
Object.defineProperty(crypto, "subtle", { value: undefined });
crypto.randomUUID = undefined;
Object.defineProperty(navigator, "clipboard", { value: undefined });
Object.defineProperty(window, "caches", { value: undefined });
"""


WATCH_REJECTIONS = "window.rejections = []; addEventListener('unhandledrejection', ({ reason }) => rejections.push(String(reason)));"


@pytest.mark.parametrize("lacking", [OLD, BLOCKED, INSECURE], ids=["old", "blocked", "insecure"])
def test_chat_does_with_what_a_browser_gives(desk, page: Page, lacking, open_group):
    page.add_init_script(WATCH_REJECTIONS + lacking)
    page.goto(f"{desk.url}/demo/shop.html")
    widget = Widget(page).open()
    eventually(lambda: widget.panel.bounding_box()["width"] == 392)
    widget.write("hello")
    widget.expect_state("hello", "sent")
    widget.expect_transport("websocket")
    group = open_group()
    group.answer("good day")
    widget.expect_texts(["hello", "good day"])
    page.evaluate("otvet.setLocale('ru')")
    widget.expect_texts(["hello", "good day"])
    assert page.evaluate("window.rejections") == []


@pytest.mark.parametrize("lacking", [BLOCKED, INSECURE], ids=["blocked", "insecure"])
@pytest.mark.parametrize("place", ["its own page", "a site's page"])
def test_cabinet_does_with_what_a_browser_gives(desk, page: Page, serve_page, lacking, place):  # noqa: F811
    page.add_init_script(WATCH_REJECTIONS + lacking)
    cabinet = Cabinet(page)
    if place == "its own page":
        cabinet.enter(desk, "anna")
    else:
        page.goto(serve_page(EMBEDDED.format(desk=desk.url, token=token("anna"), direction="ltr"), {}))
    cabinet.create("The lamp", "It is broken.")
    cabinet.write("Quite broken.")
    expect(cabinet.message("Quite broken.")).to_have_attribute("data-state", "sent")
    expect(cabinet.host).to_have_attribute("data-transport", "websocket")
    Staff(desk).answer(Customer(desk, "anna").tickets()[0], "A new one is on its way.")
    expect(cabinet.message("A new one is on its way.")).to_be_visible()
    assert page.evaluate("window.rejections") == []


def test_cabinet_works_among_elements_named_as_what_a_document_has(desk, page: Page, serve_page):  # noqa: F811
    html = EMBEDDED.format(desk=desk.url, token=token("anna"), direction="ltr")
    page.goto(serve_page(html.replace("<h1>", CLOBBERED + "<h1>"), {}))
    cabinet = Cabinet(page)
    cabinet.create("The lamp", "It is broken.")
    cabinet.write("Quite broken.")
    expect(cabinet.message("Quite broken.")).to_have_attribute("data-state", "sent")
    customer = Customer(desk, "anna")
    Staff(desk).answer(customer.tickets()[0], "A new one is on its way.")
    expect(cabinet.message("A new one is on its way.")).to_be_visible()
    eventually(lambda: customer.unread() == 0)


def test_cabinet_where_nothing_is_kept_says_that_nobody_is_signed_in(desk, page: Page):
    page.add_init_script(WATCH_REJECTIONS + BLOCKED)
    cabinet = Cabinet(page).enter(desk, "anna")
    # The token is out of the address, and nothing else is kept.
    page.reload()
    expect(cabinet.outside).to_contain_text("Sign in on the site first")
    assert page.evaluate("window.rejections") == []


def test_header_is_to_be_read_without_mixed_colours(desk, page: Page, shop: Widget):
    """As in Safari before 16.2: a style sheet's part for colours that are mixed is left out."""

    def without(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("(color: color-mix(in srgb, red, blue))", "(color: unknown)"))

    page.route("**/widget/panel.css", without)
    shop.open()
    assert "gradient" in shop.panel.locator(".header").evaluate("element => getComputedStyle(element).backgroundImage")


@pytest.mark.parametrize("part", ["widget/app.js*", "chat/chat.css", "chat/locales/en.js"])
def test_chat_that_did_not_load_says_so_and_comes_when_asked_again(desk, page: Page, shop: Widget, part):
    page.route(f"**/{part}", lambda route: route.fulfill(status=503), times=1)
    shop.launcher.dispatch_event("click")
    note = page.get_by_role("alert").filter(has_text="The chat didn’t load.")
    expect(note).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(note).to_be_hidden()
    expect(shop.panel).to_be_visible()
    expect(page.locator("otvet-widget iframe")).to_have_count(1)

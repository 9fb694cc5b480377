"""The widget as a guest: on other people's pages, in other languages, on other screens."""

import functools
import gzip
import re
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from accessibility import expect_accessible
from cabinet_page import Customer, Staff
from conversation import SWITCH_LIMIT
from pages import Widget
from playwright.sync_api import Page, expect
from program import ROOT
from tokens import token

HOSTILE_PAGE = """<!doctype html><html lang="en"><head><title>Somebody's site</title>
<style>
  * {{ all: unset; display: none !important; color: red !important; font-size: 3px !important; }}
  html, body, h1 {{ display: block !important; }}
  otvet-widget {{ opacity: 0; transform: scale(0); }}
</style>
<script>
  window.keys = [];
  window.globals = Object.keys(window);
  document.addEventListener("keydown", (event) => window.keys.push(event.key));
</script>
<script src="{desk}/widget.js" data-locale="en" data-position="left" async></script>
</head><body><h1>Somebody's site</h1></body></html>"""

STRICT_PAGE = """<!doctype html><html lang="en"><head><title>A strict site</title>
<script src="{desk}/widget.js" async></script></head><body><h1>A strict site</h1></body></html>"""


@pytest.fixture
def serve_page():
    """Serves a page from another origin than the desk's."""
    servers = []

    def serve(html: str, headers: dict[str, str]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(html.encode())

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://localhost:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()


def test_widget_withstands_the_page_and_leaves_it_alone(desk, page: Page, serve_page):
    page.goto(serve_page(HOSTILE_PAGE.format(desk=desk.url), {}))
    widget = Widget(page)
    widget.open()
    assert widget.launcher.bounding_box()["x"] < 100
    widget.write("from another site")
    widget.expect_state("from another site", "sent")
    assert widget.texts.first.evaluate("element => getComputedStyle(element).fontSize") == "15px"
    # The page's own shortcuts do not hear what is typed into the chat.
    widget.composer.press("k")
    assert page.evaluate("window.keys") == []
    added = page.evaluate("Object.keys(window).filter((name) => !window.globals.includes(name))")
    assert set(added) == {"globals", "otvet"}


def test_widget_works_under_a_strict_content_security_policy(desk, page: Page, serve_page):
    socket = desk.url.replace("http", "ws", 1)
    policy = f"default-src 'none'; script-src {desk.url}; connect-src {desk.url} {socket}"
    page.goto(serve_page(STRICT_PAGE.format(desk=desk.url), {"Content-Security-Policy": policy}))
    widget = Widget(page)
    widget.open()
    widget.expect_transport("websocket")
    assert widget.panel.evaluate("element => getComputedStyle(element).width") == "392px"
    widget.write("strictly")
    widget.expect_state("strictly", "sent")


def test_widget_stands_where_readers_from_right_to_left_look(desk, page: Page, serve_page):
    html = STRICT_PAGE.format(desk=desk.url).replace('<html lang="en">', '<html lang="en" dir="rtl">')
    page.goto(serve_page(html, {}))
    widget = Widget(page)
    widget.open()
    assert widget.launcher.bounding_box()["x"] < 100
    widget.write("שלום, 5 lamps?")
    widget.expect_state("5 lamps", "sent")
    direction = "element => getComputedStyle(element).direction"
    assert widget.texts.first.evaluate(direction) == "rtl"
    assert widget.panel.evaluate(direction) == "ltr"


def test_page_can_steer_the_widget(page: Page, shop: Widget):
    expect(shop.launcher).to_be_visible()
    page.evaluate("""() => {
        window.heard = [];
        for (const name of ["open", "close"]) window.otvet.on(name, () => window.heard.push(name));
        window.otvet.open();
    }""")
    expect(shop.panel).to_be_visible()
    page.evaluate("window.otvet.toggle()")
    expect(shop.panel).to_be_hidden()
    assert page.evaluate("window.heard") == ["open", "close"]
    page.evaluate("window.otvet.shutdown()")
    expect(shop.host).to_have_count(0)
    assert page.evaluate("window.otvet") is None


@pytest.mark.parametrize(
    ("locale", "launcher", "placeholder", "online", "day"),
    [
        ("en", "Open chat", "Write a message…", "Online", "Today"),
        ("ru", "Открыть чат", "Напишите сообщение…", "На связи", "Сегодня"),
    ],
)
def test_widget_speaks_the_language_of_the_page(desk, page: Page, locale, launcher, placeholder, online, day):
    page.goto(f"{desk.url}/demo/shop.html?lang={locale}")
    widget = Widget(page)
    expect(widget.launcher).to_have_accessible_name(launcher)
    widget.open()
    expect(widget.composer).to_have_attribute("placeholder", placeholder)
    expect(widget.panel).to_contain_text(online)
    widget.write("1")
    expect(widget.panel).to_contain_text(day)


def test_whole_conversation_by_keyboard(page: Page, shop: Widget, open_group):
    expect(shop.launcher).to_be_visible()
    # From the top of the page, by Tab alone.
    for _ in range(30):
        page.keyboard.press("Tab")
        if shop.launcher.evaluate("element => element.getRootNode().activeElement === element"):
            break
    expect(shop.launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(shop.composer).to_be_focused()
    page.keyboard.type("first line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    page.keyboard.press("Enter")
    shop.expect_texts(["first line\nsecond line"])
    shop.expect_state("first line", "sent")
    open_group().answer("read")
    expect(shop.message("read")).to_be_visible()
    page.keyboard.press("Escape")
    expect(shop.panel).to_be_hidden()
    expect(shop.launcher).to_be_focused()


def test_enter_does_not_send_while_an_input_method_composes(shop: Widget):
    shop.open()
    shop.composer.fill("にほん")
    shop.composer.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True})
    expect(shop.composer).to_have_value("にほん")
    expect(shop.messages).to_have_count(0)


def test_chat_fills_a_phone_with_targets_for_fingers(desk, new_context):
    page = new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True).new_page()
    page.goto(f"{desk.url}/demo/shop.html")
    widget = Widget(page)
    widget.launcher.tap()
    expect(widget.panel).to_be_visible()
    expect(widget.panel).to_have_attribute("aria-modal", "true")
    page.wait_for_function(
        "panel => { const { x, y, width, height } = panel.getBoundingClientRect();"
        " return x === 0 && y === 0 && width === 390 && height === 844 }",
        arg=widget.panel.element_handle(),
    )
    widget.composer.fill("from a phone")
    widget.send.tap()
    widget.expect_state("from a phone", "sent")
    # What leads to other conversations takes its place among the buttons once there is one.
    expect(widget.inside.get_by_test_id("to-tickets")).to_be_attached()
    targets = [each for each in widget.panel.locator("button").all() if each.is_visible()]
    assert len(targets) >= 2
    for target in targets:
        box = target.bounding_box()
        assert box["width"] >= 44 and box["height"] >= 44, target
    # The focus goes round inside the chat.
    for _ in range(8):
        page.keyboard.press("Tab")
        assert widget.panel.evaluate("panel => panel.contains(panel.getRootNode().activeElement)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_no_accessibility_violation(desk, new_context, open_group, scheme, locale):
    page: Page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    send = re.compile("/chat/send")
    page.goto(f"{desk.url}/demo/shop.html?lang={locale}")
    widget = Widget(page)
    expect(widget.launcher).to_be_visible()
    expect_accessible(page)
    widget.open()
    expect_accessible(page)
    widget.write("a question, with www.example.com")
    widget.expect_state("a question", "sent")
    open_group().answer("an answer, with https://example.com/")
    expect(widget.message("an answer")).to_be_visible()
    page.route(send, lambda route: route.fulfill(status=400, json={"error": {"code": "no", "message": "Refused."}}))
    widget.write("refused")
    widget.expect_state("refused", "failed")
    expect_accessible(page)
    lamp = Customer(desk, "anna").open("The lamp", "It arrived broken.")
    page.evaluate("(token) => otvet.identify(token)", token("anna"))
    widget.inside.get_by_test_id("to-tickets").click()
    expect(widget.inside.get_by_test_id("ticket")).to_have_count(2)
    expect_accessible(page)
    widget.inside.get_by_test_id("ticket").filter(has_text="The lamp").click()
    Staff(desk).set_status(lamp, "close")
    widget.inside.get_by_test_id("rating").get_by_role("radio").nth(2).check(force=True)
    expect_accessible(page)
    page.context.set_offline(True)
    expect(widget.host).to_have_attribute("data-transport", "offline", timeout=SWITCH_LIMIT)
    expect_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_demo_has_no_accessibility_violation(desk, new_context, scheme):
    page: Page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(desk.url)
    expect(Widget(page.frame_locator("#shop-frame")).launcher).to_be_visible()
    expect_accessible(page, iframes=False)


def test_widget_is_light(desk, page: Page, shop: Widget):
    requested = set()
    page.on("request", lambda request: requested.add(request.url))
    page.reload()
    shop.open()
    shop.expect_transport("websocket")
    sizes = {url: transferred(url) for url in requested if re.search(r"//[^/]+/(widget\.js$|(widget|chat|base)/)", url)}
    loader = sizes.pop(f"{desk.url}/widget.js")
    assert loader <= 7.3 * 1024
    # The chat, its words and its two style sheets: nothing is fetched one after another.
    assert len(sizes) == 4, sizes
    kilobytes = sum(sizes.values()) / 1024
    assert kilobytes <= 32.5, sizes
    assert abs(documented("README.md", r"and (\d+) more in four files") - kilobytes) < 1
    assert abs(documented("docs/performance.md", r"first opening ([\d.]+) KB in\s+four files") - kilobytes) < 0.5


def documented(name: str, figure: str) -> float:
    found = re.search(figure, (ROOT / name).read_text())
    assert found
    return float(found.group(1))


@functools.cache
def transferred(url: str) -> int:
    """The bytes of a response as a browser gets it from a server, or a proxy before it, that compresses."""
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})) as response:
        body = response.read()
        return len(body) if response.headers["Content-Encoding"] == "gzip" else len(gzip.compress(body, 9))

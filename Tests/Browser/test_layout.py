"""Nothing is cut off, and nothing lies on anything else: in both languages, from a phone to a wide screen."""

import secrets
import shutil

import pytest
from api import call
from cabinet_page import Customer
from engines.engines import ENGINES
from pages import Widget, eventually
from panel_page import Panel, sign_in
from playwright.sync_api import Locator, Page, expect
from test_cabinet import EMBEDDED
from test_group import image
from test_site import serve_page  # noqa: F401 (a fixture)
from tokens import token

CUSTOMER = {"name": "Анна Константинопольская-Заречная", "email": "anna.konstantinopolskaya@example.com", "member_id": "M-20017"}
SUBJECT = "Заказ 1042 не пришёл, хотя обещали ещё в прошлый вторник"
LOCALES = {"en": "en-US", "ru": "ru-RU"}


def expect_apart(parts: list[Locator]):
    """None of these lies on another."""
    boxes = [part.bounding_box() for part in parts]
    for index, a in enumerate(boxes):
        for b in boxes[index + 1 :]:
            is_beside = a["x"] + a["width"] <= b["x"] + 0.5 or b["x"] + b["width"] <= a["x"] + 0.5
            is_above = a["y"] + a["height"] <= b["y"] + 0.5 or b["y"] + b["height"] <= a["y"] + 0.5
            assert is_beside or is_above, (a, b)


# Texts of which a part can't be seen: beyond the page, or beyond what clips them. Names and what people wrote may be cut.
CUT = """(place) => {
    const cut = [];
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { currentNode: node } = walker;
        const parent = node.parentElement;
        if (!node.data.trim() || parent.closest(".person, .unseen") || !parent.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const { left, right } = range.getBoundingClientRect();
        for (let each = parent; each; each = each.parentElement ?? each.getRootNode().host) {
            const box = each.getBoundingClientRect();
            const isClip = each === document.documentElement || getComputedStyle(each).overflowX !== "visible";
            if (isClip && (left < box.left - 1 || right > box.right + 1)) {
                cut.push(node.data);
                break;
            }
        }
    }
    return cut;
}"""


def expect_whole(*places: Locator):
    for place in places:
        expect(place).to_be_visible()
        assert place.evaluate(CUT) == []


# How much of a field its text would need beyond what there is.
LACK = """(field) => {
    const style = getComputedStyle(field);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const text = field.placeholder ?? field.selectedOptions[0].text;
    const arrow = field.placeholder === undefined ? 20 : 0;
    const room = field.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
    return Math.max(0, pen.measureText(text).width + arrow - room);
}"""


def open_ticket(desk) -> str:
    session = call(desk, "POST", "/api/support/identify", {"token": token("anna", **CUSTOMER)}, None).json["session"]["token"]
    body = {"subject": SUBJECT, "message": "Где он?", "client_message_id": secrets.token_hex(8)}
    return call(desk, "POST", "/api/tickets", body, session).json["ticket"]["id"]


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("width", [1366, 1024, 390])
def test_header_shows_whose_ticket_it_is_and_what_about(width: int, language: str, desk, new_context):
    ticket = open_ticket(desk)
    context = new_context(viewport={"width": width, "height": 768}, locale=LOCALES[language])
    sign_in(desk, context, "Борис")
    panel = Panel(context.new_page())
    panel.page.goto(f"{desk.url}/admin#/tickets/{ticket}")
    panel.expect_live()
    subject = panel.header.get_by_test_id("subject")
    expect(subject).to_have_text(SUBJECT)
    assert subject.bounding_box()["width"] > 150
    expect(panel.header.locator(".portrait").first).to_be_visible()
    expect(panel.header.get_by_test_id("about")).to_contain_text("M-20017")
    expect(panel.header.get_by_test_id("about")).to_contain_text(CUSTOMER["email"])
    name, signs = panel.header.get_by_role("heading"), panel.header.locator(".signs")
    expect_apart([name, signs, subject, panel.status, panel.header.get_by_test_id("about"), panel.page.get_by_test_id("assign")])
    assert panel.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panel.status.click()
    for choice in panel.page.get_by_role("menuitemradio").all():
        expect(choice).to_be_in_viewport(ratio=1)


def test_header_shows_the_customers_picture(desk, new_context):
    picture = "https://pictures.example/anna.png"
    session = call(desk, "POST", "/api/support/identify", {"token": token("anna", avatar=picture)}, None).json["session"]["token"]
    body = {"subject": "The lamp", "message": "Dark", "client_message_id": "1"}
    call(desk, "POST", "/api/tickets", body, session)
    context = new_context()
    sign_in(desk, context, "Boris")
    page = context.new_page()
    page.route(picture, lambda route: route.fulfill(body=image(64, 64), content_type="image/png"))
    panel = Panel(page).open(desk.url).enter("The lamp")
    expect(panel.header.locator(".face img")).to_have_js_property("naturalWidth", 64)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (390, 700)])
def test_own_menu_is_whole(size: tuple[int, int], language: str, desk, new_context):
    context = new_context(viewport={"width": size[0], "height": size[1]}, locale=LOCALES[language])
    sign_in(desk, context, "Анна Константинопольская")
    panel = Panel(context.new_page()).open(desk.url)
    panel.page.get_by_test_id("own-menu").click()
    for item in panel.page.get_by_role("menuitem").all():
        # What is clipped has another element, or none, at its end.
        assert item.evaluate("""(each) => {
            const { left, right, top, bottom } = each.getBoundingClientRect();
            return [left + 2, right - 2].every((x) => each.contains(document.elementFromPoint(x, (top + bottom) / 2)));
        }""")


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("width", [1280, 820, 390, 340])
def test_cabinets_heading_and_buttons_stand_apart(width: int, language: str, desk, new_context):
    Customer(desk, "anna").open("The lamp")
    page = new_context(viewport={"width": width, "height": 700}, locale=LOCALES[language]).new_page()
    page.goto(f"{desk.url}/cabinet#token={token('anna')}")
    expect(page.get_by_test_id("ticket")).to_be_visible()
    heading = page.get_by_role("heading", level=1)
    assert heading.evaluate("(each) => each.scrollWidth <= each.clientWidth")
    expect_apart([heading, page.get_by_test_id("add"), page.get_by_test_id("sign-out")])


@pytest.mark.parametrize("zoom", [0.8, 1.1, 1.25, 1.5, 2])
@pytest.mark.parametrize("size", [(1280, 800), (390, 700)])
def test_chat_is_whole_on_a_page_with_a_zoom(size: tuple[int, int], zoom: float, desk, new_context):
    page = new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce").new_page()
    page.goto(f"{desk.url}/demo/shop.html")
    page.evaluate("(zoom) => (document.documentElement.style.zoom = zoom)", zoom)
    widget = Widget(page).open()
    widget.write("hello")
    frame = widget.host.locator("iframe")
    expect(frame).to_be_in_viewport(ratio=1)
    box = frame.bounding_box()
    assert 0 <= box["y"] and box["y"] + box["height"] <= size[1]
    for name in ("panel", "composer", "send"):
        expect(widget.inside.get_by_test_id(name)).to_be_in_viewport(ratio=0.99)
    expect(widget.panel.get_by_role("button", name="Close chat")).to_be_in_viewport(ratio=0.99)
    if size[0] == 390:
        assert (box["x"], box["y"]) == (0, 0)
        assert box["width"] == pytest.approx(390, abs=1) and box["height"] == pytest.approx(700, abs=1)
    else:
        expect_apart([frame, widget.launcher])


def test_chat_is_whole_on_a_page_with_a_zoom_in_firefox(desk):
    firefox = ENGINES["firefox"]
    if not shutil.which(firefox.program):
        pytest.skip(f"{firefox.program} is not installed: see scripts/setup")
    with firefox.start() as tab:
        tab.open(f"{desk.url}/demo/shop.html")
        tab.see('[data-testid="launcher"]')
        tab.click('[data-testid="launcher"]')
        tab.expect_focus("composer")
        for zoom in (0.8, 1.1, 1.5, 2):
            tab.run("document.documentElement.style.zoom = arguments[0]", zoom)
            # How far each side is from that of the window, once the chat has come to rest.
            beside = """
                const frame = document.querySelector("otvet-widget").shadowRoot.querySelector(".frame.open");
                const { top, bottom, left, right } = frame.getBoundingClientRect();
                return Math.min(top, innerHeight - bottom, left, innerWidth - right);
            """
            tab.until(f"the whole chat at {zoom}", lambda: tab.run(beside) >= 0)


# What stands around the cabinet on a page that is 1280 pixels wide, and how wide it has to be there, margins aside.
PLACES = {
    "": 1264,
    "width: 300px": 300,
    "display: flex": 1264,
    "display: flex; width: 300px": 300,
    "display: flex; flex-direction: column; align-items: center": 1264,
    "display: grid": 1264,
    "display: grid; justify-items: start": 1264,
    "display: inline-block": 360,
    "float: left": 360,
    "position: absolute": 360,
}


@pytest.mark.parametrize("style", PLACES)
def test_cabinet_is_as_wide_as_there_is_room(style: str, desk, page: Page, serve_page):  # noqa: F811
    html = EMBEDDED.format(desk=desk.url, token=token("anna"), direction="ltr")
    page.goto(serve_page(html.replace('class="place"', f'class="place" style="{style}"'), {}))
    expect(page.get_by_test_id("add")).to_be_visible()
    box = page.locator("otvet-cabinet").bounding_box()
    assert (box["width"], box["height"]) == (PLACES[style], 600)


@pytest.mark.parametrize("place", ["panel", "cabinet"])
def test_page_behind_does_not_scroll_on_phones(place: str, desk, new_context):
    ticket = open_ticket(desk)
    phone = {"viewport": {"width": 390, "height": 640}, "has_touch": True, "is_mobile": True}
    context = new_context(**phone)
    page = context.new_page()
    if place == "panel":
        sign_in(desk, context, "Boris")
        page.goto(f"{desk.url}/admin#/tickets/{ticket}")
        page.get_by_test_id("card-toggle").click()
        over = page.get_by_test_id("card")
    else:
        page.goto(f"{desk.url}/cabinet#token={token('anna')}")
        page.get_by_test_id("ticket").click()
        page.get_by_test_id("toggle").click()
        over = page.get_by_role("dialog")
    expect(over).to_be_visible()
    assert over.evaluate("(each) => getComputedStyle(each).overscrollBehaviorY") == "contain"
    assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"


def test_page_behind_the_chat_does_not_scroll_on_phones(desk, new_context):
    phone = {"viewport": {"width": 390, "height": 640}, "has_touch": True, "is_mobile": True}
    page = new_context(**phone).new_page()
    page.goto(f"{desk.url}/demo/shop.html")
    page.evaluate("document.body.style.minHeight = '5000px'")
    widget = Widget(page)
    widget.launcher.click()
    expect(widget.panel).to_be_visible()
    eventually(lambda: widget.panel.bounding_box()["height"] == 640)
    touch = page.context.new_cdp_session(page)
    # The header, the conversation and the field.
    for y in (30, 320, 610):
        gesture = {"x": 150, "y": y, "yDistance": -200, "gestureSourceType": "touch", "speed": 4000}
        touch.send("Input.synthesizeScrollGesture", gesture)
        assert page.evaluate("scrollY") == 0, f"at {y}"


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("width", [1366, 1280])
def test_counts_and_words_beside_the_list_are_whole(width: int, language: str, desk, new_context):
    open_ticket(desk)
    context = new_context(viewport={"width": width, "height": 800}, locale=LOCALES[language])
    sign_in(desk, context, "Анна")
    page = context.new_page()
    state = {"connected": True, "waiting": 1, "lag_seconds": 0, "undelivered": 12, "paused_seconds": 0}
    trouble = {"trouble": "The bot has too few rights: no.", "trouble_code": "missing_rights", "trouble_reason": "no"}
    page.route("**/api/admin/telegram", lambda route: route.fulfill(json=state | trouble))
    counts = dict.fromkeys(["all", "unread", "mine", "unassigned", "open", "answered", "closed", "archived"], 999)
    page.route("**/api/admin/tickets/counts", lambda route: route.fulfill(json={"counts": counts}))
    panel = Panel(page).open(desk.url)
    expect(panel.filter("archived").locator(".count")).to_have_text("999")
    expect(panel.telegram).to_have_attribute("data-level", "bad")
    expect_whole(page.locator(".rail"))
    assert panel.search.evaluate(LACK) == 0


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("width", [1280, 820, 375, 340])
def test_cabinets_words_are_whole(width: int, language: str, desk, new_context):
    Customer(desk, "anna").open("The lamp")
    page = new_context(viewport={"width": width, "height": 700}, locale=LOCALES[language]).new_page()
    page.goto(f"{desk.url}/cabinet#token={token('anna', name='Анна Константинопольская')}")
    expect(page.get_by_test_id("person")).to_be_visible()
    expect_whole(page.locator(".top").first, page.get_by_test_id("statistics"), page.locator(".filters"))
    heading, way_out = page.get_by_role("heading", level=1).bounding_box(), page.get_by_test_id("sign-out").bounding_box()
    assert way_out["x"] > heading["x"] + heading["width"]


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("width", [1280, 600, 390, 375, 360, 320])
def test_shop_fits_its_screen(width: int, language: str, desk, new_context):
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    page.goto(f"{desk.url}/demo/shop.html?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect_whole(page.locator("header"), page.locator(".lamps"))


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("width", [1280, 640, 375])
def test_who_writes_in_the_group_is_whole(width: int, language: str, desk, new_context):
    page = new_context(viewport={"width": width, "height": 700}, locale=LOCALES[language]).new_page()
    page.goto(f"{desk.telegram.url}/?lang={language}")
    agent = page.get_by_test_id("agent")
    for index in range(agent.locator("option").count()):
        agent.select_option(index=index)
        assert agent.evaluate(LACK) == 0
    expect_whole(page.locator(".account"))

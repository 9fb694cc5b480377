"""What visitors are asked, what the site passes of them, and the pages they walked through."""

import json
import re

import pytest
from accessibility import expect_accessible_at_rest
from api import call
from pages import Widget, eventually
from panel_page import Panel, sign_in
from playwright.sync_api import Page, expect
from settings_page import Entrance, Settings, expect_accessible, invite
from test_site import STRICT_PAGE, serve_page  # noqa: F401 (a fixture)
from tokens import token

EMAIL = {"kind": "email", "required": True}
NAME = {"kind": "name", "required": False}
ORDER = {"kind": "text", "key": "order", "label_en": "Order number", "label_ru": "", "required": False}
HOSTILE = {"kind": "text", "key": "constructor", "label_en": "<img src=x onerror=alert(1)>", "label_ru": "", "required": False}


@pytest.fixture
def settings(desk, new_context) -> Settings:
    return Entrance(desk, new_context().new_page()).accept(invite(desk, "Anna"))


def ask(desk, *fields: dict, when: str = "before", audience: str = "everybody"):
    body = {"when": when, "audience": audience, "fields": list(fields)}
    assert call(desk, "PUT", "/api/admin/contact-form", body).status == 200


def details(desk, ticket: int = 1) -> dict:
    return call(desk, "GET", f"/api/admin/tickets/{ticket}").json


def attributes(desk) -> dict:
    return {each["key"]: each["value"] for each in details(desk)["attributes"]}


class Form:
    def __init__(self, widget: Widget):
        self.element = widget.inside.get_by_test_id("contact")
        self.email = self.element.get_by_label("E-mail")
        self.name = self.element.get_by_label("Name (optional)")
        self.begin = self.element.get_by_role("button", name=re.compile("Start the conversation|Send"))
        self.skip = self.element.get_by_role("button", name="Skip")


def test_first_message_waits_for_the_form_and_is_not_lost(desk, page: Page):
    ask(desk, NAME, EMAIL, ORDER, HOSTILE)
    page.goto(f"{desk.url}/demo/shop.html")
    widget = Widget(page).open()
    form = Form(widget)
    expect(form.element).to_be_visible()
    expect(form.element).to_contain_text("<img src=x onerror=alert(1)>")
    widget.composer.fill("Is the lamp in stock?")
    widget.composer.press("Enter")
    expect(form.email).to_be_focused()
    expect(form.email).to_have_attribute("aria-invalid", "true")
    expect(form.element).to_contain_text("Please fill this in.")
    described = form.email.get_attribute("aria-describedby")
    expect(widget.inside.locator(f"#{described}")).to_have_text("Please fill this in.")
    assert form.email.get_attribute("autocomplete") == "email" and form.email.get_attribute("inputmode") == "email"
    expect(widget.composer).to_have_value("Is the lamp in stock?")
    assert call(desk, "GET", "/api/admin/tickets").json["tickets"] == []
    form.email.fill("anna")
    form.email.press("Enter")
    expect(form.element).to_contain_text("This isn’t an e-mail address.")
    expect(form.email).to_be_focused()
    form.email.fill("anna@shop.example")
    form.element.get_by_label("Order number").fill("x" * 10_000)
    form.begin.click()
    expect(form.element).to_contain_text("This is too long.")
    form.element.get_by_label("Order number").fill("QX-77")
    form.name.fill("Анна")
    form.begin.click()
    # What was to be sent goes by itself.
    widget.expect_texts(["Is the lamp in stock?"])
    widget.expect_state("Is the lamp in stock?", "sent")
    expect(form.element).to_be_hidden()
    expect(widget.composer).to_have_value("")
    known = details(desk)
    assert known["user"]["name"] == "Анна" and known["user"]["email"] == "anna@shop.example"
    assert {each["field"]: each["value"] for each in known["contact"]}["order"] == "QX-77"
    # Nobody is asked twice.
    page.reload()
    widget = Widget(page).open()
    widget.expect_texts(["Is the lamp in stock?"])
    expect(Form(widget).element).to_be_hidden()


def test_what_is_typed_before_anything_is_known_waits_too(desk, page: Page, network):
    ask(desk, EMAIL)
    page.goto(f"{desk.url}/demo/shop.html")
    page.route("**/api/support/**", lambda route: None)
    widget = Widget(page).open()
    widget.composer.fill("Quick!")
    widget.composer.press("Enter")
    expect(widget.composer).to_have_value("Quick!")
    expect(widget.messages).to_have_count(0)
    page.unroute("**/api/support/**")
    page.reload()
    widget = Widget(page).open()
    expect(widget.composer).to_have_value("Quick!")
    expect(Form(widget).element).to_be_visible()


def test_form_without_a_must_is_skipped_and_stays_so(desk, page: Page):
    ask(desk, NAME)
    page.goto(f"{desk.url}/demo/shop.html")
    widget = Widget(page).open()
    form = Form(widget)
    form.name.fill("half")
    widget.composer.fill("Hello")
    form.skip.click()
    expect(form.element).to_be_hidden()
    widget.composer.press("Enter")
    widget.expect_texts(["Hello"])
    assert details(desk)["contact"] == []
    page.reload()
    expect(Form(Widget(page).open()).element).to_be_hidden()


def test_form_below_the_first_message_keeps_nobody_from_writing(desk, page: Page):
    ask(desk, EMAIL, when="after")
    page.goto(f"{desk.url}/demo/shop.html")
    widget = Widget(page).open()
    form = Form(widget)
    widget.write("Hello")
    widget.expect_texts(["Hello"])
    expect(form.element).to_be_visible()
    expect(form.skip).to_have_count(0)
    widget.write("Are you there?")
    widget.expect_texts(["Hello", "Are you there?"])
    expect(form.element).to_be_visible()
    form.email.fill("anna@shop.example")
    page.reload()
    widget = Widget(page).open()
    form = Form(widget)
    # What was half filled in is still there.
    expect(form.email).to_have_value("anna@shop.example")
    form.begin.click()
    expect(form.element).to_be_hidden()
    eventually(lambda: details(desk)["user"].get("email") == "anna@shop.example")


def test_whom_the_site_has_named_is_not_asked_if_only_others_are(desk, page: Page, serve_page):  # noqa: F811
    ask(desk, EMAIL, audience="anonymous")
    page.goto(serve_page(STRICT_PAGE.format(desk=desk.url).replace(" async", f' data-token="{token("anna")}" async'), {}))
    widget = Widget(page).open()
    widget.write("Hello")
    widget.expect_texts(["Hello"])
    expect(Form(widget).element).to_be_hidden()


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_form_is_accessible(desk, new_context, locale):
    ask(desk, NAME, EMAIL, {"kind": "phone", "required": False}, ORDER)
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{desk.url}/demo/shop.html")
    page.wait_for_function("window.otvet")
    page.evaluate("(locale) => otvet.setLocale(locale)", locale)
    widget = Widget(page)
    widget.launcher.click()
    form = widget.inside.get_by_test_id("contact")
    expect(form).to_be_visible()
    expect(form).to_contain_text({"en": "how can we reach you", "ru": "как с вами связаться"}[locale])
    form.get_by_role("button").last.click()
    expect(form.locator("[aria-invalid]")).to_have_count(1)
    expect_accessible_at_rest(page)


def test_what_the_site_passes_is_shown_and_nothing_is_asked_for_it(desk, page: Page, serve_page, new_context):  # noqa: F811
    asked: list[str] = []
    warned: list[str] = []
    page.on("request", lambda request: "/api/" in request.url and asked.append(request.url))
    page.on("console", lambda message: message.type == "warning" and warned.append(message.text))
    page.goto(serve_page(STRICT_PAGE.format(desk=desk.url), {}))
    page.wait_for_function("window.otvet")
    page.evaluate("""() => {
        for (let index = 0; index < 1000; index++) otvet.set({ plan: "pro", cart: "€" + index });
        otvet.set({ vip: true, visits: 3, nested: { a: 1 }, list: [1], nothing: undefined, big: 10n, far: Infinity });
        otvet.set({ long: "x".repeat(10000), ["k".repeat(41)]: 1, "": 1 });
        otvet.set(JSON.parse('{"__proto__": "x", "constructor": "y"}'));
        for (const odd of [null, undefined, 5, "text", () => {}]) otvet.set(odd);
    }""")
    page.wait_for_timeout(700)
    assert asked == []
    widget = Widget(page).open()
    widget.write("Hello")
    widget.expect_state("Hello", "sent")
    expected = {"plan": "pro", "cart": "€999", "vip": "true", "visits": "3", "__proto__": "x", "constructor": "y"}
    eventually(lambda: attributes(desk) == expected)
    page.wait_for_timeout(100)
    assert sum(url.endswith("/attributes") for url in asked) == 1
    for name in ["nested", "list", "nothing", "big", "far", "long"]:
        assert any(f'"{name}"' in each for each in warned), name
    staff = new_context()
    sign_in(desk, staff, "olga")
    panel = Panel(staff.new_page()).open(desk.url).enter("Hello")
    panel.page.get_by_test_id("card-toggle").click()
    expect(panel.card.get_by_test_id("attributes")).to_contain_text("€999")
    page.evaluate("otvet.set({ plan: null, cart: '€5' })")
    expect(panel.card.get_by_test_id("attributes")).to_contain_text("€5")
    eventually(lambda: attributes(desk) == {k: v for k, v in {**expected, "cart": "€5"}.items() if k != "plan"})
    # The same said again on the next page is not sent.
    page.wait_for_timeout(100)
    count = len([url for url in asked if url.endswith("/attributes")])
    page.reload()
    page.wait_for_function("window.otvet")
    rest = {"cart": "€5", "vip": True}
    page.evaluate("(all) => otvet.set(all)", rest)
    Widget(page).open()
    page.wait_for_timeout(1500)
    assert len([url for url in asked if url.endswith("/attributes")]) == count + 1
    page.reload()
    page.wait_for_function("window.otvet")
    page.evaluate("(all) => otvet.set(all)", rest)
    Widget(page).open().expect_transport("websocket")
    page.wait_for_timeout(1000)
    assert len([url for url in asked if url.endswith("/attributes")]) == count + 1


def test_pages_walked_through_are_shown_newest_first(desk, page: Page, new_context):
    page.goto(f"{desk.url}/demo/shop.html?secret=1")
    page.wait_for_function("window.otvet")
    for number in range(12):
        page.evaluate("""(number) => {
            history.pushState(null, "", `/demo/lamp-${number}?secret=2`);
            document.title = number === 11 ? "" : `Lamp ${number}`;
        }""", number)
        page.evaluate("new Promise((resolve) => setTimeout(resolve, 30))")
    page.evaluate("location.hash = 'part'")
    page.wait_for_timeout(1200)
    widget = Widget(page).open()
    widget.write("Hello")
    widget.expect_state("Hello", "sent")
    pages = details(desk)["pages"]
    assert len(pages) == 10
    assert [each["url"].rsplit("/", 1)[1] for each in pages] == [f"lamp-{number}" for number in range(11, 1, -1)]
    assert "secret" not in json.dumps(pages) and "title" not in pages[0]
    staff = new_context()
    sign_in(desk, staff, "olga")
    panel = Panel(staff.new_page()).open(desk.url).enter("Hello")
    panel.page.get_by_test_id("card-toggle").click()
    expect(panel.card.get_by_test_id("pages").locator("li")).to_have_count(10)
    expect(panel.card.get_by_test_id("pages").locator("li").first).to_contain_text("lamp-11")


def test_answers_stand_on_the_card_in_the_header_and_are_found(desk, page: Page, new_context, open_group):
    ask(desk, NAME, EMAIL, {"kind": "phone", "required": False}, ORDER, when="after")
    page.goto(f"{desk.url}/demo/shop.html")
    widget = Widget(page).open()
    widget.write("Hello")
    staff = new_context()
    sign_in(desk, staff, "olga")
    panel = Panel(staff.new_page()).open(desk.url).enter("Hello")
    panel.page.get_by_test_id("card-toggle").click()
    group = open_group()
    group.expect_bubbles(["Hello"])
    form = Form(widget)
    form.name.fill("Anna")
    form.email.fill("anna@shop.example")
    form.element.get_by_label("Phone").fill("+7 (999) 123-45-67")
    form.element.get_by_label("Order number").fill("QX-77")
    form.begin.click()
    expect(panel.header).to_contain_text("Anna")
    expect(panel.header.get_by_test_id("about")).to_contain_text("+7 (999) 123-45-67")
    expect(panel.card.get_by_test_id("answers")).to_contain_text("QX-77")
    expect(panel.card).to_contain_text("Anonymous")
    group.expect_bubbles(["Hello", "Order number: “QX-77”"])
    panel.search.fill("QX-77")
    expect(panel.hits.first).to_contain_text("QX-77")


def test_form_is_edited_by_keyboard_with_a_preview(desk, settings: Settings):
    settings.go("contact")
    page = settings.page
    questions = settings.part("question")
    expect(questions).to_have_count(2)
    preview = page.frame_locator('[data-testid="preview"] iframe.is-drawn')
    settings.part("when").get_by_text("Before the first message").click()
    expect(preview.get_by_test_id("contact")).to_contain_text("E-mail")
    settings.part("add-text").click()
    expect(questions).to_have_count(3)
    settings.part("submit").click()
    expect(questions.last.get_by_test_id("field-problem").first).to_have_text("Write the question in one language at least.")
    questions.last.get_by_label("In English").fill("Order number")
    expect(preview.get_by_test_id("contact")).to_contain_text("Order number")
    up = questions.last.get_by_test_id("up")
    up.focus()
    page.keyboard.press("Enter")
    expect(questions.nth(1)).to_contain_text("Order number")
    page.keyboard.press("Enter")
    expect(questions.first).to_contain_text("Order number")
    expect(questions.first.get_by_test_id("down")).to_be_focused()
    questions.nth(1).get_by_test_id("remove").click()
    expect(questions).to_have_count(2)
    settings.part("preview-language").get_by_text("Russian").click()
    expect(preview.get_by_test_id("contact")).to_contain_text("Почта")
    settings.go("team").go("contact")
    expect(settings.part("unsaved")).to_be_visible()
    settings.part("submit").click()
    settings.expect_toast("Contact form saved")
    form = call(desk, "GET", "/api/admin/contact-form").json["form"]
    assert form["when"] == "before" and [each["kind"] for each in form["fields"]] == ["text", "email"]
    assert form["fields"][0]["label_en"] == "Order number"
    settings.part("when").get_by_text("After it").click()
    expect(preview.get_by_test_id("contact")).to_be_visible()
    expect_accessible(page)

"""Files in the widget: picked, dropped and pasted by the visitor, and sent by the staff."""

import base64
import re

import media
import pytest
from accessibility import expect_accessible
from pages import Widget
from playwright.sync_api import Page, expect
from staff import newest_topic, staff, topic_of
from test_messages import quick, refuse, unavailable
from test_site import STRICT_PAGE, serve_page  # noqa: F401 (a fixture)

UPLOAD = re.compile(r"/api/support/files\?")
MEGABYTE = 1 << 20


@pytest.fixture(scope="session")
def files(browser) -> dict[str, bytes]:
    return media.make(browser)


def named(name: str, kind: str, data: bytes) -> dict:
    return {"name": name, "mimeType": kind, "buffer": data}


class Files:
    """What of the chat has to do with files."""

    def __init__(self, shop: Widget):
        self.picker = shop.inside.get_by_test_id("picker")
        self.picks = shop.inside.get_by_test_id("pick")
        self.remove = shop.inside.get_by_test_id("remove-file")
        self.retry = shop.inside.get_by_test_id("retry-file")
        self.notice = shop.inside.locator(".notice")
        self.drop = shop.inside.get_by_test_id("drop")
        self.viewer = shop.inside.get_by_test_id("viewer")

    def expect_ready(self, count: int):
        expect(self.picks).to_have_count(count)
        for pick in self.picks.all():
            expect(pick).to_have_attribute("data-state", "ready")


def group_messages(desk) -> list[dict]:
    return newest_topic(desk)["messages"]


def attach(desk, kind: str, name: str, mime: str, data: bytes, **details):
    body = base64.b64encode(data).decode()
    staff(desk, "attach", topic=topic_of(desk), kind=kind, file_name=name, mime_type=mime, bytes=body, **details)


def expect_drawn(image):
    expect(image).to_have_js_property("complete", True)
    expect(image).not_to_have_js_property("naturalWidth", 0)


def begin(shop: Widget):
    shop.open()
    shop.write("hello")
    shop.expect_state("hello", "sent")
    expect(shop.message("hello").get_by_text("Delivered to the team")).to_be_attached()


def hand_over(shop: Widget, event: str, target: str, name: str, data: bytes):
    """Drops or pastes a file, as a browser would tell the page of it."""
    shop.inside.locator(target).evaluate(
        """(element, [event, name, data]) => {
            const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], name, { type: "image/png" }));
            const options = { bubbles: true, cancelable: true, composed: true };
            const made = event === "paste"
                ? new ClipboardEvent(event, { ...options, clipboardData: transfer })
                : new DragEvent(event, { ...options, dataTransfer: transfer });
            element.dispatchEvent(made);
        }""",
        [event, name, base64.b64encode(data).decode()],
    )


def test_visitor_sends_files_that_the_staff_get(desk, page: Page, shop: Widget, files):
    shop.open()
    chat = Files(shop)
    chat.picker.set_input_files([
        named("front.png", "image/png", files["png"]),
        named("back.jpg", "image/jpeg", files["jpeg"]),
        named("invoice.pdf", "application/pdf", files["pdf"]),
        named("wrong.png", "image/png", files["png"]),
    ])
    chat.expect_ready(4)
    expect(chat.picks.first).to_contain_text("front.png")
    expect(chat.picks.first).to_contain_text("kB")
    shop.inside.get_by_role("button", name="Remove wrong.png").click()
    chat.expect_ready(3)
    shop.composer.fill("These came today")
    shop.send.click()
    expect(chat.picks).to_have_count(0)

    sent = shop.messages.first
    expect(sent).to_have_attribute("data-state", "sent")
    expect(sent.locator(".text")).to_have_text("These came today")
    expect(sent.get_by_role("button", name="Photo")).to_have_count(2)
    expect(sent.get_by_role("link", name="invoice.pdf")).to_be_visible()
    expect(sent.get_by_text("Delivered to the team")).to_be_attached()
    for image in sent.locator("img").all():
        expect_drawn(image)
    in_topic = group_messages(desk)[1:]
    kinds = [kind for message in in_topic for kind in ("photo", "document") if kind in message]
    assert sorted(kinds) == ["document", "photo", "photo"]
    said = [message.get("caption") or message.get("text") or "" for message in in_topic]
    assert sum("These came today" in each for each in said) == 1

    page.reload()
    shop.open()
    for image in shop.messages.first.locator("img").all():
        expect_drawn(image)
    with page.expect_download() as download:
        shop.messages.first.get_by_role("link", name="invoice.pdf").click()
    assert download.value.suggested_filename == "invoice.pdf"
    assert download.value.path().read_bytes() == files["pdf"]


def test_message_waits_for_its_files_and_needs_no_words(page: Page, shop: Widget, files):
    shop.open()
    chat = Files(shop)
    held = []
    page.route(UPLOAD, lambda route: held.append(route))
    chat.picker.set_input_files(named("front.png", "image/png", files["png"]))
    expect(chat.picks).to_have_attribute("data-state", "uploading")
    expect(chat.picks.get_by_role("progressbar")).to_be_visible()
    shop.send.click()
    expect(chat.notice).to_have_text("Uploading… Your message will be sent once the files are uploaded.")
    expect(shop.send).to_have_accessible_name(re.compile("Uploading"))
    expect(shop.messages).to_have_count(0)
    held[0].continue_()
    expect(shop.messages).to_have_attribute("data-state", "sent")
    expect(chat.picks).to_have_count(0)
    expect(shop.messages.get_by_role("button", name="Photo")).to_be_visible()


def test_message_waits_for_files_that_were_picked_before_it(page: Page, shop: Widget, files):
    """What files need is fetched when the first one is there: on a slow line, after the message is written."""
    shop.open()
    held = []
    page.route(re.compile(r"/chat/files/files\.js$"), lambda route: held.append(route))
    Files(shop).picker.set_input_files(named("front.png", "image/png", files["png"]))
    shop.composer.fill("look")
    shop.composer.press("Enter")
    while not held:
        page.wait_for_timeout(20)
    expect(shop.composer).to_have_value("look")
    expect(shop.messages).to_have_count(0)
    held[0].continue_()
    shop.expect_state("look", "sent")
    expect(shop.messages.get_by_role("button", name="Photo")).to_be_visible()


OUTAGES = {
    "no network": (lambda route: route.abort(), "No connection. The upload goes on when you’re back online"),
    "busy": (refuse(503, {"code": "unavailable", "message": "Not now."}), "Not uploaded yet. We keep trying"),
    "fault": (refuse(500, {"code": "internal", "message": "Something went wrong here."}), "Not uploaded yet. We keep trying"),
    "proxy": (unavailable, "Not uploaded yet. We keep trying"),
}


@pytest.mark.parametrize("outage", OUTAGES)
def test_file_goes_on_when_an_outage_is_over_and_its_message_with_it(page: Page, desk, files, outage):
    answer, told = OUTAGES[outage]
    quick(page)
    tries = []

    def fail(route):
        tries.append(route)
        answer(route)

    page.goto(f"{desk.url}/demo/shop.html")
    shop = Widget(page).open()
    chat = Files(shop)
    page.route(UPLOAD, fail)
    chat.picker.set_input_files(named("front.png", "image/png", files["png"]))
    expect(chat.picks).to_contain_text(told)
    shop.composer.fill("look")
    shop.send.click()
    expect(chat.notice).to_contain_text("Your message will be sent once the files are uploaded.")
    while len(tries) < 12:
        page.wait_for_timeout(20)
    expect(chat.picks).to_have_attribute("data-state", "uploading")
    page.unroute(UPLOAD)
    shop.expect_state("look", "sent")
    expect(shop.messages.get_by_role("button", name="Photo")).to_be_visible()
    expect(chat.picks).to_have_count(0)


def test_file_that_is_not_there_any_more_is_not_tried_for_ever(page: Page, shop: Widget, tmp_path):
    shop.open()
    chat = Files(shop)
    file = tmp_path / "notes.txt"
    file.write_text("notes")

    def remove(route):
        file.unlink()
        route.abort()

    page.route(UPLOAD, remove)
    chat.picker.set_input_files(file)
    expect(chat.picks).to_contain_text("“notes.txt” can’t be read any more. Remove it and choose it again.")
    expect(chat.retry).to_be_hidden()


def test_refused_upload_says_why_and_can_be_repeated(page: Page, shop: Widget, files):
    shop.open()
    chat = Files(shop)
    page.route(UPLOAD, refuse(409, {"code": "too_many_files", "message": "Too many files wait."}))
    chat.picker.set_input_files(named("front.png", "image/png", files["png"]))
    expect(chat.picks).to_have_attribute("data-state", "failed")
    expect(chat.picks).to_contain_text("Too many files are waiting to be sent.")
    shop.composer.fill("look")
    shop.send.click()
    expect(chat.notice).to_have_text("Some files didn’t upload. Try again or remove them, then send.")
    expect(shop.composer).to_have_value("look")
    page.unroute(UPLOAD)
    chat.retry.click()
    chat.expect_ready(1)
    expect(chat.notice).to_have_text("")
    shop.send.click()
    shop.expect_state("look", "sent")


def test_files_that_cannot_go_are_refused_with_advice(page: Page, shop: Widget, files):
    begin(shop)
    chat = Files(shop)
    chat.picker.set_input_files([
        named("film.mov", "video/quicktime", b"\0" * (5 * MEGABYTE + 1)),
        named("nothing.txt", "text/plain", b""),
    ])
    expect(chat.notice).to_have_text(
        "“film.mov” is larger than 5 MB. Compress it or split it. “nothing.txt” is empty. Choose another file.",
    )
    expect(chat.picks).to_have_count(0)
    chat.picker.set_input_files([named(f"{number}.txt", "text/plain", b"note") for number in range(11)])
    expect(chat.notice).to_have_text("You can attach up to 10 files to a message. Send these, then add the rest.")
    chat.expect_ready(10)
    chat.remove.first.click()
    chat.picker.set_input_files(named("setup.exe", "application/x-msdownload", b"MZ" + b"\0" * 100))
    refused = chat.picks.last
    expect(refused).to_contain_text("Files of this type aren’t accepted.")
    expect(refused.get_by_test_id("retry-file")).to_be_hidden()
    refused.get_by_test_id("remove-file").click()
    shop.send.click()
    expect(shop.messages.last.get_by_role("link")).to_have_count(9)


def test_dropped_and_pasted_files_are_picked(page: Page, shop: Widget, files):
    shop.open()
    chat = Files(shop)
    hand_over(shop, "dragenter", ".scroller", "dropped.png", files["png"])
    expect(chat.drop).to_be_attached()
    expect(chat.drop).to_be_hidden()
    hand_over(shop, "dragover", ".scroller", "dropped.png", files["png"])
    expect(chat.drop).to_be_visible()
    hand_over(shop, "dragleave", ".drop", "dropped.png", files["png"])
    expect(chat.drop).to_be_hidden()
    hand_over(shop, "dragover", ".scroller", "dropped.png", files["png"])
    hand_over(shop, "drop", ".drop", "dropped.png", files["png"])
    expect(chat.drop).to_be_hidden()
    hand_over(shop, "paste", "textarea", "pasted.png", files["png"])
    chat.expect_ready(2)
    expect(chat.picks.nth(0)).to_contain_text("dropped.png")
    expect(chat.picks.nth(1)).to_contain_text("pasted.png")


def test_everything_that_staff_send_is_shown(desk, page: Page, shop: Widget, files):
    begin(shop)
    attach(desk, "photo", "view.jpg", "image/jpeg", files["wide"], caption="The view")
    photo = shop.messages.last.get_by_role("button", name="Photo")
    expect_drawn(photo.locator("img"))
    expect(shop.messages.last.locator(".text")).to_have_text("The view")
    expect(page.get_by_test_id("aloud")).to_have_text("Olga: Photo. The view")

    attach(desk, "document", "manual.pdf", "application/pdf", files["pdf"])
    expect(shop.messages.last.get_by_role("link", name="manual.pdf")).to_be_visible()
    attach(desk, "video", "film.mp4", "video/mp4", files["film"], width=320, height=240, duration=1)
    video = shop.messages.last.locator("video")
    expect(video).to_have_js_property("videoWidth", 320)
    shop.messages.last.get_by_role("button", name="Play").click()
    expect(video).to_have_js_property("controls", True)
    expect(video).to_be_focused()
    attach(desk, "animation", "loop.mp4", "video/mp4", files["film"], width=320, height=240, duration=1)
    loop = shop.messages.last.locator("video")
    expect(loop).to_have_js_property("paused", False)
    expect(loop).to_have_js_property("muted", True)
    attach(desk, "animation", "blink.gif", "image/gif", files["gif"])
    expect_drawn(shop.messages.last.get_by_role("button", name="Animation").locator("img"))

    attach(desk, "video_note", "round.mp4", "video/mp4", files["round"], length=240, duration=1)
    note = shop.messages.last
    note.get_by_role("button", name="Play").click()
    expect(note.locator("video")).to_have_js_property("paused", False)
    attach(desk, "voice", "voice.m4a", "audio/mp4", files["tone"], duration=1)
    voice = shop.messages.last
    expect(voice.get_by_role("group", name="Voice message")).to_be_visible()
    voice.get_by_role("button", name="Play").click()
    expect(voice.get_by_role("slider", name="Position")).to_be_visible()
    attach(desk, "audio", "song.m4a", "audio/mp4", files["tone"], duration=1)
    expect(shop.messages.last.get_by_role("group", name="Audio song.m4a")).to_be_visible()
    attach(desk, "sticker", "thumb.webp", "image/webp", files["webp"], emoji="👍", width=512, height=512)
    expect_drawn(shop.messages.last.get_by_role("img", name="Sticker 👍"))
    expect(shop.messages.last.locator(".bubble")).to_have_css("background-color", "rgba(0, 0, 0, 0)")

    topic = topic_of(desk)
    staff(desk, "attach", topic=topic, kind="location", latitude=55.75, longitude=37.61)
    expect(shop.messages.last.get_by_role("link")).to_have_attribute("href", re.compile("mlat=55.75"))
    staff(desk, "attach", topic=topic, kind="contact", phone_number="+15550100", first_name="Olga")
    expect(shop.messages.last).to_contain_text("+15550100")
    count = shop.messages.count()
    items = [
        {"kind": "photo", "bytes": base64.b64encode(files[name]).decode(), "file_name": f"{name}.jpg"}
        for name in ("wide", "jpeg", "png")
    ]
    album = staff(desk, "attach", topic=topic, items=items, caption="Three sides")
    expect(shop.messages.last.get_by_role("button", name="Photo")).to_have_count(3)
    expect(shop.messages.last.locator(".text")).to_have_text("Three sides")
    expect(shop.messages).to_have_count(count + 1)
    staff(desk, "write", topic=topic, text="see the second", reply_to=album[1]["message_id"])
    expect(shop.messages.last.get_by_test_id("quote")).to_contain_text("Three sides")

    page.reload()
    shop.open()
    expect(shop.messages).to_have_count(count + 2)
    for image in shop.messages.nth(count).locator("img").all():
        expect_drawn(image)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_files_have_no_accessibility_violation(desk, new_context, files, scheme):
    page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(f"{desk.url}/demo/shop.html")
    shop = Widget(page)
    begin(shop)
    chat = Files(shop)
    chat.picker.set_input_files([
        named("front.png", "image/png", files["png"]), named("invoice.pdf", "application/pdf", files["pdf"])])
    chat.expect_ready(2)
    shop.send.click()
    expect(shop.messages.last.get_by_text("Delivered to the team")).to_be_attached()
    attach(desk, "voice", "voice.m4a", "audio/mp4", files["tone"], duration=1)
    attach(desk, "document", "manual.pdf", "application/pdf", files["pdf"])
    attach(desk, "photo", "view.jpg", "image/jpeg", files["wide"])
    expect_drawn(shop.messages.last.locator("img"))
    chat.picker.set_input_files([
        named("back.jpg", "image/jpeg", files["jpeg"]),
        named("setup.exe", "application/octet-stream", b"MZ" + b"\0" * 99),
    ])
    expect(chat.picks.last).to_have_attribute("data-state", "failed")
    expect_accessible(page)
    shop.messages.last.get_by_role("button", name="Photo").click()
    expect_drawn(chat.viewer.get_by_role("img", name="Photo"))
    expect_accessible(page)


def test_pictures_open_large_and_follow_the_keyboard(desk, page: Page, shop: Widget, files):
    begin(shop)
    for number, name in enumerate(("wide", "jpeg"), start=1):
        attach(desk, "photo", f"{name}.jpg", "image/jpeg", files[name])
        expect_drawn(shop.messages.nth(number).locator("img"))
    chat = Files(shop)
    first = shop.messages.nth(1).get_by_role("button", name="Photo")
    first.focus()
    page.keyboard.press("Enter")
    picture = chat.viewer.get_by_role("img", name="Photo")
    expect(picture).to_have_js_property("naturalWidth", 900)
    expect(chat.viewer).to_contain_text("1 / 2")
    page.keyboard.press("ArrowRight")
    expect(picture).to_have_js_property("naturalWidth", 480)
    expect(chat.viewer).to_contain_text("2 / 2")
    page.keyboard.press("ArrowLeft")
    expect(picture).to_have_js_property("naturalWidth", 900)
    expect(chat.viewer.get_by_role("link", name="Download")).to_have_attribute("href", re.compile("/files/"))
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || document.activeElement.localName") in (
            True, "otvet-widget")
    page.keyboard.press("Escape")
    expect(chat.viewer).to_be_hidden()
    expect(shop.panel).to_be_visible()
    expect(first).to_be_focused()


# Where it is in the window. Playwright does not know of frames with a zoom.
PANEL_ON_THE_PAGE = """() => {
    const frame = document.querySelector("otvet-widget").shadowRoot.querySelector(".frame");
    const outer = frame.getBoundingClientRect();
    const inner = frame.contentDocument.body.lastElementChild.shadowRoot.querySelector(".panel").getBoundingClientRect();
    const scale = outer.width / frame.contentWindow.innerWidth;
    return [outer.left + inner.left * scale, outer.top + inner.top * scale, inner.width * scale, inner.height * scale];
}"""


@pytest.mark.parametrize("zoom", [1, 1.5])
def test_chat_stays_where_it_is_behind_a_large_picture(desk, page: Page, shop: Widget, files, zoom: float):
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("(zoom) => (document.documentElement.style.zoom = zoom)", zoom)
    begin(shop)
    attach(desk, "photo", "view.jpg", "image/jpeg", files["wide"])
    photo = shop.messages.nth(1).get_by_role("button", name="Photo")
    expect_drawn(photo.locator("img"))
    before = page.evaluate(PANEL_ON_THE_PAGE)
    photo.press("Enter")
    expect(Files(shop).viewer).to_be_visible()
    assert page.evaluate(PANEL_ON_THE_PAGE) == pytest.approx(before, abs=1)
    page.keyboard.press("Escape")
    expect(Files(shop).viewer).to_be_hidden()
    assert page.evaluate(PANEL_ON_THE_PAGE) == pytest.approx(before, abs=1)


def test_file_on_its_way_keeps_its_place_and_one_that_never_comes_says_so(desk, shop: Widget, files):
    begin(shop)
    staff(desk, "fault", kind="delay", method="getFile", delay_ms=2000)
    attach(desk, "photo", "view.jpg", "image/jpeg", files["wide"])
    waiting = shop.messages.last.get_by_role("img", name="Photo: Loading…")
    expect(waiting).to_be_visible()
    place = "(element) => [element.offsetWidth, element.offsetHeight]"
    reserved = waiting.evaluate(place)
    image = shop.messages.last.get_by_role("button", name="Photo")
    expect_drawn(image.locator("img"))
    assert image.evaluate(place) == reserved
    staff(desk, "fault", kind="error", method="getFile", error_code=400, description="Bad Request: file is too big")
    attach(desk, "document", "film.zip", "application/zip", files["pdf"])
    expect(shop.messages.last).to_contain_text("Not available. Ask us to send it again.")
    expect(shop.messages.last.get_by_role("link")).to_have_count(0)


def test_chat_works_without_the_part_for_files(page: Page, desk, shop: Widget, files):
    begin(shop)
    page.route(re.compile(r"/chat/files/files\.js$"), lambda route: route.abort())
    attach(desk, "photo", "view.jpg", "image/jpeg", files["wide"], caption="The view")
    expect(shop.messages.last).to_contain_text("Photo")
    expect(shop.messages.last).to_contain_text("The view")
    # Somebody who wants to send a file has it tried again.
    Files(shop).picker.set_input_files(named("front.png", "image/png", files["png"]))
    Files(shop).expect_ready(1)
    expect_drawn(shop.messages.last.get_by_role("button", name="Photo").locator("img"))


def test_file_is_fetched_again_when_its_address_no_longer_works(page: Page, desk, shop: Widget, files):
    begin(shop)
    page.route(re.compile(r"/files/[^/]+\?until="), lambda route: route.fulfill(status=404), times=1)
    attach(desk, "photo", "view.jpg", "image/jpeg", files["wide"])
    expect_drawn(shop.messages.last.get_by_role("button", name="Photo").locator("img"))


def test_waiting_message_keeps_its_files_over_a_reload(page: Page, shop: Widget, files):
    shop.open()
    chat = Files(shop)
    send = re.compile("/api/support/chat/send")
    page.route(send, lambda route: route.abort())
    chat.picker.set_input_files(named("front.png", "image/png", files["png"]))
    chat.expect_ready(1)
    shop.send.click()
    expect(shop.messages).to_have_attribute("data-state", "pending")
    expect_drawn(shop.messages.locator("img"))
    page.reload()
    shop.open()
    expect(shop.messages).to_have_attribute("data-state", "pending")
    expect_drawn(shop.messages.locator("img"))
    page.unroute(send)
    expect(shop.messages).to_have_attribute("data-state", "sent")
    expect_drawn(shop.messages.locator("img"))


def test_files_work_under_a_strict_content_security_policy(desk, page: Page, serve_page, files):  # noqa: F811
    socket = desk.url.replace("http", "ws", 1)
    policy = (
        f"default-src 'none'; script-src {desk.url}; connect-src {desk.url} {socket}; "
        f"img-src {desk.url} blob:; media-src {desk.url} blob:")
    page.goto(serve_page(STRICT_PAGE.format(desk=desk.url), {"Content-Security-Policy": policy}))
    shop = Widget(page)
    shop.open()
    chat = Files(shop)
    chat.picker.set_input_files(named("front.png", "image/png", files["png"]))
    chat.expect_ready(1)
    shop.send.click()
    expect(shop.messages).to_have_attribute("data-state", "sent")
    expect_drawn(shop.messages.locator("img"))
    page.reload()
    shop.open()
    expect_drawn(shop.messages.locator("img"))


def test_signing_out_leaves_no_picked_file_behind(page: Page, shop: Widget, files):
    begin(shop)
    chat = Files(shop)
    chat.picker.set_input_files(named("front.png", "image/png", files["png"]))
    chat.expect_ready(1)
    page.evaluate("window.otvet.signOut()")
    expect(chat.picks).to_have_count(0)
    expect(shop.messages).to_have_count(0)


def test_reduced_motion_keeps_animations_still(new_context, desk, files):
    page = new_context(reduced_motion="reduce").new_page()
    page.goto(f"{desk.url}/demo/shop.html")
    shop = Widget(page)
    begin(shop)
    attach(desk, "animation", "loop.mp4", "video/mp4", files["film"], width=320, height=240, duration=1)
    loop = shop.messages.last.locator("video")
    expect(loop).to_have_js_property("videoWidth", 320)
    expect(loop).to_have_js_property("paused", True)
    shop.messages.last.get_by_role("button", name="Play").click()
    expect(loop).to_have_js_property("paused", False)

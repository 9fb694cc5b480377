"""What staff do to a message in Telegram beside writing it, as the visitor sees it."""

from pages import Widget
from playwright.sync_api import Page, expect
from staff import post_of, staff, topic_of


def test_formatting_quotes_and_deletion(page: Page, desk, shop: Widget, open_group):
    shop.open()
    shop.write("how do I reset it?")
    open_group().expect_bubbles(["how do I reset it?"])
    expect(shop.message("how do I reset it?").get_by_text("Delivered to the team")).to_be_attached()

    topic = topic_of(desk)
    text = "Hold reset, see the manual. Code: 4711 <b>"
    entities = [
        {"type": "bold", "offset": 0, "length": 27},
        {"type": "italic", "offset": 5, "length": 5},
        {"type": "text_link", "offset": 16, "length": 10, "url": "https://example.com/manual"},
        {"type": "code", "offset": 28, "length": 4},
        {"type": "spoiler", "offset": 34, "length": 4},
    ]
    answer = staff(desk, "write", topic=topic, text=text, entities=entities)
    bubble = shop.messages.last.locator(".bubble")
    expect(bubble).to_have_text(text)
    expect(bubble.locator("strong em")).to_have_text("reset")
    expect(bubble.locator("strong a")).to_have_attribute("href", "https://example.com/manual")
    expect(bubble.locator("strong a")).to_have_attribute("rel", "noopener noreferrer nofollow ugc")
    expect(bubble.locator("b")).to_have_count(0)

    # Hidden until somebody asks, by the keyboard too.
    spoiler = bubble.locator(".spoiler")
    expect(spoiler).to_have_css("color", "rgba(0, 0, 0, 0)")
    expect(spoiler).to_have_accessible_name("Hidden text. Press to show it.")
    spoiler.focus()
    page.keyboard.press("Enter")
    expect(spoiler).not_to_have_css("color", "rgba(0, 0, 0, 0)")

    # Overlapping parts are cut, and nothing is lost.
    staff(desk, "edit", message_id=answer["message_id"], text="one two three", entities=[
        {"type": "bold", "offset": 0, "length": 7}, {"type": "italic", "offset": 4, "length": 9}])
    expect(bubble).to_have_text("one two three")
    expect(bubble.locator("strong")).to_have_text("one two")
    expect(bubble.locator("em")).to_have_text(["two", " three"])

    question = shop.message("how do I reset it?")
    asked = post_of(desk, "how do I reset it?")
    for name, emoji in (("Olga", "👍"), ("Ivan", "👍"), ("Ivan", "🔥")):
        staff(desk, "react", message_id=asked, name=name, emoji=emoji)
    expect(question.get_by_test_id("reaction")).to_have_text(["👍", "🔥"])

    reply = staff(desk, "write", topic=topic, text="and then?", reply_to=answer["message_id"])
    quote = shop.messages.last.get_by_test_id("quote")
    expect(quote).to_contain_text("one two three")
    staff(desk, "write", topic=topic, text="/delete", reply_to=reply["message_id"])
    expect(shop.messages.last).to_contain_text("Message deleted")
    page.reload()
    shop.open()
    expect(shop.messages.last).to_contain_text("Message deleted")
    expect(shop.messages.nth(-2).locator("strong")).to_have_text("one two")


def test_code_in_an_answer_from_the_panel_is_code_on_both_sides(desk, shop: Widget, new_panel):
    shop.open()
    shop.write("Use `my` code")
    panel = new_panel().enter("Use `my` code")
    panel.composer.fill("Run `ls -l` and\n```sh\nmake\nmake `x`\n```\nand ` is no code")
    panel.composer.press("Enter")
    panel.composer.press_sequentially("//see `this`")
    panel.composer.press("Enter")
    for message in (shop.messages.last, panel.message("and ` is no code")):
        expect(message.locator("code")).to_have_text(["ls -l"])
        expect(message.locator("pre")).to_have_text("make\nmake `x`")
        expect(message.locator(".text")).not_to_contain_text("```")
    expect(panel.message("see").locator("code")).to_have_text(["this"])
    # What customers write is left as they wrote it.
    expect(panel.message("Use").locator("code")).to_have_count(0)
    expect(shop.message("Use").locator(".text")).to_have_text("Use `my` code")

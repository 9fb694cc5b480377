"""Working hours: what visitors read of them, and how an administrator sets them."""

import datetime
import re

import pytest
from api import call
from pages import Widget
from playwright.sync_api import expect
from settings_page import Entrance, Settings, expect_accessible, invite

ALWAYS = [[{"from": "00:00", "to": "24:00"}]] * 7
NEVER = [[]] * 7
WEEKDAYS = {
    "en": ["on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"],
    "ru": ["в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"],
}


def set_hours(desk, week, exceptions=(), reply=("", ""), zone="UTC"):
    body = {"on": True, "zone": zone, "week": week, "exceptions": list(exceptions), "reply": dict(zip(("en", "ru"), reply))}
    answer = call(desk, "PUT", "/api/admin/hours", body)
    assert answer.status == 200, answer.json
    return answer.json


def opened(desk, new_context, **options) -> Widget:
    page = new_context(**options).new_page()
    page.goto(f"{desk.url}/demo/shop.html")
    return Widget(page).open()


@pytest.mark.parametrize("language, said", [("en", "We’re away; back {day} at 2:30 PM"), ("ru", "Сейчас нас нет, вернёмся {day} в 14:30")])
def test_visitor_reads_when_the_team_is_back_in_their_own_time(desk, new_context, language, said):
    day = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=3)
    # Half past two in the afternoon in Kolkata.
    set_hours(desk, NEVER, [{"date": str(day), "intervals": [{"from": "09:00", "to": "10:00"}]}])
    locale = {"en": "en-US", "ru": "ru-RU"}[language]
    widget = opened(desk, new_context, locale=locale, timezone_id="Asia/Kolkata")
    status = widget.panel.locator(".status")
    expect(status).to_have_text(said.format(day=WEEKDAYS[language][day.weekday()]))
    # On a phone it is read whole.
    phone = opened(desk, new_context, locale=locale, timezone_id="Asia/Kolkata", viewport={"width": 360, "height": 740})
    expect(phone.panel.locator(".status")).to_have_text(said.format(day=WEEKDAYS[language][day.weekday()]))
    assert phone.panel.evaluate("each => each.scrollWidth <= each.clientWidth")


def test_team_without_hours_is_online_and_nothing_more_is_fetched(desk, page, shop):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    shop.open()
    shop.expect_transport("websocket")
    expect(shop.panel.locator(".status")).to_have_text("Online")
    assert not [url for url in asked if "availability" in url]


def test_visitor_reads_how_long_an_answer_takes(desk, new_context):
    set_hours(desk, ALWAYS)
    for _ in range(5):
        token = call(desk, "POST", "/api/support/session", {}, key=None).json["session"]["token"]
        ticket = call(desk, "POST", "/api/support/chat/send", {"message": "question"}, key=token).json["ticket"]["id"]
        assert call(desk, "POST", f"/api/admin/tickets/{ticket}/messages", {"message": "answer"}).status == 201
    # What was read a moment ago is good for a minute; to set them reads anew.
    set_hours(desk, ALWAYS)
    widget = opened(desk, new_context)
    expect(widget.panel.locator(".status")).to_have_text("Usually answers in about a minute")


def test_whoever_writes_out_of_hours_is_answered_once(desk, new_context, new_panel, open_group):
    set_hours(desk, NEVER, reply=("We’ll write tomorrow.", "Напишем завтра."))
    widget = opened(desk, new_context)
    expect(widget.panel.locator(".status")).to_have_text("We’re away")
    for text in ["Is anybody there?", "Hello?"]:
        widget.write(text)
        widget.expect_state(text, re.compile("sent|delivered"))
    widget.expect_texts(["Is anybody there?", "We’ll write tomorrow.", "Hello?"])
    reply = widget.message("We’ll write tomorrow.")
    expect(reply).to_have_attribute("data-author", "bot")
    expect(reply).to_contain_text("Automatic reply")
    open_group().expect_bubbles(
        [re.compile("Is anybody there"), re.compile("Automatic reply: We’ll write tomorrow."), re.compile("Hello?")])
    panel = new_panel()
    panel.enter("Hello?")
    expect(panel.page.get_by_text("Automatic reply", exact=True)).to_be_visible()
    # Nobody works, so the wait does not grow; the ticket waits all the same.
    expect(panel.ticket("Hello?").get_by_test_id("wait")).to_be_visible()


@pytest.fixture
def settings(desk, new_context) -> Settings:
    context = new_context(timezone_id="Europe/Berlin")
    return Entrance(desk, context.new_page()).accept(invite(desk, "Anna"))


def test_hours_are_set_with_the_keyboard(desk, settings: Settings):
    page = settings.go("hours").page
    expect(settings.part("hours-now")).to_contain_text("off")
    # Nobody has set any, so the administrator's own zone is offered.
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Berlin")
    page.get_by_test_id("hours-on").focus()
    page.keyboard.press("Space")
    saturday = page.get_by_role("group", name="Saturday")
    expect(saturday).to_contain_text("Closed")
    saturday.get_by_test_id("add-interval").focus()
    page.keyboard.press("Enter")
    expect(saturday.get_by_label("Saturday, from (1)")).to_be_focused()
    saturday.get_by_label("Saturday, from (1)").fill("22:00")
    saturday.get_by_label("Saturday, to (1)").fill("06:00")
    monday = page.get_by_role("group", name="Monday")
    monday.get_by_label("Monday, to (1)").fill("12:00")
    page.get_by_test_id("copy-monday").press("Enter")
    settings.part("add-date").press("Enter")
    settings.part("date").fill("2030-01-01")
    page.get_by_label("In Russian").fill("Нас нет.")
    # What is not saved is still there after a look at another page.
    settings.go("team").go("hours")
    expect(settings.part("unsaved")).to_be_visible()
    page.get_by_test_id("submit").press("Enter")
    settings.expect_toast("Working hours saved")
    expect(settings.part("hours-now")).to_contain_text(re.compile("open|closed"))
    hours = call(desk, "GET", "/api/admin/hours").json["hours"]
    assert hours["on"] and hours["zone"] == "Europe/Berlin" and hours["reply"] == {"en": "", "ru": "Нас нет."}
    morning, night = {"from": "09:00", "to": "12:00"}, {"from": "22:00", "to": "24:00"}
    assert hours["week"] == [[morning]] * 5 + [[night], [{"from": "00:00", "to": "06:00"}]]
    assert hours["exceptions"] == [{"date": "2030-01-01", "intervals": []}]
    page.reload()
    expect(page.get_by_label("Saturday, to (1)")).to_have_value("00:00")
    expect(settings.part("unsaved")).to_be_hidden()
    expect_accessible(page)


def test_what_can_not_be_hours_is_said_where_it_stands(desk, settings: Settings):
    page = settings.go("hours").page
    page.get_by_label("Time zone").fill("Europe/Atlantis")
    page.get_by_test_id("submit").click()
    expect(page.get_by_label("Time zone")).to_be_focused()
    expect(settings.part("field-problem").filter(has_text="doesn’t know this time zone")).to_be_visible()
    page.get_by_label("Time zone").fill("Asia/Kathmandu")
    page.get_by_label("Monday, to (1)").fill("")
    page.get_by_test_id("submit").click()
    expect(page.get_by_label("Monday, to (1)")).to_be_focused()
    expect(settings.part("day-problem").filter(has_text="Enter both times")).to_be_visible()
    page.get_by_label("Monday, to (1)").fill("18:00")
    for _ in range(2):
        settings.part("add-date").click()
        settings.part("date").last.fill("2030-01-01")
    page.get_by_test_id("submit").click()
    expect(settings.part("dates-problem")).to_contain_text("twice")
    settings.part("remove-date").last.click()
    page.get_by_role("group", name="Monday").get_by_test_id("add-interval").click()
    page.get_by_test_id("submit").click()
    expect(settings.problem).to_contain_text("overlap")
    page.get_by_label("Remove hours: Monday (2)").click()
    page.get_by_test_id("submit").click()
    settings.expect_toast("Working hours saved")
    assert call(desk, "GET", "/api/admin/hours").json["hours"]["zone"] == "Asia/Kathmandu"


def test_agents_do_not_set_hours(desk, new_context):
    context = new_context(viewport={"width": 390, "height": 844})
    settings = Entrance(desk, context.new_page()).accept(invite(desk, "Boris", "agent"))
    settings.open("hours")
    expect(settings.part("administrators-only")).to_be_visible()

"""Visitors who left: a mail by a real mail server, what its links do in a browser, and what becomes of a reply.

The shortest time after which a mail goes is a minute, so all tests share what was sent once.
"""

import re
import subprocess
import time
import urllib.request

import pytest
from accessibility import expect_accessible
from api import call
from cabinet_page import Cabinet
from mail_server import MailServer
from panel_page import Panel, sign_in
from playwright.sync_api import expect
from program import ADMIN_TOKEN, BINARY, SURROUNDINGS, Desk
from tokens import token

# A minute passes before the first, and another before a greylisted one.
PATIENCE = 150


def eventually(condition, patience: float):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.2)


class Customer:
    """Somebody who has asked, was answered, and has left."""

    def __init__(self, desk, name: str, locale: str = "en"):
        self.address = f"{name}@mail.example"
        claims = {"token": token(name, email=self.address), "locale": locale}
        self.session = call(desk, "POST", "/api/support/identify", claims, key=None).json["session"]["token"]
        sent = call(desk, "POST", "/api/support/chat/send", {"message": f"A question of {name}"}, key=self.session)
        self.ticket = sent.json["ticket"]["id"]
        call(desk, "POST", f"/api/admin/tickets/{self.ticket}/messages", {"message": f"Ответ for {name} <b>&</b>"})

    def texts(self, desk) -> list[str]:
        history = call(desk, "GET", "/api/support/chat/history", key=self.session).json
        return [message["text"] for message in history["messages"]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("mail")


@pytest.fixture(scope="module")
def mail(folder):
    server = MailServer(folder)
    yield server
    server.close()


@pytest.fixture(scope="module")
def settings(mail):
    return {
        "OTVET_SMTP_URL": mail.url,
        "OTVET_SMTP_CA": str(mail.authority),
        "OTVET_MAIL_FROM": "Лавка <help@shop.example>",
        "OTVET_MAIL_AFTER_MINUTES": "1",
        "OTVET_MAIL_REPLY_TO": "reply+*@shop.example",
        "OTVET_PUBLIC_URL": "http://desk.example",
        "ENABLE_LOGGING": "true",
    }


@pytest.fixture(scope="module")
def desk(folder, settings):
    desk = Desk(folder / "data", settings)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def customers(desk) -> dict[str, Customer]:
    names = {"anna": "en", "boris": "ru", "nobody": "en", "grey": "en", "vera": "en"}
    return {name: Customer(desk, name, locale) for name, locale in names.items()}


@pytest.fixture(scope="module")
def letters(mail, desk, customers):
    """The one mail that each got who got any."""

    def arrived():
        return all(mail.box.of(f"{name}@mail.example") for name in ("anna", "boris", "vera", "grey"))

    eventually(arrived, PATIENCE)
    return {name: mail.box.of(customer.address) for name, customer in customers.items()}


def link(letter, pattern: str, desk) -> str:
    text = letter.message.get_body(("plain",)).get_content()
    return desk.url + re.search(rf"http://desk\.example({pattern}\S*)", text)[1]


def test_each_gets_one_mail_that_another_program_reads(letters, mail):
    assert {name: len(mails) for name, mails in letters.items()} == {
        "anna": 1, "boris": 1, "vera": 1, "grey": 1, "nobody": 0}
    [anna], [boris] = letters["anna"], letters["boris"]
    assert anna.isEncrypted
    assert str(anna.message["From"]) == "Лавка <help@shop.example>"
    assert anna.message["Auto-Submitted"] == "auto-generated"
    assert anna.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert anna.message["Reply-To"].addresses[0].addr_spec == anna.sender
    assert not anna.message.defects
    for form in ("plain", "html"):
        assert "Ответ for anna" in anna.message.get_body((form,)).get_content()
    assert "<b>" not in anna.message.get_body(("html",)).get_content()
    assert boris.message["Subject"].startswith("Вам ответили")


def test_nothing_of_anybody_is_logged_and_the_numbers_are_told(desk, letters):
    assert "@mail.example" not in desk.output
    assert "mail sent" in desk.output
    request = urllib.request.Request(f"{desk.url}/metrics", headers={"Authorization": f"Bearer {ADMIN_TOKEN}"})
    metrics = urllib.request.urlopen(request, timeout=20).read().decode()
    assert 'otvet_mail_attempts_total{result="sent"} 4' in metrics
    assert "otvet_mail_refused 1" in metrics
    assert 'otvet_signal{name="mail_unreachable"} 0' in metrics


def test_doctor_signs_in_and_says_what_is_wrong(folder, settings, mail):
    def doctor(**change):
        command = [BINARY, "doctor", "--data", str(folder / "data")]
        return subprocess.run(
            command, env={**SURROUNDINGS, **settings, **change}, capture_output=True, text=True, timeout=60).stdout

    assert "answers over STARTTLS, and takes the sign-in" in doctor()
    wrong = doctor(OTVET_SMTP_URL=mail.url.replace("p%3A", "q"))
    assert "535 to the sign-in" in wrong and "p:a" not in wrong
    assert "certificate" in doctor(OTVET_SMTP_CA="/etc/ssl/certs/ca-certificates.crt")


@pytest.mark.parametrize("name, button", [("anna", "Open"), ("boris", "Открыть")])
def test_link_opens_the_conversation_after_a_click(desk, letters, page, name, button):
    [letter] = letters[name]
    page.goto(link(letter, "/cabinet", desk))
    cabinet = Cabinet(page)
    expect(cabinet.outside).to_contain_text(f"{name}@mail.example")
    # Whoever only follows links sees nothing, and leaves the answer unread.
    expect(page.get_by_text(f"Ответ for {name}")).not_to_be_visible()
    assert "token" not in page.url
    expect_accessible(page)
    page.keyboard.press("Enter")
    expect(cabinet.pane).to_contain_text(f"Ответ for {name} <b>&</b>")
    page.reload()
    expect(cabinet.pane).to_contain_text(f"Ответ for {name}")


def test_panel_says_under_the_answer_what_became_of_the_mail(desk, letters, customers, new_context):
    context = new_context()
    sign_in(desk, context, "Anna")
    panel = Panel(context.new_page()).open(desk.url)
    mailed = panel.page.get_by_test_id("mailed")
    panel.tickets.filter(has_text="Vera").click()
    expect(mailed).to_have_text("Sent by e-mail")
    panel.tickets.filter(has_text="Nobody").click()
    expect(mailed).to_have_text("Not sent by e-mail: the address takes no mail")


def test_reply_comes_back_without_the_quote_and_a_holiday_notice_does_not(desk, letters, customers, folder, settings):
    [letter] = letters["vera"]
    address = letter.message["Reply-To"].addresses[0].addr_spec
    quote = "\n".join("> " + line for line in letter.message.get_body(("plain",)).get_content().splitlines())

    def hand_over(text: str, *arguments: str, header: str = "") -> int:
        mail = f"From: vera@mail.example\nTo: {address}\n{header}Content-Type: text/plain; charset=utf-8\n\n{text}"
        command = [BINARY, "mail-in", "--data", str(folder / "data"), *arguments]
        return subprocess.run(
            command, input=mail.encode(), env={**SURROUNDINGS, **settings}, capture_output=True, timeout=60).returncode

    assert hand_over("I am away", header="Auto-Submitted: auto-replied\n") == 0
    assert hand_over("To nobody", "--to", "reply+1-aaaaaaaaaaaaaaaaaaaaaaaaaa@shop.example") == 67
    assert hand_over(f"Спасибо!\n\nвт, 1 дек. 2026 г. в 10:31, Лавка <help@shop.example>:\n\n{quote}") == 0
    expected = ["A question of vera", "Ответ for vera <b>&</b>", "Спасибо!"]
    eventually(lambda: customers["vera"].texts(desk) == expected, 30)


def test_mail_ends_by_a_button_and_not_by_a_look(desk, letters, page):
    [letter] = letters["grey"]
    page.goto(link(letter, "/mail/unsubscribe", desk))
    expect_accessible(page)
    page.get_by_role("button", name="No more mail").click()
    expect(page.get_by_role("status")).to_contain_text("no more mail")
    expect_accessible(page)

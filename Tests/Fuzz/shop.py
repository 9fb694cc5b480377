"""A server with something in it, and those who ask it."""

import json
import sys
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.path.append(str(Path(__file__).resolve().parents[1] / "Browser"))

from program import Desk  # noqa: E402
from tokens import token  # noqa: E402

ADMIN_TOKEN = "an-admin-token-of-the-fuzzer"
PASSWORD = "a password of the fuzzer"
WEBHOOK_SECRET = "a-webhook-secret-of-the-fuzzer"


@dataclass
class Credential:
    """What somebody shows, and what they leave out because it would end that."""

    headers: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    only: list[str] = field(default_factory=list)


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


class Shop:
    """A visitor has a chat with a file and an answer, and two tickets; the staff have accounts, a key and a reply."""

    def __init__(self, folder: Path):
        self.desk = Desk(folder, {
            "OTVET_ADMIN_TOKEN": ADMIN_TOKEN,
            "OTVET_DEMO": "false",
            "TELEGRAM_UPDATES": "webhook",
            "TELEGRAM_WEBHOOK_SECRET": WEBHOOK_SECRET,
        })
        self._fill_visitor()
        self._fill_staff()

    def _fill_visitor(self):
        self.guest = bearer(self.ask("/api/support/session", {})["session"]["token"])
        self.ask("/api/support/files?name=list.txt", b"A list\nof two lines\n", self.guest)
        self.ask("/api/support/files?name=later.txt", b"Not sent yet\n", self.guest)
        self.ask("/api/support/chat/send", {"message": "Hello", "attachment_ids": ["1"]}, self.guest)
        link = self.ask("/api/support/files/links", {"ids": ["1"]}, self.guest)["links"][0]["url"]
        self.link = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        for subject in ["The lamp", "The door"]:
            ticket = self.ask("/api/tickets", {"subject": subject, "message": "Broken"}, self.guest)["ticket"]["id"]
        self.ask(f"/api/tickets/{ticket}/close", {}, self.guest)

    def _fill_staff(self):
        operator = bearer(ADMIN_TOKEN)
        self.ask("/api/admin/tickets/1/messages", {"message": "Hello!"}, operator)
        self.ask("/api/admin/tickets/1/notes", {"text": "A regular"}, operator)
        reply = {"shortcut": "hi", "title": "Greeting", "text": "Hello, {name}!"}
        self.ask("/api/admin/canned-replies", reply, operator)
        invited = self.ask("/api/admin/agents", {"name": "Olga", "role": "agent"}, operator)
        invitation = {"invitation": invited["invitation"]["token"], "password": PASSWORD}
        with self._open("/api/admin/password", invitation) as answer:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.ask("/api/admin/agents", {"name": "Anna", "role": "admin"}, operator)
        self.key = self.ask("/api/admin/api-keys", {"name": "shop", "role": "agent"}, operator)["secret"]

    def _open(self, path: str, body: dict | bytes, headers: dict[str, str] | None = None):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return urllib.request.urlopen(urllib.request.Request(self.desk.url + path, content, headers or {}), timeout=10)

    def ask(self, path: str, body: dict | bytes, headers: dict[str, str] | None = None):
        with self._open(path, body, headers) as answer:
            return json.load(answer)

    def visitor(self) -> Credential:
        return Credential(self.guest, left_out=["/api/support/sign-out"])

    def agent(self) -> Credential:
        """A browser, which says where its page is from."""
        ends = ["/api/admin/sign-out", "/api/admin/sessions", "/api/admin/sessions/{id}", "/api/admin/password"]
        return Credential({"Cookie": self.cookie, "Origin": self.desk.url}, left_out=ends)

    def operator(self) -> Credential:
        return Credential(bearer(ADMIN_TOKEN))

    def program(self) -> Credential:
        return Credential(bearer(self.key))

    def telegram(self) -> Credential:
        return Credential({"X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET}, only=["/api/telegram/webhook"])

    def nobody(self) -> Credential:
        return Credential()

    def known(self) -> dict[str, tuple[list[str | int], list[str]]]:
        """Values with which a request finds something, and where they belong."""
        places = [
            "path.id", "query.after", "query.before", "query.ticket", "body.reply_to", "body.up_to", "body.agent_id",
            "body.ids[*]", "body.attachment_ids[*]",
        ]
        words = ["Hello", "lamp", "a_b *c* [d](e)", "день 👋🏽", "a\0\u200fb", "a\nb"]
        return {
            "id": ([str(number) for number in range(1, 8)], places),
            "word": (words, ["query.q", "body.message", "body.text", "body.subject"]),
            "name": (["Olga"], ["body.name"]),
            "password": ([PASSWORD, "another password"], ["body.password", "body.current"]),
            "token": ([token("anna")], ["body.token"]),
            "until": ([int(self.link["until"])], ["query.until"]),
            "seal": ([self.link["seal"]], ["query.seal"]),
            "address": (["https://desk.example/api/telegram/webhook"], ["query.url"]),
            "range": (["bytes=0-3", "bytes=-2", "bytes=99-", "bytes=1-0"], ["header.Range"]),
        }

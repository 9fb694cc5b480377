"""A real mail server on this machine, with STARTTLS and a sign-in, that keeps what it is sent."""

import email
import email.message
import email.policy
import socket
import ssl
import subprocess
from pathlib import Path
from typing import NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


class Mail(NamedTuple):
    sender: str
    receiver: str
    isEncrypted: bool
    message: email.message.EmailMessage


class Box:
    """Knows nobody whose name begins with “nobody”, and lets those that begin with “grey” come again."""

    def __init__(self):
        self.mails: list[Mail] = []
        self._greylisted: set[str] = set()

    def of(self, receiver: str) -> list[Mail]:
        return [mail for mail in self.mails if mail.receiver == receiver]

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 5.1.1 there is no such user here"
        if address.startswith("grey") and address not in self._greylisted:
            self._greylisted.add(address)
            return "450 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        for receiver in envelope.rcpt_tos:
            self.mails.append(Mail(envelope.mail_from, receiver, session.ssl is not None, message))
        return "250 2.0.0 taken"


class MailServer:
    USER, PASSWORD = "desk@shop.example", "p:a/s s"

    def __init__(self, folder: Path):
        self.authority = folder / "mail.pem"
        key = folder / "mail.key"
        subprocess.run(
            ["openssl", "req", "-x509", "-nodes", "-days", "2", "-newkey", "rsa:2048", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", self.authority],
            check=True, capture_output=True)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(self.authority, key)
        self.box = Box()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._controller = Controller(
            self.box, hostname="127.0.0.1", port=self.port, tls_context=tls, require_starttls=True,
            authenticator=self._authenticate, auth_required=True)
        self._controller.start()

    def _authenticate(self, server, session, envelope, mechanism, data):
        wanted = LoginPassword(self.USER.encode(), self.PASSWORD.encode())
        return AuthResult(success=data == wanted, handled=False)

    @property
    def url(self) -> str:
        return f"smtp://desk%40shop.example:p%3Aa%2Fs%20s@localhost:{self.port}"

    def close(self):
        self._controller.stop()

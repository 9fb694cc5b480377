"""What stands between browsers and the program: each proxy of docs/proxies as it stands there, or the program's own TLS."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path

import httpx
import pytest
from program import ROOT, Desk

HOST = "chat.example.com"
SITE = "example.com"

NGINX_SHELL = """
daemon off; pid nginx.pid; error_log stderr;
events {{}}
http {{
    access_log off; client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    {}
}}
"""
# Nothing of it is about Otvet: other ports, this machine only, and no certificates from the network.
CADDY_HEAD = """
{{
    admin off
    auto_https disable_redirects
    default_bind 127.0.0.1
    https_port {}
    storage file_system {}
}}
"""


class Authority:
    """Certificates for the names that the documents use, from an authority of these tests."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.chain = folder / "fullchain.pem"
        self.key = folder / "privkey.pem"
        self._make()

    def trust(self) -> ssl.SSLContext:
        """What clients believe; one for each, since they add what they speak."""
        return ssl.create_default_context(cafile=self.folder / "ca.pem")

    def _make(self):
        (self.folder / "names").write_text(f"subjectAltName=DNS:{HOST},DNS:{SITE}\nbasicConstraints=CA:FALSE\n")
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        self._run("req", "-x509", *curve, "-days", "30", "-subj", "/CN=Tests", "-keyout", "ca.key", "-out", "ca.pem")
        self._run("req", "-new", *curve, "-subj", f"/CN={HOST}", "-keyout", self.key.name, "-out", "request.pem")
        signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "30"]
        self._run("x509", "-req", "-in", "request.pem", *signed, "-out", "leaf.pem")
        self.chain.write_text((self.folder / "leaf.pem").read_text() + (self.folder / "ca.pem").read_text())
        (self.folder / "haproxy.pem").write_text(self.chain.read_text() + self.key.read_text())

    def _run(self, *arguments: str):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


class Front:
    """Where clients connect. `protocol` is what a client that knows HTTP/2 speaks with it."""

    protocol = "HTTP/2"

    def __init__(self, port: int, authority: Authority):
        self.port = port
        self._authority = authority

    def client(self, address: str = "127.0.0.1", host: str = HOST) -> "Client":
        """A client at this address of this machine."""
        return Client(self.port, host, address, self.trust())

    def trust(self) -> ssl.SSLContext:
        return self._authority.trust()

    def socket(self, trust: ssl.SSLContext | None = None, session: ssl.SSLSession | None = None) -> ssl.SSLSocket:
        """A connection on which a browser would open a WebSocket."""
        trust = trust or self.trust()
        trust.set_alpn_protocols(["http/1.1"])
        wire = socket.create_connection(("127.0.0.1", self.port), 20)
        return trust.wrap_socket(wire, server_hostname=HOST, session=session)

    def close(self):
        pass


class OwnTLS(Front):
    """No proxy: the program's own TLS."""

    protocol = "HTTP/1.1"

    def __init__(self, desk: Desk, authority: Authority):
        super().__init__(int(desk.url.rpartition(":")[2]), authority)


class Proxy(Front):
    """A proxy with its file of docs/proxies, in which only ports and paths are replaced."""

    def __init__(self, name: str, folder: Path, desk: Desk, authority: Authority, port: int | None = None):
        super().__init__(port or free_port(), authority)
        folder.mkdir()
        self._log = folder / "said.txt"
        command = getattr(self, f"_{name}")(folder, desk.url.removeprefix("http://"), authority)
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=folder, env={**os.environ, "HOME": str(folder)}
            )
        deadline = time.monotonic() + 20
        while True:
            try:
                with self.client() as client:
                    assert client.get("/healthz").status_code == 200
                return
            except (httpx.TransportError, AssertionError):
                assert self._process.poll() is None and time.monotonic() < deadline, self._log.read_text()
                time.sleep(0.05)

    def _documented(self, name: str, address: str, authority: Authority, **others: str) -> str:
        text = (ROOT / "docs/proxies" / name).read_text()
        replaced = {
            "127.0.0.1:8080": address,
            f"/etc/ssl/{HOST}": str(authority.folder),
            f"/etc/ssl/{SITE}": str(authority.folder),
            **others,
        }
        for documented, real in replaced.items():
            assert documented in text, documented
            text = text.replace(documented, real)
        return text

    def _nginx(self, folder: Path, address: str, authority: Authority) -> list[str]:
        text = self._documented("nginx.conf", address, authority, **{"listen 443": f"listen 127.0.0.1:{self.port}"})
        (folder / "nginx.conf").write_text(NGINX_SHELL.format(text))
        return [program("nginx"), "-p", str(folder), "-c", "nginx.conf"]

    def _caddy(self, folder: Path, address: str, authority: Authority) -> list[str]:
        text = self._documented("Caddyfile", address, authority)
        (folder / "Caddyfile").write_text(CADDY_HEAD.format(self.port, folder) + text)
        return [program("caddy"), "run", "--config", "Caddyfile", "--adapter", "caddyfile"]

    def _haproxy(self, folder: Path, address: str, authority: Authority) -> list[str]:
        text = self._documented("haproxy.cfg", address, authority, **{"bind :443": f"bind 127.0.0.1:{self.port}"})
        (folder / "haproxy.cfg").write_text(text)
        return [program("haproxy"), "-db", "-f", "haproxy.cfg"]

    def close(self):
        self._process.terminate()
        self._process.wait(10)


class Client(httpx.Client):
    """Asks for paths of a host, wherever that really is."""

    def __init__(self, port: int, host: str, address: str, trust: ssl.SSLContext):
        transport = httpx.HTTPTransport(verify=trust, http2=True, local_address=address)
        super().__init__(
            transport=transport, base_url=f"https://127.0.0.1:{port}", headers={"Host": host}, timeout=40
        )
        self._host = host

    def send(self, request: httpx.Request, **options) -> httpx.Response:
        request.extensions["sni_hostname"] = self._host
        return super().send(request, **options)


def program(name: str) -> str:
    """Debian keeps servers where only root's shells look. Not every distribution has all of them."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin")
    return found or pytest.skip(f"{name} is not installed")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]

"""A server on which the commands of docs/operating.md run as they stand there: its files lie in a folder, and a few commands
of the system are stood in for."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Of the settings, the server has those of its file.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("OTVET_", "TELEGRAM_"))}
GUIDE = ROOT / "docs/operating.md"


class Machine:
    def __init__(self, folder: Path, listen: int, metrics: int, connect: dict[str, str]):
        """`connect` is what curl is told of the names that the guide uses, such as a certificate."""
        self.folder = folder
        self.listen = listen
        self.log = folder / "otvet.log"
        self._metrics = metrics
        self._server: subprocess.Popen | None = None
        self._commands = folder / "bin"
        self._make_commands(connect)
        # As systemd keeps the state of a service with a user of its own.
        (folder / "var/lib/private/otvet").mkdir(parents=True)
        (folder / "var/lib/otvet").symlink_to("private/otvet")
        (folder / "var/backups").mkdir()
        (folder / "etc/nginx/conf.d").mkdir(parents=True)

    @property
    def settings(self) -> Path:
        return self.folder / "etc/otvet/otvet.conf"

    def _make_commands(self, connect: dict[str, str]):
        """What the guide calls, other than Otvet itself. The service is for `serve` and its like to start."""
        self._commands.mkdir(parents=True)
        flags = " ".join(f"{flag} {value}" for flag, value in connect.items())
        nothing = "exit 0"
        commands = {"sudo": 'exec "$@"', "apt": nothing, "systemctl": nothing, "curl": f'exec /usr/bin/curl -sSf {flags} "$@"'}
        for name, line in commands.items():
            (self._commands / name).write_text(f"#!/bin/sh\n{line}\n")
            (self._commands / name).chmod(0o755)

    def install(self):
        """Puts the package's files into the folder."""
        if package := os.environ.get("REHEARSED_PACKAGE"):
            subprocess.run(["dpkg-deb", "-x", package, self.folder], check=True)
        else:
            binary = os.environ.get("OTVET_BINARY") or str(ROOT / ".build/debug/otvet")
            command = ["scripts/install", "--prefix", "/usr", "--destdir", str(self.folder), "--binary", binary]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        self.settings.write_text(self.here(self.settings.read_text()))

    def run(self, block: str) -> str:
        """Runs lines of the guide. What they print."""
        path = f"{self._commands}:{self.folder}/usr/bin:{ENVIRONMENT['PATH']}"
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.here(block)],
            cwd=ROOT, env={**ENVIRONMENT, "PATH": path}, text=True, capture_output=True, timeout=120,
        )
        assert ran.returncode == 0, f"{block}\n{ran.stdout}{ran.stderr}"
        return ran.stdout + ran.stderr

    def here(self, text: str) -> str:
        """The guide's paths and ports, on this machine's."""
        text = text.replace("127.0.0.1:9464", f"127.0.0.1:{self._metrics}")
        return re.sub(r"(?<![\w/])/(?=(var|usr/share|etc/otvet|etc/nginx)/)", f"{self.folder}/", text)

    def start(self):
        environment = {**ENVIRONMENT, "OTVET_LISTEN": f"127.0.0.1:{self.listen}"}
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                [self.folder / "usr/bin/otvet", "serve", "--config", self.settings], env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + 30
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.listen}/readyz", timeout=2).close()
                return
            except OSError:
                assert self._server.poll() is None and time.monotonic() < deadline, self.log.read_text()
                time.sleep(0.05)

    def stop(self, how: int = signal.SIGTERM):
        if self._server:
            self._server.send_signal(how)
            self._server.wait(20)
            self._server = None

    def upgrade(self, older: Path):
        """Serves a data folder of an older version, and looks whether it is well afterwards."""
        data = self.folder / "older"
        shutil.copytree(older, data)
        otvet = self.folder / "usr/bin/otvet"
        serve = [otvet, "serve", "--listen", "127.0.0.1:0", "--data", data]
        with subprocess.Popen(serve, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as server:
            assert "http://" in server.stdout.readline()
            server.terminate()
        assert list(data.glob("before-schema-*.db"))
        checked = subprocess.run([otvet, "check", "--data", data], env=ENVIRONMENT, capture_output=True, text=True)
        assert "Nothing is wrong" in checked.stdout, checked.stdout + checked.stderr


def blocks(kind: str) -> dict[str, list[str]]:
    """The guide's blocks of code of a kind, by the heading that they stand below."""
    found: dict[str, list[str]] = {}
    for section in re.split(r"^## ", GUIDE.read_text(), flags=re.M)[1:]:
        heading, _, text = section.partition("\n")
        if code := re.findall(rf"^```{kind}\n(.*?)^```$", text, flags=re.M | re.S):
            found[heading] = code
    return found

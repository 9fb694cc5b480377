"""What the documents tell people to type: the program knows each of its commands, and the calls of docs/API.md work."""

import json
import os
import re
import shlex
import subprocess
import urllib.request
from pathlib import Path

import pytest
from machine import ENVIRONMENT, ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OTVET = os.environ.get("OTVET_BINARY") or str(ROOT / ".build/debug/otvet")
# What the documents call the program.
PROGRAMS = {"otvet", ".build/debug/otvet", "scripts/run"}
KEY = "a-key-for-the-documents"
# The least that is a JPEG picture (ITU-T T.81): one pixel.
PICTURE = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "01" * 64 + "ffc0000b080001000101011100ffc4001400010000000000000000000000"
    "0000000003ffc40014100100000000000000000000000000000000ffda0008010100003f0037ffd9")


def shell(text: str) -> list[str]:
    """The lines of the blocks of shell commands, long ones joined."""
    blocks = re.findall(r"^( *)```sh\n(.*?)^\1```$", text, re.M | re.S)
    return [line.strip() for _, block in blocks for line in block.replace("\\\n", " ").splitlines()]


def commands() -> list[tuple[str, list[str]]]:
    found = []
    for path in DOCUMENTS:
        for line in shell(path.read_text()):
            words = shlex.split(line, comments=True)
            while words and (words[0] == "sudo" or re.fullmatch(r"[A-Z_]+=.*", words[0])):
                words.pop(0)
            if words and words[0] in PROGRAMS:
                found.append((str(path.relative_to(ROOT)), words[1:]))
    return found


@pytest.fixture(scope="module")
def program() -> dict:
    """The program's commands and flags."""
    dumped = subprocess.run([OTVET, "--experimental-dump-help"], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return json.loads(dumped.stdout)["command"]


@pytest.mark.parametrize("path, words", commands(), ids=lambda each: each if isinstance(each, str) else " ".join(each))
def test_commands_of_the_documents_are_the_programs(program, path, words):
    command, given = program, 0
    words = list(words)
    while words and (inner := next((each for each in command.get("subcommands", []) if each["commandName"] == words[0]), None)):
        command = inner
        words.pop(0)
    flags = {
        ("--" if name["kind"] == "long" else "-") + name["name"]: argument
        for argument in command.get("arguments", []) for name in argument.get("names", [])}
    while words:
        word = words.pop(0)
        if not word.startswith("-"):
            given += 1
            continue
        assert word in flags, f"{path}: {word}"
        if flags[word]["kind"] == "option":
            assert words and re.fullmatch(r"-\d+|[^-].*", words.pop(0)), f"{path}: {word} has no value"
    positional = [each for each in command.get("arguments", []) if each["kind"] == "positional"]
    assert given <= len(positional), f"{path}: {given} values"
    assert given >= sum(not each["isOptional"] for each in positional), f"{path}: a value is missing"


def test_settings_of_the_documents_are_the_programs():
    listed = subprocess.run([OTVET, "settings"], env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout
    known = set(re.findall(r"^#?([A-Z_]+)=", listed, re.M))
    for path in DOCUMENTS:
        named = set(re.findall(r"\b((?:OTVET|TELEGRAM)_[A-Z_]+)=", path.read_text()))
        # The one is for developers; the other is what Kubernetes sets, and no setting.
        assert named - known <= {"OTVET_WEB", "OTVET_PORT"}, path


def test_calls_of_the_api_work_one_after_another(tmp_path):
    serve = [OTVET, "serve", "--listen", "127.0.0.1:0", "--data", tmp_path / "data"]
    (tmp_path / "cat.jpg").write_bytes(PICTURE)
    (tmp_path / "curl").write_text('#!/bin/sh\nexec /usr/bin/curl -sSf "$@"\n')
    (tmp_path / "curl").chmod(0o755)
    with subprocess.Popen(
        serve, env={**ENVIRONMENT, "OTVET_ADMIN_TOKEN": KEY}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            address = re.search(r"http://\S+", server.stdout.readline())[0]
            lines = shell((ROOT / "docs/API.md").read_text())
            # The visitor of the calls answers a contact form, which somebody has to have made.
            form = {"when": "after", "audience": "everybody", "fields": [{"kind": "email", "required": True}]}
            urllib.request.urlopen(urllib.request.Request(
                f"{address}/api/admin/contact-form", method="PUT", data=json.dumps(form).encode(),
                headers={"Authorization": f"Bearer {KEY}"})).close()
            # An answer that is shown, and a token that is cut short, are nothing to run.
            script = "\n".join(line for line in lines if "…" not in line)
            script = script.replace("http://127.0.0.1:8080", address).replace("/tickets/42/", "/tickets/1/").replace('["3"]', '["1"]')
            ran = subprocess.run(
                ["bash", "-euxo", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=60,
                env={**ENVIRONMENT, "PATH": f"{tmp_path}:{ENVIRONMENT['PATH']}", "key": KEY})
            assert ran.returncode == 0, ran.stdout + ran.stderr
        finally:
            server.terminate()

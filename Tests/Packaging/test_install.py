"""What scripts/install puts on a machine, and scripts/package into the package: with the program that was built last."""

import re
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# `systemd-analyze security` counts from 0 to 100. It calls OK what is below 50, SAFE what is below 10.
MOST_EXPOSED = 12


def install(folder: Path, *flags: str) -> None:
    subprocess.run(
        [ROOT / "scripts/install", "--prefix", "/usr", "--destdir", folder, "--binary", ROOT / ".build/debug/otvet", *flags],
        check=True, capture_output=True, text=True)


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("root")
    install(folder)
    return folder


def run(*command) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def test_settings_are_all_there_and_only_the_data_folder_is_set(root):
    text = (root / "etc/otvet/otvet.conf").read_text()
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/configuration.md").read_text(), re.M))
    assert set(re.findall(r"^#?([A-Z_]+)=", text, re.M)) == documented
    assert re.findall(r"^[A-Z].*", text, re.M) == ["OTVET_DATA=/var/lib/otvet"]


def test_secrets_are_for_root_alone(root):
    assert stat.S_IMODE((root / "etc/otvet/otvet.conf").stat().st_mode) == 0o640


def test_units_are_what_systemd_understands(root, tmp_path):
    units = root / "usr/lib/systemd/system"
    # The program is not where it will be.
    service = (units / "otvet.service").read_text().replace("/usr/bin/otvet serve", "/bin/true")
    (tmp_path / "otvet.service").write_text(service)
    (tmp_path / "otvet.socket").write_text((units / "otvet.socket").read_text())
    assert run("systemd-analyze", "verify", "--man=no", tmp_path / "otvet.service", tmp_path / "otvet.socket") == ""


def test_service_is_shut_in(root):
    unit = root / "usr/lib/systemd/system/otvet.service"
    run("systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSED}", unit)
    text = unit.read_text()
    for line in ["DynamicUser=yes", "StateDirectory=otvet", "ProtectSystem=strict", "Type=notify", "WatchdogSec=60s"]:
        assert f"\n{line}\n" in text
    assert "\nExecStart=/usr/bin/otvet serve " in text


def test_user_and_folder_of_backups_are_made(root):
    run("systemd-sysusers", f"--root={root}", "otvet.conf")
    assert "\notvet:" in "\n" + (root / "etc/passwd").read_text()
    run("systemd-tmpfiles", f"--root={root}", "--create", "otvet.conf")
    assert stat.S_IMODE((root / "var/backups/otvet").stat().st_mode) == 0o700


def test_manual_names_every_command_and_setting(root):
    manual = subprocess.run(
        ["gzip", "-dc", root / "usr/share/man/man1/otvet.1.gz"], check=True, capture_output=True, text=True).stdout
    for command in ["serve", "agent add", "telegram connect", "backup", "restore", "check", "health", "settings", "doctor"]:
        assert f"\n.SS \\fBotvet {command}\\fR" in manual
    settings = set(re.findall(r"^#?([A-Z_]+)=", (root / "etc/otvet/otvet.conf").read_text(), re.M))
    assert set(re.findall(r"^\\fB([A-Z_]+)\\fR", manual, re.M)) == settings


def test_settings_that_are_there_stay_and_uninstalling_leaves_nothing_else(tmp_path):
    settings = tmp_path / "etc/otvet/otvet.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text("OTVET_DATA=/elsewhere\n")
    install(tmp_path)
    assert "usr/bin/otvet" in files(tmp_path)
    install(tmp_path, "--uninstall")
    assert files(tmp_path) == {"etc/otvet/otvet.conf"}
    assert settings.read_text() == "OTVET_DATA=/elsewhere\n"


def test_changelog_of_the_package_begins_with_the_version():
    text = run(ROOT / "packaging/changelog", "otvet", "Somebody <somebody@shop.example>")
    version = re.search(r'text = "(.+)"', (ROOT / "Sources/otvet/Version.swift").read_text())[1]
    assert text.startswith(f"otvet ({version}) stable; urgency=medium\n\n")
    assert "\n\n -- Somebody <somebody@shop.example>  " in text
    assert max(map(len, text.splitlines())) <= 80

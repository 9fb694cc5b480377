"""Whatever the API refuses is told in words for people, in both languages."""

import json
import re

import pytest
from program import ROOT

WEB = ROOT / "Sources/Assets/Web"


def codes() -> set[str]:
    """Every code that stands in the sources of what answers."""
    found: set[str] = set()
    for folder in ("Domain", "HTTPEngine", "WebAPI"):
        for path in (ROOT / "Sources" / folder).rglob("*.swift"):
            found |= set(re.findall(r'(?<!\.)\bcode: "([a-z_]+)"', path.read_text()))
    for refusals in ("DeskError", "LookFault", "ContactFormFault", "ContactFault"):
        words = (ROOT / f"Sources/WebAPI/Refusals/{refusals}+Words.swift").read_text()
        code = words.split("var code: String")[1].split("var message: String")[0]
        found |= set(re.findall(r'case \.\w+(?:\(.*?\))?: "([a-z_]+)"', code))
    # What passes by itself: a code and a sentence side by side.
    found |= set(re.findall(r'\(\s*"([a-z_]+)",\s*"', (ROOT / "Sources/WebAPI/ErrorResponse.swift").read_text()))
    return {code for code in found if not code.endswith("_")}


def sentences(page: str, locale: str) -> dict[str, str]:
    """What a page says of each code."""
    table = re.search(r"\bproblems: \{\n(.*?)\n  \}", (PAGES[page] / f"locales/{locale}.js").read_text(), re.S)
    assert table
    return dict(re.findall(r'^ +(\w+): "(.+)",$', table[1], re.M))


# The cabinet says what the widget says.
PAGES = {"widget": WEB / "chat", "panel": WEB / "admin/controls"}

# What only programs can be told: no page of ours asks so.
FOR_PROGRAMS = {
    "bad_request", "head_too_large", "https_required", "invalid_handshake", "invalid_url", "method_not_allowed",
    "unknown_coding", "unknown_expectation", "unknown_method", "unsupported_version", "upgrade_required", "uri_too_long",
}
# What a page is never told, or answers with more than a sentence.
NOT_ON = {
    "widget": {
        "code_required", "code_void", "contact_email", "contact_form_off", "contact_missing", "contact_phone",
        "contact_too_long", "field_repeated", "invitation_expired", "login_is_name", "login_taken", "low_contrast", "name_taken",
        "second_factor_is_on", "session_taken", "shortcut_taken", "sign_in_refused", "telegram_off", "telegram_refused",
        "telegram_taken", "webhook_off",
    },
    "panel": {
        "challenge_required", "contact_email", "contact_form_off", "contact_missing", "contact_phone",
        "contact_too_long", "origin_refused", "session_taken",
    },
}


def is_told(code: str, page: str, locale: str) -> bool:
    """One sentence serves for all fields that need none of their own."""
    if code.startswith("invalid_") and re.search(r'\binvalid: "', (PAGES[page] / f"locales/{locale}.js").read_text()):
        return True
    return code in sentences(page, locale)


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("page", PAGES)
def test_every_code_has_a_sentence(page: str, locale: str):
    told = codes() - FOR_PROGRAMS - NOT_ON[page]
    assert {code for code in told if not is_told(code, page, locale)} == set()


@pytest.mark.parametrize("page", PAGES)
def test_the_languages_say_the_same(page: str):
    english, russian = sentences(page, "en"), sentences(page, "ru")
    assert english.keys() == russian.keys() and len(english) > 30
    assert [text for text in english.values() if re.search("[А-яЁё]", text) or not text.endswith(".")] == []
    assert [text for text in russian.values() if not re.search("[А-яЁё]", text) or not text.endswith(".")] == []


def test_codes_are_found():
    assert {
        "banned", "disk_full", "file_type_refused", "internal", "low_contrast", "message_empty", "rate_limited",
        "store_locked", "store_unreachable", "unavailable",
    } <= codes()


def test_exceptions_are_codes():
    assert FOR_PROGRAMS | NOT_ON["widget"] | NOT_ON["panel"] <= codes()


def test_every_act_of_the_audit_log_has_words_and_is_documented():
    acts = set(re.findall(r'^    case \w+ = "([a-z_]+)"$', (ROOT / "Sources/Domain/AuditAction.swift").read_text(), re.M))
    assert len(acts) > 30
    for locale in ("en", "ru"):
        words = (WEB / f"admin/settings/locales/{locale}.js").read_text().split("  audit: {")[1]
        table = re.search(r"\bactions: \{\n(.*?)\n    \}", words, re.S)[1]
        assert set(re.findall(r'^ +(\w+): ".+",$', table, re.M)) == acts
    document = json.loads((ROOT / "docs/openapi.json").read_text())
    assert set(document["components"]["schemas"]["AuditEntry"]["properties"]["action"]["enum"]) == acts

"""README.ru.md says what README.md says."""

import re

from documents import Document

ENGLISH, RUSSIAN = Document("README.md"), Document("README.ru.md")


def test_both_have_the_same_code():
    assert RUSSIAN.blocks == ENGLISH.blocks


def test_both_have_the_same_headings():
    assert [level for level, _ in RUSSIAN.headings] == [level for level, _ in ENGLISH.headings]


def test_both_have_the_same_rows():
    # What is written in code is the same in both.
    code = [[re.findall(r"`[^`]+`", cell) for cell in row] for row in ENGLISH.rows]
    assert [[re.findall(r"`[^`]+`", cell) for cell in row] for row in RUSSIAN.rows] == code


def test_both_lead_to_the_same_places():
    # Each leads to the other, and to its own headings.
    def elsewhere(document: Document) -> list[str]:
        return sorted(link for link in document.links if not link.startswith(("README", "#")))

    assert elsewhere(RUSSIAN) == elsewhere(ENGLISH)
    assert len(RUSSIAN.links) == len(ENGLISH.links)


def test_both_have_the_same_lists():
    def marks(document: Document) -> list[str]:
        return re.findall(r"^ *(-|\d+\.) ", document.prose, re.M)

    assert marks(RUSSIAN) == marks(ENGLISH)

"""What the tests read in a document: its headings, blocks of code, rows of tables and links."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("sql/*.md")])


class Document:
    def __init__(self, path: Path | str):
        self.path = ROOT / path
        text = self.path.read_text()
        block = re.compile(r"^ *```.*?^ *```$", re.M | re.S)
        self.blocks = [found.strip() for found in block.findall(text)]
        # What stands in a block is neither a heading nor a link.
        self.prose = block.sub("", text)
        self.headings = re.findall(r"^(#+) +(.+?) *$", self.prose, re.M)
        rows = re.findall(r"^\|(.*)\|$", self.prose, re.M)
        self.rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)] for row in rows]
        inline = re.sub(r"`[^`]*`", "", self.prose)
        self.links = re.findall(r"\]\(([^)\s]+)\)", inline) + re.findall(r'\bsrc="([^"]+)"', inline)

    @property
    def anchors(self) -> set[str]:
        """What may stand behind `#` in a link to it, as GitHub makes it of the headings."""
        return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for _, title in self.headings}

    def table(self, first: str) -> list[list[str]]:
        """The rows below the head that begins with this cell."""
        start = next(index for index, row in enumerate(self.rows) if row[0] == first)
        heads = [index for index, row in enumerate(self.rows) if set("".join(row)) <= set("-: ")]
        ends = [index - 1 for index in heads if index > start + 1] + [len(self.rows)]
        return self.rows[start + 2:ends[0]]

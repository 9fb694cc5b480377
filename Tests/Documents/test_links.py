"""Links within the documents lead somewhere."""

import pytest
from documents import DOCUMENTS, ROOT, Document


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_and_headings(path):
    document = Document(path)
    for link in document.links:
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in Document(target).anchors, link

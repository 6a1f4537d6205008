"""Bookmarks and tags: the order in which a page is read aloud, and the blocks of the letter as an outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tag:
    """One piece of marked content: the unit that it belongs to, its role, page and number on that page; of a cell, its
    table and row.
    """

    unit: int
    role: str
    page: int
    number: int
    text: str
    table: int = 0
    row: int = 0


@dataclass(frozen=True)
class Bookmark:
    """A block's title and where it begins."""

    title: str
    page: int
    top: float


def outline(document: Any, pages: list[Any], bookmarks: list[Bookmark]) -> Any:
    """The outline tree, one level deep; None when there is nothing to list."""
    from reportlab.pdfbase import pdfdoc as pd

    if not bookmarks:
        return None
    root = pd.PDFDictionary({"Type": pd.PDFName("Outlines"), "Count": len(bookmarks)})
    root_ref = document.Reference(root)
    entries = [pd.PDFDictionary({"Title": pd.PDFString(mark.title), "Parent": root_ref}) for mark in bookmarks]
    refs = [document.Reference(entry) for entry in entries]
    for n, (entry, mark) in enumerate(zip(entries, bookmarks, strict=True)):
        target = [document.Reference(pages[mark.page]), pd.PDFName("XYZ"), 0, round(mark.top, 1), "null"]
        entry.dict["Dest"] = pd.PDFArray(target)
        if n:
            entry.dict["Prev"] = refs[n - 1]
        if n + 1 < len(refs):
            entry.dict["Next"] = refs[n + 1]
    root.dict["First"], root.dict["Last"] = refs[0], refs[-1]
    return root


class _Branch:
    """An element of the structure with those below it: the document, a table, or a row of one."""

    def __init__(self, document: Any, element: Any, ref: Any) -> None:
        self.document, self.element, self.ref = document, element, ref
        self.kids: list[Any] = []
        self.branches: dict[int, _Branch] = {}

    def of(self, tag: Tag) -> _Branch:
        """Where an element of that tag belongs: a cell in its row of its table, everything else right here."""
        if not tag.table:
            return self
        return self._below(tag.table, "Table")._below(tag.row, "TR")

    def close(self) -> None:
        """Write down what stands below."""
        from reportlab.pdfbase import pdfdoc as pd

        self.element.dict["K"] = pd.PDFArray(self.kids)
        for branch in self.branches.values():
            branch.close()

    def _below(self, number: int, role: str) -> _Branch:
        from fieldcase.documents.pdf.objects import Entries

        if number not in self.branches:
            element = Entries({"Type": "/StructElem", "S": f"/{role}", "P": self.ref})
            ref = self.document.Reference(element)
            self.branches[number] = _Branch(self.document, element, ref)
            self.kids.append(ref)
        return self.branches[number]


def structure_tree(document: Any, pages: list[Any], tags: list[Tag], *, spoken: bool) -> Any:
    """The structure tree: one element a unit, over as many pages as it takes.

    `spoken` adds the text in logical order.
    """
    from reportlab.pdfbase import pdfdoc as pd

    from fieldcase.documents.pdf.objects import Entries, text_string

    root = Entries({"Type": "/StructTreeRoot"})
    root_ref = document.Reference(root)
    whole = Entries({"Type": "/StructElem", "S": "/Document", "P": root_ref})
    whole_ref = document.Reference(whole)
    units: dict[int, list[Tag]] = {}
    for tag in tags:
        units.setdefault(tag.unit, []).append(tag)
    grown = _Branch(document, whole, whole_ref)
    parents: dict[int, list[Any]] = {n: [] for n in range(len(pages))}
    for parts in units.values():
        branch = grown.of(parts[0])
        content = [
            Entries({"Type": "/MCR", "Pg": document.Reference(pages[part.page]), "MCID": part.number}) for part in parts
        ]
        entries = {
            "Type": "/StructElem",
            "S": f"/{parts[0].role}",
            "P": branch.ref,
            "K": pd.PDFArray(content),
        }
        if parts[0].role == "TH":
            entries["A"] = Entries({"O": "/Table", "Scope": "/Column"})
        if spoken and parts[0].text:
            entries["ActualText"] = text_string(parts[0].text)
        element = document.Reference(Entries(entries))
        branch.kids.append(element)
        for part in parts:
            parents[part.page].append(element)
    grown.close()
    root.dict["K"] = whole_ref
    numbers: list[Any] = []
    for page, elements in parents.items():
        numbers += [page, pd.PDFArray(elements)]
    root.dict["ParentTree"] = Entries({"Nums": pd.PDFArray(numbers)})
    return root

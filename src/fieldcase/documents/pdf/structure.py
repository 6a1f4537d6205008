"""Bookmarks and tags: the order in which a page is read aloud, and the blocks of the letter as an outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tag:
    """One piece of marked content: the unit that it belongs to, its role, page and number on that page."""

    unit: int
    role: str
    page: int
    number: int
    text: str


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


def structure_tree(document: Any, pages: list[Any], tags: list[Tag], *, spoken: bool) -> Any:
    """The structure tree: one element a unit, over as many pages as it takes.

    `spoken` adds the text in logical order.
    """
    from reportlab.pdfbase import pdfdoc as pd

    root = pd.PDFDictionary({"Type": pd.PDFName("StructTreeRoot")})
    root_ref = document.Reference(root)
    whole = pd.PDFDictionary({"Type": pd.PDFName("StructElem"), "S": pd.PDFName("Document"), "P": root_ref})
    whole_ref = document.Reference(whole)
    units: dict[int, list[Tag]] = {}
    for tag in tags:
        units.setdefault(tag.unit, []).append(tag)
    kids = []
    parents: dict[int, list[Any]] = {n: [] for n in range(len(pages))}
    for parts in units.values():
        content = [
            pd.PDFDictionary(
                {"Type": pd.PDFName("MCR"), "Pg": document.Reference(pages[part.page]), "MCID": part.number}
            )
            for part in parts
        ]
        entries = {
            "Type": pd.PDFName("StructElem"),
            "S": pd.PDFName(parts[0].role),
            "P": whole_ref,
            "K": pd.PDFArray(content),
        }
        if spoken and parts[0].text:
            entries["ActualText"] = pd.PDFString(parts[0].text)
        element = document.Reference(pd.PDFDictionary(entries))
        kids.append(element)
        for part in parts:
            parents[part.page].append(element)
    whole.dict["K"] = pd.PDFArray(kids)
    root.dict["K"] = whole_ref
    numbers: list[Any] = []
    for page, elements in parents.items():
        numbers += [page, pd.PDFArray(elements)]
    root.dict["ParentTree"] = pd.PDFDictionary({"Nums": pd.PDFArray(numbers)})
    return root

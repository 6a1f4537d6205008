"""Make the bold Chinese face that ships: `python packaging/subset_chinese_bold.py NotoSansSC_700Bold.ttf`.

The whole bold face is ten megabytes. What letters set in bold (headings, the letterhead, marks on a page, strong words)
is written with common characters, so the face is cut down to GB 2312: 6,763 characters with their marks and forms.
A character outside of it is drawn by the regular face (`Typefaces.face_for`).
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

OUT = Path(__file__).parents[1] / "resources" / "fonts" / "noto-sans-sc" / "NotoSansSC_700Bold_GB2312.ttf"
MARKS = "“”‘’—…·％〇～￥－（）［］｛｝！？：；，．／〈〉《》「」『』【】〔〕、。"


def characters() -> list[int]:
    """The code points of GB 2312 and of the marks."""
    found = {ord(one) for one in MARKS}
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except (UnicodeDecodeError, TypeError):
                continue
    return sorted(found)


def main(source: Path) -> None:
    """Cut the face down and write it."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "liga", "locl", "ccmp"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "BASE", "VORG", "DSIG", "STAT"]
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)
    subset.save_font(font, str(OUT), options)
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

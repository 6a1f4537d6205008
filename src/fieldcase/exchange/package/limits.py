"""What a package may at most hold (docs/formats/package.md, section 7). Readers count; writers refuse to exceed."""

from __future__ import annotations

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB
GIB: Final = 1024 * MIB

SEALED: Final = 2 * GIB
AGE_HEADER: Final = 64 * KIB
AGE_STANZAS: Final = 32
MANIFEST_LINE: Final = 8 * MIB
SIGNATURE_LINE: Final = 4 * KIB
BODY: Final = 8 * GIB
BODY_LINE: Final = 8 * MIB
BODY_LINES: Final = 20_000_000
SLICES: Final = 4096
RECEIPTS: Final = 16
RECEIPT_HEADS: Final = 4096
RECEIPT_RANGES: Final = 500_000
OBJECTS: Final = 4096
RECEIPT_OBJECTS: Final = 65_536
MANIFEST_NESTING: Final = 5
STATEMENT_NESTING: Final = 5
VALUE_NESTING: Final = 16
LINK: Final = 256
LABEL: Final = MIB
VALUES: Final = 65_536
VALUE_TEXT: Final = 4 * MIB
ZSTD_WINDOW: Final = 8 * MIB
SMALLEST: Final = 8 * KIB


def blocks(expanded: int) -> int:
    """How many zstd blocks a data frame may have that expands to at most `expanded` bytes."""
    return 64 + expanded // 256

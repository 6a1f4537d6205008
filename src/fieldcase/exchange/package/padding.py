"""Padding, so that a size tells little: Padmé (Nikitin et al., PURBs, 2019), at least 8 KiB, as a skippable zstd
frame.
"""

from __future__ import annotations

from fieldcase.exchange.package.limits import SMALLEST

SKIPPABLE = bytes.fromhex("502a4d18")
HEAD = 8


def padme(length: int) -> int:
    """`length` (bytes, 2 or more) rounded up so that at most 12 % is added and few sizes remain."""
    exponent = length.bit_length() - 1
    keep = exponent - exponent.bit_length()
    mask = (1 << keep) - 1
    return (length + mask) & ~mask


def zeros_after(data: int) -> int:
    """How many zero bytes the padding frame holds after `data` bytes of data frames (section 1)."""
    return padme(max(SMALLEST, data + HEAD)) - data - HEAD


def padding(data: int) -> bytes:
    """The padding frame that follows `data` bytes of data frames."""
    count = zeros_after(data)
    return SKIPPABLE + count.to_bytes(4, "little") + bytes(count)

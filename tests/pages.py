"""A SQLCipher file with its seal taken off, page by page: what is really in it, free space and all."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE, RESERVE, SALT = 4096, 80, 16


def opened_pages(path: Path, key: bytes) -> list[bytes]:
    """Every page of the file in the clear (SQLCipher 4: AES-256-CBC, initialisation vector in the page's reserve)."""
    data = path.read_bytes()
    return [_open(data[at : at + PAGE], key, SALT if at == 0 else 0) for at in range(0, len(data), PAGE)]


def _open(page: bytes, key: bytes, skip: int) -> bytes:
    vector = page[PAGE - RESERVE : PAGE - RESERVE + 16]
    decryptor = Cipher(AES256(key), CBC(vector)).decryptor()
    return decryptor.update(page[skip : PAGE - RESERVE]) + decryptor.finalize()

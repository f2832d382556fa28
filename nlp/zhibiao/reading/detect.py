"""What a file is, by its first bytes and, in a ZIP, by what is in it; never by its name."""

from __future__ import annotations

import re

PDF, DOCX, ZIP = "application/pdf", "docx", "application/zip"
DOC, ENCRYPTED_OFFICE, OLE = "application/msword", "encrypted office", "application/x-ole-storage"
HTML, TEXT, MARKDOWN = "text/html", "text/plain", "text/markdown"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MAGIC = {
    b"PK\x03\x04": ZIP,
    b"PK\x05\x06": ZIP,
    b"PK\x07\x08": ZIP,
    b"\x89PNG\r\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "BMP",
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
    b"MSCF": "CAB",
    b"\x7fELF": "ELF",
}
IMAGES = frozenset({"PNG", "JPEG", "GIF", "TIFF", "BMP"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h[1-6]|span|section|article)[\s>/]", re.I
)
_PDF = re.compile(rb"^%PDF-\d", re.M)  # some bytes may stand before it
_XML = re.compile(rb"\s*<\?xml[^>]*\?>", re.I)
_PROLOGUE = 1024


def detect(data: bytes) -> str:
    """The media type of a file that has a reader, else the common name of its format; ``text/plain`` where nothing
    says otherwise."""
    head = data[:_PROLOGUE]
    if head.startswith(_OLE):
        return _ole(data)
    for magic, kind in _MAGIC.items():
        if head.startswith(magic) and (kind != "BMP" or b"\0" in head[:16]):
            return kind
    if _PDF.search(head):
        return PDF
    return HTML if is_html(data) else TEXT


def is_html(data: bytes) -> bool:
    """Whether bytes open as HTML: a tag comes before any text, but for a byte order mark, XML's head and comments."""
    head = _ascii(data[:4096]).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    head = _XML.sub(b"", head)
    while head.lstrip().startswith(b"<!--") and b"-->" in head:
        head = head.split(b"-->", 1)[1]
    return _TAG.match(head.lstrip()) is not None


def _ascii(head: bytes) -> bytes:
    """UTF-16 as its low bytes, so that tags can be seen in it."""
    return head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\0" in head[:64] else head


def _ole(data: bytes) -> str:
    """Old office files, and new ones with a password, share one container; the names in its directory tell."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ENCRYPTED_OFFICE
    return DOC if "WordDocument".encode("utf-16-le") in data else OLE

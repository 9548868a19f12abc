"""From the bytes of a document to its lines."""

from crossfoot.errors import InputError

TEXT_SUFFIXES = (".txt", ".tsv", ".md", ".markdown", ".html", ".htm")


def read_lines(content: bytes, name: str) -> list[str]:
    """Lines of a text, Markdown or HTML document.

    content: the file's bytes, UTF-8 with or without a byte-order mark.
    Raises InputError when the suffix is another, the bytes are not UTF-8 text, or there is no text.
    """
    if not name.lower().endswith(TEXT_SUFFIXES):
        raise InputError(name, "a document of another type", "one of " + ", ".join(TEXT_SUFFIXES))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(
            f"{name}: line {line}", f"byte 0x{content[error.start]:02x}, which is not UTF-8", "UTF-8 text"
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputError(f"{name}: line {line}", "a NUL byte, so no text", "UTF-8 text")
    if not text.strip():
        raise InputError(name, "no text", "a document with tables")
    # splitlines() would also break at form feeds and other marks that stand within a line
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

"""Font files: what they have, and the part of them that a page needs."""

import base64
import io
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from bilateral.study.characters import beyond, check_characters
from crossfoot import InputError


def built_in() -> Path:
    """The font of the figures, for what the PDF's own font lacks; matplotlib is found, not loaded."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("found no matplotlib")
    return Path(spec.origin).parent / "mpl-data/fonts/ttf/DejaVuSans.ttf"


def check_texts(texts: dict[str, str], fonts: Sequence[str]) -> None:
    """Raises InputError for the first text with a character that no font has. texts: place to text."""
    asked = {place: text for place, text in texts.items() if beyond(text)}
    if asked or fonts:
        paths: list[str | Path] = [built_in(), *fonts]
        covered = {code for path in paths for code in _characters(path)}
        for place, text in asked.items():
            check_characters(place, text, covered)


def face(text: str, fonts: Sequence[str]) -> str:
    """A CSS font called `study` with the characters that the built-in font lacks; none where it has all."""
    wanted, rules = {ord(character) for character in beyond(text)} - set(_characters(built_in())), []
    for path in fonts if wanted else []:
        own = sorted(wanted & set(_characters(path)))
        wanted -= set(own)
        if own:
            data = base64.b64encode(_part(path, own)).decode("ascii")
            span = ", ".join(f"U+{code:X}" for code in own)
            rules.append(
                f'@font-face {{ font-family: study; src: url("data:font/woff;base64,{data}") format("woff"); '
                f"unicode-range: {span}; }}"
            )
    return "\n".join(rules)


@contextmanager
def beside(paths: Sequence[str | Path]) -> Iterator[tuple[list[str], list[str]]]:
    """A folder of these fonts alone, as Typst wants them, and their families; neither where there is none."""
    if not paths:
        yield [], []
        return
    # imported here: a run with nothing to do sets no page
    import typst

    with tempfile.TemporaryDirectory() as folder:
        families = []
        for place, path in enumerate(paths):
            own = Path(folder, str(place))
            own.mkdir()
            shutil.copy(path, own)
            found = typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(own)]
            ).families()
            if not found:
                raise InputError(
                    f"config.yaml: font: {path}",
                    "a font that Typst does not read, so that the PDF would show boxes",
                    "another file of it",
                )
            families += found
        yield [folder], families


def _characters(path: str | Path) -> dict[int, str]:
    return _opened(path).getBestCmap()


def _opened(path: str | Path):
    # imported here: most studies need no font but the built-in one
    from fontTools.ttLib import TTFont, TTLibError

    try:
        return TTFont(path, fontNumber=0, lazy=True)
    except (OSError, TTLibError) as error:
        found = getattr(error, "strerror", None) or str(error)
        raise InputError(f"config.yaml: font: {path}", found, "a font file (.ttf, .otf or .ttc)") from error


def _part(path: str | Path, codes: list[int]) -> bytes:
    """The font with these characters alone, the same bytes in every run."""
    from fontTools.subset import Options, Subsetter

    font = _opened(path)
    font.recalcTimestamp = False
    subsetter = Subsetter(Options())
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()

"""SVG of a figure as it stands within a page, or in a PDF."""

import re

from bilateral.figures.style import GROUND, INK, LINE, SOFT

# the page's own colours in the place of the figure's
THEME = {INK: "var(--ink)", SOFT: "var(--soft)", LINE: "var(--line)", GROUND: "var(--paper)"}
DROPPED = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>|<style[^>]*>\*\{[^}]*\}</style>"
    r"|<defs>\s*</defs>|\sversion=\"[^\"]*\"|\sxmlns(:\w+)?=\"[^\"]*\"",
    re.DOTALL,
)
ROOT = re.compile(r"<svg\b([^>]*)>")
ID = re.compile(r'\sid="([^"]*)"')
USED = re.compile(r"(?:url\(#|href=\"#)([^)\"]*)")
STYLE = re.compile(r'style="([^"]*)"')
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
TAG = re.compile(r"<[^>]*>")
PATH = re.compile(r'(\s(?:d|points)=")([^"]*)"')


def inline_svg(svg: str, prefix: str, alt: str) -> str:
    """The drawing within a page: its ids begin with the prefix, its ink, grid and ground are the page's, and
    what no reader sees is left out. alt: what it shows, in words."""
    # twice, since what held nothing but what is dropped is empty then
    svg = DROPPED.sub("", DROPPED.sub("", svg)).strip()
    used = set(USED.findall(svg))
    svg = ID.sub(lambda own: f' id="{prefix}-{own[1]}"' if own[1] in used else "", svg)
    svg = USED.sub(lambda use: use[0].removesuffix(use[1]) + f"{prefix}-{use[1]}", svg)
    svg = svg.replace("xlink:href", "href")
    svg = PATH.sub(lambda path: f'{path[1]}{_short(path[2])}"', svg)
    # in tags alone: what is written between them is the figure's text
    svg = TAG.sub(lambda tag: LONG_NUMBER.sub(_rounded, tag[0]), svg)
    svg = STYLE.sub(lambda style: f'style="{_themed(style[1])}"', svg)
    svg = re.sub(r">\s+<", "><", svg)
    return ROOT.sub(lambda root: _root(root[1], alt), svg, count=1)


def _rounded(number: re.Match) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _short(path: str) -> str:
    # a path may leave out the space beside a letter
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", " ".join(path.split()))


def _themed(style: str) -> str:
    style = re.sub(r"([:;])\s+", r"\1", style)
    for colour, own in THEME.items():
        style = re.sub(f"{colour}\\b", own, style, flags=re.IGNORECASE)
    # a style is an attribute, so a font's name has no double quotes; the page has a sans-serif of its own
    return style.replace("sans-serif", "var(--sans)")


def _root(attributes: str, alt: str) -> str:
    box = re.search(r'viewBox="([^"]*)"', attributes)
    view = f' viewBox="{box[1]}"' if box else attributes
    style = ' style="stroke-linejoin:round;stroke-linecap:butt"'
    words = alt.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'<svg{view} role="img" aria-label="{words}"{style}>'


def print_svg(svg: str) -> str:
    """The drawing for a PDF, whose only sans-serif is that of the figures."""
    return svg.replace("sans-serif", "DejaVu Sans")

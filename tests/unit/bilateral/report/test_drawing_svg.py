import re

from bilateral.figures.style import GROUND, INK, LINE, SOFT
from bilateral.report.drawing_svg import inline_svg, print_svg

SVG = f"""<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="468pt" height="187.2pt" viewBox="0 0 468 187.2"
xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><rdf:RDF/></metadata>
 <defs>
  <style type="text/css">*{{stroke-linejoin: round; stroke-linecap: butt}}</style>
 </defs>
 <g id="line_1">
  <path d="M 57.604321 307.584
L 414.72 -0.123456
z
" clip-path="url(#p1)" style="fill: none; stroke: {LINE}; stroke-width: 0.8"/>
  <!-- a word -->
  <text style="font: 8.5px sans-serif; fill: {INK.upper()}" x="1">¥ 5.125 &amp; more</text>
  <use xlink:href="#m1" style="fill: {SOFT}; stroke: {GROUND}"/>
 </g>
 <defs><path id="m1" d="M 0 3"/><clipPath id="p1"><rect width="3" height="4"/></clipPath></defs>
</svg>"""


def test_a_drawing_in_a_page_has_ids_and_colours_of_its_own():
    made = inline_svg(SVG, "totals-wide", 'Lines "rise" & fall < 5')
    assert made.startswith('<svg viewBox="0 0 468 187.2" role="img" aria-label="Lines &quot;rise&quot; &amp;')
    # only ids that something refers to are left, under names that no other drawing has
    assert set(re.findall(r' id="([^"]*)"', made)) == {"totals-wide-m1", "totals-wide-p1"}
    assert "url(#totals-wide-p1)" in made and 'href="#totals-wide-m1"' in made and "xlink" not in made
    for colour, own in ((INK, "--ink"), (SOFT, "--soft"), (LINE, "--line"), (GROUND, "--paper")):
        assert colour not in made.lower() and f"var({own})" in made
    # a style of all elements would be one of the whole page
    assert "<style" not in made and "<!--" not in made and "metadata" not in made and "sans-serif" not in made


def test_a_path_is_shorter_and_the_same():
    made = inline_svg(SVG, "a", "b")
    assert 'd="M57.6 307.58L414.72 -0.12z"' in made
    # what is written in the figure is no number of the drawing
    assert ">¥ 5.125 &amp; more<" in made


def test_a_printed_drawing_has_the_font_that_it_was_measured_with():
    assert "font: 8.5px DejaVu Sans" in print_svg(SVG)

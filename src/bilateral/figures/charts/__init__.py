"""Interactive figures: rows of published tables in, Vega-Lite specifications out; nothing is computed here."""

# `study` is the page's font of characters that a reader's fonts may lack, where there are such
FONT = 'study, system-ui, "Segoe UI", Helvetica, Arial, sans-serif'


def theme(dark: bool) -> dict:
    """The Vega-Lite configuration of a light or a dark page: ink, lines, and what marks call their style.

    Marks carry their meaning in the colours of figures.style on both; backgrounds are the page's own.
    """
    ink, soft, line, cell = (
        ("#ececf0", "#a5a5ae", "#43434b", "#2c2c31") if dark else ("#1d1d1f", "#5c5c63", "#d4d4da", "#ededed")
    )
    words = {"labelFont": FONT, "titleFont": FONT, "labelColor": soft, "titleColor": ink}
    return {
        "background": "transparent",
        "font": FONT,
        "axis": words
        | {
            "gridColor": line,
            "domainColor": soft,
            "tickColor": soft,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": 400,
        },
        "legend": words
        | {
            "labelColor": ink,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "symbolStrokeWidth": 2,
            "symbolBaseFillColor": soft,
            "symbolBaseStrokeColor": soft,
            "layout": {"bottom": {"anchor": "start", "direction": "vertical"}},
        },
        "title": {
            "font": FONT,
            "color": ink,
            "subtitleFont": FONT,
            "subtitleColor": soft,
            "fontSize": 15,
            "subtitleFontSize": 12,
        },
        "text": {"font": FONT, "fontSize": 12, "color": ink},
        "view": {"stroke": None},
        # dark blue stands out from a dark page by its edge alone
        "bar": {"stroke": soft, "strokeWidth": 0.6} if dark else {},
        "style": {
            "ink": {"color": ink},
            "soft": {"color": soft},
            "range": {"color": soft},
            "unprinted": {"color": cell},
            "word": {"color": ink},
            "soft_word": {"color": soft},
            "cap": {
                "color": soft,
                "fillOpacity": 0.25,
                "stroke": soft,
                "strokeDash": [3, 2],
                "strokeWidth": 1,
            },
        },
    }

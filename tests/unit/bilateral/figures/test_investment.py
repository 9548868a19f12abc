import pandas as pd

from bilateral.figures.investment import draw_groups
from bilateral.figures.style import use_style


def test_disinvestment_hangs_below_zero_and_nothing_is_netted_inside_a_bar():
    use_style()
    groups = pd.DataFrame(
        [
            (2016, "ASEAN", "manufacturing", 800.0),
            (2016, "ASEAN", "non_manufacturing", -1400.0),
            (2016, "ASEAN", "total", -600.0),
            (2017, "ASEAN", "manufacturing", 100.0),
            (2017, "ASEAN", "non_manufacturing", 50.0),
            (2017, "ASEAN", "total", 150.0),
        ],
        columns=["year", "group", "industry", "jpy_billion"],
    )
    figure = draw_groups(groups, ["ASEAN"], {}, "Japan", "Source: X.")
    panel = figure.axes[0]
    bars = [
        (round(bar.get_x() + bar.get_width() / 2), bar.get_y(), bar.get_height()) for bar in panel.patches
    ]
    assert bars == [(2016, 0, 800.0), (2017, 0, 100.0), (2016, 0, -1400.0), (2017, 100.0, 50.0)]
    assert [tuple(point) for point in panel.collections[0].get_offsets()] == [(2016, -600.0), (2017, 150.0)]
    assert panel.get_ylabel() == "¥ billion" and any("Source: X." in text.get_text() for text in figure.texts)


def test_axes_stand_where_they_stand_in_every_run():
    use_style()
    groups = pd.DataFrame(
        [(2016, "ASEAN", industry, 1.0) for industry in ("manufacturing", "non_manufacturing", "total")],
        columns=["year", "group", "industry", "jpy_billion"],
    )
    for axes in draw_groups(groups, ["ASEAN"], {}, "Japan", "Source: X.").axes:
        assert all(edge == round(edge, 4) for edge in axes.get_position().bounds)

"""The look of the figures."""

import matplotlib
import seaborn as sns

from bilateral.figures.style import THEME, use_style


def test_the_theme_is_seaborns():
    of_seaborn = sns.axes_style("whitegrid") | sns.plotting_context("notebook")
    # none of them has a colour map of its own, and every figure names its colours
    expected = {
        name: of_seaborn[name] for name in of_seaborn if name not in ("image.cmap", "font.sans-serif")
    }
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        use_style()
        own = ("font.size", "axes.titlesize", "axes.labelsize", "legend.fontsize", "font.family")
        sizes = ("xtick.labelsize", "ytick.labelsize")
        differ = {name for name, value in expected.items() if matplotlib.rcParams[name] != value}
    assert differ <= {*own, *sizes} and set(THEME) <= set(expected)

import matplotlib

from bilateral.figures.style import use_style


def test_a_user_s_own_settings_do_not_change_a_figure():
    use_style()
    kept = dict(matplotlib.rcParams)
    matplotlib.rcParams.update({"savefig.bbox": "tight", "lines.markeredgewidth": 7, "axes.xmargin": 0.3})
    use_style()
    assert dict(matplotlib.rcParams) == kept

import matplotlib.pyplot as plt
import pytest

from bilateral.figures.style import use_style


@pytest.fixture(autouse=True)
def _style():
    use_style()
    yield
    plt.close("all")

import networkx as nx
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from bilateral.cooperation import graph_of, measures, nodes


def pairs(*rows):
    frame = pd.DataFrame(rows, columns=["state", "prefecture", "kind"])
    return frame.assign(state_code="IN-" + frame["state"], prefecture_code="JP-" + frame["prefecture"])


# a shares two prefectures, and with b one of them; c and d stand apart
SHARED = pairs(
    ("a", "1", "existing"), ("a", "2", "rhetorical"), ("b", "1", "existing"), ("c", "3", "rhetorical")
)


def test_nodes_and_their_components():
    found = nodes(SHARED).set_index("code")
    assert found.loc["IN-a", ["partners", "existing", "rhetorical", "component"]].tolist() == [2, 1, 1, 1]
    assert found.loc["JP-1", ["side", "partners", "existing"]].tolist() == ["prefecture", 2, 2]
    assert found["component"].tolist() == [1, 1, 2, 1, 1, 2]


def test_measures_of_the_whole_and_of_each_kind():
    found = measures(SHARED).set_index("kind")
    assert found.loc["all"].tolist() == [3, 3, 4, 2, 4, 2, "yes", "no"]
    assert found.loc["existing"].tolist() == [2, 1, 2, 1, 3, 2, "yes", "no"]
    assert found.loc["rhetorical"].tolist() == [2, 2, 2, 2, 2, 1, "yes", "yes"]


def test_a_kind_without_pairs_is_empty():
    assert measures(pairs(("a", "1", "existing"))).set_index("kind").loc["rhetorical"].tolist()[:6] == [
        0,
        0,
        0,
        0,
        0,
        0,
    ]


@given(st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("1234")), min_size=1))
def test_a_graph_of_pairs_is_bipartite_and_degrees_add_up(drawn):
    table = pairs(*[(state, prefecture, "existing") for state, prefecture in sorted(drawn)])
    assert nx.is_bipartite(graph_of(table))
    assert nodes(table)["partners"].sum() == 2 * len(drawn)

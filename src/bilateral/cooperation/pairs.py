"""States and prefectures as a bipartite graph (Wasserman and Faust 1994, ch. 8)."""

import networkx as nx
import pandas as pd

from bilateral.study.dictionary import columns_of

KINDS = ("all", "existing", "rhetorical")


def graph_of(partnerships: pd.DataFrame, kind: str = "all") -> nx.Graph:
    """States and prefectures as nodes (their ISO codes, with name and side), pairs as edges (with kind).

    partnerships: the clean table. kind: existing, rhetorical or all.
    """
    graph = nx.Graph()
    for row in partnerships.itertuples():
        if kind in ("all", row.kind):
            graph.add_node(row.state_code, name=row.state, side="state")
            graph.add_node(row.prefecture_code, name=row.prefecture, side="prefecture")
            graph.add_edge(row.state_code, row.prefecture_code, kind=row.kind)
    return graph


def nodes(partnerships: pd.DataFrame) -> pd.DataFrame:
    """One row a state or prefecture: code, name, side, partners, existing, rhetorical (partners of each
    kind), component (its number, by size and then by code)."""
    graph = graph_of(partnerships)
    components = sorted(nx.connected_components(graph), key=lambda members: (-len(members), min(members)))
    number = {code: position for position, members in enumerate(components, start=1) for code in members}
    rows = []
    for code, attributes in sorted(graph.nodes(data=True)):
        kinds = [kind for _, _, kind in graph.edges(code, data="kind")]
        of_kind = [kinds.count(kind) for kind in KINDS[1:]]
        rows.append((code, attributes["name"], attributes["side"], len(kinds), *of_kind, number[code]))
    return pd.DataFrame(rows, columns=columns_of("partnership_nodes"))


def measures(partnerships: pd.DataFrame) -> pd.DataFrame:
    """The graph of all pairs, and of each kind: kind, states, prefectures, pairs, components,
    largest_component, most_partners, bipartite (yes or no), matching (yes when nobody has two partners)."""
    rows = []
    for kind in KINDS:
        graph = graph_of(partnerships, kind)
        sides = [side for _, side in graph.nodes(data="side")]
        components = [len(members) for members in nx.connected_components(graph)]
        most = max((degree for _, degree in graph.degree), default=0)
        rows.append(
            (
                kind,
                sides.count("state"),
                sides.count("prefecture"),
                graph.number_of_edges(),
                len(components),
                max(components, default=0),
                most,
                _yes(nx.is_bipartite(graph)),
                _yes(nx.is_matching(graph, set(graph.edges))),
            )
        )
    return pd.DataFrame(rows, columns=columns_of("partnership_graph"))


def _yes(value: bool) -> str:
    return "yes" if value else "no"

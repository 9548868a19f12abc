"""How figures call a flow, its economies and its codes."""

import pandas as pd

FLOWS = {"export": "exports", "import": "imports"}
FLOW_TITLES = {"export": "{whose} exports to {partner}", "import": "{whose} imports from {partner}"}
# what CEPII makes of both sides' reports, where the codes of economies stand
RECONCILED = {"reconciled": "both sides, reconciled"}


def flow_title(reporter: str, partner: str, flow: str, names: dict[str, str]) -> str:
    """names: ISO code to display name."""
    return FLOW_TITLES[flow].format(whose=possessive(names[reporter]), partner=names[partner])


def possessive(name: str) -> str:
    """Japan's, the Philippines'; a mark that runs the line from left to right stays where it is."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def code_and_label(code: str, labels: pd.Series, letters: int) -> str:
    """An HS code with the label of its chapter, cut to so many letters. labels: by chapter."""
    label = labels.get(code[:2], "")
    return f"{code} {label if len(label) <= letters else label[: letters - 1].rstrip() + '…'}"

"""How figures call a flow, its economies and its codes."""

import pandas as pd

FLOWS = {"export": "exports", "import": "imports"}
FLOW_TITLES = {"export": "{whose} exports to {partner}", "import": "{whose} imports from {partner}"}
# what CEPII makes of both sides' reports, where the codes of economies stand
RECONCILED = {"reconciled": "both sides, reconciled"}


def flow_title(reporter: str, partner: str, flow: str, names: dict[str, str]) -> str:
    """Japan's, the Philippines' exports to …; names: ISO code to display name, in which a mark that runs the
    line from left to right stays where it is."""
    whose = f"{names[reporter]}'" if names[reporter].endswith("s") else f"{names[reporter]}'s"
    return FLOW_TITLES[flow].format(whose=whose, partner=names[partner])


def code_and_label(code: str, labels: pd.Series, letters: int) -> str:
    """An HS code with the label of its chapter, cut to so many letters. labels: by chapter."""
    label = labels.get(code[:2], "")
    return f"{code} {label if len(label) <= letters else label[: letters - 1].rstrip() + '…'}"

"""The simplest slip that explains a contradicted claim."""

def explain(claim, value, stated, study, name):
    return ""

"""What each file of a study should hold, in words: for data/README.md of a new one, and for who lacks one."""

from dataclasses import dataclass

from bilateral.study.project import rows_beside


@dataclass(frozen=True)
class Form:
    """key: of config.yaml; file: what it is called in a new study; holds: what, in words; columns: in our own
    form, "" where there is none; else_read: producers' files that are read as they come."""

    key: str
    file: str
    holds: str
    columns: str
    else_read: str


FORMS = [Form(**row) for row in rows_beside(__file__)]


def form_of(key: str) -> Form | None:
    """key: with dots, positions in lists left out."""
    return next((form for form in FORMS if form.key == key or key.startswith(f"{form.key}.")), None)

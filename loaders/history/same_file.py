"""Recognises a file that is in force already, by its hash."""

from domain.finding import Finding
from loaders.history.past import HistoryRule, Past
from loaders.messages import finding


def look(past: Past) -> list[Finding]:
    """Returns one remark that names the newest upload in force of the very same file."""
    if not past.checked.file_hash:
        return []
    found = past.rows(
        "SELECT upload_id, file_name, loaded_at FROM uploads WHERE in_force AND file_hash = ?"
        " ORDER BY seq DESC LIMIT 1",
        [past.checked.file_hash],
    )
    return [
        finding("already_loaded", upload=upload, file=name, loaded_at=f"{loaded_at:%Y-%m-%d %H:%M}")
        for upload, name, loaded_at in found
    ]


RULES = (HistoryRule("already_loaded", "", look),)

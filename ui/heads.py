"""Draws page heads with what every figure depends on: period, data date, who reported, drafts."""

from domain.jurisdiction import Jurisdiction
from domain.period import month_end
from metrics.window import window_of
from ui import caches, parts
from ui.caches import View
from ui.office import the_office
from ui.overview import reported_detail, reported_words
from ui.words import WINDOW_LABELS


def marks(jurisdiction: Jurisdiction) -> list[str]:
    """Returns the framed remarks: fictional data, targets that are only a draft."""
    found = ["虚构数据，仅供演示"] if jurisdiction.fictional else []
    if any(document.is_draft for document in jurisdiction.documents.values()):
        found.append("目标出自征求意见稿")
    return found


def period_words(view: View) -> str:
    """Returns the period as an office writes it, with 累计 where it is."""
    return f"{window_of(view.window, view.month).chinese} {WINDOW_LABELS[view.window]}"


def as_of(view: View) -> str:
    """Returns the data date: the end of the month, or of the newest month of a whole quarter or year."""
    last = window_of(view.window, view.month).last
    return month_end(max(m for m in caches.months() if m <= last)).isoformat()


def page_head(title: str, view: View | None = None, aside: str = "") -> None:
    """Draws the head: title, period, data date, how many units reported, and the marks."""
    jurisdiction = the_office().jurisdiction
    facts = [aside] if aside else []
    if view is not None:
        reported = caches.who_reported(view.month)
        facts += [
            period_words(view),
            f"数据截至 {as_of(view)}",
            reported_words(reported),
            reported_detail(reported),
        ]
    trial = caches.trial_words(view) if view is not None else ""
    framed = [*marks(jurisdiction), *([f"人均指标{trial}"] if trial else [])]
    parts.head(title, [fact for fact in facts if fact], framed)

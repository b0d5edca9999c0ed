"""Counts days as a clock does: calendar or working days, and none while it is paused."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

IsWorkday = Callable[[date], bool | None]
_ROOM = 800  # days past the last year asked for: the longest mark with a long pause


@dataclass(frozen=True)
class Pause:
    """Holds days that do not count: those after `began`, up to and with `ended`; None while it lasts."""

    began: date
    ended: date | None


class CalendarDays:
    """Counts every day."""

    def between(self, first: date, last: date) -> int:
        """Returns how many days lie after `first` up to and with `last`; negative backwards."""
        return (last - first).days

    def after(self, day: date, days: int) -> date:
        """Returns the day that is so many days later."""
        return day + timedelta(days=days)


class WorkingDays:
    """Counts the days on which people work; where holidays are unknown, Monday to Friday."""

    def __init__(self, is_workday: IsWorkday, first: date, last: date) -> None:
        self.is_workday = is_workday
        self.first, self.last = first, last + timedelta(days=_ROOM)

    @cached_property
    def _days(self) -> list[date]:
        every = (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
        return [day for day in every if self._counts(day)]

    def _counts(self, day: date) -> bool:
        known = self.is_workday(day)
        return day.weekday() < 5 if known is None else known

    def between(self, first: date, last: date) -> int:
        """Returns how many working days lie after `first` up to and with `last`; negative backwards."""
        return bisect_right(self._days, last) - bisect_right(self._days, first)

    def after(self, day: date, days: int) -> date:
        """Returns the working day that is so many working days later."""
        place = bisect_right(self._days, day) + days - 1
        return self._days[place] if days else day


Days = CalendarDays | WorkingDays


def merged(pauses: Sequence[Pause]) -> list[Pause]:
    """Returns the pauses in order and apart from each other; what ends before it begins is no pause."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.began):
        if pause.ended is not None and pause.ended <= pause.began:
            continue
        last = found[-1] if found else None
        if last is None or (last.ended is not None and pause.began > last.ended):
            found.append(pause)
        elif last.ended is not None and (pause.ended is None or pause.ended > last.ended):
            found[-1] = Pause(last.began, pause.ended)
    return found


def due_day(received_on: date, days: int, pauses: Sequence[Pause], count: Days) -> date | None:
    """Returns the day on which so many days have counted, or None while an open pause holds it up.

    `pauses` are merged. The day of receipt is day 0.
    """
    day, left = received_on, days
    for pause in pauses:
        if pause.ended is not None and pause.ended <= day:
            continue
        before = max(0, count.between(day, pause.began))
        if before >= left:
            break
        if pause.ended is None:
            return None
        day, left = max(pause.ended, day), left - before
    return count.after(day, left)


def running_days(first: date, last: date, pauses: Sequence[Pause], count: Days) -> int:
    """Returns how many days counted after `first` up to and with `last`, the paused ones left out."""
    paused = sum(
        max(0, count.between(max(first, pause.began), min(last, pause.ended or last)))
        for pause in pauses
        if pause.began < last
    )
    return count.between(first, last) - paused


def paused_days(pauses: Sequence[Pause], as_of: date) -> int:
    """Returns how many calendar days the clock stood still up to the day."""
    return sum(max(0, (min(p.ended or as_of, as_of) - p.began).days) for p in pauses)

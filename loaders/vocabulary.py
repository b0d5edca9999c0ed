"""Says what a header may mean: by its exact words, by a pattern of meaning, or by a near miss."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from loaders.roles import OTHER, Said, first_part, said
from loaders.spelling import KEPT, SHORTEST, folded, is_one_slip, normalise_header, without_brackets
from loaders.strangers import STRANGERS
from loaders.template import Column

LONGEST = 60  # characters; longer texts are notes, not headers
LONGEST_NEAR = 24
EXACT, PATTERN, NEAR = "exact", "pattern", "near"
_RANKS = {EXACT: 0, PATTERN: 200, NEAR: 300}
_BY_ROLE = 20  # how much less sure than a pattern a meaning is that is put together from its parts
_GROUP = re.compile(r"^(.{0,8}?)(?:基本)?(?:信息|情况|数据|内容|资料)(?=.{2})")
_ROLE = re.compile(r"被|受|生产|委托|标[称识示]|供|经营|销售|企业|单位|者|商")
_DIAGONAL = re.compile(r"[\\╲]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_NAMED = re.compile("(?!项目)..(?:名称|编号|日期|结论)")
_LONG_ENOUGH = 5  # signs of the first of two joined things, where it speaks of nobody
_CLOSEST = 60  # of 100: what is less alike than this is not offered


@dataclass(frozen=True)
class Match:
    """Says that a header may mean a column; a smaller rank is a surer match.

    `how` is exact, pattern or near. A doubtful match needs values that belong to the column.
    """

    column: str
    rank: int
    is_doubtful: bool = False
    how: str = EXACT


class Vocabulary:
    """Looks headers up in the spellings of a template's columns."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._exact: dict[str, list[Match]] = {}
        self._maybe: dict[str, Match] = {}
        self._meanings: dict[str, Match] = {}
        self._roles: dict[str, set[str]] = {}
        self.owners: dict[str, str] = {}  # a column whose bare header belongs to the column beside it
        self._patterns: list[tuple[Column, re.Pattern, re.Pattern | None]] = []
        for column in columns:
            for rank, spelling in enumerate(column.spellings):
                match = Match(column.name, rank, spelling in column.doubtful)
                self._exact.setdefault(normalise_header(spelling), []).append(match)
            for spelling in column.maybe:
                self._maybe[normalise_header(spelling)] = Match(column.name, _RANKS[NEAR], False, NEAR)
            if column.pattern:
                never = re.compile(column.never) if column.never else None
                self._patterns.append((column, re.compile(column.pattern), never))
            self._learn_meanings(column)
        self._cache: dict[str, tuple[Match, ...]] = {}
        self._near_cache: dict[str, tuple[Match, ...]] = {}

    def _learn_meanings(self, column: Column) -> None:
        for at, meaning in enumerate(column.means):
            self._meanings.setdefault(
                meaning, Match(column.name, _RANKS[PATTERN] + _BY_ROLE + at, False, PATTERN)
            )
        for at, meaning in enumerate(column.may_mean):
            self._meanings.setdefault(meaning, Match(column.name, _RANKS[NEAR] + _BY_ROLE + at, False, NEAR))
        if column.means:
            self._roles[column.name] = {
                meaning.partition(":")[0] for meaning in (*column.means, *column.may_mean)
            }
        if column.of:
            self.owners[column.name] = column.of

    @cached_property
    def _folded(self) -> dict[str, Match]:
        return {folded(plain): matches[0] for plain, matches in reversed(self._exact.items())}

    @cached_property
    def _foreign(self) -> frozenset[str]:
        return _strangers() - set(self._folded)

    @cached_property
    def _signs(self) -> frozenset[str]:
        return frozenset("".join((*self._folded, *self._foreign)))

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        """Returns the spellings by what is left of them without one sign: texts a slip apart share that."""
        alike: dict[str, list[str]] = {}
        for spelling in (*self._folded, *self._foreign):
            for rest in _one_less(spelling):
                alike.setdefault(rest, []).append(spelling)
        return alike

    @cached_property
    def _any(self) -> re.Pattern[str]:
        patterns = "|".join(f"(?:{pattern.pattern})" for _, pattern, _ in self._patterns)
        return re.compile(patterns or r"(?!)", re.MULTILINE)

    @property
    def spellings(self) -> frozenset[str]:
        """Returns every whole spelling, normalised."""
        return frozenset(self._exact)

    def role(self, text: str, matches: tuple[Match, ...] = ()) -> str:
        """Returns of whom a header speaks, by its words or by the column it means, '' when of nobody."""
        found = said(without_brackets(normalise_header(text))).role
        roles = self._roles.get(matches[0].column, set()) if matches else set()
        return found or next(iter(roles), "")

    def look_up(self, text: str) -> tuple[Match, ...]:
        """Returns what a header says by its words, surest first; empty when it says nothing known."""
        if len(text) > 2 * LONGEST:
            return ()
        if text not in self._cache:
            if len(self._cache) > KEPT:
                self._cache.clear()
            self._cache[text] = self._search(normalise_header(text))
        return self._cache[text]

    def look_near(self, text: str) -> tuple[Match, ...]:
        """Returns the one column a header all but names, or nothing: two that are as near are none."""
        if len(text) > 2 * LONGEST_NEAR:
            return ()
        if text not in self._near_cache:
            if len(self._near_cache) > KEPT:
                self._near_cache.clear()
            self._near_cache[text] = self._search_near(normalise_header(text))
        return self._near_cache[text]

    def closest(self, text: str, limit: int = 4) -> tuple[str, ...]:
        """Returns the columns whose spellings look most like a header, for a person to choose from."""
        plain = without_brackets(folded(normalise_header(text)))
        hits = process.extract(plain, list(self._folded), scorer=fuzz.ratio, limit=12, score_cutoff=_CLOSEST)
        return tuple(dict.fromkeys(self._folded[spelling].column for spelling, _, _ in hits))[:limit]

    def _search(self, plain: str) -> tuple[Match, ...]:
        if not plain or len(plain) > LONGEST:
            return ()
        if found := self._exact.get(plain):
            return _ranked(found)
        texts = _variants(plain)
        for variant in texts[1:]:
            if found := self._exact.get(variant):
                return _ranked(Match(m.column, m.rank + 100, m.is_doubtful) for m in found)
        if self._any.search(plain if len(texts) == 1 else "\n".join(texts)) and (
            found := self._by_pattern(texts)
        ):
            return found
        return self._by_meaning(texts) if self._meanings else ()

    def _by_pattern(self, texts: tuple[str, ...]) -> tuple[Match, ...]:
        plain = texts[0]
        for text in texts:
            if len(texts) == 1 or self._any.search(text):
                about = said(without_brackets(text))
                for column, pattern, never in self._patterns:
                    if (
                        pattern.search(text)
                        and not (never and never.search(plain))
                        and self._may_say(column, about)
                    ):
                        return (Match(column.name, _RANKS[PATTERN], False, PATTERN),)
        return ()

    def _may_say(self, column: Column, about: Said) -> bool:
        """Tells whether a header that speaks of somebody may mean the column: a role never flips."""
        if not about.role or column.name not in self._roles:
            return True
        is_clear = about.attribute != OTHER
        return about.meaning in column.means if is_clear else about.role in self._roles[column.name]

    def _by_meaning(self, texts: tuple[str, ...]) -> tuple[Match, ...]:
        """Returns the column that is about whom and what the header is about, put together from its parts."""
        for text in texts:
            about = said(text)
            if about.role and about.attribute != OTHER:
                found = self._meanings.get(about.meaning)
                return (found,) if found and folded(texts[0]) not in self._foreign else ()
        return ()

    def _by_first_part(self, plain: str) -> tuple[Match, ...]:
        """Returns the column that the first of two joined things means (受检单位及地区), as a near miss."""
        part = _first_part(plain)
        return (
            ()
            if not part
            else tuple(
                Match(one.column, _RANKS[NEAR] + 2 * _BY_ROLE, one.is_doubtful, NEAR)
                for one in self._search(part)[:1]
            )
        )

    def _search_near(self, plain: str) -> tuple[Match, ...]:
        if not _CHINESE.search(plain):
            return ()
        texts = [text for text in _variants(plain) if 2 <= len(text) <= LONGEST_NEAR]
        for text in texts:
            if found := self._maybe.get(text):
                return (found,)
        for text in map(folded, texts):
            if text in self._foreign:
                return ()
            if (found := self._folded.get(text)) or (found := self._one_slip(text)):
                return (Match(found.column, _RANKS[NEAR] + 10, found.is_doubtful, NEAR),)
        return self._by_first_part(plain)

    def _one_slip(self, text: str) -> Match | None:
        """Returns the column a single slip leads to; none when a slip leads to several, or elsewhere."""
        if len(text) < SHORTEST - 1 or self._alike.keys().isdisjoint(_one_less(text)):
            return None
        near = dict.fromkeys(one for rest in _one_less(text) for one in self._alike.get(rest, ()))
        slips = [spelling for spelling in near if is_one_slip(text, spelling, self._signs)]
        found = [self._folded.get(spelling) for spelling in slips]
        columns = {match.column if match else None for match in found}
        return found[0] if len(columns) == 1 else None


@lru_cache(maxsize=64)
def vocabulary(columns: tuple[Column, ...]) -> Vocabulary:
    """Returns the vocabulary of a template's columns, built once."""
    return Vocabulary(columns)


@lru_cache(maxsize=1)
def _strangers() -> frozenset[str]:
    return frozenset(folded(normalise_header(text)) for text in STRANGERS)


def variants(text: str) -> tuple[str, ...]:
    """Returns the forms of a header that are looked up as whole spellings: itself, without brackets and units."""
    return _variants(normalise_header(text))


def _ranked(found: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(found, key=lambda match: match.rank))


@lru_cache(maxsize=KEPT)
def _variants(plain: str) -> tuple[str, ...]:
    """Returns a header, then without what says nothing of its meaning: brackets, units, its group's title."""
    bare = without_brackets(plain)
    variants = [bare]
    group = _GROUP.match(plain)
    if group and not _ROLE.search(group[1]):
        variants.append(plain[group.end() :])
    elif group:
        variants.append(group[1] + plain[group.end() :])
    if _DIAGONAL.search(plain):  # the lower half names what stands in the column
        variants += reversed([part for part in _DIAGONAL.split(plain) if part])
    return tuple(text for text in dict.fromkeys((plain, *variants)) if text)


@lru_cache(maxsize=KEPT)
def _first_part(plain: str) -> str:
    """Returns the first of two joined things where it says enough to be a header of its own, else ''."""
    part = first_part(without_brackets(plain))
    return part if len(part) >= _LONG_ENOUGH or _NAMED.fullmatch(part) or said(part).role else ""


@lru_cache(maxsize=KEPT)
def _one_less(text: str) -> tuple[str, ...]:
    """Returns a text and what is left of it without each of its signs."""
    return (text, *(text[:at] + text[at + 1 :] for at in range(len(text))))

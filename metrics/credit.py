"""Lists what the penalty ledgers show: entities punished again and again, what was not listed or published.

What counts (003 四(一)): every penalty of the window whose credit repair was not approved by its
end. The clause speaks of entities without approved repair, and repair is approved penalty by
penalty; so a repaired penalty leaves the count, and an entity whose penalties are all repaired
leaves the list. Food or not makes no difference to the count; food is counted apart.
"""

from collections.abc import Collection
from datetime import date
from fractions import Fraction

from domain.period import Month, month_end
from metrics.credit_match import Entities, Question
from metrics.credit_result import OpenCase, Penalty, Repeated, TierCount
from metrics.credit_rules import CreditRules
from store.reading import Reading
from store.same_entity import standing

REPAIRED = "已获准信用修复"


class CreditLedger:
    """Holds every penalty and rating in force, with the entity each belongs to."""

    def __init__(
        self, penalties: tuple[Penalty, ...], ratings: tuple[tuple, ...], entities: Entities
    ) -> None:
        self.penalties = penalties
        self._ratings = ratings
        self.entities = entities
        self._repeated: dict[tuple[CreditRules, Month], list[Repeated]] = {}
        self._open: dict[tuple[CreditRules, Month], list[OpenCase]] = {}

    @classmethod
    def read(cls, warehouse: Reading) -> "CreditLedger":
        """Returns the ledger of all uploads in force."""
        names = list(Penalty.__dataclass_fields__)[1:]
        rows = warehouse.rows(
            f"SELECT {', '.join(names)} FROM penalties WHERE is_current AND penalised_on IS NOT NULL"
            " ORDER BY penalised_on, upload_id, sheet, row_no"
        )
        ratings = warehouse.rows(
            "SELECT credit_code, enterprise, unit_id, tier, rated_on FROM credit_ratings"
            " WHERE is_current AND rated_on IS NOT NULL ORDER BY rated_on, upload_id, sheet, row_no"
        )
        code, name = names.index("credit_code"), names.index("enterprise")
        known = [(row[0], row[1]) for row in ratings] + [(row[code], row[name]) for row in rows]
        entities = Entities(known, standing(warehouse))
        penalties = tuple(Penalty(entities.entity(row[code], row[name]), *row) for row in rows)
        return cls(penalties, tuple(ratings), entities)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Returns what a person has to say about names that several subjects bear, open ones first."""
        return self.entities.questions

    def window(self, rules: CreditRules, month: Month) -> list[Penalty]:
        """Returns the penalties of the window that ends with the month, repaired ones too."""
        first, last = rules.repeat.first_day(month), month_end(month)
        return [one for one in self.penalties if first <= one.penalised_on <= last]

    def repaired(self, rules: CreditRules, month: Month, unit_ids: Collection[str]) -> list[Penalty]:
        """Returns the window's penalties of these units that repair took out of the count."""
        last = month_end(month)
        return [one for one in self.window(rules, month) if one.unit_id in unit_ids and one.is_repaired(last)]

    def repeated(self, rules: CreditRules, month: Month, unit_ids: Collection[str]) -> list[Repeated]:
        """Returns the entities on the list or on watch that these units punished, most penalties first.

        An entity is judged by its penalties everywhere, so it may stand in several units' lists.
        """
        if (rules, month) not in self._repeated:
            self._repeated[rules, month] = self._count(rules, month)
        found = self._repeated[rules, month]
        return [one for one in found if any(p.unit_id in unit_ids for p in one.penalties)]

    def _count(self, rules: CreditRules, month: Month) -> list[Repeated]:
        last = month_end(month)
        by_entity: dict[str, list[Penalty]] = {}
        for one in self.window(rules, month):
            by_entity.setdefault(one.entity, []).append(one)
        found = []
        for entity, penalties in by_entity.items():
            counted = tuple(one for one in penalties if not one.is_repaired(last))
            if len(counted) >= rules.repeat.watch_from:
                codes = tuple(party.code for party in self.entities.members(entity) if party.code)
                repaired = len(penalties) - len(counted)
                found.append(Repeated(entity, counted[-1].enterprise, codes, counted, repaired))
        return sorted(found, key=lambda one: (-one.count, one.name, one.entity))

    def open_cases(self, rules: CreditRules, month: Month, unit_ids: Collection[str]) -> list[OpenCase]:
        """Returns the units' penalties up to the month's end that wait to be listed or published."""
        if (rules, month) not in self._open:
            self._open[rules, month] = self._wait(rules, month)
        return [one for one in self._open[rules, month] if one.penalty.unit_id in unit_ids]

    def _wait(self, rules: CreditRules, month: Month) -> list[OpenCase]:
        last, found = month_end(month), []
        for one in self.penalties:
            if one.penalised_on > last:
                break  # they are in the order of their days
            due = rules.publication.due_on(one.penalised_on)
            unlisted = bool(one.ought_to_list) and not _by(one.listed_on, last)
            unpublished = one.ought_to_publish is not False and due < last and not _by(one.published_on, last)
            if unlisted or unpublished:
                found.append(OpenCase(one, unlisted, unpublished, due))
        return found

    def tiers(self, rules: CreditRules, month: Month, unit_ids: Collection[str]) -> list[TierCount]:
        """Returns count and share of each tier over the latest rating of every enterprise."""
        last = month_end(month)
        latest: dict[str, tuple[str, str]] = {}
        for code, name, unit_id, tier, rated_on in self._ratings:
            if rated_on <= last:
                latest[self.entities.entity(code, name)] = (tier, unit_id)
        tiers = [tier for tier, unit_id in latest.values() if unit_id in unit_ids]
        total = len(tiers)
        return [
            TierCount(
                one.code,
                one.name,
                tiers.count(one.code),
                Fraction(tiers.count(one.code), total) if total else None,
            )
            for one in rules.tiers
        ]


def _by(day: date | None, last: date) -> bool:
    return day is not None and day <= last

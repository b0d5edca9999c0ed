"""Chooses the population a per-thousand figure is divided by, and says which one it is."""

from dataclasses import dataclass

from domain.jurisdiction import Jurisdiction, Population
from store.warehouse import Warehouse

KINDS = ("常住", "户籍")


@dataclass(frozen=True)
class Basis:
    """Names the population a reader wants to divide by; what is left empty is chosen for him."""

    kind: str = ""
    year: int | None = None


ANY = Basis()


class Populations:
    """Holds the shipped populations and the loaded ones; a loaded one of the same year wins."""

    def __init__(self, found: tuple[Population, ...]) -> None:
        self._by_unit: dict[str, list[Population]] = {}
        for population in found:
            self._by_unit.setdefault(population.unit_id, []).append(population)

    @classmethod
    def read(cls, jurisdiction: Jurisdiction, warehouse: Warehouse) -> "Populations":
        """Returns the populations of the jurisdiction's folder followed by the loaded ones."""
        loaded = warehouse.rows(
            "SELECT unit_id, people, kind, year, precision, source FROM populations WHERE is_current"
            " ORDER BY upload_id, row_no"
        )
        return cls((*jurisdiction.populations, *(Population(*row) for row in loaded)))

    def choose(self, unit_id: str, year: int, basis: Basis = ANY) -> Population | None:
        """Returns the unit's resident population of the newest year not after `year`.

        Falls back to the earliest later year, and to registered population only where no
        resident population is known; None where nothing is known (domain rule 10). A `basis`
        that is asked for is never replaced by another kind or year.
        """
        known = self._by_unit.get(unit_id, [])
        if basis.kind:
            known = [population for population in known if population.kind == basis.kind]
        if basis.year is not None:
            known = [population for population in known if population.year == basis.year]
        residents = [population for population in known if population.kind == "常住"] or known
        if not residents:
            return None
        past = [population for population in residents if population.year <= year]
        wanted = max(p.year for p in past) if past else min(p.year for p in residents)
        return [population for population in residents if population.year == wanted][-1]

    def trial_words(self, unit_id: str, year: int, basis: Basis) -> str:
        """Returns that a figure is only a trial: '' where the basis gives what verdicts rest on anyway."""
        usual, chosen = self.choose(unit_id, year), self.choose(unit_id, year, basis)
        if usual is None or chosen is None or chosen.vintage == usual.vintage:
            return ""
        return f"按{chosen.vintage}试算，不作判定依据"

    def bases(self) -> tuple[Basis, ...]:
        """Returns every kind and year that is known for any unit, newest first."""
        found = {(p.kind, p.year) for populations in self._by_unit.values() for p in populations}
        return tuple(Basis(kind, year) for kind, year in sorted(found, key=lambda pair: (pair[0], -pair[1])))

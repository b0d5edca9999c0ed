"""Declares what one file of the corpus is and what must come of it, and holds the door to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import pyarrow as pa

from domain.finding import Finding, Refusal, Severity
from loaders.checked import Checked, Declared
from loaders.containers.bundle import Member, expand
from loaders.door import as_finding
from loaders.messages import FILE_MESSAGES
from tests.corpus.house import House, facts_digest
from tests.corpus.sheets import Layout, ledger, xlsx

Make = Callable[[], bytes] | bytes | Layout
_OF_THE_FILE = frozenset([*FILE_MESSAGES, "unknown_layout", "template_not_found", "unknown_template"])


class Outcome(StrEnum):
    """Lists the four things that can come of a file."""

    REFUSED_FILE = "refused as a file"
    REFUSED_CELLS = "refused with every bad cell listed"
    NEEDS_CONFIRM = "loads after a warning is confirmed"
    ACCEPTED = "accepted with the figures of its clean twin"


@dataclass(frozen=True)
class Case:
    """Holds one file and what is expected of it.

    `places` are all errors of a refused file, all warnings of one to confirm, each as
    'code' or 'code cell' or 'code sheet!cell', with a question mark behind it when the finding only
    follows from another one and may be left unsaid; `says` are remarks that must be among the findings.
    `twin` is the clean file whose facts this one must give; None when the facts are not compared.
    """

    name: str
    make: Make
    outcome: Outcome
    places: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    twin: Make | None = None
    file: str = "台账.xlsx"
    records: int | None = None
    declared: Declared | None = None
    password: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def data(self) -> bytes:
        """Returns the file's bytes, made now."""
        return made(self.make)


def made(make: Make) -> bytes:
    """Returns the bytes of a builder, of bytes, or of a layout as .xlsx."""
    if isinstance(make, Layout):
        return xlsx(make)
    return make if isinstance(make, bytes) else made(make())


def refused(name: str, make: Make, code: str, **more) -> Case:
    """Declares a file that is refused as such, with this code."""
    return Case(name, make, Outcome.REFUSED_FILE, (code,), **more)


def bad(name: str, make: Make, *places: str, **more) -> Case:
    """Declares a file that is refused with exactly these errors at these places."""
    return Case(name, make, Outcome.REFUSED_CELLS, places, **more)


def doubtful(name: str, make: Make, *places: str, **more) -> Case:
    """Declares a file that loads with exactly these warnings at these places."""
    return Case(name, make, Outcome.NEEDS_CONFIRM, places, **more)


def good(name: str, make: Make, like: Make = ledger, **more) -> Case:
    """Declares a file that loads without a warning and says what its clean twin says."""
    return Case(name, make, Outcome.ACCEPTED, twin=like, **more)


def hold(house: House, case: Case) -> Checked:
    """Sends the file through the door and holds what comes of it against the case; returns it."""
    before = house.facts_digest()
    checked = _merged(_all(house, case))
    assert outcome_of(checked) is case.outcome, _listing(checked)
    if case.outcome is Outcome.REFUSED_FILE:
        _hold_refusal(checked, case)
    elif case.outcome is not Outcome.ACCEPTED:
        weight = Severity.ERROR if case.outcome is Outcome.REFUSED_CELLS else Severity.WARNING
        _hold_places(checked, case, weight)
    assert set(case.says) <= {one.code for one in checked.findings}, _listing(checked)
    if case.records is not None:
        assert checked.records == case.records
    if case.twin is not None:
        assert facts_digest(checked.facts) == _twin(house, case.twin), _facts(checked)
    if not checked.has_errors:
        house.load_and_undo(checked)
    assert house.facts_digest() == before, "figures moved"
    return checked


def outcome_of(checked: Checked) -> Outcome:
    """Returns which of the four things came of a file."""
    errors = [one for one in checked.findings if one.severity is Severity.ERROR]
    if errors:
        of_file = all(one.code in _OF_THE_FILE for one in errors)
        return Outcome.REFUSED_FILE if of_file else Outcome.REFUSED_CELLS
    has_doubts = any(one.severity is Severity.WARNING for one in checked.findings)
    return Outcome.NEEDS_CONFIRM if has_doubts else Outcome.ACCEPTED


def _all(house: House, case: Case) -> list[Checked]:
    """Returns what came of every file: of a ZIP's members one by one, as page and command line do it."""
    try:
        members = expand(case.data, case.file, house.door.limits)
    except Refusal as refusal:
        return [Checked(case.file, findings=[as_finding(refusal)])]
    return [_one(house, case, member) for member in members]


def _one(house: House, case: Case, member: Member) -> Checked:
    assert isinstance(member.source, bytes)
    checked = house.check(member.source, member.name, case.declared, case.password)
    checked.findings += member.notes
    return checked


def _merged(found: list[Checked]) -> Checked:
    """Returns the files of a bundle as one; a file by itself stays as it is."""
    first, *rest = found
    for other in rest:
        assert set(other.facts) == set(first.facts)
        findings = first.findings + other.findings
        facts = {name: pa.concat_tables([first.facts[name], other.facts[name]]) for name in first.facts}
        first = replace(first, findings=findings, facts=facts, records=first.records + other.records)
    return first


def _hold_refusal(checked: Checked, case: Case) -> None:
    [error] = [one for one in checked.findings if one.severity is Severity.ERROR]
    assert error.code == case.places[0], _listing(checked)
    assert error.message.endswith("。")
    assert error.code not in FILE_MESSAGES or case.file in error.message
    assert not any(table.num_rows for table in checked.facts.values())


def _hold_places(checked: Checked, case: Case, weight: Severity) -> None:
    found = [one for one in checked.findings if one.severity is weight]
    wanted = list(case.places)
    for one in found:
        fitting = next((place for place in wanted if _fits(one, place)), None)
        assert fitting is not None, f"{one.code} {one.sheet}!{one.cell} unexpected: {_listing(checked)}"
        wanted.remove(fitting)
    assert [place for place in wanted if not place.endswith("?")] == [], _listing(checked)


def _fits(found: Finding, place: str) -> bool:
    code, _, where = place.removesuffix("?").partition(" ")
    sheet, _, cell = where.rpartition("!")
    return found.code == code and sheet in ("", found.sheet) and cell == found.cell


_TWINS: dict[tuple[int, bytes], str] = {}


def _twin(house: House, twin: Make) -> str:
    data = made(twin)
    key = (id(house), data if isinstance(twin, bytes) else repr(twin).encode())
    if key not in _TWINS:
        checked = house.check(data, "台账.xlsx")
        assert not checked.has_errors, _listing(checked)
        assert sum(table.num_rows for table in checked.facts.values())
        _TWINS[key] = facts_digest(checked.facts)
    return _TWINS[key]


def _listing(checked: Checked) -> str:
    return (
        "; ".join(f"{one.severity} {one.code} {one.sheet}!{one.cell}" for one in checked.findings)
        or "no findings"
    )


def _facts(checked: Checked) -> Sequence[dict]:
    return [row for table in checked.facts.values() for row in table.to_pylist()]

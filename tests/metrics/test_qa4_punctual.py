"""A report that is a sheet of its own counts as received when the sheet is loaded."""

from datetime import date

from domain.jurisdiction import Report
from metrics.punctual import slips
from metrics.slip_result import Timeliness
from metrics.workdays import is_workday
from store.evidence import NewEvidence, record
from store.uploads import undo
from store.warehouse import Warehouse
from tests.metrics.builders import jurisdiction, put, warehouse

LIAISON = Report("liaison", "联络员表", date(2021, 5, 17), ("county",), "YC", "附件1", template="liaison")


def loaded() -> tuple[Warehouse, str]:
    """Returns a warehouse with the liaison table of unit a, and the upload's id."""
    house = warehouse()
    upload = put(
        house, "liaison_receipts", [{}], "a", 202105, template="liaison", received_on=date(2021, 5, 16)
    )
    return house, upload


def states(house: Warehouse, today: date = date(2021, 5, 20)) -> dict[str, Timeliness]:
    where = jurisdiction(returns=(), reports=(LIAISON,))
    return {s.unit_id: s.state for s in slips(where, house, [202105], today, is_workday)}


def test_a_loaded_sheet_is_its_report_s_receipt() -> None:
    house, _ = loaded()
    assert states(house) == {"a": Timeliness.ON_TIME, "b": Timeliness.MISSING, "c": Timeliness.MISSING}


def test_once_undone_it_is_missing_again() -> None:
    house, upload = loaded()
    undo(house, upload)
    assert states(house)["a"] is Timeliness.MISSING


def test_what_a_person_recorded_goes_first() -> None:
    house, _ = loaded()
    record(house, NewEvidence(LIAISON.subject, "a", 2021, "not_done", "退回", date(2021, 5, 18)), "测试")
    assert states(house)["a"] is Timeliness.RETURNED

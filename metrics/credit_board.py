"""Puts together what the credit page and the command `credit` show at the end of a month."""

from domain.period import Month
from metrics.board import Board
from metrics.credit_result import CreditView

COUNTERS = ("XM-03A", "XM-03B", "XM-03C", "XM-03D", "XM-03E")


def credit_view(board: Board, month: Month) -> CreditView | None:
    """Returns what credit supervision shows at the end of the month; None without a credit.toml."""
    evaluator, root = board.evaluator, board.jurisdiction.root
    rules, ledger = evaluator.credit_rules, evaluator.credit
    if rules is None:
        return None
    units = evaluator.units_of(root.unit_id)
    found = ledger.repeated(rules, month, units)
    figures = board.verdicts(month, ["XM-01", "XM-02", *COUNTERS], [root.unit_id])
    return CreditView(
        month=month,
        rules=rules,
        repeated=tuple(one for one in found if one.count >= rules.repeat.at_least),
        watched=tuple(one for one in found if one.count < rules.repeat.at_least),
        open_cases=tuple(ledger.open_cases(rules, month, units)),
        tiers=tuple(ledger.tiers(rules, month, units)),
        questions=ledger.questions,
        listed=figures[0],
        open=figures[1],
        counters=tuple(figures[2:]),
        has_penalties=bool(ledger.penalties),
    )

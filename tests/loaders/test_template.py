"""Proves that a wrong declaration fails at once, and that every template is whole."""

import pytest

from domain.table import Field, TableSpec
from loaders.messages import MESSAGES
from loaders.template import Column, LedgerTemplate, Limit, Reading, Rule
from loaders.templates import TEMPLATES, tables


def test_misspelt_field_fails():
    with pytest.raises(TypeError):
        Column("x", "列", alias=("别名",))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Column("x", "列", kind="texte"),
        lambda: Column("x", "列", doubtful=("也许",)),
        lambda: Reading("x", "varchar", lambda text, context: text),
        lambda: Rule("no_such_message", "true"),
        lambda: Rule("bad_date", "true", over="rows"),
        lambda: Limit("no_such_message", "a", "b"),
    ],
)
def test_wrong_declaration_fails(make):
    with pytest.raises(ValueError):
        make()


def test_unknown_column_in_a_template_fails():
    spec = TableSpec("things", (Field("x", "VARCHAR"),), ())
    with pytest.raises(ValueError, match="unknown columns"):
        LedgerTemplate("t", "表", "", spec, (Column("x", "列"),), (("y",),), "x", "SELECT 1", (), rank=1)


def test_ids_tables_and_ranks_are_unique():
    assert {one.template_id for one in TEMPLATES} == {
        "case_form", "sampling_ledger", "disposal_ledger", "population", "indicator_return", "unit_summary",
        "typical_case", "lead_ledger", "liaison", "credit_tiers", "penalty_ledger", "task_list",
        "inspection_ledger", "entity_register",
    }  # fmt: skip
    assert len({one.rank for one in TEMPLATES}) == len(TEMPLATES) == len({spec.name for spec in tables()})


@pytest.mark.parametrize("chosen", TEMPLATES, ids=lambda one: one.template_id)
def test_no_spelling_stands_for_two_columns(chosen):
    spellings = [spelling for column in chosen.columns for spelling in column.spellings]
    assert len(spellings) == len(set(spellings))


def test_every_sentence_ends_and_does_not_shout():
    for code, (_, wording) in MESSAGES.items():
        assert wording.endswith("。"), code
        assert "!" not in wording.replace("”!{cell}", "") and "！" not in wording, code

"""Runs the verbs about remembered headers: layouts, forget-layout; reads the option --column."""

from argparse import Namespace
from collections.abc import Sequence

from commands.answer import Answer
from commands.office import Office, data_folder, open_office
from commands.shapes import plain
from domain.finding import Refusal
from loaders.checked import ColumnChoice
from store.layouts import Layout, forget, list_layouts

NOT_USED = "不用"


def layouts(options: Namespace) -> Answer:
    """Lists the layouts whose headers a person explained, newest first."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        found = [_layout_json(office, one) for one in list_layouts(office.warehouse)]
    lines = [
        f"{one['layout_id']}  {one['chosen_at']}  {one['chosen_by']}  {one['template']}  {one['unit'] or '不限单位'}  "
        + "；".join(f"{c['header']} → {c['column'] or NOT_USED}" for c in one["columns"])
        for one in found
    ]
    return Answer(found, "\n".join(lines) or "还没有记住的表头对应。")


def forget_layout(options: Namespace) -> Answer:
    """Forgets what was said of one layout's headers."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        forget(office.warehouse, options.layout_id)
    return Answer({"layout_id": options.layout_id, "forgotten": True}, f"已忘记 {options.layout_id}。")


def column_choices(pairs: Sequence[str] | None) -> tuple[ColumnChoice, ...]:
    """Returns what --column 表头=列名 says, for any sheet; raises Refusal for a pair nobody can read."""
    choices = []
    for pair in pairs or ():
        header, sign, column = (part.strip() for part in pair.rpartition("="))
        if not (header and sign and column):
            raise Refusal(
                f"“{pair}”看不懂。请写成 表头=列名，不用这一列的写成 表头={NOT_USED}。", "bad_column_option"
            )
        choices.append(ColumnChoice("", -1, header, None if column == NOT_USED else column))
    return tuple(choices)


def _layout_json(office: Office, layout: Layout) -> dict:
    known = {unit.unit_id: unit.name for unit in office.jurisdiction.units}
    return {
        "layout_id": layout.layout_id,
        "template": layout.template,
        "unit": known.get(layout.unit_id, layout.unit_id) or None,
        "columns": [
            {"position": one.position, "header": one.header, "column": one.column or None}
            for one in layout.columns
        ],
        "chosen_by": layout.chosen_by,
        "chosen_at": plain(layout.chosen_at),
    }

"""Declares the population table: one unit a row, with the kind of count and its year; columns of several side by side."""

import re
from dataclasses import replace

from domain.number import clean_text
from domain.table import Field, TableSpec
from loaders.grid import Grid
from loaders.header import Heading
from loaders.template import Column, Context, LedgerTemplate, Reading, Rule, SheetWords

MOST = 6  # columns of people side by side: both kinds of three years
_MORE = tuple(f"people_{number}" for number in range(2, MOST + 1))
_KIND_IN_TITLE = re.compile(r"常住|户籍")


def _unit(text: str, context: Context) -> str | None:
    unit = context.jurisdiction.resolve(text)
    return unit.unit_id if unit else None


def _kind(text: str, _context: Context) -> str | None:
    found = set(_KIND_IN_TITLE.findall(clean_text(text)))
    return found.pop() if len(found) == 1 else None


def _year(text: str, _context: Context) -> int | None:
    match = re.fullmatch(
        r"((?:19|20)\d\d)\s*年?(?:度|末|底)?(?:[-./年]?\d{1,2}(?:[-./月]\d{1,2}日?)?)?", clean_text(text)
    )
    return int(match[1]) if match else None


def _year_in(text: str) -> str | None:
    match = re.search(r"(?:19|20)\d\d", clean_text(text))
    return match[0] if match else None


def part_people(heading: Heading, grid: Grid) -> Heading:
    """Returns the heading with a column of its own for each header of people that names another kind or year.

    The lines of the header above and below count as well. Headers that name neither, or the same
    twice, are left alone: then only the surest is read.
    """
    heading = _with_all_lines(heading, grid)
    chosen = {col: _people_column(heading, col) for col in sorted(heading.headers)}
    said = {col: _said(heading.headers[col]) for col, column in chosen.items() if column}
    kinds = {kind for kind, _ in said.values()}
    apart: dict[tuple[str | None, str | None], int] = {}
    for col, about in said.items():
        if about[0] or (kinds == {None} and about[1]):
            apart.setdefault(about, col)
    if not 2 <= len(apart) <= MOST:
        return heading
    first, *others = apart.values()
    names = {first: str(chosen[first])} | dict(zip(others, _MORE, strict=False))
    sure = {"rank": -1, "is_doubtful": False}  # what names no kind must not displace what does
    matches = {
        col: (replace(heading.matches[col][0], column=name, **sure),)
        for col, name in names.items()
        if col in heading.matches
    }
    picked = {
        col: replace(heading.picked[col], column=name) for col, name in names.items() if col in heading.picked
    }
    return replace(heading, matches=heading.matches | matches, picked=heading.picked | picked)


def _with_all_lines(heading: Heading, grid: Grid) -> Heading:
    """Returns the heading with all its lines (年末常住人口 over 2023年 │ 2024年) for the columns of people."""
    above = heading.first_row - 1
    spans = [one for one in grid.merges if one.first_row == above >= 0 and one.last_col > one.first_col]
    is_group = bool(spans) and len({text for text in grid.rows[above] if text}) > 1
    rows = range(above if is_group else heading.first_row, heading.last_row + 1)
    whole = {col: "".join(dict.fromkeys(filter(None, (grid.filled(row, col) for row in rows))))
             for col in heading.headers if _people_column(heading, col)}  # fmt: skip
    return replace(heading, headers=heading.headers | whole)


def _people_column(heading: Heading, col: int) -> str | None:
    """Returns the column of people a header means, or None for any other."""
    if col in heading.picked:
        name = heading.picked[col].column
    else:
        name = heading.matches[col][0].column if heading.matches.get(col) else None
    return name if name in ("people", "people_wan") else None


def _said(header: str) -> tuple[str | None, str | None]:
    found = set(_KIND_IN_TITLE.findall(clean_text(header)))
    return (found.pop() if len(found) == 1 else None), _year_in(header)


def about_sheet(words: SheetWords, context: Context) -> dict[str, str | None]:
    """Returns the kind, the year and the unit of count (人 or 万人) of each column of people.

    The header of the column names them before any title does.
    """
    around = (*words.titles, words.sheet)
    title_kind = next(filter(None, (_kind(text, context) for text in around)), None)
    title_year = next(filter(None, map(_year_in, around)), None)
    in_ten_thousands = any("万人" in clean_text(text) for text in around)
    is_parted = any(name in words.headers for name in _MORE)
    said: dict[str, str | None] = {"title_kind": title_kind, "title_year": title_year}
    lines = []
    for number, names in enumerate((("people_wan", "people"), *((name,) for name in _MORE)), start=1):
        header = next((words.headers[name] for name in names if name in words.headers), "")
        kind, year = _said(header)
        in_people = "(人)" in clean_text(header)
        is_wan = (
            "yes"
            if "万" in header and number > 1
            else ("maybe" if in_ten_thousands and not in_people else None)
        )
        said |= {f"kind_{number}": kind, f"year_{number}": year, f"wan_{number}": is_wan}
        if header:
            span = f"{year or title_year}年" if year or title_year else ""
            lines.append(f"“{clean_text(header)}”读作{span}{kind or title_kind or '常住'}人口")
    return said | {"is_parted": "yes" if is_parted else None, "people_columns": "；".join(lines)}


def _slot(number: int) -> str:
    """Returns the figure of one column of people as a struct: what is written, its kind and year, the count."""
    name = f"people_{number}" if number > 1 else "people"
    wan = "people IS NULL AND people_wan IS NOT NULL" if number == 1 else f"wan_{number} = 'yes'"
    value = "people_wan_num" if number == 1 else f"{name}_num"
    written = (
        "coalesce(people, people_wan)" if number == 1 else name
    )  # the exact count before the rounded one
    before = ", ".join(["people_wan", "people", *_MORE[: number - 2]])
    return f"""{{
        'slot': {number}, 'written': {written},
        'is_more': {"false" if number == 1 else f"coalesce({before}) IS NOT NULL"},
        'kind_known': coalesce(CASE WHEN is_parted = 'yes' THEN kind_{number} END, kind_known, kind_{number}, title_kind),
        'year_known': coalesce(CASE WHEN is_parted = 'yes' THEN CAST(year_{number} AS INTEGER) END, year_known,
            CASE WHEN year IS NULL THEN coalesce(CAST(year_{number} AS INTEGER), CAST(title_year AS INTEGER), CAST(floor(last_month / 100) AS INTEGER)) END),
        'count_exact': CASE WHEN {wan} THEN {value} * 10000
            WHEN wan_{number} = 'maybe' AND ({name}_num <> floor({name}_num) OR {name}_num < 10000) THEN {name}_num * 10000
            ELSE {name}_num END
    }}"""


_SLOTS = f"[{', '.join(map(_slot, range(1, MOST + 1)))}]"
_OF_COLUMN = tuple(f"{about}_{number}" for about in ("kind", "year", "wan") for number in range(1, MOST + 1))
_ANY = f"coalesce(people_wan, people, {', '.join(_MORE)})"


_CELLS = (
    (1, "people_wan", "people IS NULL"),
    (1, "people", "true"),
    *((number, name, "true") for number, name in enumerate(_MORE, start=2)),
)  # slot, its column, when it counts
_FEW = 999  # so few people are hardly a county's: the figures are in 万人

TEMPLATE = LedgerTemplate(
    template_id="population",
    title="人口表",
    about="各单位人口,写明口径(常住或户籍)、年份和来源,用于每千人口的指标。",
    table=TableSpec(
        "populations",
        (
            Field("kind", "VARCHAR"),
            Field("year", "INTEGER"),
            Field("people", "BIGINT"),
            Field("precision", "VARCHAR"),
            Field("source", "VARCHAR"),
        ),
        ("unit_id", "kind", "year"),
    ),
    columns=(
        Column("unit", "单位", ("单位名称", "县区", "区县", "县(市、区)", "地区", "行政区划", "名称", "乡镇", "县(市,区)", "区域"),
               pattern="^(?:所在|所属|行政)?(?:[县区旗][、/,(]?[市县区旗][、/,市县区旗)]*|地区|区划)(?:名称)?$|^(?:单位|地区|区县|县区|乡镇(?:街道)?|街道)(?:名称)?$", never="代码|编码",
               required=True, readings=(Reading("unit_known", "string", _unit),), example="甲县"),
        Column("people", "人口(人)", ("人口", "人口数", "常住人口", "户籍人口", "总人口", "人口数(人)", "常住人口(人)",
                                  "户籍人口(人)", "年末常住人口", "常住人口数", "户籍人口数"),
               pattern="人口", never="万|口径|[前去上]年|年份|年度|年龄|密度|自然|出生|来源|死亡|增长|比重|占比|流动|城镇|农村|男|女|类型|类别", kind="number", signature=True, example="412345"),
        Column("people_wan", "人口(万人)", ("常住人口(万人)", "户籍人口(万人)", "总人口(万人)", "人口数(万人)"),
               pattern="人口.*万", kind="number", signature=True, in_blank=False),
        *(Column(name, f"人口(第{number}列)", kind="number", in_blank=False) for number, name in enumerate(_MORE, start=2)),
        Column("kind", "口径", ("人口口径", "类型", "人口类型", "统计口径"), choices=("常住", "户籍"),
               readings=(Reading("kind_known", "string", _kind),), example="常住"),
        Column("year", "年份", ("年度", "时点", "统计年份", "数据年份"), readings=(Reading("year_known", "int32", _year),),
               example="2020"),
        Column("precision", "精度", ("精确程度",)),
        Column("source", "来源", ("数据来源", "出处"), example="第七次全国人口普查"),
    ),
    needs=(("unit",), ("people", "people_wan")),
    entries=f"""
        unit, unit_known AS unit_id, people, people_wan, {", ".join(_MORE)}, kind, year, people_columns,
        coalesce(precision, '') AS precision, coalesce(source, '') AS source,
        unnest(CASE WHEN {_ANY} IS NULL THEN {_SLOTS}[:1] ELSE list_filter({_SLOTS}, lambda one: one.written IS NOT NULL) END,
               recursive := true)
    """,
    records="""
        SELECT rid, sheet, row_no, unit_id, unit, year_known * 100 + 12 AS month, slot,
            coalesce(kind_known, '常住') AS kind, year_known AS year,
            CASE WHEN count_exact >= 0 AND count_exact = floor(count_exact) THEN count_exact END AS people,
            precision, source,
            count(*) OVER (PARTITION BY unit_id, coalesce(kind_known, '常住'), year_known) AS same,
            first_value(row_no) OVER once AS first_row, first_value(slot) OVER once AS first_slot
        FROM entries WINDOW once AS (PARTITION BY unit_id, coalesce(kind_known, '常住'), year_known ORDER BY rid, slot)
        ORDER BY rid, slot
    """,
    rules=(
        Rule("cell_missing", "unit IS NULL AND NOT is_more", "unit", parts=(("column", "'单位'"),)),
        Rule("row_unit_unknown", "unit IS NOT NULL AND unit_id IS NULL", "unit", parts=(("found", "unit"),), group="unit"),
        Rule("cell_missing", "written IS NULL", parts=(("column", "'人口'"),)),
        *(Rule("bad_people", f"slot = {slot} AND {name} IS NOT NULL AND {given} AND (count_exact IS NULL OR count_exact < 0"
               " OR count_exact <> floor(count_exact))", name, parts=(("found", name),))
          for slot, name, given in _CELLS),
        Rule("bad_year", "year_known IS NULL", "year", parts=(("found", "coalesce(year, '')"),)),
        *(Rule("people_few", f"slot = {slot} AND {name} IS NOT NULL AND {given} AND count_exact = floor(count_exact)"
               f" AND count_exact BETWEEN 1 AND {_FEW}", name, parts=(("found", name), ("people", "CAST(count_exact AS BIGINT)")))
          for slot, name, given in _CELLS),
        Rule("year_in_future", "year IS NOT NULL AND year_known > year(current_date)", "year", parts=(("found", "year_known"),)),
        *(Rule("year_in_future", f"slot = {slot} AND {name} IS NOT NULL AND {given} AND year IS NULL"
               " AND year_known > year(current_date)", name, parts=(("found", "year_known"),))
          for slot, name, given in _CELLS),
        Rule("unknown_kind", "kind IS NOT NULL AND kind_known IS NULL", "kind", parts=(("found", "kind"),)),
        Rule("kind_missing", "kind IS NULL AND kind_known IS NULL", once=True),
        Rule("people_columns", "slot > 1", once=True, parts=(("columns", "people_columns"),)),
        Rule("repeated_key", "unit_id IS NOT NULL AND (row_no > first_row OR slot > first_slot)", over="records",
             parts=(("other", "'“' || sheet || '”第 ' || first_row || ' 行'"),)),
    ),
    rank=40,
    identity=("unit", "people", "people_wan", *_MORE),
    constants=("title_kind", "title_year", "is_parted", "people_columns", *_OF_COLUMN),
    part=part_people,
    about_sheet=about_sheet,
    notes=("人口按整数填写(人)。常住与户籍分行填写,或各占一列,表头写明口径和年份;不得混用。",),
)  # fmt: skip

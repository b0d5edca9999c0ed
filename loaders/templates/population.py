"""Declares the population table: one unit a row, with the kind of count and its year."""

import re

from domain.number import clean_text
from domain.table import Field, TableSpec
from loaders.template import Column, Context, LedgerTemplate, Reading, Rule, SheetWords

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


def about_sheet(words: SheetWords, context: Context) -> dict[str, str | None]:
    """Returns the kind, the year and the unit of count (人 or 万人) named around the table.

    The header of the people's column names the kind before any title does.
    """
    around = (*words.titles, words.sheet)
    headers = [words.headers.get(name, "") for name in ("people_wan", "people")]
    kind = next(filter(None, (_kind(text, context) for text in (*headers, *around))), None)
    years = (re.search(r"(?:19|20)\d\d", clean_text(text)) for text in around)
    year = next((match[0] for match in years if match), None)
    in_ten_thousands = any("万人" in clean_text(text) for text in around)
    return {"title_kind": kind, "title_year": year, "title_wan": "yes" if in_ten_thousands else None}


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
        Column("kind", "口径", ("人口口径", "类型", "人口类型", "统计口径"), choices=("常住", "户籍"),
               readings=(Reading("kind_known", "string", _kind),), example="常住"),
        Column("year", "年份", ("年度", "时点", "统计年份", "数据年份"), readings=(Reading("year_known", "int32", _year),),
               example="2020"),
        Column("precision", "精度", ("精确程度",)),
        Column("source", "来源", ("数据来源", "出处"), example="第七次全国人口普查"),
    ),
    needs=(("unit",), ("people", "people_wan")),
    entries="""
        unit, unit_known AS unit_id, people, people_wan, kind, coalesce(kind_known, title_kind) AS kind_known,
        year, coalesce(year_known, CASE WHEN year IS NULL THEN CAST(title_year AS INTEGER) END,
                       CASE WHEN year IS NULL THEN CAST(floor(last_month / 100) AS INTEGER) END) AS year_known,
        CASE WHEN people_wan IS NOT NULL THEN people_wan_num * 10000
             WHEN title_wan IS NOT NULL AND people_num <> floor(people_num) THEN people_num * 10000
             ELSE people_num END AS count_exact,
        coalesce(precision, '') AS precision, coalesce(source, '') AS source
    """,
    records="""
        SELECT rid, sheet, row_no, unit_id, unit, year_known * 100 + 12 AS month,
            coalesce(kind_known, '常住') AS kind, year_known AS year,
            CASE WHEN count_exact >= 0 AND count_exact = floor(count_exact) THEN count_exact END AS people,
            precision, source,
            count(*) OVER (PARTITION BY unit_id, coalesce(kind_known, '常住'), year_known) AS same,
            first_value(row_no) OVER (PARTITION BY unit_id, coalesce(kind_known, '常住'), year_known ORDER BY rid)
                AS first_row
        FROM entries
    """,
    rules=(
        Rule("cell_missing", "unit IS NULL", "unit", parts=(("column", "'单位'"),)),
        Rule("row_unit_unknown", "unit IS NOT NULL AND unit_id IS NULL", "unit", parts=(("found", "unit"),), group="unit"),
        Rule("cell_missing", "people IS NULL AND people_wan IS NULL", parts=(("column", "'人口'"),)),
        *(Rule("bad_people", f"{name} IS NOT NULL AND {given} AND (count_exact IS NULL OR count_exact < 0"
               " OR count_exact <> floor(count_exact))", name, parts=(("found", name),))
          for name, given in (("people_wan", "true"), ("people", "people_wan IS NULL"))),
        Rule("bad_year", "year_known IS NULL", "year", parts=(("found", "coalesce(year, '')"),)),
        Rule("year_in_future", "year_known > year(current_date)", "year", parts=(("found", "year_known"),)),
        Rule("unknown_kind", "kind IS NOT NULL AND kind_known IS NULL", "kind", parts=(("found", "kind"),)),
        Rule("kind_missing", "kind IS NULL AND kind_known IS NULL", once=True),
        Rule("repeated_key", "unit_id IS NOT NULL AND row_no > first_row", over="records",
             parts=(("other", "'“' || sheet || '”第 ' || first_row || ' 行'"),)),
    ),
    rank=40,
    identity=("unit", "people", "people_wan"),
    constants=("title_kind", "title_year", "title_wan"),
    about_sheet=about_sheet,
    notes=("人口按整数填写(人)。常住与户籍分行填写,不得混用。",),
)  # fmt: skip

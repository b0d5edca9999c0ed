"""Checks the reference lists: categories, residue items, national figures, headers."""

import csv

from domain.paths import REFERENCE

SPLIT_PRODUCE = (
    "畜禽肉及副产品",
    "蔬菜",
    "水产品",
    "水果类",
    "鲜蛋",
    "豆类",
    "生干坚果与籽类食品",
)


def rows(name: str) -> list[dict[str, str]]:
    """Returns the rows of a reference file."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_every_category_name_stands_once_and_rolls_up_to_one_of_34() -> None:
    found = rows("food_categories.csv")
    names = [row["name"] for row in found]
    canonical = {row["canonical"] for row in found}
    assert len(set(names)) == len(names)
    assert len(canonical) == 34 and canonical <= set(names)


def test_the_seven_splits_of_2026_roll_up_to_farm_produce() -> None:
    by_name = {row["name"]: row for row in rows("food_categories.csv")}
    assert {by_name[name]["canonical"] for name in SPLIT_PRODUCE} == {"食用农产品"}
    assert all(
        (row["is_produce"] == "true") == (row["canonical"] == "食用农产品") for row in by_name.values()
    )
    # a processed product is not the crop it is made from
    assert by_name["蔬菜制品"]["is_produce"] == by_name["水产制品"]["is_produce"] == "false"


def test_residue_items_are_named_once_and_of_one_kind() -> None:
    found = rows("residue_items.csv")
    assert len({row["name"] for row in found}) == len(found) >= 150
    assert {row["kind"] for row in found} == {"农药", "兽药"}
    kinds = {row["name"]: row["kind"] for row in found}
    assert (kinds["毒死蜱"], kinds["恩诺沙星"], kinds["磺胺类(总量)"]) == ("农药", "兽药", "兽药")
    assert not {"铅", "镉", "苯甲酸", "菌落总数", "黄曲霉毒素B1"} & kinds.keys()


def test_the_province_table_adds_up_to_its_printed_total() -> None:
    table = rows("categories_province.csv")
    parts, total = table[:-1], table[-1]
    for column, printed in (("batches", 23852), ("qualified", 23348), ("failed", 504)):
        assert sum(int(row[column]) for row in parts) == int(total[column]) == printed


def test_every_published_category_is_known() -> None:
    known = {row["name"] for row in rows("food_categories.csv")}
    for name in ("categories_province.csv", "categories_national_2019H2.csv"):
        unknown = {row["category"] for row in rows(name)} - known - {"合计", "总计"}
        assert not unknown


def test_national_rates_follow_from_their_counts() -> None:
    for row in rows("national_baseline.csv"):
        if row["batches"] and row["failed"]:
            rate = 100 * int(row["failed"]) / int(row["batches"])
            assert abs(rate - float(row["failed_rate_percent"])) < 0.05, row["period"]


def test_the_headers_of_real_files_are_complete() -> None:
    assert len(rows("national_export_headers.csv")) == 86
    pages = {row["page"] for row in rows("published_list_headers.csv")}
    assert pages == {"合格公示表", "不合格公示表"}

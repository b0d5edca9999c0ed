"""Declares the liaison table (联络员表, 001 附件1): leader and liaison of a unit, personal data kept apart."""

from domain.table import Field, TableSpec
from loaders.card_template import LiaisonTemplate
from loaders.template import Column, RowLabel

TEMPLATE = LiaisonTemplate(
    template_id="liaison",
    title="联络员表",
    about="各单位的分管领导和联络员。姓名和电话另存，凭口令查看；不进入统计、导出和日志，也不留存原文件。",
    table=TableSpec(
        "liaison_receipts",
        (
            Field("role", "VARCHAR"),
            Field("is_named", "BOOLEAN"),
            Field("has_phone", "BOOLEAN"),
        ),
        ("unit_id", "role"),
    ),
    columns=(
        Column("name", "姓名", ("联络员姓名", "人员姓名"), kind="aside", required=True),
        Column("position", "职务", ("职务/职称", "现任职务"), kind="aside"),
        Column("office_phone", "办公电话", ("办公室电话", "座机", "固定电话", "联系电话"), kind="aside"),
        Column("mobile", "手机", ("手机号码", "手机号", "移动电话"), kind="aside"),
        Column("fax", "传真", ("传真号码", "传真电话"), kind="aside"),
    ),
    roles=(
        RowLabel("分管领导", "分管(?:局|科|所|队)?领导|主管领导|分管负责人|负责人|领导"),
        RowLabel("联络员", "(?:具体)?联[络系](?:员|人)|经办人"),
    ),
    rank=81,
    notes=("每个单位一张，填分管领导和联络员。", "姓名和电话是个人信息，另行保存，凭口令才能查看。"),
)

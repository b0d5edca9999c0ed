"""Declares the task list: a work breakdown with who leads, who answers, who cooperates, until when."""

from domain.table import Field, TableSpec
from loaders.task_template import TaskTemplate
from loaders.template import Column

_FOREIGN = "编号|批次|抽样|样品|来源|类别|状态|批|数|完成|进展|单位|部门|科室"

TEMPLATE = TaskTemplate(
    template_id="task_list",
    title="任务清单",
    about="工作任务分解表：任务、牵头单位、责任单位、配合单位和完成时限；Excel 和 Word（.docx）都可以上传。",
    table=TableSpec(
        "tasks",
        (
            Field("document", "VARCHAR"),
            Field("task_id", "VARCHAR"),
            Field("group_title", "VARCHAR"),
            Field("title", "VARCHAR"),
            Field("lead", "VARCHAR"),
            Field("responsible", "VARCHAR"),
            Field("cooperating", "VARCHAR"),
            Field("due_on", "DATE"),
            Field("due_words", "VARCHAR"),
            Field("progress", "VARCHAR"),
            Field("clause", "VARCHAR"),
            Field("asks", "VARCHAR"),
            Field("above", "VARCHAR"),
            Field("nth", "INTEGER"),
        ),
        ("document", "task_id"),
    ),
    columns=(
        Column("serial", "序号", ("编号", "任务编号"), example="1"),
        Column("group", "专项行动", ("项目", "行动", "任务类别", "工作类别", "任务分类", "板块", "重点领域", "行动名称", "一级任务"),
               never="编号|单位|名称代码", example="示例行动"),
        Column("item", "标准", ("具体标准", "工作标准", "工作目标", "创建标准", "二级任务")),
        Column("task", "工作任务", ("任务", "重点任务", "主要任务", "具体任务", "任务内容", "工作内容", "主要工作", "重点工作",
                                "工作事项", "目标任务", "任务分解", "工作措施", "任务名称", "三级任务", "工作任务及要求"),
               never=_FOREIGN, required=True, signature=True, hint="一格里写“1. … 2. …”的按号拆成几条", example="示例任务"),
        Column("lead", "牵头单位", ("牵头部门", "牵头科室", "牵头处室", "牵头责任单位", "主办单位", "主办部门", "主办科室"),
               never="人|电话", signature=True, hint="几个单位用顿号分开；空格会逐格询问", example="市市场监管局"),
        Column("responsible", "责任单位", ("责任部门", "责任科室", "责任处室", "承办单位", "承办部门", "落实单位", "实施单位", "责任分工",
                                     "责任单位及分工"),
               never="人|电话", hint="可写“A牵头，B、C配合”或“A、B按职责分工负责”", example="甲县、乙县"),
        Column("cooperating", "配合单位", ("配合部门", "配合科室", "协助单位", "协办单位", "协办部门", "参与单位"), never="人|电话", example=""),
        Column("due", "完成时限", ("时限", "时限要求", "完成期限", "时间节点", "截止时间", "完成时间要求", "时间要求", "进度安排"),
               hint="如 2026-11-30、11月底前、年底前；长期任务写“长期坚持”", example="2026年11月底前"),
        Column("progress", "进展情况", ("进展", "工作进展", "落实情况", "完成情况", "推进情况"), never="核查|处置", example=""),
        Column("remark", "备注", ("说明",), kind="aside"),
    ),
    needs=(("task",), ("lead", "responsible")),
    entries="",
    records="",
    rules=(),
    rank=70,
    identity=("task",),
    notes=(
        "合并单元格里的空格沿用合并的内容；没有合并而空着的单位格会逐格询问，写“同上”表示沿用上一行，写“待明确”表示确实未定。",
        "一格里写“1. … 2. …”或“（一）… （二）…”的，按号拆成几条任务。",
        "同一文件的清单再次上传时，按任务编号更新；以最近一次上传的清单为准。",
    ),
)  # fmt: skip

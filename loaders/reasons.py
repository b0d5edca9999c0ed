"""Says of each finding code in which phase it is looked for, and which clause or reason is behind it."""

from enum import StrEnum


class Phase(StrEnum):
    """Lists the phases in their order: what fails in one is not complained about again in the next."""

    FILE = "文件"
    STRUCTURE = "结构"
    CELLS = "单元格"
    ROWS = "行"
    TABLES = "表"
    HISTORY = "历史"


_SAFE = "文件先查后读：异常庞大或被改动过的文件会拖垮系统，所以在解析之前拒绝。"
_WHOLE = "文件不完整时读出的数不可信，不读总比读错好。"
_KIND = "只读取能可靠还原每个单元格的格式。"
_SECRET = "加密的文件没有密码就无法读取。"
_LIMIT = "读取在独立进程里进行，有时间和内存上限，一个文件不能影响别人使用。"
_SEEN = "没有读取的内容必须说出来，不能悄悄漏掉。"
_MEANING = "只有认出表头，才知道每一列是什么；认不出时不猜。"
_WHOSE = "计数规则 12：单位名称按名单和别名认定，只给建议，绝不自动新建单位。"
_WHEN = "001 附件2说明1：自1月1日起累计至上月末；期间决定一份数算进哪个月。"
_EXACT = "每个数都按原样精确计算，看不懂的数不猜、不当成 0。"
_HIDDEN = "公式错误和没有算出结果的公式在读取时显示为空，不指出来就会被当成空格。"
_ROW_KEY = "同一单位、同一期、同一项只能有一个数，否则合计会重复。"
_CHECK_ROW = "计数规则 6：合计是核对行，不是数据；填的合计与各行之和不同时列出两个数，不退回。"
_PART_OF = "计数规则 3：互联网、农村市场等列各自与其他列重叠，每一列单独都不能多于立案。"
_MONTH = "一批样品按抽样日期归入月份；没有日期就无法归入任何月份。"
_DATES = "先后颠倒或不合常理的日期多为录入错误，会把数算进错误的月份。"
_PLACE = "抽样编号的数字不代表县区；认不出县区的归入“未识别”并写明行数，不会悄悄丢掉。"
_BATCH = "国家系统导出一项一行；一个抽样编号是一批，数行会把批次数放大。"
_VERDICT = "“不合格”里含有“合格”，结论只按完整的说法识别，不按字面包含识别。"
_PENDING = "没有结论的样品不进合格率的分母。"
_FAILED_ITEMS = "结论与检验项目的判定、不合格项目应当一致。"
_CLASS = "食品按国家系统 33 类加其他食品共 34 类统计，细分类归并后才能同比。"
_PURPOSE = "计数规则 7：监督抽检、风险监测和评价性抽检是三个总体，分开统计。"
_TASK = "计数规则 15：完成率按分给本地的处置任务数计算，同一任务只计一件。"
_STATE = "004 附件2(四)：核查处置完成率按处置状态计算，状态与日期应当一致。"
_PEOPLE = "计数规则 10：每千人口的指标须写明人口的口径、年份和来源，不同口径不混用。"
_RETURNED = "指标由分子和分母计算，缺一项或认不出就算不出这个指标。"
_CUMULATIVE = "001 附件2说明1：自1月1日起累计；累计数下降只能是更正或差错，须说明原因。"
_OF_MONTH = "001 附件2说明1：自1月1日累计至上月末；当月数由系统相减得出。"
_DUE = "004 附件2(四)：监督抽检不合格产品核查处置完成率 100%；每批不合格都应有处置任务。"
_ROOTED = "计数规则 15：处置任务来自不合格批次，复检改判的退出。"
_ONCE = "计数规则 8：全口径汇总时部门是一个维度，同一批只计一次。"
_WRONG_FILE = "标题、文件名与所填内容不一致，多为传错了表或沿用了旧表头。"
_CREDIT = "003 四(一)：屡罚主体按经营主体逐个计数，代码错了就会把两家算成一家，或把一家拆成两家。"
_DECISION = "一份处罚决定只计一次；屡罚次数、应列入和应公示都按决定逐份核对。"
_CASE = "001 附件3：一案一表，报送上月办结的典型案件；缺少名称、日期或状态的案件不能归入月份。"
_ONE_BOX = "只能选一项的方框勾了几项，就不知道以哪一项为准；不猜。"
_PERSONAL = "姓名和电话是个人信息：与统计数据分开保存，不进入表格、导出和日志，提示里也不写出来。"
_COVERED = "计数规则 9：全覆盖数的是去重的主体，不是检查次数；分母是名录里在营的主体。"
_DROWN = "整列的问题只说一次，免得淹没其他问题。"

FILE_REASONS: dict[str, str] = {
    **dict.fromkeys(("empty_file", "truncated", "damaged", "document_damaged", "missing_part", "old_xls_damaged", "unreadable",
                     "no_sheets", "bundle_damaged", "bundle_empty", "odd_quote", "file_not_found"), _WHOLE),
    **dict.fromkeys(("file_too_large", "document_too_large", "bad_part", "too_many_parts", "zip_bomb", "doctype", "too_deep",
                     "too_many_sheets", "far_cell", "too_many_merges", "text_too_long", "long_line", "long_cell",
                     "bundle_too_large", "bundle_too_many"), _SAFE),
    **dict.fromkeys(("not_a_spreadsheet", "odd_encoding", "binary_workbook", "open_document",
                     "unknown_container", "no_tables"), _KIND),
    **dict.fromkeys(("encrypted", "encrypted_xls", "wrong_password", "bundle_encrypted"), _SECRET),
    **dict.fromkeys(("too_large_to_read", "reader_crashed", "reader_timeout"), _LIMIT),
    **dict.fromkeys(("reader_cancelled", "cancelled"), "入库要么整份成功，要么什么都不留下。"),
    **dict.fromkeys(("bundle_skipped", "bundle_papers"), _SEEN),
}  # fmt: skip

STRUCTURE_REASONS: dict[str, str] = {
    **dict.fromkeys(("unknown_layout", "unknown_template", "template_not_found", "no_known_rows", "unknown_row_type",
                     "required_column_missing", "needed_column_missing"), _MEANING),
    **dict.fromkeys(("sheet_hidden", "sheet_ignored", "hidden_rows", "column_twice"), _SEEN),
    **dict.fromkeys(("more", "column_absent"), _DROWN),
    **dict.fromkeys(("unknown_unit", "unit_missing", "unit_mismatch", "unit_as_declared"), _WHOSE),
    **dict.fromkeys(("period_missing", "period_unreadable", "period_mismatch", "period_as_declared",
                     "period_from_title", "period_in_future", "not_cumulative"), _WHEN),
    **dict.fromkeys(("period_words_differ", "unit_words_differ"), _WRONG_FILE),
    "summary_own_level": "市本级自己的数与全市合计不同：全市由各县区和市本级相加得出，合计数再入库会重复计算。",
    "summary_year_plan": "各月的数可以相加；全年的计划记在一个月名下就会算错。",
    "summary_looks_cumulative": "计数规则 2：累计数当成当月数相加，会重复计算。",
    "summary_cumulative": "计数规则 2：累计数自1月1日起算，不能当成一个月的数。",
    **dict.fromkeys(("column_unsuited", "columns_unsure", "layout_remembered", "layout_outdated", "choice_unknown",
                     "summary_column_unclear"),
                    "列由表头的字和列的内容一起认定；拿不准的要说明，改过一次就记住。"),
    **dict.fromkeys(("header_from_stamp", "unit_from_stamp", "period_from_stamp", "stamp_other_template",
                     "stamp_other_unit", "stamp_other_period"),
                    "空白表带有发出时的表样、单位和期间，填报内容与之不同的要核对。"),
    "money_unit_assumed": "计数规则 11：万元与元最易混淆，没有写明的要说明按什么读取。",
    "card_is_blank": "计数规则 16：没有报送不等于 0。",
    "contacts_apart": _PERSONAL,
    "form_is_blank": "计数规则 16：没有报送不等于 0；确无案件的应填 0。",
    "repeated_form": _ROW_KEY,
    "repeated_row": _ROW_KEY,
    "columns_missing": "计数规则 5：空格表示不适用，既不是 0 也不是漏报。",
    "money_converted": "计数规则 11：万元与元最易混淆，换算了就要说明。",
    "no_rows": "计数规则 16：没有报送不等于 0。",
    "no_verdict_column": _PENDING,
    "verdict_from_title": "合格、不合格公示表没有结论列，结论写在标题、表名或文件名里。",
}  # fmt: skip

CELL_REASONS: dict[str, str] = {
    **dict.fromkeys(("integer_expected", "money_expected", "negative_number", "too_many_decimals", "bad_number",
                     "bad_people", "number_too_large", "yes_or_no"), _EXACT),
    **dict.fromkeys(("error_cell", "uncached_formula"), _HIDDEN),
    "column_unreadable": _DROWN,
    "lost_digits": "Excel 的数字只保留 15 位；抽样编号是文字，存成数字后无法还原。",
    **dict.fromkeys(("card_field_missing", "card_date_missing", "unknown_case_type"), _CASE),
    **dict.fromkeys(("box_twice", "box_unknown"), _ONE_BOX),
    **dict.fromkeys(("person_hidden", "contact_missing", "phone_missing", "phone_odd"), _PERSONAL),
    **dict.fromkeys(("bad_date", "date_implausible", "sampled_in_future", "date_in_future", "year_in_future"), _DATES),
    **dict.fromkeys(("unknown_place", "place_missing", "other_place"), _PLACE),
    **dict.fromkeys(("sample_no_missing", "sample_no_words", "sample_no_odd"), _BATCH),
    "unknown_verdict": _VERDICT,
    **dict.fromkeys(("unknown_category", "category_missing"), _CLASS),
    **dict.fromkeys(("unknown_state", "unknown_link", "several_links"), _STATE),
    **dict.fromkeys(("bad_year", "unknown_kind", "kind_missing", "people_columns", "people_few"), _PEOPLE),
    **dict.fromkeys(("cell_missing", "bad_period", "unknown_indicator"), _RETURNED),
    "row_unit_unknown": _WHOSE,
    **dict.fromkeys(("credit_code_wrong", "credit_code_old", "credit_code_missing"), _CREDIT),
    "decision_no_missing": _DECISION,
    **dict.fromkeys(("task_cell_blank", "task_without_title"), "责任分解表里合并的空格沿用、未合并的空格是真空着：只能问，不能替单位认领。"),
    **dict.fromkeys(("task_unit_unknown",), _WHOSE),
    "task_due_unread": "逾期只按能读成日期的完成时限判断，读不出的不猜。",
    "task_list_read": _SEEN,
    "unknown_tier": "四级按每家企业最近一次评定统计，认不出的等级不猜。",
    **dict.fromkeys(("subject_by_name", "category_elsewhere", "unknown_status", "status_missing"), _COVERED),
    "inspected_in_future": _DATES,
}  # fmt: skip

ROW_REASONS: dict[str, str] = {
    "transferred_above_filed": "移送司法的案件都在立案之内，不能多于立案。",
    **dict.fromkeys(("internet_above_filed", "rural_above_filed"), _PART_OF),
    "closed_above_filed": "计数规则 4：案件按立案时间统计；结案多于立案可能含以前年度立案，只提醒不退回。",
    **dict.fromkeys(("concluded_above_sampled", "concluded_below_sampled"), "合格与不合格都是抽检的一部分，相加不能多于抽检。"),
    "rate_differs": "计数规则 13、14：率由分子分母精确计算，填报的率只作核对。",
    **dict.fromkeys(("date_missing", "day_missing", "date_outside_period", "month_from_period", "month_from_notice",
                     "task_month_missing", "row_period_outside", "month_unread", "month_outside"), _MONTH),
    **dict.fromkeys(("closed_before_filed", "card_before_filed"), _DATES),
    **dict.fromkeys(("closed_while_open", "closed_outside_month"), _CASE),
    **dict.fromkeys(("reported_before_sampled", "announced_before_sampled", "received_before_sampled",
                     "completed_before_start", "completed_before_received", "started_before_received",
                     "pause_backwards"), _DATES),
    **dict.fromkeys(("items_contradict", "failed_without_items", "qualified_with_items"), _FAILED_ITEMS),
    "no_verdict_yet": _PENDING,
    **dict.fromkeys(("purpose_missing", "unknown_purpose", "not_ordered", "purpose_differs", "other_purposes"), _PURPOSE),
    "quick_tests": "计数规则 1：快检不计入批次总数，单独列出。",
    "overturned": _ROOTED,
    **dict.fromkeys(("state_missing", "completed_without_date", "date_without_completed"), _STATE),
    **dict.fromkeys(("task_key_missing", "elsewhere"), _TASK),
    **dict.fromkeys(("part_above_whole", "whole_missing"), "计数规则 13：比率由分子和分母计算，部分不能多于整体。"),
    **dict.fromkeys(("repaired_before_penalised", "listed_before_penalised", "published_before_penalised"), _DATES),
    **dict.fromkeys(("survey_outside", "survey_fraction", "survey_without_sample", "only_surveys_are_stated"),
                    "计数规则 9：调查值不能相加，须写明样本量；其他指标只收分子和分母。"),
}  # fmt: skip

TABLE_REASONS: dict[str, str] = {
    **dict.fromkeys(("total_differs", "total_count_differs", "total_unread", "subtotal_differs",
                     "subtotal_beside_rows"), _CHECK_ROW),
    **dict.fromkeys(("repeated_sample", "verdict_conflict", "verdict_by_item", "food_conflict", "place_conflict"), _BATCH),
    "department_conflict": _ONCE,
    "summary_spans_differ": "同一单位同一项，几个月合计的数应等于各月相加，累计数不会减少；对不上的，总有一个是错的。",
    **dict.fromkeys(("summary_differs", "summary_in_force_differs"), "同一个数既有台账又有汇总表时以台账为准，绝不相加；差异逐项列出。"),
    "repeated_task": _TASK,
    **dict.fromkeys(("repeated_case", "repeated_lead"), "同一案件、同一线索只计一次。"),
    "repeated_key": _ROW_KEY,
    "repeated_rating": _ROW_KEY,
    **dict.fromkeys(("repeated_decision", "decision_conflict"), _DECISION),
    **dict.fromkeys(("repeated_visit", "repeated_subject"), _COVERED),
}  # fmt: skip

HISTORY_REASONS: dict[str, str] = {
    "visit_without_register": _COVERED,
    "already_loaded": "同一文件重复入库不改变任何数字。",
    **dict.fromkeys(("looks_monthly", "looks_cumulative"), _OF_MONTH),
    "unit_slip": "计数规则 11：万元与元是最易出的差错，按每案金额与本单位以往各期比较。",
    **dict.fromkeys(("cumulative_falls", "cumulative_above_later"), _CUMULATIVE),
    "cumulative_vanishes": "计数规则 2、5：累计数不减；空格表示不适用，不是 0。",
    "month_jumps": "稳健 z 值（中位数与绝对中位差，至少 4 个月的历史）超过 6：多为多写或少写一位数。",
    **dict.fromkeys(("sample_other_sender", "sample_other_department"), _ONCE),
    "sample_moves": "一个抽样编号只对应一个抽样地；换县区会同时改变两个县区的数字。",
    **dict.fromkeys(("return_differs", "return_in_force_differs"),
                    "同一个数既有台账（或案件统计表）又有指标报表时以台账为准；报表与台账不同的，列出两个数。"),
    **dict.fromkeys(("failed_without_task", "failed_still_without_task"), _DUE),
    **dict.fromkeys(("passed_with_task", "tasks_still_unknown", "task_sample_unknown", "task_sample_not_failed"),
                    _ROOTED),
}  # fmt: skip

BY_PHASE: dict[Phase, dict[str, str]] = {
    Phase.FILE: FILE_REASONS,
    Phase.STRUCTURE: STRUCTURE_REASONS,
    Phase.CELLS: CELL_REASONS,
    Phase.ROWS: ROW_REASONS,
    Phase.TABLES: TABLE_REASONS,
    Phase.HISTORY: HISTORY_REASONS,
}
REASONS: dict[str, str] = {code: reason for reasons in BY_PHASE.values() for code, reason in reasons.items()}
PHASES: dict[str, Phase] = {code: phase for phase, reasons in BY_PHASE.items() for code in reasons}

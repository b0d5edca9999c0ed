"""Keeps every sentence a loader says to the person: code → severity and wording."""

import re

from domain.finding import Finding, Severity

_ROW = re.compile(r"(\d+):\1")
E, W, N = Severity.ERROR, Severity.WARNING, Severity.INFO

# The door: the file as such (guard, container, reader process).
FILE_MESSAGES: dict[str, tuple[Severity, str]] = {
    "empty_file": (E, "“{file}”是空文件（0 字节），请重新导出或重新复制后再上传。"),
    "file_too_large": (E, "“{file}”有 {size} MB，超过单个文件 {limit} MB 的上限，请按月份或县区拆分后上传。"),
    "not_a_spreadsheet": (E, "“{file}”不是电子表格（内容是{what}），请上传 .xlsx 或 .xls 工作簿。"),
    "odd_encoding": (
        E,
        "“{file}”的文字编码无法识别（只认 UTF-8、UTF-16 和 GB18030），请用 Excel 或 WPS 打开，另存为 .xlsx 后上传。",
    ),
    "long_line": (E, "“{file}”有一行超过 {limit} 个字符，不像表格，为安全起见不予读取，请重新导出后上传。"),
    "long_cell": (E, "“{file}”第 {row} 行有单元格的文字超过 {limit} 个字符，请缩短后上传。"),
    "odd_quote": (
        E,
        "“{file}”第 {line} 行附近的英文双引号不成对，无法分清各列，请用 Excel 或 WPS 打开核对，另存为 .xlsx 后上传。",
    ),
    "binary_workbook": (E, "“{file}”是二进制工作簿（.xlsb），请用 Excel 打开，另存为 .xlsx 后上传。"),
    "open_document": (E, "“{file}”是 OpenDocument 表格（.ods），请另存为 .xlsx 后上传。"),
    "unknown_container": (E, "“{file}”不是能识别的工作簿格式，请用 Excel 或 WPS 打开，另存为 .xlsx 后上传。"),
    "encrypted": (E, "“{file}”已加密，系统无法读取，请输入打开密码，或先另存为不加密的工作簿再上传。"),
    "encrypted_xls": (
        E,
        "“{file}”是已加密的旧版 .xls 工作簿，系统无法读取，请用 Excel 或 WPS 打开，另存为不加密的 .xlsx 后上传。",
    ),
    "wrong_password": (E, "“{file}”的密码不对，请核对大小写后重新输入，或先另存为不加密的工作簿再上传。"),
    "bundle_encrypted": (E, "压缩包“{file}”有密码，请解压后上传里面的文件。"),
    "bundle_too_large": (
        E,
        "压缩包“{file}”解压后太大（单个文件不超过 {one} MB，合计不超过 {all} MB），请解压后分批上传。",
    ),
    "bundle_too_many": (E, "“{file}”里有 {count} 个文件，超过 {limit} 个的上限，请分批上传。"),
    "bundle_damaged": (E, "压缩包“{file}”已损坏或内部结构异常，请重新压缩，或解压后上传里面的文件。"),
    "bundle_empty": (E, "“{file}”里没有可读取的文件，请检查后重新上传。"),
    "bundle_skipped": (N, "“{file}”里有 {count} 个隐藏文件或系统文件没有读取：{names}。"),
    "bundle_papers": (N, "“{file}”里有 {count} 个文件不是表格（说明、图片或文档），没有读取：{names}。"),
    "document_damaged": (
        E,
        "“{file}”已损坏或不是完整的 Word 文档，请用 Word 或 WPS 打开，另存为 .docx 后上传。",
    ),
    "document_too_large": (
        E,
        "“{file}”是 Word 文档，内容过多，不像表格，为安全起见不予读取，请只留下表格后上传。",
    ),
    "truncated": (E, "“{file}”不完整（可能下载或复制中断），请重新导出或重新复制后再上传。"),
    "damaged": (
        E,
        "“{file}”已损坏（部件“{part}”无法读取），请用 Excel 或 WPS 打开修复，另存为 .xlsx 后上传。",
    ),
    "missing_part": (
        E,
        "“{file}”缺少工作簿必需的部件“{part}”，请用 Excel 或 WPS 打开，另存为 .xlsx 后上传。",
    ),
    "bad_part": (
        E,
        "“{file}”的内部结构异常（部件名“{part}”重复、重叠或越界），为安全起见不予读取，请另存为新的工作簿后上传。",
    ),
    "too_many_parts": (
        E,
        "“{file}”内含 {count} 个部件，超过 {limit} 个的上限，请把数据复制到新的工作簿后上传。",
    ),
    "zip_bomb": (
        E,
        "“{file}”解压后异常庞大（部件“{part}”），为安全起见不予读取，请把数据复制到新的工作簿后上传。",
    ),
    "doctype": (
        E,
        "“{file}”的部件“{part}”含有不允许的文档类型声明，为安全起见不予读取，请用 Excel 或 WPS 另存为新的工作簿后上传。",
    ),
    "too_deep": (E, "“{file}”的部件“{part}”嵌套过深，为安全起见不予读取，请把数据复制到新的工作簿后上传。"),
    "too_many_sheets": (E, "“{file}”有 {count} 张工作表，超过 {limit} 张的上限，请删去无关的工作表后上传。"),
    "no_sheets": (E, "“{file}”里没有可读取的工作表，请检查后重新保存再上传。"),
    "far_cell": (
        E,
        "“{file}”工作表“{sheet}”的单元格 {cell} 有内容，远在表格之外（最多读取 {columns} 列），请删除它所在的行或列，保存后再上传。",
    ),
    "too_many_merges": (E, "“{file}”工作表“{sheet}”的合并单元格超过 {limit} 处，请取消合并后上传。"),
    "text_too_long": (E, "“{file}”中有单元格的文字超过 {limit} 个字符（部件“{part}”），请缩短后上传。"),
    "old_xls_damaged": (
        E,
        "“{file}”是旧版 .xls 工作簿，但内容已损坏或不完整，请用 Excel 或 WPS 打开修复，另存为 .xlsx 后上传。",
    ),
    "no_tables": (E, "“{file}”是 Word 文档，里面没有表格。请把内容填进表格，或另存为 .xlsx 后上传。"),
    "unreadable": (E, "“{file}”无法读取，可能已损坏，请用 Excel 或 WPS 打开，另存为 .xlsx 后上传。"),
    "too_large_to_read": (E, "“{file}”读取时超过内存上限，请按月份或县区拆分后上传。"),
    "reader_crashed": (
        E,
        "读取“{file}”时读取程序意外中止，文件可能已损坏，请用 Excel 或 WPS 打开，另存为 .xlsx 后上传。",
    ),
    "reader_timeout": (E, "读取“{file}”超过 {seconds} 秒仍未完成，已停止，请按月份或县区拆分后上传。"),
    "reader_cancelled": (E, "已取消读取“{file}”，没有写入任何数据。"),
    "cancelled": (E, "已取消处理“{file}”，没有写入任何数据。"),
    "file_not_found": (E, "找不到文件“{file}”，或没有读取它的权限，请检查路径后重试。"),
}

# The sheets: template, header, cells, rules.
SHEET_MESSAGES: dict[str, tuple[Severity, str]] = {
    # recognising
    "unknown_layout": (
        E,
        "没有认出这是哪种表（可认的表样：{known}）。请确认表头是否完整，或用“空白表”重新填写后上传。",
    ),
    "unknown_template": (E, "没有编号为“{found}”的表样。可用的表样：{known}。"),
    "template_not_found": (E, "文件里没有“{title}”的表头。请确认所选表样，或改选自动识别。"),
    "sheet_hidden": (N, "工作表“{sheet}”是隐藏的，没有读取。如需读取，请取消隐藏后重新上传。"),
    "sheet_ignored": (N, "工作表“{sheet}”不是“{title}”，没有读取（{reason}）。"),
    "hidden_rows": (N, "工作表“{sheet}”有 {count} 个隐藏的行或列，已一并读入。"),
    "column_unsuited": (
        W,
        "“{sheet}”!{cell} 的表头“{header}”像是“{column}”，但这一列的内容（如 {sample}）不像，没有采用。请核对表头对应。",
    ),
    "columns_unsure": (W, "“{sheet}”有 {count} 个表头是按相近写法认的（{headers}），请核对表头对应。"),
    "choice_unknown": (E, "“{sheet}”的表头对应里，“{column}”不是“{title}”的列。请改选后重新核对。"),
    "layout_remembered": (N, "“{sheet}”有 {count} 个表头按 {when} 记住的对应读取。"),
    "layout_outdated": (
        N,
        "“{sheet}”的表头“{header}”曾对应“{column}”，现在的表样没有这一列，这条记录没有采用。",
    ),
    "more": (N, "同类问题共 {count} 处，其余 {rest} 处未逐条列出。"),
    # whose file, which period
    "unknown_unit": (E, "单位“{found}”不在名单里，{hint}。请改正后重新上传。"),
    "unit_missing": (E, "“{sheet}”没有填写报送单位。请在表头的“报送单位：”后填写，或上传时选择单位。"),
    "unit_mismatch": (E, "“{sheet}”的报送单位是“{found}”，与所选单位“{declared}”不一致。请核对后重新上传。"),
    "unit_as_declared": (W, "“{sheet}”的报送单位“{found}”不在名单里，已按所选单位“{declared}”处理。"),
    "period_missing": (E, "“{sheet}”没有填写统计时间。请填写起止日期，或上传时选择期间。"),
    "period_unreadable": (E, "“{sheet}”的统计时间“{found}”无法识别。请写成“2021年1月1日至4月30日”的样子。"),
    "period_mismatch": (E, "“{sheet}”的统计时间是{found}，与所选期间{declared}不一致。请核对后重新上传。"),
    "period_as_declared": (
        N,
        "“{sheet}”没有可用的统计时间，已按所选期间（未选的按空白表发出时的期间）作为{period}处理。",
    ),
    "not_cumulative": (W, "“{sheet}”的统计时间是{found}，不是从1月1日起的累计。请确认是否漏填起始日期。"),
    "period_from_title": (W, "“{sheet}”没有填写统计时间，已按标题“{found}”作为{period}处理。"),
    "period_in_future": (W, "“{sheet}”的统计时间到{found}止，晚于今天。请核对年份和月份。"),
    "period_words_differ": (W, "“{sheet}”的{where}写的是{found}，而{source}是{period}。请核对是否传错了表。"),
    "unit_words_differ": (W, "“{sheet}”的{where}写的是“{found}”，而报送单位是“{unit}”。请核对是否传错了表。"),
    # a returned blank and its stamp
    "header_from_stamp": (
        W,
        "“{sheet}”!{cell} 的表头“{found}”不在表样里，按空白表原来的位置读作“{column}”。请核对。",
    ),
    "stamp_other_template": (
        W,
        "本文件是按空白表“{made}”发出的，“{sheet}”的内容是“{found}”，按内容读取。请核对。",
    ),
    "stamp_other_unit": (
        W,
        "“{sheet}”的报送单位是“{found}”，而这份空白表是发给“{made}”的，按“{found}”处理。请核对。",
    ),
    "stamp_other_period": (
        W,
        "“{sheet}”的统计时间是“{found}”，而这份空白表是{made}的，按“{found}”处理。请核对。",
    ),
    "unit_from_stamp": (N, "“{sheet}”没有写报送单位，按空白表发出时的单位“{unit}”处理。"),
    "period_from_stamp": (N, "“{sheet}”没有写统计时间，按空白表发出时的期间{period}处理。"),
    # the form
    "no_known_rows": (E, "“{sheet}”里没有认出任何{header}。请保留原表的各行名称后重新上传。"),
    "form_is_blank": (E, "“{sheet}”没有填写任何数字。确无案件的请填 0。"),
    "repeated_form": (E, "“{sheet}”与“{other}”都是{unit}{period}的表。请只保留一张。"),
    "columns_missing": (W, "“{sheet}”缺少以下各列，按不适用处理：{columns}。"),
    "money_converted": (N, "“{sheet}”!{cell} “{column}”以{unit}为单位，已乘以 {factor} 换算为万元。"),
    "integer_expected": (E, "“{sheet}”!{cell} 应为数字（整数），实际为“{found}”。请改为整数后重新上传。"),
    "money_expected": (E, "“{sheet}”!{cell} 应为数字（金额），实际为“{found}”。请改为数字后重新上传。"),
    "negative_number": (E, "“{sheet}”!{cell} 不能是负数，实际为“{found}”。请核对后重新上传。"),
    "too_many_decimals": (E, "“{sheet}”!{cell} 的“{found}”折合万元后小数超过 6 位。请先取整到分再上传。"),
    "number_too_large": (E, "“{sheet}”!{cell} 的数“{found}”过大，不像实际的数。请核对后重新上传。"),
    "error_cell": (E, "“{sheet}”!{cell} 是公式错误值 {found}。请改正公式或直接填写数字。"),
    "uncached_formula": (
        E,
        "“{sheet}”!{cell} 的公式没有计算结果。请用 Excel 或 WPS 打开并保存一次后重新上传。",
    ),
    "unknown_row_type": (E, "“{sheet}”!{cell} 的类型“{found}”不在表样里。可用的类型：{known}。"),
    "repeated_row": (E, "“{sheet}”!{cell} “{label}”与第 {first} 行重复。请合并为一行，或写明子类。"),
    "total_differs": (
        W,
        "“{sheet}”!{cell} “{column}”的合计填的是 {printed}，各行相加是 {total}。系统以各行为准。",
    ),
    "total_count_differs": (
        W,
        "“{sheet}”!{cell} 合计写的是 {printed}，表内逐行数出来是 {total}{measure}。系统以各行为准。",
    ),
    "subtotal_differs": (
        W,
        "“{sheet}”!{cell} “{label}”的小计“{column}”填的是 {printed}，所属各行相加是 {total}。系统以各行为准。",
    ),
    "subtotal_beside_rows": (
        W,
        "“{sheet}”!{cell} “{label}”行填了“{column}”{printed}，它的子类行相加是 {total}；表上的合计把两者都算在内，"
        "系统也都计入。请核对是否重复计算。",
    ),
    "total_unread": (N, "“{sheet}”!{cell} 合计填的是“{found}”，不是可核对的数，没有核对。系统以各行为准。"),
    "transferred_above_filed": (
        E,
        "“{sheet}”!{cell} {label}:移送司法 {smaller} 件，多于立案 {larger} 件。请核对。",
    ),
    "internet_above_filed": (
        E,
        "“{sheet}”!{cell} {label}:互联网案件 {smaller} 件，多于立案 {larger} 件。请核对。",
    ),
    "rural_above_filed": (
        E,
        "“{sheet}”!{cell} {label}:农村市场案件 {smaller} 件，多于立案 {larger} 件。请核对。",
    ),
    "closed_above_filed": (
        W,
        "“{sheet}”!{cell} {label}:结案 {smaller} 件，多于立案 {larger} 件（可能含以前年度立案），请确认。",
    ),
    # all ledgers
    "required_column_missing": (E, "“{sheet}”缺少“{column}”列。请补上这一列后重新上传。"),
    "needed_column_missing": (
        E,
        "“{sheet}”没有“{column}”列，{count} 行都缺这一项。请补上这一列，或在上传时选择单位和期间。",
    ),
    "people_columns": (N, "“{sheet}”有几列人口，各列分开读取：{columns}。"),
    "column_twice": (
        W,
        "“{sheet}”!{cell} 的“{header}”与“{other}”是同一项，只读了“{other}”，“{header}”没有读取。两列都要入库的，请分成两张表上传。",
    ),
    "column_absent": (W, "“{sheet}”没有“{column}”列，{count} 行缺这一项，有关检查没有逐行进行。"),
    "column_unreadable": (
        E,
        "“{sheet}”!{cell} “{column}”列填了的 {count} 个单元格没有一个能识别，其余 {rest} 处未逐条列出。请核对是否错列，或统一改正后重新上传。",
    ),
    "no_rows": (W, "“{sheet}”只有表头，没有数据行。"),
    "lost_digits": (
        E,
        "“{sheet}”!{cell} 的编号被存成了数字，末尾几位已丢失。请把该列设为文本，从原系统重新导出后上传。",
    ),
    "bad_number": (E, "“{sheet}”!{cell} 应为数字，实际为“{found}”。请改正后重新上传。"),
    "bad_date": (E, "“{sheet}”!{cell} 的日期“{found}”无法识别。请写成 2021-04-30 的样子后重新上传。"),
    "date_missing": (E, "“{sheet}”第 {row} 行没有抽样日期，无法归入月份。请补上日期，或上传时选择期间。"),
    "date_implausible": (W, "“{sheet}”!{cell} 的日期 {found} 不合常理，请核对。"),
    "date_outside_period": (W, "“{sheet}”!{cell} 的抽样日期 {found} 不在所选期间内，仍按日期归入月份。"),
    "sampled_in_future": (
        E,
        "“{sheet}”!{cell} 的抽样日期 {found} 晚于今天，还没有抽的样不能入库。请核对年份和月份后重新上传。",
    ),
    "date_in_future": (W, "“{sheet}”!{cell} 的日期 {found} 晚于今天，请核对年份。"),
    "day_missing": (N, "“{sheet}”有 {count} 行的抽样日期只写到月份，按所写月份统计，日期留空。"),
    "month_from_period": (N, "“{sheet}”有 {count} 行没有抽样日期，已归入所选期间的最后一个月。"),
    "month_from_notice": (N, "“{sheet}”有 {count} 行没有抽样日期，已按公告日期归入月份。"),
    "unknown_place": (
        W,
        "“{sheet}”!{cell} 县区“{found}”不在名单里（{hint}），共 {count} 行，归入“未识别”。",
    ),
    "place_missing": (W, "“{sheet}”有 {count} 行看不出属于哪个县区，归入“未识别”。"),
    "other_place": (W, "“{sheet}”!{cell} 的县区“{found}”与报送单位不同，共 {count} 行，仍按所填县区统计。"),
    # summaries, one unit a row
    "summary_column_unclear": (
        W,
        "“{sheet}”有几列都像“{column}”，分不清哪一列是总数，没有读取。请在表头写明，或删去多余的列。",
    ),
    "money_unit_assumed": (N, "“{sheet}”的“{column}”没有写明金额单位，按万元读取。"),
    "summary_cumulative": (N, "“{sheet}”的表头“{column}”写明是累计数，按{period}统计。"),
    "summary_looks_cumulative": (
        W,
        "“{sheet}”!{cell} 起各月的数逐月不减，像是年初至各月的累计数；现按当月数统计。若是累计数，请在表头写明“累计”后重新上传。",
    ),
    "month_unread": (E, "“{sheet}”!{cell} 的月份“{found}”认不出。请写成 1月、2026年1月 或 1—3月 的样子。"),
    "month_outside": (
        W,
        "“{sheet}”!{cell} 的月份“{found}”在{source}{period}之外，仍按所填月份入库，请核对。",
    ),
    "summary_year_plan": (N, "“{sheet}”的“{header}”是全年的计划，不是一个月的数，没有读取。"),
    "summary_own_level": (
        W,
        "“{sheet}”是{unit}的分月表，按市本级的数统计，不作全市合计。若填的是全市合计数，请不要入库，改为按县区填报。",
    ),
    "summary_differs": (
        W,
        "“{sheet}”第 {row} 行 {unit}{period}{figure}：汇总表填的是 {value}，{source}是 {other}。系统以{source}为准，请核对。",
    ),
    "summary_spans_differ": (
        W,
        "“{sheet}”第 {row} 行 {unit}{figure}前后对不上{source}：{period}是 {value}，其中{parts}合计 {total}。{period}按 {value} 统计，请核对。",
    ),
    "summary_in_force_differs": (
        W,
        "{unit}{period}{figure}：已入库的汇总表（上传 {upload}）是 {value}，{source}是 {other}。系统以{source}为准，请核对。",
    ),
    "concluded_above_sampled": (
        E,
        "“{sheet}”!{cell} {unit}:合格 {qualified} 批与不合格 {failed} 批相加，比抽检 {sampled} 批多 {rest} 批。请核对后重新上传。",
    ),
    "concluded_below_sampled": (
        W,
        "“{sheet}”!{cell} {unit}:合格 {qualified} 批与不合格 {failed} 批相加，比抽检 {sampled} 批少 {rest} 批（可能未出结果），请确认。",
    ),
    "rate_differs": (
        W,
        "“{sheet}”!{cell} {unit}:{column}填的是 {printed}，按本行的数算是 {computed}%（{part} ÷ {whole}）。系统按本行的数计算。",
    ),
    # the sampling ledger
    "sample_no_missing": (E, "“{sheet}”第 {row} 行没有抽样编号。请补上编号后重新上传。"),
    "sample_no_words": (E, "“{sheet}”!{cell} 的抽样编号“{found}”是文字，不是编号。请填写编号后重新上传。"),
    "sample_no_odd": (W, "“{sheet}”!{cell} 的抽样编号“{found}”不像编号，请核对。"),
    "unknown_verdict": (
        E,
        "“{sheet}”!{cell} 的结论“{found}”无法识别。请写成 合格、不合格、问题样品 或 未检验样品。",
    ),
    "no_verdict_yet": (N, "“{sheet}”有 {count} 批没有结论，按“未出结果”统计，不计入合格率。"),
    "no_verdict_column": (
        W,
        "“{sheet}”没有结论列，标题、表名和文件名也没有写明合格或不合格，全部按“未出结果”处理。",
    ),
    "verdict_from_title": (
        N,
        "“{sheet}”没有结论列，按标题、表名或文件名中的“{verdict}”统计，共 {count} 批。",
    ),
    "verdict_conflict": (
        E,
        "抽样编号 {sample_no} 在“{sheet}”第 {row} 行与{other}的结论不同。请核对后只保留一个。",
    ),
    "verdict_by_item": (
        W,
        "“{sheet}”!{cell} 抽样编号 {sample_no} 的各检验项目结论不同，有项目不合格（{items}），整批按不合格计一批。请核对。",
    ),
    "food_conflict": (E, "抽样编号 {sample_no} 在“{sheet}”第 {row} 行与{other}的食品名称不同。请核对编号。"),
    "place_conflict": (E, "抽样编号 {sample_no} 在“{sheet}”第 {row} 行与{other}的县区不同。请核对编号。"),
    "items_contradict": (
        W,
        "“{sheet}”第 {row} 行：结论是合格，但有检验项目判为不合格（编号 {sample_no}）。请核对。",
    ),
    "failed_without_items": (W, "“{sheet}”第 {row} 行判为不合格，但没有写不合格项目（编号 {sample_no}）。"),
    "qualified_with_items": (W, "“{sheet}”第 {row} 行判为合格，却写了不合格项目“{found}”。请核对。"),
    "unknown_category": (N, "“{sheet}”!{cell} 的食品类别“{found}”不在 34 类之内，共 {count} 行，类别留空。"),
    "category_missing": (N, "“{sheet}”有 {count} 行没有食品类别。"),
    "purpose_missing": (N, "“{sheet}”有 {count} 批没有写明检验目的，按监督抽检统计。"),
    "unknown_purpose": (
        W,
        "“{sheet}”!{cell} 的检验目的“{found}”无法识别，共 {count} 批，暂按监督抽检统计。请写成 监督抽检、风险监测、评价性抽检 或 快检。",
    ),
    "not_ordered": (
        W,
        "“{sheet}”!{cell} 的检验目的“{found}”不是监管部门组织的抽检，共 {count} 批，列为“其他检验（委托、自检等）”，"
        "不计入抽检批次和合格率。如属本局抽检，请改为“监督抽检”后重新上传。",
    ),
    "purpose_differs": (W, "“{sheet}”第 {row} 行的检验目的是“{found}”，与结论“{verdict}”不符，以结论为准。"),
    "quick_tests": (N, "“{sheet}”有 {count} 批是快检，单独列出，不计入抽检批次。"),
    "other_purposes": (N, "“{sheet}”有 {count} 批是风险监测或评价性抽检，与监督抽检分开统计。"),
    "reported_before_sampled": (W, "“{sheet}”!{cell} 的报告日期 {found} 早于抽样日期 {sampled_on}。请核对。"),
    "announced_before_sampled": (
        W,
        "“{sheet}”!{cell} 的公告日期 {found} 早于抽样日期 {sampled_on}。请核对。",
    ),
    "department_conflict": (
        W,
        "抽样编号 {sample_no} 在“{sheet}”第 {row} 行与{other}的部门不同，只计一批，按第一处的部门统计。请核对。",
    ),
    "overturned": (N, "“{sheet}”有 {count} 批经复检改判合格，不再计入不合格。"),
    "repeated_sample": (N, "“{sheet}”有 {count} 个抽样编号占了多行（一项一行或重复），每个编号只计一批。"),
    # the disposal ledger
    "task_key_missing": (E, "“{sheet}”第 {row} 行没有任务编号，也没有抽样编号。请补上后重新上传。"),
    "repeated_task": (W, "“{sheet}”第 {row} 行的任务与{other}相同（{task_key}），只计一件。"),
    "unknown_state": (E, "“{sheet}”!{cell} 的处置状态“{found}”无法识别。请写成 未处置、处置中 或 处置完毕。"),
    "state_missing": (N, "“{sheet}”有 {count} 件没有处置状态，已按日期判断。"),
    "completed_without_date": (W, "“{sheet}”第 {row} 行是处置完毕，但没有处置完毕日期。"),
    "date_without_completed": (W, "“{sheet}”第 {row} 行有处置完毕日期，但状态是“{found}”。请核对。"),
    "completed_before_start": (
        W,
        "“{sheet}”!{cell} 的处置完毕日期 {found} 早于启动日期 {started_on}。请核对。",
    ),
    "started_before_received": (
        W,
        "“{sheet}”!{cell} 的启动日期 {found} 早于收到报告日期 {received_on}。请核对。",
    ),
    "pause_backwards": (
        W,
        "“{sheet}”!{cell} 的异议或复检结束日期 {found} 早于开始日期 {began}，这段时间不作暂停计算。请核对。",
    ),
    "completed_before_received": (
        W,
        "“{sheet}”!{cell} 的处置完毕日期 {found} 早于收到报告日期 {received_on}。请核对。",
    ),
    "received_before_sampled": (
        W,
        "“{sheet}”!{cell} 的收到报告日期 {found} 早于抽样日期 {sampled_on}。请核对。",
    ),
    "task_month_missing": (
        E,
        "“{sheet}”第 {row} 行没有任何可用的日期，无法归入月份。请补上收到检验报告日期。",
    ),
    "unknown_link": (W, "“{sheet}”!{cell} 的处置环节“{found}”无法识别，共 {count} 行，环节留空。"),
    "several_links": (
        W,
        "“{sheet}”!{cell} 的处置环节“{found}”写了几个环节，共 {count} 行，每行只按一件任务计，环节留空。几个环节分别处置的，请一个环节写一行。",
    ),
    "elsewhere": (N, "“{sheet}”有 {count} 件已移交外地处置，不计入本地应处置数。"),
    # penalties and credit tiers
    "credit_code_wrong": (
        E,
        "“{sheet}”!{cell} 的统一社会信用代码{trouble}。请核对后重新上传；确无代码的请留空。",
    ),
    "credit_code_old": (W, "“{sheet}”!{cell} 是 15 位旧注册号，不是统一社会信用代码，按名称归并。"),
    "credit_code_missing": (W, "“{sheet}”有 {count} 行没有统一社会信用代码，按名称归并。"),
    "decision_no_missing": (N, "“{sheet}”有 {count} 行没有决定书文号，按当事人、日期和处罚机关区分。"),
    "repaired_before_penalised": (
        W,
        "“{sheet}”!{cell} 的信用修复日期 {found} 早于处罚决定日期 {penalised_on}。请核对。",
    ),
    "listed_before_penalised": (
        W,
        "“{sheet}”!{cell} 的列入名单日期 {found} 早于处罚决定日期 {penalised_on}。请核对。",
    ),
    "published_before_penalised": (
        W,
        "“{sheet}”!{cell} 的公示日期 {found} 早于处罚决定日期 {penalised_on}。请核对。",
    ),
    "repeated_decision": (W, "“{sheet}”第 {row} 行的处罚决定与{other}相同，只计一次。"),
    "decision_conflict": (
        E,
        "“{sheet}”!{cell} 的决定书文号“{found}”与{other}相同，当事人却不同。请核对文号。",
    ),
    "unknown_tier": (
        E,
        "“{sheet}”!{cell} 的信用等级“{found}”无法识别。请写成 A、B、C、D，或 守信、一般、失信、严重失信。",
    ),
    "repeated_rating": (E, "“{sheet}”第 {row} 行与{other}是同一企业同一天的评定。请只保留一行。"),
    # inspections and the register of subjects
    "subject_by_name": (
        W,
        "“{sheet}”有 {count} 行既没有统一社会信用代码，也没有许可证编号，只在同一单位内按名称认定是不是同一主体。",
    ),
    "inspected_in_future": (
        E,
        "“{sheet}”!{cell} 的检查日期 {found} 晚于今天，还没有检查的不能计入。请核对后重新上传。",
    ),
    "category_elsewhere": (
        N,
        "“{sheet}”!{cell} 的类别“{found}”不是覆盖率统计的类别，共 {count} 行，照样保存，不计入。",
    ),
    "repeated_visit": (W, "“{sheet}”第 {row} 行与{other}是同一天对同一主体的检查，只保存一次。"),
    "repeated_subject": (W, "“{sheet}”第 {row} 行与{other}是同一主体、同一类别，只计一家。"),
    "unknown_status": (E, "“{sheet}”!{cell} 的状态“{found}”无法识别。请写成 在营、停业 或 注销。"),
    "status_missing": (
        W,
        "“{sheet}”有 {count} 行没有填状态：一般主体按在营计；生产企业不能判定是否在产，不计入。",
    ),
    # one case a form, leads, the liaison table (names and numbers are never quoted)
    "card_is_blank": (N, "“{sheet}”第 {row} 行起的一张表没有填写，没有读取。"),
    "card_field_missing": (E, "“{sheet}”!{cell} 没有填写“{column}”。请补上后重新上传。"),
    "card_date_missing": (W, "“{sheet}”!{cell} 勾选了“是”，但没有填写“{column}”。请核对。"),
    "box_twice": (E, "“{sheet}”!{cell} 的“{column}”只能勾选一项，现在勾选了{found}。请改正后重新上传。"),
    "box_unknown": (E, "“{sheet}”!{cell} 的“{column}”填的是“{found}”，认不出勾选了哪一项。可选：{known}。"),
    "closed_before_filed": (
        E,
        "“{sheet}”!{cell} 的结案时间 {found} 早于立案时间 {filed_on}。请核对后重新上传。",
    ),
    "closed_while_open": (
        E,
        "“{sheet}”!{cell} 填了结案时间，办理状态却勾选了“正在办理中”。请改正后重新上传。",
    ),
    "closed_outside_month": (
        W,
        "“{sheet}”!{cell} 的结案时间 {found} 不在应报的{wanted}内，按结案月份统计。请核对。",
    ),
    "card_before_filed": (W, "“{sheet}”!{cell} 的{column} {found} 早于立案时间 {filed_on}。请核对。"),
    "unknown_case_type": (
        W,
        "“{sheet}”!{cell} 的案件类型“{found}”不是案件统计表里的类型，按原文保存。请核对。",
    ),
    "repeated_case": (E, "“{sheet}”!{cell} 的案件与{other}同名。请只保留一张，或写明区别。"),
    "person_hidden": (N, "“{sheet}”!{cell} 的当事人是个人，只保存姓，名字以“某”代替。"),
    "repeated_lead": (W, "“{sheet}”第 {row} 行的线索与前面一行相同，只计一条。"),
    "contacts_apart": (N, "联络员的姓名和电话另行保存，凭口令查看；为保护个人信息，本文件不留存原件。"),
    "contact_missing": (W, "“{sheet}”!{cell} 没有填写{role}的姓名。请补报。"),
    "phone_missing": (W, "“{sheet}”!{cell} 的{role}没有填写办公电话和手机。请补报。"),
    "phone_odd": (W, "“{sheet}”!{cell} 不像电话号码，请核对。"),
    # population and indicator returns
    "cell_missing": (E, "“{sheet}”第 {row} 行没有填写“{column}”。请补上后重新上传。"),
    "row_unit_unknown": (E, "“{sheet}”!{cell} 的单位“{found}”不在名单里（{hint}）。请改正后重新上传。"),
    "bad_people": (
        E,
        "“{sheet}”!{cell} 的人口应为整数，实际为“{found}”。以万人为单位的，请在表头写明“(万人)”；改正后重新上传。",
    ),
    "people_few": (
        W,
        "“{sheet}”!{cell} 的人口按 {people} 人读取。以万人为单位的，请在表头写明“(万人)”后重新上传。",
    ),
    "bad_year": (E, "“{sheet}”!{cell} 的年份“{found}”无法识别。请写成 2020 的样子。"),
    "year_in_future": (W, "“{sheet}”!{cell} 的年份 {found} 晚于今年，请核对。"),
    "unknown_kind": (E, "“{sheet}”!{cell} 的人口口径“{found}”应为 常住 或 户籍。"),
    "kind_missing": (W, "“{sheet}”有 {count} 行没有写明人口口径，按常住人口处理。"),
    "repeated_key": (E, "“{sheet}”第 {row} 行与{other}是同一个单位、同一期的数据。请只保留一行。"),
    "bad_period": (E, "“{sheet}”!{cell} 的期间“{found}”无法识别。请写成 2021-04、2021年1-4月 或 2021年。"),
    "unknown_indicator": (E, "“{sheet}”!{cell} 的指标“{found}”不在指标表里（{hint}）。请改正后重新上传。"),
    "part_above_whole": (E, "“{sheet}”!{cell} 的分子 {numerator} 大于分母 {denominator}。请核对后重新上传。"),
    "whole_missing": (W, "“{sheet}”!{cell} 没有填写分母，该指标暂按缺失处理。请补上分母后重新上传。"),
    "only_surveys_are_stated": (
        E,
        "“{sheet}”!{cell} 只有调查类指标可以填调查值，实际为“{found}”。请改填分子和分母。",
    ),
    "survey_outside": (E, "“{sheet}”!{cell} 的调查值应在 0 到 100 之间，实际为“{found}”。请核对后重新上传。"),
    "survey_fraction": (
        E,
        "“{sheet}”!{cell} 的调查值“{found}”不到 1，像是小数。请写成百分数的数值，如 82.5。",
    ),
    "survey_without_sample": (E, "“{sheet}”!{cell} 没有填写样本量。调查值须注明样本量，请补上后重新上传。"),
    "yes_or_no": (E, "“{sheet}”!{cell} 应填“是”或“否”，实际为“{found}”。请改正后重新上传。"),
    "row_period_outside": (W, "“{sheet}”!{cell} 的期间“{found}”不在所选期间内，仍按所填期间入库。"),
}

# What is in the warehouse already: doubts that only the unit's own history raises.
HISTORY_MESSAGES: dict[str, tuple[Severity, str]] = {
    "already_loaded": (N, "这个文件与 {loaded_at} 入库的上传 {upload}（“{file}”）完全相同。"),
    # the case form
    "looks_monthly": (
        W,
        "“{sheet}”像是只填了当月数：{count} 个可比的数中有 {hits} 个低于{month_other}的累计数，"
        "如第 {row} 行 {label} {column} 本次 {value}，{month_other}累计 {other}。请改填自1月1日起的累计数。",
    ),
    "looks_cumulative": (
        W,
        "“{sheet}”的统计时间只有一个月，但 {count} 个可比的数都不低于{month_other}的累计数，"
        "如第 {row} 行 {label} {column} 本次 {value}，{month_other}累计 {other}。请确认统计时间是否应从1月1日起。",
    ),
    "unit_slip": (
        W,
        "“{sheet}”的{column}折合每件（按{cases}）{value} 万元，本单位已入库 {count} 期的中位数是 {median} 万元，"
        "相差千倍以上（金额最大的在第 {row} 行）。请核对是否{way}。",
    ),
    "cumulative_falls": (
        W,
        "“{sheet}”第 {row} 行 {label} {column} 累计 {value}，低于{month_other}的 {other}（{source}）。"
        "累计数不应减少，请核对；如系更正，请说明原因。",
    ),
    "cumulative_above_later": (
        W,
        "“{sheet}”第 {row} 行 {label} {column} 累计 {value}，高于已入库的{month_other}的 {other}（{source}）。"
        "请核对哪一期有误。",
    ),
    "cumulative_vanishes": (
        W,
        "“{sheet}”有 {count} 格留空，而{month_other}的累计表有数，如{label} {column} {other}。"
        "留空表示不适用；累计数请照填，确已更正为零的请填 0。",
    ),
    "month_jumps": (
        W,
        "“{sheet}”第 {row} 行 {label} {column} {month}当月 {value}，此前 {count} 个月的中位数是 {median}，相差悬殊。请核对。",
    ),
    # the sampling ledger
    "sample_other_sender": (
        W,
        "“{sheet}”有 {count} 个抽样编号已由{before}报送（上传 {upload}），本次由{after}报送："
        "{numbers}，首个在第 {row} 行。入库后以本次为准，每个编号只计一批。",
    ),
    "sample_other_department": (
        W,
        "“{sheet}”有 {count} 个抽样编号在上传 {upload} 中属于{before}部门，本次属于{after}部门："
        "{numbers}，首个在第 {row} 行。同一批只计一次，请核对部门。",
    ),
    "sample_moves": (
        W,
        "“{sheet}”有 {count} 个抽样编号将从{before}（上传 {upload}）改到{after}："
        "{numbers}，首个在第 {row} 行。两个县区的数字都会变，请核对。",
    ),
    "failed_without_task": (
        N,
        "“{sheet}”的 {total} 批监督抽检不合格样品中有 {count} 批在核查处置台账里没有任务："
        "{numbers}，首个在第 {row} 行。",
    ),
    "passed_with_task": (
        W,
        "“{sheet}”的 {total} 批样品中有 {count} 批没有判为不合格，核查处置台账里却有任务："
        "{numbers}，首个在第 {row} 行。请核对结论。",
    ),
    "tasks_still_unknown": (
        N,
        "核查处置台账里这些县区的 {total} 件任务中有 {count} 件的抽样编号仍不在抽检台账里：{numbers}（外地抽样的属正常）。",
    ),
    "visit_without_register": (
        W,
        "“{sheet}”的 {total} 次检查中有 {count} 次的对象不在已入库的监管主体名录里：{names}，首个在第 {row} 行。"
        "这些检查单列，不计入覆盖率。请核对代码，或更新名录。",
    ),
    # indicator returns beside the ledger
    "return_differs": (
        W,
        "“{sheet}”第 {row} 行 {unit}{period}{indicator}：报的是 {value}，已入库的{ledger}是 {other}。系统以{ledger}为准，请核对。",
    ),
    "return_in_force_differs": (
        W,
        "{unit}{period}{indicator}：已入库的指标报表（上传 {upload}）是 {value}，本次入库后的{ledger}是 {other}。系统以{ledger}为准，请核对。",
    ),
    # the disposal ledger
    "failed_still_without_task": (
        W,
        "{unit}已入库的 {total} 批监督抽检不合格样品中有 {count} 批没有核查处置任务：{numbers}。请核对是否漏报。",
    ),
    "task_sample_unknown": (
        N,
        "“{sheet}”的 {total} 件任务中有 {count} 件的抽样编号不在抽检台账里：{numbers}，首个在第 {row} 行（外地抽样的属正常）。",
    ),
    "task_sample_not_failed": (
        W,
        "“{sheet}”的 {total} 件任务中有 {count} 件的样品没有判为不合格：{numbers}，首个在第 {row} 行。请核对抽样编号或结论。",
    ),
}

# The task list (loaders/task_list.py).
TASK_MESSAGES: dict[str, tuple[Severity, str]] = {
    "task_cell_blank": (
        W,
        "“{sheet}”{cell} 的{column}为空，是沿用上一行还是待明确？{hint}。入库后先按待明确，可在“任务清单”里答复。",
    ),
    "task_unit_unknown": (
        W,
        "“{sheet}”{cell} 的“{found}”不在单位名单里（共 {count} 处），{hint}。任务照录，这个名称暂不归到任何单位。",
    ),
    "task_due_unread": (N, "“{sheet}”{cell} 的完成时限“{found}”没有读成日期，按原文显示，不参与逾期判断。"),
    "task_without_title": (E, "“{sheet}”{cell} 这一行写了单位，没有写任务。请补上任务或删去这一行。"),
    "task_list_read": (
        N,
        "这份清单按“{document}”入库，拆成 {count} 条任务，其中 {open} 条的单位待明确。同一文件以前的清单由它代替。",
    ),
}

MESSAGES = TASK_MESSAGES | FILE_MESSAGES | SHEET_MESSAGES | HISTORY_MESSAGES


def finding(code: str, sheet: str = "", cell: str = "", **parts: object) -> Finding:
    """Returns the finding with this code, its sentence filled in with the parts.

    Raises KeyError for an unknown code or a missing part: a sentence is never half said.
    """
    severity, wording = MESSAGES[code]
    if row := _ROW.fullmatch(cell):  # 3:3 means nothing to an office
        return Finding(severity, code, wording.replace("!{cell}", f"第 {row[1]} 行").format(
            sheet=sheet, cell=f"第 {row[1]} 行", **parts), sheet, cell)  # fmt: skip
    return Finding(severity, code, wording.format(sheet=sheet, cell=cell, **parts), sheet, cell)

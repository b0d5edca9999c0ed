"""Names what inspections are counted over: categories of subjects, kinds of event, states of a subject."""

import re

from domain.number import clean_text

CANTEEN, CATERING, CAMPUS = "学校食堂", "集体用餐配送", "校园周边"
FORMULA, PRODUCER = "婴配乳粉经营", "食品生产企业"
CATEGORIES = (CANTEEN, CATERING, CAMPUS, FORMULA, PRODUCER)
OTHER = "其他"  # a category that is named and none of these: no coverage counts it

INSPECTION, EXAMINATION = "监督检查", "抽查考核"
EVENTS = (INSPECTION, EXAMINATION)

IN_FORCE, SUSPENDED, CANCELLED, UNLICENSED = "在营", "停业", "注销", "未获证"
STATUSES = (IN_FORCE, SUSPENDED, CANCELLED, UNLICENSED)
BETWEEN = "、"  # joins several categories of one subject

# The first that fits a part of the text: 校园周边小食堂 is no school canteen.
_CATEGORIES = (
    (PRODUCER, re.compile(r"(?<!经营)生产(?!经营)(?!.*小作坊)|管理人员|获证企业")),
    (CAMPUS, re.compile(r"周边")),
    (CANTEEN, re.compile(r"(?:学|校|幼儿园|托幼|托育|幼托).{0,10}食堂")),
    (CATERING, re.compile(r"集体用餐|集体配餐|集中配餐|学生(?:营养)?餐|配餐|供餐单位")),
    (FORMULA, re.compile(r"婴.{0,4}(?:配|乳粉|奶粉)")),
)
_STATUSES = (
    (UNLICENSED, re.compile(r"无证|未获证|未取得|未办(?:理)?证|未发证")),
    (CANCELLED, re.compile(r"注销|吊销|撤销|关闭|取缔|迁出|失效|过期|不再经营|退出")),
    (SUSPENDED, re.compile(r"停|歇|休业|[未非不]在?(?:营|产|业|开)|未(?:营业|生产|经营)")),
    (IN_FORCE, re.compile(r"在[营业产册]|营业|存续|正常|有效|生产|开业|开办|运营|获证|经营")),
)
_ANSWERS = {"是": IN_FORCE, "√": IN_FORCE, "否": SUSPENDED, "×": SUSPENDED}


def categories_of(text: object) -> tuple[str, ...]:
    """Returns the categories a text names, in the order of CATEGORIES; none for a text of another trade."""
    parts = re.split(r"[、,;/|+\s]+", clean_text(text))
    found = {next((name for name, pattern in _CATEGORIES if pattern.search(part)), "") for part in parts}
    return tuple(name for name in CATEGORIES if name in found)


def event_of(text: object) -> str | None:
    """Returns which kind of event a text names, or None: an examination of people is no inspection."""
    plain = clean_text(text)
    if re.search(r"考核|抽考|考试", plain):
        return EXAMINATION
    return INSPECTION if re.search(r"检查|巡查|双随机|监管|执法", plain) else None


def status_of(text: object) -> str | None:
    """Returns the state of a subject that a text names, or None for words nobody knows.

    A bare yes or no answers 是否在营, 是否在产.
    """
    plain = clean_text(text)
    if plain in _ANSWERS:
        return _ANSWERS[plain]
    return next((name for name, pattern in _STATUSES if pattern.search(plain)), None)

"""Tells the fictional year of 示例市: how many samples each county took, what failed, what was done."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

YEAR = 2026
LAST_DAY = date(YEAR, 10, 31)
# How the samples spread over January to October.
MONTH_WEIGHTS = (7, 5, 9, 10, 11, 12, 11, 12, 12, 11)


@dataclass(frozen=True)
class County:
    """Describes one county's year: counts of batches, of failures, and what it leaves undone.

    `produce` and `food` are batches; `no_items` of the produce batches come without test items
    (nobody can tell whether residues were tested); `pending` have no result yet; `quick` are
    quick tests on top; `overdue` disposal tasks are past their date; `overturned` failures were
    overturned on re-inspection; `last_month` is the last month a ledger came for.
    """

    name: str
    shape: str
    produce: int
    food: int
    produce_failed: int
    food_failed: int
    no_items: int = 0
    pending: int = 0
    quick: int = 0
    overdue: int = 0
    overturned: int = 0
    last_month: int = 10
    sends_disposals: bool = True


COUNTIES = (
    County("甲县", "national", 950, 950, 16, 11),
    County("乙县", "plain", 732, 784, 14, 20, pending=12, overdue=3, overturned=1),
    County("丙县", "national", 574, 606, 11, 8),
    County("丁县", "plain", 385, 441, 8, 6, overdue=1),
    County("戊县", "plain", 520, 369, 20, 5, no_items=220),
    County("己县", "plain", 377, 392, 6, 9),
    County("庚县", "plain", 309, 339, 5, 4, last_month=9, sends_disposals=False),
    County("辛县", "plain", 430, 447, 7, 4, pending=35, quick=120),
    County("示例开发区", "plain", 150, 170, 0, 0, sends_disposals=False),
)

PRODUCE = (
    ("蔬菜", ("芹菜", "豇豆", "韭菜", "菠菜", "辣椒"), ("毒死蜱", "氧乐果", "克百威", "腐霉利")),
    ("水果类", ("苹果", "桃", "葡萄", "香蕉"), ("吡虫啉", "啶虫脒", "苯醚甲环唑", "多菌灵")),
    ("畜禽肉及副产品", ("猪肉", "牛肉", "鸡肉", "猪肝"), ("恩诺沙星", "氯霉素", "克伦特罗", "磺胺类(总量)")),
    ("水产品", ("鲤鱼", "草鱼", "鲫鱼"), ("孔雀石绿", "恩诺沙星", "呋喃唑酮代谢物")),
    ("鲜蛋", ("鸡蛋", "乌鸡蛋"), ("恩诺沙星", "氟苯尼考", "地美硝唑")),
)
FOOD = (
    ("粮食加工品", ("小麦粉", "挂面", "大米"), ("镉", "脱氧雪腐镰刀菌烯醇", "过氧化苯甲酰")),
    ("食用油、油脂及其制品", ("菜籽油", "花生油"), ("酸价", "过氧化值", "黄曲霉毒素B1")),
    ("调味品", ("食醋", "酱油", "辣椒酱"), ("苯甲酸", "山梨酸", "总酸")),
    ("肉制品", ("酱牛肉", "香肠"), ("亚硝酸盐", "菌落总数", "山梨酸")),
    ("饮料", ("饮用纯净水", "果汁饮料"), ("铜绿假单胞菌", "溴酸盐")),
    ("酒类", ("白酒", "黄酒"), ("酒精度", "甜蜜素")),
    ("糕点", ("月饼", "面包", "蛋糕"), ("防腐剂", "过氧化值", "菌落总数")),
    ("豆制品", ("豆腐", "腐竹"), ("苯甲酸", "铝的残留量")),
    ("淀粉及淀粉制品", ("粉条", "玉米淀粉"), ("铝的残留量", "铅")),
    ("餐饮食品", ("油条", "凉皮", "餐具(碗)"), ("铝的残留量", "大肠菌群")),
)
PLACES = ("示例超市", "示例菜市场", "示例餐馆", "示例批发市场", "示例学校食堂")


@dataclass
class Sample:
    """Holds one fictional batch, before a layout gives it columns."""

    number: str
    county: str
    sampled_on: date
    is_produce: bool
    category: str
    food: str
    items: tuple[str, ...]
    place: str
    producer: str
    purpose: str = "监督抽检"
    level: str = "县"
    department: str = "市场监管"
    verdict: str = "合格"
    failed_item: str = ""
    is_overturned: bool = False


@dataclass
class Task:
    """Holds one fictional disposal task of a failed batch."""

    number: str
    sample: Sample
    link: str
    enterprise: str
    received_on: date
    due_on: date
    completed_on: date | None
    is_elsewhere: bool = False


@dataclass
class Year:
    """Holds everything that happened: samples and disposal tasks by county."""

    samples: dict[str, list[Sample]] = field(default_factory=dict)
    tasks: dict[str, list[Task]] = field(default_factory=dict)


def tell(seed: int) -> Year:
    """Returns the whole fictional year; the same seed gives the same year."""
    year = Year()
    for index, county in enumerate(COUNTIES, start=1):
        chance = random.Random(seed * 100 + index)
        samples = list(_samples(county, index, chance))
        _give_verdicts(county, samples, chance)
        year.samples[county.name] = sorted(samples, key=lambda sample: (sample.sampled_on, sample.number))
        if county.sends_disposals:
            year.tasks[county.name] = _tasks(county, year.samples[county.name], chance)
    return year


def _samples(county: County, index: int, chance: random.Random) -> Iterator[Sample]:
    total = county.produce + county.food + county.quick
    for n in range(total):
        is_produce = n < county.produce
        category, foods, items = chance.choice(PRODUCE if is_produce else FOOD)
        yield Sample(
            number=f"SL{YEAR % 100}{index:02d}{n + 1:06d}",
            county=county.name,
            sampled_on=_day(county.last_month, chance),
            is_produce=is_produce,
            category=category,
            food=chance.choice(foods),
            items=() if is_produce and n < county.no_items else items[: chance.randint(2, len(items))],
            place=f"{chance.choice(PLACES)}{chance.randint(1, 40):02d}",
            producer="" if is_produce else f"示例食品有限公司{chance.randint(1, 60):02d}",
            purpose="快检" if n >= county.produce + county.food else "监督抽检",
            level=chance.choices(("国家", "省", "市", "县"), (4, 10, 26, 60))[0],
        )


def _day(last_month: int, chance: random.Random) -> date:
    month = chance.choices(range(1, last_month + 1), MONTH_WEIGHTS[:last_month])[0]
    return date(YEAR, month, chance.randint(1, 28))


def _give_verdicts(county: County, samples: list[Sample], chance: random.Random) -> None:
    """Marks failures, open results, monitoring and evaluation among the supervision samples."""
    supervised = [sample for sample in samples if sample.purpose == "监督抽检"]
    for is_produce, failed in ((True, county.produce_failed), (False, county.food_failed)):
        group = [sample for sample in supervised if sample.is_produce == is_produce]
        chance.shuffle(group)
        for sample in group[:failed]:
            sample.verdict = "不合格"
            sample.failed_item = sample.items[0] if sample.items else "毒死蜱"
        for sample in () if is_produce else group[: county.overturned]:
            sample.is_overturned = True
        rest = group[failed:]
        share = len(rest) // 25
        for sample in rest[:share]:
            sample.purpose = "风险监测"
        for sample in rest[share : 2 * share]:
            sample.purpose = "评价性抽检"
        for sample in rest[2 * share : 2 * share + (0 if is_produce else county.pending)]:
            sample.verdict = "未出结果"
        for sample in rest[len(rest) * 3 // 4 :] if is_produce else ():
            sample.department, sample.level = "农业农村", "市"


def _tasks(county: County, samples: list[Sample], chance: random.Random) -> list[Task]:
    failed = [sample for sample in samples if sample.verdict == "不合格"]
    tasks: list[Task] = []
    for n, sample in enumerate(failed):
        received = sample.sampled_on + timedelta(days=chance.randint(15, 25))
        if received > LAST_DAY:
            continue
        links = [("餐饮" if "餐馆" in sample.place or "食堂" in sample.place else "流通", sample.place)]
        if sample.producer and n % 3 == 0:
            links.append(("生产", sample.producer))
        tasks += [_task(sample, link, enterprise, received, chance) for link, enterprise in links]
    past_due = [task for task in tasks if task.due_on < LAST_DAY]
    for task in past_due[len(past_due) - county.overdue :]:
        task.completed_on = None
    if county.name == "己县":
        tasks[0].is_elsewhere = True
    return tasks


def _task(sample: Sample, link: str, enterprise: str, received: date, chance: random.Random) -> Task:
    done = received + timedelta(days=chance.randint(30, 85))
    number = f"HC{sample.number[2:]}-{link}"
    completed = done if done <= LAST_DAY else None
    return Task(number, sample, link, enterprise, received, received + timedelta(days=90), completed)

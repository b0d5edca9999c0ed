"""Defines what a meeting pack is chosen by and made of: plain results, nothing drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from domain.finding import Refusal
from domain.jurisdiction import Unit
from domain.period import Month, Period
from metrics.change import Change
from metrics.disposal_result import Task as DisposalTask
from metrics.indicator import Indicator
from metrics.result import Verdict
from metrics.slip_result import Slip
from metrics.task_result import TaskStatus
from metrics.theme_result import Themes

RATIOS = ("16:9", "4:3")
LANGUAGES = ("zh", "zh-en")
FILES = ("pptx", "docx", "xlsx", "forms")


@dataclass(frozen=True)
class PackChoices:
    """Holds what a person chose for a pack; the month is said apart, so that a recipe fits every month.

    Empty `unit_ids` and `indicator_ids` mean all; indicators stand in the order given. `title`
    empty gives the usual one; `recipients` (主送) and `number` (发文字号) stand in the 通报, which
    has its tables by unit unless `has_unit_tables` is False.
    """

    window: str = "ytd"
    unit_ids: tuple[str, ...] = ()
    indicator_ids: tuple[str, ...] = ()
    title: str = ""
    signer: str = ""
    language: str = "zh"
    ratio: str = "16:9"
    files: tuple[str, ...] = FILES
    recipients: str = ""
    number: str = ""
    has_unit_tables: bool = True

    def as_json(self) -> dict:
        """Returns the choices as plain JSON values."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, values: Mapping[str, object]) -> "PackChoices":
        """Returns the choices a recipe holds; raises Refusal for a key it does not know."""
        known = cls.__dataclass_fields__
        if unknown := [key for key in values if key not in known]:
            raise Refusal(f"方案里有不认识的选项“{unknown[0]}”，请重新保存这个方案。", "bad_recipe")
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Material:
    """Holds everything a pack shows, as metrics gave it.

    `trends` are the jurisdiction's months of this year and last by indicator; `changes` by
    indicator and unit; `uploads` the records of the uploads in force; `themes` what belongs to no
    indicator; `followed_on` is the day tasks are looked at.
    """

    root: Unit
    month: Month
    period: Period
    last_month: Month
    indicators: tuple[Indicator, ...]
    verdicts: tuple[Verdict, ...]
    trends: Mapping[str, tuple[Sequence[Verdict], Sequence[Verdict]]]
    changes: Mapping[tuple[str, str], Change]
    slips: tuple[Slip, ...]
    tasks: tuple[TaskStatus, ...]
    overdue: tuple[DisposalTask, ...]
    uploads: tuple[dict, ...]
    rules_digest: str
    themes: Themes | None = None
    followed_on: date | None = None

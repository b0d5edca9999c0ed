"""Looks at what loading a file would do before it does: replaced uploads, changes, verdicts that flip."""

from dataclasses import dataclass

from loaders.checked import Checked
from loaders.compare import Comparison, compare_all
from metrics.flips import Flip, would_flip
from store.uploads import Replaced
from ui.office import Office
from ui.words import SOURCES, TEMPLATES, number

EXAMPLES = 20


@dataclass(frozen=True)
class Review:
    """Holds what loading one file would do to the data as they stood at `version`."""

    version: int
    replaced: tuple[Replaced, ...] = ()
    comparisons: tuple[tuple[Comparison, ...], ...] = ()
    flips: tuple[Flip, ...] = ()


def review(office: Office, found: tuple[Checked, ...]) -> Review:
    """Returns what loading all parts of a file would do, the verdicts for all of them together; writes nothing."""
    version = office.warehouse.data_version()
    if any(part.has_errors for part in found):
        return Review(version)
    replaced: dict[str, int] = {}
    for part in found:
        for one in office.door.preview(part):
            replaced[one.upload_id] = replaced.get(one.upload_id, 0) + one.rows
    return Review(
        version,
        tuple(Replaced(upload_id, rows) for upload_id, rows in sorted(replaced.items())),
        tuple(compare_all(office.warehouse, office.jurisdiction, part, EXAMPLES) for part in found),
        would_flip(office.board, *(office.door.new_upload(part) for part in found)),
    )


def promise(found: tuple[Checked, ...], seen: Review) -> str:
    """Returns what the confirming button says it will write."""
    if len(found) == 1:
        words = f"入库 {number(found[0].records)} 条"
    else:
        parts = (f"{TEMPLATES.get(part.template or '', '')} {number(part.records)} 条" for part in found)
        words = "入库 " + "、".join(parts)
    if not seen.replaced:
        return words
    return words + "，替换 " + "、".join(f"{one.upload_id} 的 {number(one.rows)} 行" for one in seen.replaced)


def difference(compared: Comparison, has_several: bool) -> str:
    """Returns how a file differs from the version in force, in one sentence; empty when it is all new."""
    if not (compared.changed or compared.removed or compared.unchanged):
        return ""
    pairs = (("新增", compared.added), ("变化", compared.changed), ("撤下", compared.removed))
    words = "、".join(f"{word} {number(count)} 条" for word, count in pairs)
    which = f"（{SOURCES.get(compared.table, '')}）" if has_several else ""
    return f"与现有数据相比{which}：{words}，不变 {number(compared.unchanged)} 条"

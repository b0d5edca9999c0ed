"""Is the one door: a file comes in, is guarded, read, recognised, checked, and then loaded."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from domain.finding import Finding, Refusal, Severity
from domain.jurisdiction import Jurisdiction
from loaders.check import check_workbook
from loaders.checked import Checked, Declared
from loaders.guard.limits import DEFAULT, Limits
from loaders.history import add_history
from loaders.reader import Reader
from store.preview import would_replace
from store.uploads import Loaded, NewUpload, Replaced, load
from store.warehouse import Warehouse

_CHUNK = 1 << 20


class Door:
    """Checks and loads files for one jurisdiction; holds the warm reader process.

    `known_indicators` maps the ids an indicator return may name to their labels.
    """

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        warehouse: Warehouse | None,
        known_indicators: Mapping[str, str],
        reader: Reader | None = None,
        limits: Limits = DEFAULT,
    ) -> None:
        self.jurisdiction = jurisdiction
        self.warehouse = warehouse
        self.known_indicators = known_indicators
        self.reader = reader or Reader()
        self.limits = limits

    def check(
        self,
        source: Path | bytes,
        file_name: str,
        declared: Declared | None = None,
        cancelled: Callable[[], bool] | None = None,
        password: str = "",
    ) -> Checked:
        """Returns what the file is, what it holds and every finding; writes nothing.

        A file out of a bundle is named 'bundle/file'; only its own name may say something about it.
        """
        size, digest = _identity(source)
        try:
            workbook = self.reader.read(source, file_name, self.limits, cancelled, password)
            workbook.file_name = PurePosixPath(file_name).name
            checked = check_workbook(
                workbook, declared or Declared(), self.jurisdiction, self.known_indicators
            )
        except Refusal as refusal:
            checked = Checked(file_name, findings=[as_finding(refusal)])
        if checked.unit is None and not checked.has_errors and checked.records:
            root = self.jurisdiction.root  # several units in one file: the sheet is the whole area's
            checked.unit_id, checked.unit = root.unit_id, root.name
        checked.file_name, checked.file_size, checked.file_hash = file_name, size, digest
        if self.warehouse is not None and not checked.has_errors:
            add_history(checked, self.warehouse, self.jurisdiction)
        return checked

    def preview(self, checked: Checked) -> tuple[Replaced, ...]:
        """Returns which earlier uploads loading this file would take out of force, and how many rows."""
        if self.warehouse is None or checked.has_errors:
            return ()
        return would_replace(self.warehouse, self._new_upload(checked, ""))

    def load(self, checked: Checked, by: str) -> Loaded:
        """Stores a checked file in one transaction; raises Refusal while it has errors."""
        if self.warehouse is None:
            raise Refusal("尚未打开数据文件，不能入库。", "no_warehouse")
        if checked.has_errors:
            raise Refusal(f"“{checked.file_name}”有错误，没有入库。请按提示改正后重新上传。", "has_errors")
        return load(self.warehouse, self._new_upload(checked, by))

    def close(self) -> None:
        """Ends the reader process."""
        self.reader.close()

    def _new_upload(self, checked: Checked, by: str) -> NewUpload:
        return NewUpload(
            template=str(checked.template),
            unit_id=checked.unit_id or self.jurisdiction.root.unit_id,
            period=checked.period,
            cumulative=checked.cumulative,
            complete=checked.complete,
            file_name=checked.file_name,
            file_hash=checked.file_hash,
            file_size=checked.file_size,
            row_count=checked.rows,
            record_count=checked.records,
            loaded_by=by,
            facts=checked.facts,
            coverage=tuple(checked.coverage),
        )


def _identity(source: Path | bytes) -> tuple[int, str]:
    digest = hashlib.sha256()
    if isinstance(source, bytes):
        digest.update(source)
        return len(source), digest.hexdigest()
    try:
        with source.open("rb") as handle:
            while chunk := handle.read(_CHUNK):
                digest.update(chunk)
        return source.stat().st_size, digest.hexdigest()
    except OSError:
        return 0, ""  # the reader refuses an unreadable file in words of its own


def as_finding(refusal: Refusal) -> Finding:
    """Returns the refusal as the one finding of a file that could not be read."""
    sheet, cell = getattr(refusal, "sheet", ""), getattr(refusal, "cell", "")
    return Finding(Severity.ERROR, refusal.code, refusal.message, sheet, cell)

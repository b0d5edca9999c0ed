"""Is the one door: a file comes in, is guarded, read, recognised, checked, and then loaded."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from domain.finding import Finding, Refusal, Severity
from domain.jurisdiction import Jurisdiction
from domain.known_indicator import KnownIndicator
from loaders.check import check_workbook_parts
from loaders.checked import Checked, Declared
from loaders.guard.limits import DEFAULT, Limits
from loaders.history import add_history, without_history
from loaders.history.summaries import add_differences
from loaders.history.summary_spans import add_contradictions
from loaders.progress import CHECK, COMPARE, RECOGNISE, WRITE, Progress, Watch
from loaders.reader import Reader
from store.layouts import Layout, LayoutColumn, recall, remember
from store.preview import would_replace
from store.uploads import Loaded, NewUpload, Replaced, load_together
from store.warehouse import Warehouse

_CHUNK = 1 << 20


class Door:
    """Checks and loads files for one jurisdiction; holds the warm reader process.

    `known_indicators` describes the indicators a return may name, by id.
    """

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        warehouse: Warehouse | None,
        known_indicators: Mapping[str, KnownIndicator],
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
        progress: Progress | None = None,
    ) -> Checked:
        """Returns the main part of what `check_all` returns."""
        return self.check_all(source, file_name, declared, cancelled, password, progress)[0]

    def check_all(
        self,
        source: Path | bytes,
        file_name: str,
        declared: Declared | None = None,
        cancelled: Callable[[], bool] | None = None,
        password: str = "",
        progress: Progress | None = None,
    ) -> tuple[Checked, ...]:
        """Returns for each template in the file what it is, what it holds and every finding; writes nothing.

        The main part stands first; a file with one template gives one result. `progress` hears the
        stages and rows; `cancelled` is asked while reading and between stages.

        A file out of a bundle is named 'bundle/file'; only its own name may say something about it.
        """
        size, digest = _identity(source)
        watch = Watch(file_name, progress, cancelled)
        try:
            workbook = self.reader.read(source, file_name, self.limits, cancelled, password, progress)
            rows = sum(sheet.row_count for sheet in workbook.sheets)
            watch.step(RECOGNISE, 0, rows)
            workbook.file_name = PurePosixPath(file_name).name
            parts = check_workbook_parts(
                workbook, declared or Declared(), self.jurisdiction, self.known_indicators,
                lambda: watch.step(CHECK, 0, rows), self._recall if self.warehouse is not None else None,
            )  # fmt: skip
            watch.step(COMPARE, rows, rows)
        except Refusal as refusal:
            parts = (Checked(file_name, findings=[as_finding(refusal)]),)
        for checked in parts:
            self._complete(checked)
            checked.file_name, checked.file_size, checked.file_hash = file_name, size, digest
            checked.source = source
            checked.received_on = declared.received_on if declared else None
        self._compare(parts)
        return parts

    def compare_again(self, parts: Sequence[Checked]) -> tuple[Checked, ...]:
        """Returns checked parts with what the data in force say about them now; all else stays."""
        fresh = tuple(without_history(one) for one in parts)
        self._compare(fresh)
        return fresh

    def _compare(self, parts: Sequence[Checked]) -> None:
        for checked in parts:
            if self.warehouse is not None and not checked.has_errors:
                add_history(checked, self.warehouse, self.jurisdiction, self.known_indicators)
        add_differences(parts, self.warehouse, self.jurisdiction)
        add_contradictions(parts, self.warehouse, self.jurisdiction)

    def _complete(self, checked: Checked) -> None:
        if checked.unit is None and not checked.has_errors and checked.records:
            root = self.jurisdiction.root  # several units in one file: the sheet is the whole area's
            checked.unit_id, checked.unit = root.unit_id, root.name

    def preview(self, checked: Checked) -> tuple[Replaced, ...]:
        """Returns which earlier uploads loading this file would take out of force, and how many rows."""
        if self.warehouse is None or checked.has_errors:
            return ()
        return would_replace(self.warehouse, self.new_upload(checked, ""))

    def load(
        self,
        checked: Checked,
        by: str,
        cancelled: Callable[[], bool] | None = None,
        progress: Progress | None = None,
    ) -> Loaded:
        """Stores a checked file that has one part, as `load_all` does."""
        return self.load_all((checked,), by, cancelled, progress)[0]

    def load_all(
        self,
        parts: Sequence[Checked],
        by: str,
        cancelled: Callable[[], bool] | None = None,
        progress: Progress | None = None,
    ) -> tuple[Loaded, ...]:
        """Stores all parts of a file in one transaction, each as an upload of its own, or none of them.

        Raises Refusal while any of them has errors. `cancelled` is asked until the commit; the
        Refusal then says that nothing was written.
        """
        name = parts[0].file_name
        if self.warehouse is None:
            raise Refusal("尚未打开数据文件，不能入库。", "no_warehouse")
        if any(one.has_errors for one in parts):
            raise Refusal(f"“{name}”有错误，没有入库。请按提示改正后重新上传。", "has_errors")
        watch = Watch(name, progress, cancelled)
        new = [self.new_upload(one, by) for one in parts]
        if any(
            one.contacts for one in parts
        ):  # a file that names people is not kept, see docs/adr/0008-contacts.md
            new = [replace(one, source=None) for one in new]
        total = sum(one.fact_count for one in new)
        loaded = load_together(self.warehouse, new, lambda done: watch.step(WRITE, done, total))
        for one in parts:
            self._remember(one, by)
        return loaded

    def _recall(self, template: str, unit_id: str, fingerprint: str) -> Layout | None:
        return recall(self.warehouse, template, unit_id, fingerprint) if self.warehouse else None

    def _remember(self, checked: Checked, by: str) -> None:
        """Keeps what the person said of headers for the sender's next file of this layout."""
        for one in checked.layouts if self.warehouse is not None and checked.choices else ():
            columns = [LayoutColumn(c.position, c.header, c.column or "") for c in one.choices]
            remember(self.warehouse, one.template, one.unit_id, one.fingerprint, columns, by)

    def close(self) -> None:
        """Ends the reader process."""
        self.reader.close()

    def new_upload(self, checked: Checked, by: str = "") -> NewUpload:
        """Returns what loading the checked file would write."""
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
            source=checked.source,
            received_on=checked.received_on,
            contacts=checked.contacts,
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

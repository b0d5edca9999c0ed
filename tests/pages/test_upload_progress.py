"""Long work on the upload page: it is shown and can be stopped, and a stop leaves nothing."""

import threading
import time
from functools import partial
from pathlib import Path

import pytest

from domain.finding import Refusal
from loaders.progress import READ, WRITE
from store.uploads import list_uploads
from tests.pages.test_bundles import upload
from tests.pages.test_marked_copy import ledger, row
from tests.pages.test_pages import said
from ui import intake
from ui.job import Job, Task
from ui.office import the_office


class Gate:
    """Holds the door's work at a stage until the test opens it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
        self.reached, self.opened, self._stage = threading.Event(), threading.Event(), stage
        monkeypatch.setattr(Job, "_reporter", self._gated(Job._reporter))

    def _gated(self, usual):
        def reporter(job, task, place):
            report = usual(job, task, place)

            def gated(stage: str, done: int, total: int) -> None:
                report(stage, done, total)
                if stage == self._stage:
                    self.reached.set()
                    assert self.opened.wait(30)

            return gated

        return reporter


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, open_page):
    monkeypatch.setattr(intake, "PATIENCE", 0)
    return open_page


def until(app, condition):
    """Runs the page as its timer would, until the condition holds."""
    for _ in range(200):
        if condition(app):
            return app
        time.sleep(0.05)
        app.run()
        assert not app.exception
    raise AssertionError("never came")


def has(start: str):
    return lambda app: any(one.label.startswith(start) for one in app.button)


def button(app, start: str):
    return next(one for one in app.button if one.label.startswith(start))


def test_a_long_check_is_shown_and_stopped(impatient, empty_data: Path, monkeypatch) -> None:
    gate = Gate(monkeypatch, READ)
    app = upload(impatient(empty_data, "upload"), "1.xlsx", ledger(row(1)))
    assert gate.reached.wait(30)
    app.run()
    assert READ in said(app)
    assert not has("入库")(app)
    app.button(key="stop_work").click().run()
    assert "正在取消" in said(app)
    gate.opened.set()
    until(app, has("重新核对"))
    assert "已取消核对，没有写入任何数据" in said(app)
    button(app, "重新核对").click().run()
    until(app, has("入库"))


def test_a_load_that_is_stopped_leaves_nothing(impatient, empty_data: Path, monkeypatch) -> None:
    app = upload(impatient(empty_data, "upload"), "1.xlsx", ledger(row(1)))
    until(app, has("入库"))
    before = the_office().warehouse.data_version()
    gate = Gate(monkeypatch, WRITE)
    button(app, "入库").click().run()
    assert gate.reached.wait(30)
    app.run()
    app.button(key="stop_work").click().run()
    gate.opened.set()
    until(app, lambda shown: "没有写入任何数据" in said(shown) and not has("取消")(shown))
    assert list_uploads(the_office().warehouse) == []
    assert the_office().warehouse.data_version() == before
    assert not [path for path in (empty_data / "originals").glob("*") if path.is_file()]
    gate.opened.set()
    button(app, "入库").click().run()
    until(app, lambda shown: "编号 U000001" in said(shown))


def test_a_stopped_job_does_not_begin_the_next_task() -> None:
    done: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(name: str):
        def run(_progress, stop) -> bool:
            begun.set()
            go_on.wait(30)
            done.append(name)
            return stop()

        return run

    job = Job([Task("shelf", name, name, work(name)) for name in "ab"])
    begun.wait(30)
    job.stop()
    go_on.set()
    job.wait(30)
    assert done == ["a"]
    assert [(task.key, result) for task, result in job.take()] == [("a", True)]
    assert job.take() == []


def test_a_fault_of_the_program_is_not_swallowed() -> None:
    def fail(_progress, _stop) -> None:
        raise ZeroDivisionError

    job = Job([Task("shelf", "a", "a", fail)])
    job.wait(30)
    with pytest.raises(ZeroDivisionError):
        job.raise_failure()


def test_the_door_reports_its_stages_and_stops_at_each(open_page, empty_data: Path) -> None:
    open_page(empty_data, "upload")
    door, heard = the_office().door, []
    found = door.check(ledger(row(1)), "1.xlsx", progress=lambda *said: heard.append(said))
    door.load(found, "测试", progress=lambda *said: heard.append(said))
    stages = list(dict.fromkeys(stage for stage, _, _ in heard))
    assert stages == ["读取文件", "识别表样", "核对各行", "与已入库数据比对", "写入"]
    assert heard[-1] == ("写入", 1, 1)
    for stage in stages[1:3]:
        reached: list[str] = []
        stopped = door.check(
            ledger(row(2)), "2.xlsx", cancelled=partial(reached.__contains__, stage),
            progress=lambda stage, *_, reached=reached: reached.append(stage),
        )  # fmt: skip
        assert [one.code for one in stopped.findings] == ["cancelled"]
    again = door.check(ledger(row(2)), "2.xlsx")
    with pytest.raises(Refusal) as caught:
        door.load(again, "测试", cancelled=lambda: True)
    assert caught.value.code == "cancelled"
    assert len(list_uploads(the_office().warehouse)) == 1

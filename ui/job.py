"""Runs work on files in a thread of its own, so that a page can show how far it is and stop it."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.progress import Progress


@dataclass(frozen=True)
class Task:
    """Names one piece of work: where its result goes, under which key, and how it is done.

    `run` is given a progress callback and the question whether to stop.
    """

    shelf: str
    key: object
    name: str
    run: Callable[[Progress, Callable[[], bool]], object]


@dataclass(frozen=True)
class Standing:
    """Says how far a job is: which task of how many, at which stage, with how many rows done."""

    name: str
    place: int
    tasks: int
    stage: str = ""
    done: int = 0
    total: int = 0


class Job:
    """Does tasks one after the other; knows nothing of the page that waits for it."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = tuple(tasks)
        self.standing = Standing(self.tasks[0].name, 1, len(self.tasks))
        self._results: deque[tuple[Task, object]] = deque()
        self._failure: BaseException | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="upload-work", daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Tells whether there is still something to wait for."""
        return self._thread.is_alive()

    @property
    def has_results(self) -> bool:
        """Tells whether results wait to be taken."""
        return bool(self._results)

    @property
    def is_stopped(self) -> bool:
        """Tells whether the person wanted to stop."""
        return self._stop.is_set()

    def wait(self, seconds: float) -> None:
        """Returns when all is done, or after the seconds."""
        self._thread.join(seconds)

    def stop(self) -> None:
        """Asks the running task to stop; the ones after it do not begin."""
        self._stop.set()

    def take(self) -> list[tuple[Task, object]]:
        """Returns each finished task with its result, each once."""
        return [self._results.popleft() for _ in range(len(self._results))]

    def raise_failure(self) -> None:
        """Raises what a task failed with, once: a fault of the program, not of a file."""
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    def _work(self) -> None:
        for place, task in enumerate(self.tasks, 1):
            if self._stop.is_set():
                return
            try:
                result = task.run(self._reporter(task, place), self._stop.is_set)
            except BaseException as failure:  # shown and logged by the page that takes the results
                self._failure = failure
                return
            self._results.append((task, result))

    def _reporter(self, task: Task, place: int) -> Progress:
        def report(stage: str, done: int, total: int) -> None:
            self.standing = Standing(task.name, place, len(self.tasks), stage, done, total)

        report("", 0, 0)
        return report

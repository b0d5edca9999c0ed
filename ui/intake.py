"""Lets the files of one session be checked and loaded in the background, and remembers what came of it."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from loaders.checked import Declared
from ui import inbox
from ui.file_work import Found, Outcome, check_file, load_file, review_again
from ui.inbox import Incoming
from ui.job import Job, Task
from ui.office import Office, the_office

PATIENCE = 0.7  # seconds a page waits before it shows how far the work is: small files never flicker
_JOB, _FOUND, _LOADED, _STOPPED = "intake_job", "intake_found", "intake_loaded", "intake_stopped"

Key = tuple[str, Declared, str]


def key_of(file: Incoming) -> Key:
    """Returns what a check depends on: the file and what the person said about it."""
    return (file.file_id, inbox.declared(file), inbox.password(file))


def _shelf(name: str) -> dict:
    return st.session_state.setdefault(name, {})


def found_in(file: Incoming) -> Found | None:
    """Returns what is known about the file; None while it is being checked."""
    return _shelf(_FOUND).get(key_of(file))


def is_current(found: Found) -> bool:
    """Tells whether nobody has loaded or undone anything since the file was compared with the data."""
    return _is_current(found, the_office())


def _is_current(found: Found, office: Office) -> bool:
    return found.review.version == office.warehouse.data_version()


def outcome(file: Incoming) -> Outcome | None:
    """Returns what loading did, or None before."""
    return _shelf(_LOADED).get(file.file_id)


def is_loaded(file: Incoming) -> bool:
    """Tells whether the file was loaded in this session."""
    ended = outcome(file)
    return ended is not None and ended.is_done


def is_stopped(file: Incoming) -> bool:
    """Tells whether the person stopped the file's check."""
    return key_of(file) in _shelf(_STOPPED)


def again(file: Incoming) -> None:
    """Lets a stopped file be checked after all."""
    _shelf(_STOPPED).pop(key_of(file), None)


def forget() -> None:
    """Forgets everything about the session's files; what runs is asked to stop."""
    if job := running():
        job.stop()
    for name in (_JOB, _FOUND, _LOADED, _STOPPED):
        st.session_state.pop(name, None)


def running() -> Job | None:
    """Returns the work under way, or None."""
    return st.session_state.get(_JOB)


def work_on(files: list[Incoming]) -> None:
    """Begins what is still to be done for the files, and waits for it a moment."""
    _collect()
    _stop_for_nobody(files)
    if running() is None:
        office = the_office()
        tasks = [task for file in files if (task := _next_task(office, file))]
        if tasks:
            st.session_state[_JOB] = Job(tasks)
    _wait()


def _stop_for_nobody(files: list[Incoming]) -> None:
    """Stops checks of files that were all taken out of the chooser again; a load goes on."""
    if job := running():
        wanted = {key_of(file) for file in files}
        if all(task.shelf == _FOUND and task.key not in wanted for task in job.tasks):
            job.stop()


def load(files: Iterable[Incoming], by: str) -> None:
    """Loads files that were checked, one after the other, and waits a moment; `by` is who confirmed."""
    office = the_office()
    tasks = [
        Task(_LOADED, file.file_id, file.name, partial(load_file, office, found, by))
        for file in files
        if (found := found_in(file)) is not None and not found.has_errors
    ]
    if tasks and running() is None:
        st.session_state[_JOB] = Job(tasks)
        _wait()


def _next_task(office: Office, file: Incoming) -> Task | None:
    if is_loaded(file) or is_stopped(file):
        return None
    key = key_of(file)
    known = _shelf(_FOUND).get(key)
    if known is None:
        return Task(_FOUND, key, file.name, partial(check_file, office, file, *key[1:]))
    if not _is_current(known, office):
        return Task(_FOUND, key, file.name, partial(review_again, office, known))
    return None


def _wait() -> None:
    if job := running():
        job.wait(PATIENCE)
        _collect()


def _collect() -> None:
    """Puts finished results on their shelves; notes the checks that a stop left undone."""
    job = running()
    if job is None:
        return
    is_over = not job.is_running  # asked first: a result that comes in between must not be lost
    for task, result in job.take():
        if result is not None:
            _shelf(task.shelf)[task.key] = result
    if is_over:
        del st.session_state[_JOB]
        if job.is_stopped:
            _shelf(_STOPPED).update(dict.fromkeys(_undone(job)))
        job.raise_failure()


def _undone(job: Job) -> list[object]:
    """Returns the keys of the checks that did not come to an end."""
    shelf, office = _shelf(_FOUND), the_office()
    keys = [task.key for task in job.tasks if task.shelf == _FOUND]
    return [key for key in keys if key not in shelf or not _is_current(shelf[key], office)]

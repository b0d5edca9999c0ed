"""Checks a file before any spreadsheet parser sees its bytes."""

from collections.abc import Callable

from loaders.guard.archive import Archive
from loaders.guard.biff import survey_compound
from loaders.guard.container import Kind, refuse_container, sniff
from loaders.guard.document import is_document, survey_document
from loaders.guard.limits import Limits
from loaders.guard.package import survey_package
from loaders.guard.refusal import refuse
from loaders.guard.survey import Survey


def _zip(data: bytes, file_name: str, limits: Limits) -> Survey:
    archive = Archive(data, file_name, limits)
    return survey_document(archive) if is_document(archive) else survey_package(archive)


def _as_it_is(kind: Kind) -> Callable[[bytes, str, Limits], Survey]:
    """Returns the survey of a container whose reader guards as it reads (loaders/containers)."""
    return lambda data, _file_name, _limits: Survey(kind.value, data, [])


# A container becomes readable by one entry here and a parser for its survey's `container`.
_SURVEYS: dict[Kind, Callable[[bytes, str, Limits], Survey]] = {
    Kind.ZIP: _zip,
    Kind.CFB: survey_compound,
    **{kind: _as_it_is(kind) for kind in (Kind.HTML, Kind.XML_2003, Kind.TEXT)},
}


def survey(data: bytes, file_name: str, limits: Limits) -> Survey:
    """Returns what a parser may see of the file, and what parsers hide.

    Raises Refusal with one Chinese sentence when the file is no workbook or cannot be trusted.
    """
    check_size(len(data), file_name, limits)
    kind = sniff(data)
    if kind not in _SURVEYS:
        raise refuse_container(data, file_name)
    return _SURVEYS[kind](data, file_name, limits)


def check_size(size: int, file_name: str, limits: Limits) -> None:
    """Raises Refusal for an empty file and for one above the limit; `size` in bytes."""
    if size == 0:
        raise refuse("empty_file", file_name)
    if size > limits.file_size:
        megabytes, limit = f"{size / 2**20:.1f}", limits.file_size // 2**20
        raise refuse("file_too_large", file_name, size=megabytes, limit=limit)

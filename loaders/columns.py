"""Says of every header how it was understood, how surely, and shows a few of its values."""

from collections.abc import Iterable, Mapping

from domain.finding import Finding
from domain.number import clean_text, is_blank
from loaders.checked import ColumnMatch
from loaders.content import suits
from loaders.grid import address
from loaders.header import Heading, choose_columns
from loaders.messages import finding
from loaders.template import Template
from loaders.vocabulary import NEAR, Match, vocabulary
from loaders.workbook import Sheet

SHOWN, LOOKED_AT, LONGEST_SAMPLE = 3, 200, 60
Fits = Mapping[int, frozenset[str]]


def column_matches(
    sheet: Sheet, heading: Heading, chosen: Mapping[str, int], template: Template, fits: Fits
) -> list[ColumnMatch]:
    """Returns one entry a header, in the order of the sheet; `chosen` maps canonical names to columns.

    `fits` is as for `choose_columns`. A column of `chosen` without a header has an empty one.
    """
    by_col = {col: name for name, col in chosen.items()}
    return [
        _match(sheet, heading, col, by_col.get(col), template, fits)
        for col in sorted(heading.headers.keys() | by_col.keys())
    ]


def unread_matches(sheet: Sheet, heading: Heading, template: Template) -> list[ColumnMatch]:
    """Returns the headers of a sheet that was not recognised, for a person to explain them."""
    chosen = choose_columns(heading, {}, frozenset(heading.headers))
    return column_matches(sheet, heading, chosen, template, {})


def unsuited(
    sheet: Sheet, heading: Heading, chosen: Mapping[str, int], template: Template, fits: Fits
) -> list[Finding]:
    """Returns a finding for each header that names a column its values do not suit."""
    findings = []
    for col in sorted(heading.headers.keys() - set(chosen.values())):
        match = _contradicted(heading, col, fits)
        if match is not None and match.column not in chosen:
            header = template.column(match.column).header
            sample = "、".join(samples(sheet, heading, col))
            cell = address(heading.first_row, col)
            said = {"header": heading.headers[col], "column": header, "sample": sample}
            findings.append(finding("column_unsuited", sheet.name, cell, **said))
    return findings


def unsure(matches: Iterable[ColumnMatch]) -> list[Finding]:
    """Returns one finding a sheet that names the headers read by a near miss."""
    by_sheet: dict[str, list[ColumnMatch]] = {}
    for match in matches:
        if match.how == NEAR:
            by_sheet.setdefault(match.sheet, []).append(match)
    return [
        finding("columns_unsure", name, count=len(found), headers="、".join(one.header for one in found))
        for name, found in by_sheet.items()
    ]


def samples(sheet: Sheet, heading: Heading, col: int) -> tuple[str, ...]:
    """Returns the first distinct values under a header, cut where they are long."""
    if col >= sheet.column_count:
        return ()
    texts = sheet.cells.column(col).slice(heading.last_row + 1, LOOKED_AT).to_pylist()
    found: dict[str, None] = {}
    for text in dict.fromkeys(texts):
        if len(found) < SHOWN and not is_blank(text):
            found[clean_text(text)[:LONGEST_SAMPLE]] = None
    return tuple(found)


def _match(
    sheet: Sheet, heading: Heading, col: int, name: str | None, template: Template, fits: Fits
) -> ColumnMatch:
    header = heading.headers.get(col, "")
    how = _how(heading, col, name)
    is_unsure = how == NEAR or (how == "aside" and _contradicted(heading, col, fits) is not None)
    offered = tuple(match.column for match in heading.matches.get(col, ()))
    if how in (NEAR, "aside"):
        offered += vocabulary(template.columns).closest(header)
    shown = samples(sheet, heading, col)
    if not offered and how == "aside":
        offered = _by_content(template, shown)
    return ColumnMatch(sheet.name, header, name, col, shown, how, is_unsure, tuple(dict.fromkeys(offered)))


def _by_content(template: Template, values: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the columns whose values these look like, where values alone can tell."""
    telling = [column for column in template.columns if column.fits or column.kind in ("date", "code")]
    return tuple(column.name for column in telling if values and suits(column, values))


def _how(heading: Heading, col: int, name: str | None) -> str:
    if pick := heading.picked.get(col):
        return pick.how
    if name is None:
        return "aside"
    match = next((one for one in heading.matches.get(col, ()) if one.column == name), None)
    if match is None:
        return "content"
    return "content" if match.is_doubtful and match.how != NEAR else match.how


def _contradicted(heading: Heading, col: int, fits: Fits) -> Match | None:
    """Returns what the words of a header say where its values say otherwise, else None."""
    if col in heading.picked or col not in fits:
        return None
    said = [match for match in heading.matches.get(col, ()) if not match.is_doubtful]
    return said[0] if said and said[0].column not in fits[col] else None

"""Damages honest files in the ways that disks, networks, programs and people do; seeded."""

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable

from tests.corpus.sheets import disposals, form, ledger, three, xls, xlsx
from tests.loaders import hostile
from tests.loaders.books import old
from tests.loaders.boxes import as_html, as_text, as_xml_2003
from tests.loaders.forms import NATIONAL, table

Change = Callable[[bytes, random.Random], bytes]
_NUMBERS = (0, 9, -1, 99_999, 2**31, 2**32, 2**64, "1e308", "NaN", "")
_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_SHEET = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def xlsm(data: bytes) -> bytes:
    """Returns the workbook as one with macros."""
    types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml").replace(_SHEET, _MACROS)
    return hostile.repacked(
        data, {"[Content_Types].xml": types}, [("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")]
    )


def workbooks() -> dict[str, bytes]:
    """Returns the honest workbooks that are damaged, by name."""
    sheets = (ledger(), form(), disposals())
    made = {f"{layout.name}.xlsx": xlsx(layout) for layout in sheets}
    made |= {f"{layout.name}.xls": xls(layout) for layout in sheets}
    made["宏.xlsm"] = xlsm(xlsx(form()))
    made["杂.xls"] = old()
    made["多表.xlsx"] = xlsx(ledger(), form(), hidden_rows=[2], hidden_cols=[3])
    made["合并.xlsx"] = xlsx(form(), form(unit="乙县", name="乙"))
    return made


def texts() -> dict[str, bytes]:
    """Returns the honest text files, pages and XML files that are damaged, by name."""
    national = table(NATIONAL, [("X1", "某店", "某所", "示例省", "甲县", "菠菜", "食用农产品", "2021-04-02", "监督抽检", "市",
                                 "纯抽检合格样品", "铅", "0.1", "合格项", "/", "2021-04-20")])  # fmt: skip
    made = {
        "台账.csv": as_text(ledger()).encode("gb18030"),
        "全国.csv": as_text(national).encode("utf-8-sig"),
        "处置.csv": as_text(disposals()).encode(),
        "铁拳.csv": as_text(form()).encode("gb18030"),
        "台账.txt": as_text(ledger(), "\t").encode("utf-16"),
        "分号.csv": as_text(ledger([*three(), *three()]), ";").encode("utf-8"),
        "网页.xls": as_html(ledger()),
        "铁拳.xls": as_xml_2003(form()),
    }
    return made


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """Returns the file with some bytes overwritten, bits flipped, runs lost or doubled."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed))
        match chance.randrange(5):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                changed[at] = chance.choice([0, 255, 32, 60, 62, 44, 34, 10])
            case 2:
                del changed[at : at + chance.randint(1, 40)]
            case 3:
                changed[at:at] = changed[at : at + chance.randint(1, 40)]
            case _:
                changed[at:at] = chance.randbytes(chance.randint(1, 6))
        if not changed:
            return b"?"
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Returns the beginning of the file."""
    return data[: chance.randrange(1, len(data))]


def _archive(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part_changed(data: bytes, chance: random.Random) -> bytes:
    """Returns the workbook with bytes of one part changed and everything around it sound."""
    parts = _archive(data)
    name = chance.choice(sorted(parts))
    return hostile.repacked(data, {name: bytes_changed(parts[name] or b" ", chance)})


def numbers_changed(data: bytes, chance: random.Random) -> bytes:
    """Returns the workbook with numbers in one part's XML replaced by odd ones."""
    parts = _archive(data)
    name = chance.choice([name for name in sorted(parts) if name.startswith("xl/")])
    content = parts[name]
    places = [match.span() for match in re.finditer(rb"\d+", content)]
    for start, end in sorted(chance.sample(places, min(len(places), chance.randint(1, 4))), reverse=True):
        content = content[:start] + str(chance.choice(_NUMBERS)).encode() + content[end:]
    return hostile.repacked(data, {name: content})


def tags_changed(data: bytes, chance: random.Random) -> bytes:
    """Returns the workbook with elements or attributes of one part lost, doubled or renamed."""
    parts = _archive(data)
    name = chance.choice([name for name in sorted(parts) if name.endswith((".xml", ".rels"))])
    content = parts[name]
    for _ in range(chance.randint(1, 3)):
        spans = [m.span() for m in re.finditer(rb"<[^>]*>|\s[\w:]+=\"[^\"]*\"", content)]
        if not spans:
            break
        start, end = chance.choice(spans)
        piece = content[start:end]
        new = chance.choice([b"", piece * 2, piece.swapcase(), b"<x/>", piece.replace(b'"', b"'")])
        content = content[:start] + new + content[end:]
    return hostile.repacked(data, {name: content})


def member_lost(data: bytes, chance: random.Random) -> bytes:
    """Returns the workbook without one of its parts, or with that part empty."""
    name = chance.choice(sorted(_archive(data)))
    return hostile.repacked(data, {name: chance.choice([None, b""])})


def member_doubled(data: bytes, chance: random.Random) -> bytes:
    """Returns the workbook with one part there twice, the second time with other content."""
    parts = _archive(data)
    name, other = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that the name is doubled is the point
        return hostile.repacked(data, {}, [(name, parts[other])])


def members_swapped(data: bytes, chance: random.Random) -> bytes:
    """Returns the workbook with the contents of two parts exchanged."""
    parts = _archive(data)
    one, two = chance.sample(sorted(parts), 2)
    return hostile.repacked(data, {one: parts[two], two: parts[one]})


def strings_random(data: bytes, chance: random.Random) -> bytes:
    """Returns the workbook whose shared strings are others, fewer or more than its cells ask for."""
    parts = _archive(data)
    name = "xl/sharedStrings.xml"
    items = re.findall(rb"<si>.*?</si>", parts.get(name, b""), re.DOTALL)
    chance.shuffle(items)
    odd = [b"<si/>", b"<si><t>=cmd|' /C calc'!A0</t></si>", b"<si><t>" + b"x" * 200 + b"</t></si>",
           "<si><r><t>合</t></r><r><t>计</t></r></si>".encode(), b"<si><t>&#0;</t></si>", b"<si><t>\xff</t></si>"]  # fmt: skip
    items = items[: chance.randint(0, len(items))] + chance.choices(odd, k=chance.randint(0, 2))
    head = b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return hostile.repacked(data, {name: head + b"".join(items) + b"</sst>"})


def lines_changed(data: bytes, chance: random.Random) -> bytes:
    """Returns the text with lines or fields lost, doubled, joined or overfull."""
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        fields = lines[at].split(b",")
        odd = [
            b"",
            b'"',
            b'"a""b"',
            b"=1+1",
            b"x" * 40_000,
            b"," * 300,
            b"\x00",
            "合计".encode("gb18030"),
            b"\xff\xfe",
        ]
        fields[chance.randrange(len(fields))] = chance.choice(odd)
        lines[at] = chance.choice([b",".join(fields), b"", lines[at] * 2, lines[at].replace(b",", b"\t")])
    return b"\n".join(lines)


ANY: tuple[Change, ...] = (bytes_changed, cut)
OF_ZIP: tuple[Change, ...] = (
    part_changed, numbers_changed, tags_changed, member_lost, member_doubled, members_swapped, strings_random,
)  # fmt: skip
OF_TEXT: tuple[Change, ...] = (lines_changed, bytes_changed)


def damaged(sources: dict[str, bytes], number: int) -> tuple[str, bytes]:
    """Returns the damaged file of this number, and a name that says how it was made."""
    chance = random.Random(f"{sorted(sources)[0]}-{number}")
    name = chance.choice(sorted(sources))
    data = sources[name]
    is_zip = data.startswith(b"PK")
    special = OF_ZIP if is_zip else () if data.startswith(b"\xd0\xcf") else OF_TEXT
    change = chance.choice((*ANY, *special, *special))
    return f"{number}-{change.__name__}-{name}", change(data, chance)

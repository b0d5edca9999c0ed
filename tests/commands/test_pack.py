"""The meeting pack from the command line: four files that agree with `verdicts`, recipes, made again."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from commands.main import main
from tools.make_demo import make_demo

Run = Callable[..., tuple[int, object]]
WANTED = (
    "人口_*",
    "抽检台账_乙县*",
    "抽检台账_丁县*",
    "核查处置台账_乙县*",
    "铁拳案件统计表_[乙丁]县_20260[456]*",
)

MADE_AT = re.compile("生成时间[： ]*[0-9-]{10} [0-9:]{5}".encode())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a data folder with a part of the demo in it."""
    made, folder = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("data")
    make_demo(made)
    (folder / "settings.toml").write_text('jurisdiction = "demo"\n', encoding="utf-8")
    files = sorted(str(path) for pattern in WANTED for path in made.glob(pattern))
    assert main(["load", *files, "--json", "--data", str(folder)]) == 0
    return folder


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, object]:
        capsys.readouterr()
        code = main([*map(str, arguments), "--json", "--data", str(data)])
        return code, json.loads(capsys.readouterr().out)

    return call


def by_kind(answer: dict) -> dict[str, Path]:
    kinds = {"演示文稿.pptx": "pptx", "通报.docx": "docx", "数据表.xlsx": "xlsx", "案件统计表.xlsx": "forms"}
    return {
        kind: Path(name) for name in answer["files"] for tail, kind in kinds.items() if name.endswith(tail)
    }


def slide_texts(path: Path) -> str:
    found = []
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def letter_texts(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def numbers_of(path: Path) -> set[float]:
    book = load_workbook(path, data_only=True)
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return {round(float(value), 9) for value in cells if isinstance(value, int | float)}


def content(path: Path) -> dict[str, bytes]:
    """Returns a file's parts without what carries its time."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    kept = {name: part for name, part in parts.items() if not name.startswith("docProps/")}
    return {name: MADE_AT.sub(b"", part) for name, part in kept.items()}


def test_every_figure_of_verdicts_stands_in_all_files(run: Run, tmp_path: Path) -> None:
    code, answer = run("pack", "--period", "2026-06", "--out", tmp_path)
    assert code == 0
    files = by_kind(answer)
    assert set(files) == {"pptx", "docx", "xlsx", "forms"}
    wanted = [v for v in run("verdicts", "--period", "2026-06")[1] if v["targets"] and v["value"] is not None]
    assert len(wanted) > 20
    slides, letter, numbers = (
        slide_texts(files["pptx"]),
        letter_texts(files["docx"]),
        numbers_of(files["xlsx"]),
    )
    for verdict in wanted:
        shown = re.escape(verdict["display"])
        assert re.search(rf"(?<![\d.]){shown}(?![\d])", slides), (verdict["unit"], verdict["indicator"])
        assert re.search(rf"(?<![\d.]){shown}(?![\d])", letter), (verdict["unit"], verdict["indicator"])
        assert any(abs(number - verdict["value"]) < 1e-6 for number in numbers), verdict["indicator"]


def test_each_file_says_its_data_date_and_that_it_is_fictional(run: Run, tmp_path: Path) -> None:
    files = by_kind(run("pack", "--period", "2026-06", "--out", tmp_path)[1])
    for text in (slide_texts(files["pptx"]), letter_texts(files["docx"])):
        assert "2026-06-30" in text or "2026年6月30日" in text
        assert "虚构" in text and "U000001" in text


def test_a_pack_made_again_differs_in_its_time_alone(run: Run, tmp_path: Path) -> None:
    number = run("pack", "--period", "2026-06", "--out", tmp_path / "first")[1]["number"]
    uploads = run("uploads")[1]
    gone = next(
        one["upload_id"] for one in uploads if one["template"] == "sampling_ledger" and one["in_force"]
    )
    assert run("undo", gone)[0] == 0
    changed = run("pack", "--period", "2026-06", "--out", tmp_path / "now")[1]
    again = run("pack", "--again", number, "--out", tmp_path / "again")[1]
    assert run("restore", gone)[0] == 0
    first, now = by_kind({"files": [str(p) for p in (tmp_path / "first").iterdir()]}), by_kind(changed)
    for kind, path in by_kind(again).items():
        assert content(path) == content(first[kind]), kind
    assert content(now["xlsx"]) != content(first["xlsx"])


def test_a_recipe_is_saved_used_and_listed(run: Run, tmp_path: Path) -> None:
    choices = {"indicator_ids": ["YC-14", "YC-13"], "title": "月度例会", "ratio": "4:3", "files": ["pptx"]}
    assert run("pack", "--save", "例会", "--choices", json.dumps(choices))[0] == 0
    code, answer = run("pack", "--recipe", "例会", "--period", "2026-06", "--out", tmp_path)
    assert code == 0 and len(answer["files"]) == 1
    text = slide_texts(Path(answer["files"][0]))
    assert text.startswith("月度例会")
    assert text.index("核查处置完成率：") < text.index("食品抽检合格率：")
    listed = run("pack", "--list")[1]
    assert [one["name"] for one in listed["recipes"]] == ["例会"]
    assert listed["packs"][0]["choices"]["title"] == "月度例会"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--out", "x", "--recipe", "没有"), "unknown_recipe"),
        (("--out", "x", "--again", "999"), "unknown_pack"),
        (("--out", "x", "--choices", '{"colour": 1}'), "bad_recipe"),
        (("--out", "x", "--choices", "{"), "bad_recipe"),
        (("--out", "x", "--choices", '{"indicator_ids": ["YC-99"]}'), "unknown_indicator"),
        (("--out", "x", "--pptx-template", "没有.pptx"), "file_not_found"),
        ((), "no_folder"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(run: Run, arguments: tuple, code: str) -> None:
    exit_code, answer = run("pack", *arguments)
    assert (exit_code, answer["error"]["code"]) == (1, code)
    assert re.search(r"[一-鿿]", answer["error"]["message"])

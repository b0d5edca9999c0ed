"""Sets one style for every chart: template, title and source inside the picture, download."""

import html
from collections.abc import Iterable
from dataclasses import dataclass

import plotly.graph_objects as go
import plotly.io as pio

from charts.description import Description
from ui.tokens import ACCENT, FAINT, FONT, INK, LINE, MUTED, PAPER
from ui.words import MODEBAR

TEMPLATE = "duibiao"
PICTURE_SCALE = 3
BOTTOM = 76
PLAIN_NUMBERS = {"fixedrange": True, "exponentformat": "none", "separatethousands": True}  # 12,000, never 12k


@dataclass(frozen=True)
class Caption:
    """Holds the words that stand inside every picture.

    `measured_in` is the unit of the value axis, `source` names the sheets the figures come
    from, `as_of` is the data date (YYYY-MM-DD).
    """

    title: str
    subtitle: str
    measured_in: str
    source: str
    as_of: str

    @classmethod
    def of(cls, description: Description) -> "Caption":
        """Returns the words a description has for its picture."""
        return cls(
            description.title,
            description.subtitle,
            description.measured_in,
            description.source,
            description.as_of,
        )

    @property
    def foot(self) -> str:
        """Returns the words under the picture: unit and data date, then the source."""
        return f"单位：{self.measured_in} · 数据截至 {self.as_of}\n来源：{self.source}"

    @property
    def file_name(self) -> str:
        """Returns the Chinese name of the downloaded picture, without its ending."""
        return "_".join(part for part in (self.title, self.subtitle, self.as_of) if part).replace("/", "每")


def escape(text: object) -> str:
    """Returns a label in which Plotly finds no markup."""
    return html.escape(str(text), quote=False)


def muted(text: object) -> str:
    """Returns an escaped label in the quiet colour."""
    return f'<span style="color:{MUTED}">{escape(text)}</span>'


def register_template() -> None:
    """Makes the house style Plotly's default, once, so that no figure repeats it."""
    axis = {
        "gridcolor": FAINT,
        "linecolor": LINE,
        "zeroline": False,
        "tickfont": {"color": MUTED, "size": 12},
    }
    pio.templates[TEMPLATE] = go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": INK},
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "colorway": [ACCENT],
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {"font": {"family": FONT, "size": 13}, "bgcolor": PAPER, "bordercolor": LINE},
            "separators": ".,",
            "showlegend": False,
        }
    )
    pio.templates.default = TEMPLATE


def frame(caption: Caption, height: int, left: int = 56, right: int = 16, top: int = 72) -> dict:
    """Returns the layout of a chart with its title, subtitle and source line inside the picture.

    `left`, `right` and `top` are margins in pixels; the foot always has the same room.
    """
    title = f"<b>{escape(caption.title)}</b>"
    return {
        "title": {
            "text": title,
            "subtitle": {"text": escape(caption.subtitle), "font": {"size": 12, "color": MUTED}},
            "font": {"size": 16, "color": INK},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 16, "t": 14},
        },
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": BOTTOM, "autoexpand": False},
        "annotations": [foot(caption, left)],
    }


def whole_ticks(values: Iterable[float], high: float) -> dict:
    """Returns ticks one apart where a few whole things are drawn (0 起, 2 起); nothing elsewhere."""
    is_few = high < 6 and all(value == int(value) for value in values)
    return {"dtick": 1} if is_few else {}


def label_width(names: Iterable[str]) -> int:
    """Returns the left margin in pixels that the longest of these names needs at 13 px."""
    widest = max((sum(13 if ord(mark) > 0x2E80 else 8 for mark in name) for name in names), default=0)
    return min(widest, 180) + 40


def foot(caption: Caption, left: int) -> dict:
    """Returns the source line as an annotation at the lower left of the picture."""
    return {
        "text": escape(caption.foot).replace("\n", "<br>"),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": 16 - left,
        "yshift": 8 - BOTTOM,
        "align": "left",
        "showarrow": False,
        "font": {"size": 11, "color": MUTED},
    }


def config(caption: Caption, picture: str = "png") -> dict:
    """Returns Plotly's settings: one download button in Chinese, 3× size, a Chinese file name."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "scrollZoom": False,
        "doubleClick": False,
        "locale": "zh-CN",
        "locales": {"zh-CN": {"dictionary": MODEBAR, "format": {}}},
        "toImageButtonOptions": {
            "format": picture,
            "scale": PICTURE_SCALE,
            "filename": caption.file_name,
        },
    }


register_template()

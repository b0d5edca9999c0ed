"""Declares YC-32: a share returned by the units (004 附件2(十三)1)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-32",
    Words(
        "食品经营许可或备案率",
        short="许可备案率",
        numerator="取得许可或备案的经营者",
        denominator="食品生产经营者",
        counted_in="家",
        method="到期末为止的情况，以最近一次填报为准。",
    ),
    example=(500, 500, "经营者 500 家，都已取得许可或备案，500 ÷ 500 = 100 %。"),
    is_stock=True,
)

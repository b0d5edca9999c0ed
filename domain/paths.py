"""Names the folders of the house, so that no other module works them out again."""

from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
SHIPPED_DATA = HOUSE / "data"
JURISDICTIONS = SHIPPED_DATA / "jurisdictions"
REFERENCE = SHIPPED_DATA / "reference"
DEMO = SHIPPED_DATA / "demo"

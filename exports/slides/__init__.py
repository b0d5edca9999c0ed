"""Makes the slides of a meeting pack (.pptx): native charts and tables, editable in Office and WPS."""

from exports.slides.deck import Format, SlideOptions
from exports.slides.write import Step, to_pptx

__all__ = ["Format", "SlideOptions", "Step", "to_pptx"]

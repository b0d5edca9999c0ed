"""Opens finished files again and lays out what stands in them, page by page, so that it can be looked at."""

from exports.preview.model import Preview
from exports.preview.opened import preview_of

__all__ = ["Preview", "preview_of"]

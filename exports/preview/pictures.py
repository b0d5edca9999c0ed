"""Keeps the pictures of a file for its preview, each once, and notes what is not shown."""

import base64
import hashlib

_SHOWN = ("image/png", "image/jpeg", "image/gif")
_LARGEST = 8 * 2**20


class Pictures:
    """Collects pictures as data addresses by a short key; `notes` are sentences for the reader."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._missing: dict[str, None] = {}

    def key(self, blob: bytes, content_type: str) -> str:
        """Returns the key of a picture, '' for a kind a browser does not show or one too large."""
        if content_type not in _SHOWN or len(blob) > _LARGEST:
            self.note("个别图片（矢量或过大）")
            return ""
        key = hashlib.sha256(blob).hexdigest()[:16]
        self.found[key] = f"data:{content_type};base64,{base64.b64encode(blob).decode('ascii')}"
        return key

    def note(self, what: str) -> None:
        """Notes what the preview leaves out."""
        self._missing[what] = None

    @property
    def notes(self) -> list[str]:
        """Returns what is left out as one sentence, none when everything is shown."""
        return [f"预览不显示{'、'.join(self._missing)}，文件里照常有。"] if self._missing else []

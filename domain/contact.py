"""Holds one person of the liaison table: personal data, which never show in a representation or a log."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Contact:
    """Holds whom to call in a unit; `role` is 分管领导 or 联络员."""

    unit_id: str
    role: str
    name: str = field(repr=False)
    position: str = field(default="", repr=False)
    office_phone: str = field(default="", repr=False)
    mobile: str = field(default="", repr=False)
    fax: str = field(default="", repr=False)

"""Keeps the liaison table: personal data in a table of its own, behind a PIN, never beside facts.

Names and numbers come and go with their upload: an undone upload names nobody, a restored one
names them again. Nothing here is part of an export, a verdict, a log or the list of uploads.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

import duckdb

from domain.contact import Contact
from domain.finding import Refusal
from store.reading import Reading

SHORTEST_PIN = 6
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1
_COLUMNS = "unit_id, role, name, position, office_phone, mobile, fax"


def put_contacts(cursor: duckdb.DuckDBPyConnection, upload_id: str, contacts: Sequence[Contact]) -> None:
    """Enters the people an upload names, inside the transaction of that upload."""
    for one in contacts:
        cursor.execute(
            f"INSERT INTO contacts (upload_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [upload_id, one.unit_id, one.role, one.name, one.position, one.office_phone, one.mobile, one.fax],
        )


def copy_contacts(cursor: duckdb.DuckDBPyConnection, upload_id: str, new_id: str) -> None:
    """Enters the people of an upload once more, for the upload that restores it."""
    cursor.execute(
        f"INSERT INTO contacts (upload_id, {_COLUMNS}) SELECT ?, {_COLUMNS} FROM contacts WHERE upload_id = ?",
        [new_id, upload_id],
    )


def contacts(reading: Reading, unit_id: str | None = None) -> list[Contact]:
    """Returns whom to call, of one unit or of all: for each role the newest upload in force decides."""
    rows = reading.rows(
        f"SELECT {', '.join(f'c.{name}' for name in _COLUMNS.split(', '))}"
        " FROM contacts AS c JOIN uploads AS u ON u.upload_id = c.upload_id"
        " WHERE u.in_force AND (? IS NULL OR c.unit_id = ?) AND u.seq = (SELECT max(v.seq) FROM contacts AS d"
        " JOIN uploads AS v ON v.upload_id = d.upload_id"
        " WHERE v.in_force AND d.unit_id = c.unit_id AND d.role = c.role)"
        " ORDER BY c.unit_id, c.role, c.name",
        [unit_id, unit_id],
    )
    return [Contact(*row) for row in rows]


def named_units(reading: Reading) -> dict[str, int]:
    """Returns how many people each unit names; no name is part of the answer."""
    found: dict[str, int] = {}
    for one in contacts(reading):
        found[one.unit_id] = found.get(one.unit_id, 0) + 1
    return found


def sealed(pin: str) -> str:
    """Returns what is kept of a PIN: parameters, salt and scrypt digest; raises Refusal for a short one."""
    if len(pin) < SHORTEST_PIN or pin != pin.strip():
        raise Refusal(f"口令至少 {SHORTEST_PIN} 个字符，首尾不能有空格。", "bad_pin")
    salt = secrets.token_bytes(16)
    return f"scrypt:{_COST}:{_BLOCK}:{_PARALLEL}:{salt.hex()}:{_digest(pin, salt, _COST, _BLOCK, _PARALLEL).hex()}"


def opens(pin: str, seal: str) -> bool:
    """Tells whether a PIN is the one that was sealed; a seal that cannot be read opens for nobody."""
    parts = seal.split(":")
    if len(parts) != 6 or parts[0] != "scrypt" or not pin:
        return False
    try:
        cost, block, parallel = (int(part) for part in parts[1:4])
        salt, known = bytes.fromhex(parts[4]), bytes.fromhex(parts[5])
        return hmac.compare_digest(_digest(pin, salt, cost, block, parallel), known)
    except ValueError:
        return False


def _digest(pin: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=2**26)

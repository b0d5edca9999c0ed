"""Opens a workbook that has a password, when the password is given."""

import re
from io import BytesIO

from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from loaders.guard.cfb import CompoundFile
from loaders.guard.refusal import refuse

_INFO = "EncryptionInfo"
_SPINS = re.compile(rb"spinCount\s*=\s*[\"'](\d+)")
_MOST_SPINS = 1_000_000  # Excel writes 100 000; each is a round of work for us
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def unlocked(data: bytes, file_name: str, password: str) -> bytes:
    """Returns the bytes of the workbook inside an encrypted .xlsx.

    Raises Refusal for a wrong password and for a container that asks for senseless work. The
    bytes are as little trusted as any others.
    """
    _check_info(CompoundFile(data, file_name), file_name)
    out = BytesIO()
    try:
        locked = OOXMLFile(BytesIO(data))
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(out)
    except InvalidKeyError as error:
        raise refuse("wrong_password", file_name) from error
    except MemoryError:
        raise
    except Exception as error:  # the library meets a broken container with any error of Python's
        raise refuse("damaged", file_name, part=_INFO) from error
    return out.getvalue()


def _check_info(compound: CompoundFile, file_name: str) -> None:
    info = compound.stream(_INFO) if _INFO in compound.entries else b""
    if _DOCTYPE.search(info):
        raise refuse("doctype", file_name, part=_INFO)
    spins = [int(count[:12]) for count in _SPINS.findall(info)]
    if not info or max(spins, default=0) > _MOST_SPINS:
        raise refuse("damaged", file_name, part=_INFO)

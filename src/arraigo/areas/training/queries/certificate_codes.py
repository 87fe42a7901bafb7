"""The code of a certificate: 60 random bits in twelve letters that nobody confuses (Crockford's base 32)."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
# What people read or type in place of a letter that is not used.
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\u2013": None, "\u00a0": None})


def new_code() -> str:
    """Return a code that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))


def read_code(text: str) -> str:
    """Return the code in what somebody typed, whatever its case, groups and look-alikes; empty when it is none."""
    code = text.strip().upper().translate(READ_AS)
    return code if len(code) == LENGTH and all(letter in ALPHABET for letter in code) else ""


def grouped(code: str) -> str:
    """Write a code as it is printed: 7K3M-9QXT-04HZ."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))

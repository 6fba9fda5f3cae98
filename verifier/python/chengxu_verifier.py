#!/usr/bin/env python3
"""Checks a bag of Chengxu (docs/bag.md, chengxu-bag@1) without a line of the program that wrote it.

Python 3.9 or later and its standard library; `openssl` on the PATH only for the signatures of time-stamp tokens.
It does not replay, so its best answer is exit 2, W_NO_REPLAY: all verified but the replay.

    python3 chengxu_verifier.py BAG --policy FILE [--pin FILE]... [--tsa FILE] [--sm-key VKEY]... [--as-of TIME] [--json] [--lang zh|en]
    python3 chengxu_verifier.py --batch --policy FILE ...      one path a line on stdin, one line of JSON for each

Exit: 1 evidence of tampering, 2 nothing wrong is known and something was not decided, 3 usage.
"""
import argparse
import base64
import bisect
import functools
import hashlib
import json
import os
import re
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import time
import zlib

MAX_SAFE = 2**53 - 1
MIB = 1 << 20


class Wrong(Exception):
    """One finding. Raised where it ends the checking, kept in a list where it does not."""

    def __init__(self, code, zh, en, **where):
        super().__init__("%s: %s" % (code, en))
        self.code, self.zh, self.en, self.where = code, zh, en, where

    def as_json(self):
        return {"code": self.code, **self.where, "zh": self.zh, "en": self.en}


class Usage(Exception):
    """What the auditor gave cannot be read; says nothing about the bag."""


# -- JSON, strictly ----------------------------------------------------------------------------------------------

class NotStrict(Exception):
    """No JSON as docs/bag.md takes it."""


class NotCanonical(Exception):
    """Strict JSON, in other bytes than its canonical ones."""


STRING = re.compile(r'"([^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*)"')
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,15})\Z")
SPACE = re.compile(r"[ \t\n\r]*")
ESCAPE = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))")
SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
MAX_DEPTH = 16


def unescape(match):
    high, low, unit, simple = match.groups()
    if simple:
        return SIMPLE[simple]
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
    code = int(unit, 16)
    if code == 0 or 0xD800 <= code < 0xE000:
        raise NotStrict("U+0000 or half a character")
    return chr(code)


class Reader:
    """A strict reader; `canonical` turns false when a number or name can have no canonical form."""

    def __init__(self, text):
        self.text, self.at, self.canonical = text, 0, True

    def whole(self):
        value = self.value(0)
        self.space()
        if self.at != len(self.text):
            raise NotStrict("something follows")
        return value

    def space(self):
        self.at = SPACE.match(self.text, self.at).end()

    def take(self, character):
        self.space()
        if self.text.startswith(character, self.at):
            self.at += 1
            return True
        return False

    def value(self, depth):
        self.space()
        first = self.text[self.at:self.at + 1]
        if first == '"':
            return self.string()
        if first == "{" or first == "[":
            if depth == MAX_DEPTH:
                raise NotStrict("too deep")
            self.at += 1
            return self.object(depth + 1) if first == "{" else self.array(depth + 1)
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.number()

    def string(self):
        match = STRING.match(self.text, self.at)
        if not match:
            raise NotStrict("no string")
        self.at = match.end()
        body = match.group(1)
        return ESCAPE.sub(unescape, body) if "\\" in body else body

    def number(self):
        match = NUMBER.match(self.text, self.at)
        if not match:
            raise NotStrict("no value")
        self.at = match.end()
        written = match.group()
        if INTEGER.match(written) and abs(int(written)) <= MAX_SAFE:
            return int(written)
        if float(written) in (float("inf"), float("-inf")):
            raise NotStrict("a number too large for a double")
        self.canonical = False
        return 0

    def array(self, depth):
        items = []
        if self.take("]"):
            return items
        while True:
            items.append(self.value(depth))
            if self.take("]"):
                return items
            if not self.take(","):
                raise NotStrict("no comma")

    def object(self, depth):
        members = {}
        if self.take("}"):
            return members
        while True:
            self.space()
            name = self.string()
            if name in members or name == "__proto__":
                raise NotStrict("a name twice, or __proto__")
            if CONTROL.search(name):
                self.canonical = False
            if not self.take(":"):
                raise NotStrict("no colon")
            members[name] = self.value(depth)
            if self.take("}"):
                return members
            if not self.take(","):
                raise NotStrict("no comma")


def read_json(data):
    """The value of canonical bytes. Raises NotStrict, else NotCanonical."""
    try:
        text = data.decode("utf-8", "strict")
    except UnicodeDecodeError:
        raise NotStrict("not UTF-8")
    reader = Reader(text)
    value = reader.whole()
    if not reader.canonical or canonical(value) != text:
        raise NotCanonical()
    return value


ESCAPED = re.compile(r'["\\\x00-\x1f]')
SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def canonical(value):
    """RFC 8785, of what Reader reads."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + ESCAPED.sub(lambda m: SHORT.get(m.group()) or "\\u%04x" % ord(m.group()), value) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in sorted(value, key=code_units)) + "}"


def code_units(text):
    """Sorts as JavaScript does: by UTF-16 code unit."""
    return text.encode("utf-16-be")


# -- Forms of members ---------------------------------------------------------------------------------------------

WHITE = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
WORD = re.compile("[^%s\x00-\x1f\x7f-\x9f]{1,256}" % WHITE)
KEY_NAME = re.compile("[^%s\x00-\x1f\x7f-\x9f+]+" % WHITE)
HEX = re.compile("[0-9a-f]{64}")
UUID7 = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
DIGEST64 = re.compile("[A-Za-z0-9_-]{43}")
INSTANT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.([0-9]{3})Z")
DATE = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?"
    r"(Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))?")


def text_of(pattern):
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def count(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_SAFE


word, key_name, hex_digest, uuid7, digest64 = map(text_of, (WORD, KEY_NAME, HEX, UUID7, DIGEST64))


def optional_text(check):
    return lambda value: value == "" or check(value)


def is_object(value):
    return isinstance(value, dict)


def hex_path(value):
    return isinstance(value, list) and len(value) <= 64 and all(map(hex_digest, value))


def rising(check, key=code_units):
    def holds(value):
        return (isinstance(value, list) and all(map(check, value))
                and all(key(a) < key(b) for a, b in zip(value, value[1:])))
    return holds


def days_in_month(year, month):
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]


def exists(year, month, day, hour=0, minute=0, second=0):
    return (1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
            and hour < 24 and minute < 60 and second < 60)


def milliseconds(year, month, day, hour=0, minute=0, second=0, thousandths=0):
    """Since 1970 in UTC, in the proleptic Gregorian calendar, year 0 included."""
    shifted = year - (month <= 2)
    era_year, day_of_year = shifted % 400, (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    days = shifted // 400 * 146097 + era_year * 365 + era_year // 4 - era_year // 100 + day_of_year - 719468
    return ((days * 24 + hour) * 60 + minute) * 60000 + second * 1000 + thousandths


def instant(value):
    match = INSTANT.fullmatch(value) if isinstance(value, str) else None
    return match is not None and exists(*map(int, match.groups()[:6]))


def instant_ms(value):
    return milliseconds(*map(int, INSTANT.fullmatch(value).groups()))


def date(value):
    match = DATE.fullmatch(value) if isinstance(value, str) else None
    return match is not None and exists(*(int(part or 0) for part in match.groups()[:6]))


def date_ms(value):
    """Of an RFC 3339 time with offset."""
    year, month, day, hour, minute, second, fraction, offset = DATE.fullmatch(value).groups()
    at = milliseconds(*map(int, (year, month, day, hour, minute, second)), int((fraction or "0").ljust(3, "0")[:3]))
    if offset == "Z":
        return at
    ahead = (int(offset[1:3]) * 60 + int(offset[4:6])) * 60000
    return at - ahead if offset[0] == "+" else at + ahead


def wrong_member(value, required, optional=None):
    """The first member that is unknown, missing or of another form; None when all are as they should be."""
    if not isinstance(value, dict):
        return "not an object"
    optional = optional or {}
    for name in value:
        if name not in required and name not in optional:
            return name
    for name, check in required.items():
        if name not in value or not check(value[name]):
            return name
    for name, check in optional.items():
        if name in value and not check(value[name]):
            return name
    return None


EVIDENCED = {"date": date, "source": hex_digest, "checkedBy": word}
BODY = {
    "payload": is_object, "facts": is_object, "version": count,
    "_sd": rising(digest64), "_sd_alg": lambda value: value == "sha-256",
}
def base64url(least, most):
    return text_of(re.compile("[A-Za-z0-9_-]{%d,%d}" % (least, most)))


ACTOR_SIGNATURE = {"credential": base64url(2, 1400), "authenticatorData": base64url(50, 8000),
                   "clientDataJSON": base64url(2, 8000), "signature": base64url(2, 1400)}
BODY_OPTIONAL = {"instrument": is_object, "evidenced": lambda value: wrong_member(value, EVIDENCED) is None,
                 "actorsig": lambda value: wrong_member(value, ACTOR_SIGNATURE) is None}
LEAF = {
    "specversion": lambda value: value == "1.0", "id": uuid7, "source": word, "subject": word, "type": word,
    "time": instant, "seq": count, "prev": optional_text(hex_digest), "actor": word, "actorrole": word,
    "actorunit": optional_text(word), "data": lambda value: wrong_member(value, BODY, BODY_OPTIONAL) is None,
}
LEAF_OPTIONAL = {"onbehalf": word, "claimed": date, "workflowhash": hex_digest, "statehash": hex_digest}
BAG = {
    "exportedAt": instant, "format": lambda value: value == "chengxu-bag@1", "origin": key_name, "root": hex_digest,
    "size": count, "scope": lambda value: value in ("decision", "ledger"), "source": word,
}
BAG_OF_DECISION = {"subject": lambda value: word(value) and value.startswith("decision/"), "subjects": rising(word)}
IS_PUBLIC = {"reason": lambda value: value == "public", "seq": count}
LINES = {
    "disclosures": [{"encoded": lambda value: isinstance(value, str), "seq": count}],
    "withheld": [{"digest": digest64, **IS_PUBLIC}, {"document": hex_digest, **IS_PUBLIC}],
    "inclusion": [{"path": hex_path, "seq": count}],
    "consistency": [{"from": count, "path": hex_path, "to": count}],
    "heads": [{"count": count, "index": count, "leaf": hex_digest, "path": hex_path, "seq": count, "subject": word,
               "version": count}],
}


# -- Base64, SHA-256, the tree ------------------------------------------------------------------------------------

BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def strict_base64(text):
    """The bytes, or None: padded, no other characters, unused bits 0."""
    if not BASE64.fullmatch(text):
        return None
    data = base64.b64decode(text)
    return data if base64.b64encode(data).decode("ascii") == text else None


def strict_base64url(text):
    """The bytes, or None; without padding."""
    if not re.fullmatch("[A-Za-z0-9_-]*", text) or len(text) % 4 == 1:
        return None
    return strict_base64(text.translate({45: "+", 95: "/"}) + "=" * (-len(text) % 4))


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


EMPTY_ROOT = sha256()


def leaf_hash(data):
    return sha256(b"\x00", data)


def node_hash(left, right):
    return sha256(b"\x01", left, right)


def included(index, size, leaf, path, root, node_hash=node_hash):
    """RFC 9162 §2.1.3.2."""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(first, second, first_root, second_root, path, node_hash=node_hash):
    """RFC 9162 §2.1.4.2, for first < second; from the empty tree nothing is to be proved."""
    if first == 0:
        return not path
    if not path:
        return False
    if first & (first - 1) == 0:
        path = [first_root] + path
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return fr == first_root and sr == second_root and sn == 0


class Tree:
    """The roots of perfect subtrees from the left, so that the root is known at every size on the way."""

    def __init__(self, node_hash=node_hash):
        self.size, self.peaks, self.node_hash = 0, [], node_hash

    def add(self, leaf):
        at = self.size
        while at & 1:
            leaf, at = self.node_hash(self.peaks.pop(), leaf), at >> 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = self.node_hash(peak, root)
        return root


# -- Ed25519 (RFC 8032), verification only ------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1, 1, 0)


def decode_point(data):
    """As OpenSSL does: y is reduced, and x = 0 may have either sign. None where there is no such point."""
    number = int.from_bytes(data, "little")
    y, sign = (number & ((1 << 255) - 1)) % P, number >> 255
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        if v * x * x % P != -u % P:
            return None
        x = x * SQRT_MINUS_1 % P
    if x & 1 != sign:
        x = -x % P
    return (x, y, 1, x * y % P)


def add_points(p, q):
    x1, y1, z1, t1 = p
    x2, y2, z2, t2 = q
    a, b = (y1 - x1) * (y2 - x2), (y1 + x1) * (y2 + x2)
    c, d = 2 * D * t1 * t2 % P, 2 * z1 * z2
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def double_point(p):
    x1, y1, z1, _ = p
    a, b, c = x1 * x1, y1 * y1, 2 * z1 * z1
    h = a + b
    e, g = h - (x1 + y1) ** 2, a - b
    f = c + g
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiples(point):
    table = [IDENTITY]
    for _ in range(15):
        table.append(add_points(table[-1], point))
    return table


BASE = multiples(decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")))


@functools.lru_cache(maxsize=256)
def multiples_of_minus(key):
    point = decode_point(key)
    if point is None:
        return None
    x, y, z, t = point
    return multiples((-x % P, y, z, -t % P))


@functools.lru_cache(maxsize=16384)
def ed25519_holds(key, message, signature):
    """S below the order, and the bytes of S·B − h·A are R: no cofactor, as OpenSSL has it."""
    minus_a = multiples_of_minus(key)
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or minus_a is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    point = IDENTITY
    for shift in range(252, -1, -4):
        point = double_point(double_point(double_point(double_point(point))))
        if s >> shift & 15:
            point = add_points(point, BASE[s >> shift & 15])
        if h >> shift & 15:
            point = add_points(point, minus_a[h >> shift & 15])
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    encoded = (y * inverse % P) | ((x * inverse % P & 1) << 255)
    return encoded.to_bytes(32, "little") == signature[:32]


# -- ECDSA with P-256 and SHA-256 (FIPS 186-5 §6.4.2), verification only ----------------------------------------------

P256 = 2**256 - 2**224 + 2**192 + 2**96 - 1
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P256_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
P256_BASE = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
             0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def p256_add(p, q):
    """Affine; None is the point at infinity."""
    if p is None or q is None:
        return q if p is None else p
    (x1, y1), (x2, y2) = p, q
    if x1 == x2 and (y1 + y2) % P256 == 0:
        return None
    slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, P256) if p == q else (y2 - y1) * pow(x2 - x1, -1, P256)
    x = (slope * slope - x1 - x2) % P256
    return x, (slope * (x1 - x) - y1) % P256


@functools.lru_cache(maxsize=4096)
def es256_holds(x, y, message, r, s):
    """Whether (r, s) signs the message under the point (x, y); False for no point of the curve."""
    if not (x < P256 and y < P256 and (y * y - x * x * x + 3 * x - P256_B) % P256 == 0):
        return False
    if not (0 < r < P256_ORDER and 0 < s < P256_ORDER):
        return False
    inverse = pow(s, -1, P256_ORDER)
    a, b = int.from_bytes(sha256(message), "big") * inverse % P256_ORDER, r * inverse % P256_ORDER
    both, point = p256_add(P256_BASE, (x, y)), None
    for bit in range(255, -1, -1):
        point = p256_add(point, point)
        chosen = (a >> bit & 1) + 2 * (b >> bit & 1)
        if chosen:
            point = p256_add(point, (P256_BASE, (x, y), both)[chosen - 1])
    return point is not None and point[0] % P256_ORDER == r


# -- The second origin: SM3 (GB/T 32905), SM2 signatures (GB/T 32918), verification only --------------------------------

SM3_START = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)
WORD32 = 0xFFFFFFFF


def rotated(x, n):
    return (x << n | x >> (32 - n)) & WORD32


SM3_T = [rotated(0x79CC4519 if j < 16 else 0x7A879D8A, j % 32) for j in range(64)]


def own_sm3(*parts):
    message = b"".join(parts)
    length = 8 * len(message)
    message += b"\x80" + bytes(-(len(message) + 9) % 64) + length.to_bytes(8, "big")
    state = SM3_START
    for at in range(0, len(message), 64):
        w = list(struct.unpack(">16I", message[at:at + 64]))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rotated(w[j - 3], 15)
            w.append(x ^ rotated(x, 15) ^ rotated(x, 23) ^ rotated(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            twelve = rotated(a, 12)
            ss1 = rotated((twelve + e + SM3_T[j]) & WORD32, 7)
            ff = a ^ b ^ c if j < 16 else a & b | a & c | b & c
            gg = e ^ f ^ g if j < 16 else e & f | ~e & WORD32 & g
            tt1 = (ff + d + (ss1 ^ twelve) + (w[j] ^ w[j + 4])) & WORD32
            tt2 = (gg + h + ss1 + w[j]) & WORD32
            a, b, c, d = tt1, a, rotated(b, 9), c
            e, f, g, h = tt2 ^ rotated(tt2, 9) ^ rotated(tt2, 17), e, rotated(f, 19), g
        state = tuple(x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h)))
    return struct.pack(">8I", *state)


def sm3(*parts):
    """OpenSSL's where this Python has it; else the one above."""
    return hashlib.new("sm3", b"".join(parts)).digest()


if "sm3" not in hashlib.algorithms_available:
    sm3 = own_sm3


def sm_leaf_hash(data):
    return sm3(b"\x00", data)


def sm_node_hash(left, right):
    return sm3(b"\x01", left, right)


SM_P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
SM_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
SM_A = SM_P - 3
SM_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
SM_G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
        0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)
SM_ID = b"1234567812345678"
SM_TYPE = b"\xff1.2.156.10197.1.501"


def sm_add(p, q):
    """Affine; None is infinity."""
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0]:
        if (p[1] + q[1]) % SM_P == 0:
            return None
        slope = (3 * p[0] * p[0] + SM_A) * pow(2 * p[1], -1, SM_P)
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, SM_P)
    x = (slope * slope - p[0] - q[0]) % SM_P
    return x, (slope * (p[0] - x) - p[1]) % SM_P


def sm_times(k, point):
    result = None
    for bit in range(k.bit_length() - 1, -1, -1):
        result = sm_add(result, result)
        if k >> bit & 1:
            result = sm_add(result, point)
    return result


def sm_point(data):
    """The point of 04 || x || y, or None."""
    if len(data) != 65 or data[0] != 4:
        return None
    x, y = int.from_bytes(data[1:33], "big"), int.from_bytes(data[33:], "big")
    if x >= SM_P or y >= SM_P or (y * y - x * x * x - SM_A * x - SM_B) % SM_P:
        return None
    return x, y


def sm2_holds(key, message, signature):
    """r || s over the message, by the default identifier."""
    point = sm_point(key)
    if point is None or len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    t = (r + s) % SM_N
    if not 0 < r < SM_N or not 0 < s < SM_N or t == 0:
        return False
    numbers = b"".join(n.to_bytes(32, "big") for n in (SM_A, SM_B) + SM_G + point)
    identity = sm3((8 * len(SM_ID)).to_bytes(2, "big"), SM_ID, numbers)
    total = sm_add(sm_times(s, SM_G), sm_times(t, point))
    return total is not None and (int.from_bytes(sm3(identity, message), "big") + total[0]) % SM_N == r


# -- Notes, keys, the policy (C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy) -----------------------

LOG_KEY, WITNESS_KEY = 1, 4
NUMBER_TEXT = "(0|[1-9][0-9]{0,15})"
CHECKPOINT = re.compile("([^\n]+)\n%s\n([^\n]+)\n" % NUMBER_TEXT)
SIGNATURE_LINE = re.compile("\u2014 ([^ ]+) ([^ ]+)")


class Note:
    def __init__(self, text, origin, size, root, signatures):
        self.text, self.origin, self.size, self.root, self.signatures = text, origin, size, root, signatures
        self.attested = []


def read_checkpoint(text):
    """(origin, size, root) of exactly three lines, or None."""
    match = CHECKPOINT.fullmatch(text)
    if not match or not key_name(match.group(1)) or int(match.group(2)) > MAX_SAFE:
        return None
    size, root = int(match.group(2)), strict_base64(match.group(3))
    if root is None or len(root) != 32 or (size == 0 and root != EMPTY_ROOT):
        return None
    return match.group(1), size, root


@functools.lru_cache(maxsize=4096)
def note_parts(data):
    """(text, origin, size, root, signatures) of a signed checkpoint, or None."""
    try:
        whole = data.decode("utf-8", "strict")
    except UnicodeDecodeError:
        return None
    end = whole.rfind("\n\n")
    if end < 0 or not whole.endswith("\n") or re.search("[\x00-\x09\x0b-\x1f]", whole):
        return None
    head, lines = read_checkpoint(whole[:end + 1]), whole[end + 2:-1].split("\n")
    if head is None or len(lines) > 100:
        return None
    signatures = []
    for line in lines:
        match = SIGNATURE_LINE.fullmatch(line)
        raw = strict_base64(match.group(2)) if match else None
        if raw is None or len(raw) < 5 or not key_name(match.group(1)):
            return None
        signatures.append((match.group(1), raw[:4], raw[4:]))
    return (whole[:end + 1].encode("utf-8"),) + head + (tuple(signatures),)


def read_note(data):
    parts = note_parts(data)
    return Note(*parts) if parts else None


def read_vkey(text, kind):
    """(name, id, key) of a verifier key of this type, or None."""
    parts = text.split("+", 2)
    if len(parts) != 3 or not key_name(parts[0]) or not re.fullmatch("[0-9a-f]{8}", parts[1]):
        return None
    raw = strict_base64(parts[2])
    if raw is None or len(raw) != 33 or raw[0] != kind:
        return None
    name, key_id = parts[0], bytes.fromhex(parts[1])
    if sha256(name.encode("utf-8", "surrogateescape"), b"\n", raw)[:4] != key_id:
        return None
    return name, key_id, raw[1:]


def read_sm_key(text):
    """(name, id, key) of a key of the second origin. Raises Usage for any other text."""
    parts = text.strip().split("+", 2)
    raw = strict_base64(parts[2]) if len(parts) == 3 else None
    fine = raw is not None and key_name(parts[0]) and raw.startswith(SM_TYPE)
    fine = fine and sm_point(raw[len(SM_TYPE):]) is not None
    if not fine or sha256(parts[0].encode("utf-8", "surrogateescape"), b"\n", raw)[:4].hex() != parts[1]:
        raise Usage("--sm-key: a public key of the second origin is needed")
    return parts[0], bytes.fromhex(parts[1]), raw[len(SM_TYPE):]


class Policy:
    """A tlog-policy file: whose checkpoints count, and how many witnesses it takes."""

    def __init__(self, data):
        self.logs, self.witnesses, self.groups, self.quorum = [], {}, {}, None
        members = set()
        if re.search(rb"[^\t\n\x20-\x7e\x80-\xff]", data):
            raise Usage("the policy has a character that no policy may have")
        for line in data.decode("utf-8", "surrogateescape").split("\n"):
            items = [item for item in re.split("[ \t]+", line) if item]
            if not items or items[0].startswith("#"):
                continue
            self.read(items, line, members)
        if self.quorum is None:
            raise Usage("the policy has no quorum line")

    def read(self, items, line, members):
        word_, rest = items[0], items[1:]
        if word_ == "log" and len(rest) in (1, 2):
            key = read_vkey(rest[0], LOG_KEY)
            if key and all(key[2] != other[2] for other in self.logs):
                self.logs.append(key)
                return
        elif word_ == "witness" and len(rest) in (2, 3) and self.is_new(rest[0]):
            key = read_vkey(rest[1], WITNESS_KEY)
            if key and all(key[2] != other[2] for other in self.witnesses.values()):
                self.witnesses[rest[0]] = key
                return
        elif word_ == "group" and len(rest) >= 3 and self.is_new(rest[0]):
            named = rest[2:]
            needed = {"all": str(len(named)), "any": "1"}.get(rest[1], rest[1])
            fine = all(map(self.is_known, named)) and len(set(named)) == len(named) and not members & set(named)
            if fine and re.fullmatch("[1-9][0-9]{0,8}", needed) and int(needed) <= len(named):
                self.groups[rest[0]] = (int(needed), named)
                members.update(named)
                return
        elif word_ == "quorum" and len(rest) == 1 and self.quorum is None:
            if rest[0] == "none" or self.is_known(rest[0]):
                self.quorum = rest[0]
                return
        raise Usage("a line of the policy cannot be read: %s" % line.strip()[:80])

    def is_known(self, name):
        return name in self.witnesses or name in self.groups

    def is_new(self, name):
        return name != "none" and not self.is_known(name)

    def satisfied(self, cosigned, name=None):
        name = name or self.quorum
        if name == "none" or name in cosigned:
            return True
        if name not in self.groups:
            return False
        needed, named = self.groups[name]
        return sum(self.satisfied(cosigned, one) for one in named) >= needed


def cosignature_holds(key, text, raw):
    """The time in seconds, or None."""
    if len(raw) != 72 or raw[0] & 0x80:
        return None
    at = int.from_bytes(raw[:8], "big")
    return at if ed25519_holds(key, b"cosignature/v1\ntime %d\n" % at + text, raw[8:]) else None


def check_signatures(note, log_keys, policy):
    """(all lines of known keys hold and one is the log's, [(witness, time)])."""
    holds, by_log, cosigned = True, False, []
    for name, key_id, raw in note.signatures:
        for key in log_keys.get((name, key_id), ()):
            fine = ed25519_holds(key, note.text, raw)
            # A note is its own log's to sign; another that the policy names may be one of before a restore.
            holds, by_log = holds and fine, by_log or fine and name == note.origin
        for witness, (w_name, w_id, key) in policy.witnesses.items():
            if (w_name, w_id) == (name, key_id):
                at = cosignature_holds(key, note.text, raw)
                holds = holds and at is not None
                if at is not None:
                    cosigned.append((witness, at))
    return holds and by_log, cosigned


def read_receipt(data):
    """(index, path, Note) of a C2SP tlog-proof@v1, or None."""
    end = data.find(b"\n\n")
    try:
        lines = data[:max(end, 0)].decode("ascii").split("\n")
    except UnicodeDecodeError:
        return None
    if lines.pop(0) != "c2sp.org/tlog-proof@v1" or not lines:
        return None
    if lines[0].startswith("extra ") and not strict_base64(lines.pop(0)[6:]):
        return None
    index = re.fullmatch("index " + NUMBER_TEXT, lines.pop(0)) if lines else None
    path, note = [strict_base64(line) for line in lines], read_note(data[end + 2:])
    if not index or int(index.group(1)) > MAX_SAFE or note is None or len(path) > 63:
        return None
    if any(one is None or len(one) != 32 for one in path):
        return None
    return int(index.group(1)), path, note


# -- Time-stamp tokens (RFC 3161) ---------------------------------------------------------------------------------

class NotDer(Exception):
    """Not the DER that was expected."""


def der(data, tag=None):
    """(tag, content, rest) of the first element. Definite lengths in their shortest form only."""
    if len(data) < 2:
        raise NotDer()
    length, start = data[1], 2
    if data[0] & 31 == 31:
        raise NotDer()
    if length & 0x80:
        n = length & 0x7F
        start, length = 2 + n, int.from_bytes(data[2:2 + n], "big")
        if not 1 <= n <= 4 or len(data) < start or length < 128 or length >> (8 * (n - 1)) == 0:
            raise NotDer()
    if len(data) < start + length or (tag is not None and data[0] != tag):
        raise NotDer()
    return data[0], data[start:start + length], data[start + length:]


SIGNED_DATA, TST_INFO = bytes.fromhex("2a864886f70d010702"), bytes.fromhex("2a864886f70d0109100104")
DIGEST_OIDS = {bytes.fromhex("608648016503040201"): "sha256", bytes.fromhex("608648016503040202"): "sha384",
               bytes.fromhex("608648016503040203"): "sha512"}
GENERALIZED = re.compile(rb"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?:\.([0-9]+))?Z")


def read_token(data):
    """(digest's name, imprint, time in ms) of a granted response. Raises NotDer."""
    _, response, rest = der(data, 0x30)
    _, status, token = der(response, 0x30)
    if rest or der(status, 0x02)[1] not in (b"\x00", b"\x01"):
        raise NotDer()
    _, content_info, rest = der(token, 0x30)
    _, oid, explicit = der(content_info, 0x06)
    if rest or oid != SIGNED_DATA:
        raise NotDer()
    signed_data = der(der(explicit, 0xA0)[1], 0x30)[1]
    encapsulated = der(der(der(signed_data, 0x02)[2], 0x31)[2], 0x30)[1]
    _, oid, explicit = der(encapsulated, 0x06)
    if oid != TST_INFO:
        raise NotDer()
    info = der(der(der(explicit, 0xA0)[1], 0x04)[1], 0x30)[1]
    _, version, info = der(info, 0x02)
    _, imprint, info = der(der(info, 0x06)[2], 0x30)
    _, algorithm, hashed = der(imprint, 0x30)
    name = DIGEST_OIDS.get(der(algorithm, 0x06)[1])
    match = GENERALIZED.fullmatch(der(der(info, 0x02)[2], 0x18)[1])
    if version != b"\x01" or name is None or not match or not exists(*map(int, match.groups()[:6])):
        raise NotDer()
    at = milliseconds(*map(int, match.groups()[:6]), int((match.group(7) or b"0").ljust(3, b"0")[:3]))
    return name, der(hashed, 0x04)[1], at


def element(data, tag):
    """(the whole bytes of the first element, rest)."""
    rest = der(data, tag)[2]
    return data[:len(data) - len(rest)], rest


def signer_in(data):
    """((issuer, serial number) that the signer's record has, [certificates carried]): RFC 5652 section 5.3."""
    content_info = der(der(der(data, 0x30)[1], 0x30)[2], 0x30)[1]
    signed_data = der(der(der(content_info, 0x06)[2], 0xA0)[1], 0x30)[1]
    rest = der(der(der(signed_data, 0x02)[2], 0x31)[2], 0x30)[2]
    certificates = []
    while rest[:1] in (b"\xa0", b"\xa1"):
        tag, carried, rest = der(rest)
        while tag == 0xA0 and carried:
            one, carried = element(carried, 0x30)
            certificates.append(one)
    record = der(der(rest, 0x31)[1], 0x30)[1]
    name = der(der(record, 0x02)[2], 0x30)[1]
    issuer, serial = element(name, 0x30)
    return (issuer, element(serial, 0x02)[0]), certificates


def issued_as(certificate):
    """(issuer, serial number), the bytes of each."""
    body = der(der(certificate, 0x30)[1], 0x30)[1]
    if body[:1] == b"\xa0":
        body = der(body)[2]
    serial, body = element(body, 0x02)
    return element(der(body, 0x30)[2], 0x30)[0], serial


def names_its_signer(data, tsa):
    """Openssl compares names in its own way; here the record's are the certificate's, byte for byte."""
    blocks = re.findall(b"-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----", read_file(tsa))
    try:
        meant, carried = signer_in(data)
        return any(issued_as(one) == meant for one in [base64.b64decode(block) for block in blocks] + carried)
    except NotDer:
        return False


def token_holds(data, text, tsa, at):
    """Asks openssl: signature, chain under the auditor's certificates as of then, time-stamping use."""
    if not names_its_signer(data, tsa):
        return False
    with tempfile.TemporaryDirectory(prefix="chengxu-tsa-") as folder:
        token, signed = os.path.join(folder, "token.tsr"), os.path.join(folder, "checkpoint")
        for path, content in ((token, data), (signed, text)):
            with open(path, "wb") as out:
                out.write(content)
        done = subprocess.run(
            ["openssl", "ts", "-verify", "-in", token, "-data", signed, "-CAfile", tsa, "-untrusted", tsa, "-partial_chain",
             "-attime", str(at // 1000)], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode == 0 and b"Verification: OK" in done.stdout + done.stderr


# -- The container ------------------------------------------------------------------------------------------------

PLAIN_NAME = re.compile("[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
MAX_ENTRIES, MAX_ENTRY = 1000000, 64 << 30


def not_a_bag(zh, en, **where):
    return Wrong("E_BAG", zh, en, **where)


def check_name(name):
    if not PLAIN_NAME.fullmatch(name) or len(name) > 255 or not {".", ".."}.isdisjoint(name.split("/")):
        raise not_a_bag("名称不合规", "a name is not a plain relative one", file=name[:255])


def check_names(names):
    lower, folders = set(), set()
    for name in names:
        if name.lower() in lower:
            raise not_a_bag("名称重复，或仅大小写不同", "a name comes twice, or in other case", file=name)
        lower.add(name.lower())
        parts = name.lower().split("/")
        folders.update("/".join(parts[:n]) for n in range(1, len(parts)))
    for name in lower & folders:
        raise not_a_bag("名称既是文件又是文件夹", "a name is a file and a folder", file=name)


class Folder:
    def __init__(self, path):
        self.path, self.sizes = path, {}
        self.walk(path, "")
        check_names(self.sizes)

    def walk(self, path, prefix):
        with os.scandir(path) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                name = prefix + entry.name
                check_name(name)
                mode = entry.stat(follow_symlinks=False).st_mode
                if stat.S_ISDIR(mode):
                    self.walk(entry.path, name + "/")
                elif stat.S_ISREG(mode):
                    self.sizes[name] = entry.stat(follow_symlinks=False).st_size
                else:
                    raise not_a_bag("不是普通文件", "this is no regular file (a link?)", file=name)
                if len(self.sizes) > MAX_ENTRIES:
                    raise not_a_bag("文件过多", "too many files")

    def chunks(self, name):
        with open(os.path.join(self.path, *name.split("/")), "rb") as data:
            for chunk in iter(lambda: data.read(MIB), b""):
                yield chunk

    def close(self):
        pass


class ZipEntry:
    __slots__ = ("name", "made_by", "flags", "method", "crc", "packed", "size", "external", "offset", "data")


def extra_fields(extra):
    """{id: content}, each whole and once; the Zip64 and Unicode path fields matter."""
    fields, at = {}, 0
    while at < len(extra):
        if len(extra) < at + 4:
            raise not_a_bag("ZIP 扩展字段残缺", "an extra field of the ZIP is cut off")
        kind, length = struct.unpack_from("<HH", extra, at)
        if len(extra) < at + 4 + length or kind in fields or kind == 0x7075:
            raise not_a_bag("ZIP 扩展字段不合规", "an extra field of the ZIP is not allowed")
        fields[kind] = extra[at + 4:at + 4 + length]
        at += 4 + length
    return fields


class Zip:
    """A ZIP read with no tolerance: what two readers could read differently is refused."""

    def __init__(self, path):
        self.file = open(path, "rb")
        try:
            self.length = os.fstat(self.file.fileno()).st_size
            entries = self.central_directory()
            self.base(entries)
            self.lay_out(entries)
        except BaseException:
            self.file.close()
            raise

    def close(self):
        self.file.close()

    def at(self, offset, length):
        if offset < 0 or length < 0 or offset + length > self.length:
            raise not_a_bag("ZIP 结构残缺", "the ZIP points outside itself")
        self.file.seek(offset)
        return self.file.read(length)

    def central_directory(self):
        end = self.at(self.length - 22, 22)
        signature, disk, first, here, total, size, offset, comment = struct.unpack("<IHHHHIIH", end)
        if signature != 0x06054B50 or disk or first or here != total or comment:
            raise not_a_bag("不是 ZIP，或其结尾记录不合规", "this is no ZIP, or its end record is not allowed")
        end_at = self.length - 22
        if 0xFFFF in (total,) or 0xFFFFFFFF in (size, offset):
            total, size, offset, end_at = self.zip64_end(end_at, total, size, offset)
        if offset + size != end_at or total > MAX_ENTRIES or total == 0:
            raise not_a_bag("ZIP 目录位置不符", "the ZIP's directory does not lie where it should")
        self.directory = offset
        return self.entries(self.at(offset, size), total)

    def zip64_end(self, end_at, total, size, offset):
        signature, disk, at, disks = struct.unpack("<IIQI", self.at(end_at - 20, 20))
        if signature != 0x07064B50 or disk or disks != 1 or at + 56 != end_at - 20:
            raise not_a_bag("Zip64 定位记录不合规", "the Zip64 locator is not allowed")
        record = struct.unpack("<IQHHIIQQQQ", self.at(at, 56))
        signature, length, _, _, disk, first, here, total64, size64, offset64 = record
        agrees = (total in (0xFFFF, total64) and size in (0xFFFFFFFF, size64) and offset in (0xFFFFFFFF, offset64))
        if signature != 0x06064B50 or length != 44 or disk or first or here != total64 or not agrees:
            raise not_a_bag("Zip64 结尾记录不合规", "the Zip64 end record is not allowed")
        return total64, size64, offset64, at

    def entries(self, directory, total):
        entries, at = [], 0
        for _ in range(total):
            if len(directory) < at + 46:
                raise not_a_bag("ZIP 目录残缺", "the ZIP's directory is cut off")
            (signature, made_by, _, flags, method, _, _, crc, packed, size, name_length, extra_length, comment_length,
             disk, _, external, offset) = struct.unpack_from("<IHHHHHHIIIHHHHHII", directory, at)
            end = at + 46 + name_length + extra_length
            if signature != 0x02014B50 or comment_length or disk or len(directory) < end:
                raise not_a_bag("ZIP 目录项不合规", "an entry of the ZIP's directory is not allowed")
            fields = extra_fields(directory[at + 46 + name_length:end])
            entry = ZipEntry()
            entry.size, entry.packed, entry.offset = zip64_values(fields, size, packed, offset)
            entry.made_by, entry.flags, entry.method, entry.crc, entry.external = made_by, flags, method, crc, external
            entry.name = directory[at + 46:at + 46 + name_length]
            check_kind(entry)
            entries.append(entry)
            at = end
        if at != len(directory):
            raise not_a_bag("ZIP 目录后有多余内容", "something follows the ZIP's directory")
        return entries

    def base(self, entries):
        names = [entry.name.decode("latin-1") for entry in entries]
        for name in names:
            check_name(name)
        bases = {name.split("/")[0] for name in names}
        if len(bases) != 1 or any("/" not in name for name in names):
            raise not_a_bag("ZIP 内应只有一个文件夹", "the ZIP must hold one folder and nothing beside it")
        prefix = len(bases.pop()) + 1
        self.names = {name[prefix:]: entry for name, entry in zip(names, entries)}
        if len(self.names) != len(entries):
            raise not_a_bag("名称重复", "a name comes twice")
        check_names(self.names)
        self.sizes = {name: entry.size for name, entry in self.names.items()}

    def lay_out(self, entries):
        """Each entry's place; none before, between or after them."""
        at = 0
        for n, entry in enumerate(entries):
            end = entries[n + 1].offset if n + 1 < len(entries) else self.directory
            if entry.offset != at:
                raise not_a_bag("ZIP 内有缝隙或重叠", "entries of the ZIP overlap or leave a gap")
            (signature, _, flags, method, _, _, crc, packed, size, name_length, extra_length) = struct.unpack(
                "<IHHHHHIIIHH", self.at(at, 30))
            name_and_extra = self.at(at + 30, name_length + extra_length)
            fields = extra_fields(name_and_extra[name_length:])
            entry.data = at + 30 + name_length + extra_length
            gap = end - entry.data - entry.packed
            same = signature == 0x04034B50 and flags == entry.flags and method == entry.method
            if not same or name_and_extra[:name_length] != entry.name:
                raise not_a_bag("ZIP 的两处文件头不一致", "the two headers of an entry do not agree")
            if flags & 8:
                fine = crc == 0 and packed in (0, 0xFFFFFFFF) and size in (0, 0xFFFFFFFF)
                fine = fine and self.descriptor_holds(entry, gap)
            else:
                size, packed, _ = zip64_values(fields, size, packed, 0)
                fine = (crc, packed, size) == (entry.crc, entry.packed, entry.size) and gap == 0
            if not fine:
                raise not_a_bag("ZIP 的大小或校验值不一致", "sizes or CRC of an entry do not agree")
            at = end

    def descriptor_holds(self, entry, gap):
        if gap not in (16, 24):
            return False
        form = "<IIII" if gap == 16 else "<IIQQ"
        values = struct.unpack(form, self.at(entry.data + entry.packed, gap))
        return values == (0x08074B50, entry.crc, entry.packed, entry.size)

    def chunks(self, name):
        entry = self.names[name]
        size = crc = 0
        for chunk in self.inflated(entry, name) if entry.method else self.raw(entry):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
            if size > entry.size:
                break
            yield chunk
        if size != entry.size or crc != entry.crc:
            raise not_a_bag("ZIP 内文件与其大小或校验值不符", "a file of the ZIP has another size or CRC", file=name)

    def raw(self, entry):
        at, end = entry.data, entry.data + entry.packed
        while at < end:
            chunk = self.at(at, min(MIB, end - at))
            at += len(chunk)
            yield chunk

    def inflated(self, entry, name):
        inflater = zlib.decompressobj(-15)
        try:
            for chunk in self.raw(entry):
                if inflater.eof:
                    raise not_a_bag("压缩数据后有多余内容", "something follows the deflated data", file=name)
                while chunk:
                    yield inflater.decompress(chunk, MIB)
                    chunk = inflater.unconsumed_tail
            while not inflater.eof:
                more = inflater.decompress(inflater.unconsumed_tail, MIB)
                if not more and not inflater.eof:
                    break
                yield more
        except zlib.error:
            raise not_a_bag("压缩数据损坏", "the deflated data are damaged", file=name)
        if not inflater.eof or inflater.unused_data:
            raise not_a_bag("压缩数据不完整或有多余", "the deflated data end too early or too late", file=name)


def zip64_values(fields, size, packed, offset):
    values, extra = [], fields.get(1, b"")
    for value in (size, packed, offset):
        if value == 0xFFFFFFFF:
            if len(extra) < 8:
                raise not_a_bag("缺 Zip64 字段", "a Zip64 field is missing")
            value, extra = struct.unpack("<Q", extra[:8])[0], extra[8:]
        if value > MAX_SAFE:
            raise not_a_bag("ZIP 数值过大", "a number of the ZIP is too large")
        values.append(value)
    return values


def check_kind(entry):
    unix = entry.made_by >> 8 == 3
    kind = entry.external >> 16 & 0o170000
    if entry.flags & ~0x0808 or entry.method not in (0, 8) or entry.external & 0x10 or (unix and kind not in (0, 0o100000)):
        raise not_a_bag("ZIP 内有不允许的项（加密、链接、文件夹）", "an entry of the ZIP is not allowed (encrypted, a link, a folder)")
    if entry.method == 0 and entry.size != entry.packed:
        raise not_a_bag("未压缩项的大小不一致", "a stored entry has two sizes")
    if entry.size > MAX_ENTRY or entry.size > MIB + 200 * entry.packed:
        raise not_a_bag("文件过大或压缩率过高", "an entry is too large, or its ratio of compression too high")


KNOWN = re.compile(
    r"bagit\.txt|bag-info\.txt|manifest-sha256\.txt|tagmanifest-sha256\.txt|README\.txt|index\.html|data/(?:bag\.json|"
    r"ledger/(?:(?:leaves|disclosures|withheld|inclusion|consistency|heads)\.jsonl|checkpoints/%s\.note|tokens/%s\.tsr|"
    r"receipts/%s\.txt)|sm/(?:(?:inclusion|consistency)\.jsonl|checkpoints/%s\.note)|documents/[0-9a-f]{64}|definitions/[0-9a-f]{64}\.mjs|content/[0-9a-f]{64}\.json|views/.+)"
    % (NUMBER_TEXT, NUMBER_TEXT, UUID7.pattern, NUMBER_TEXT))
REQUIRED = ("bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "data/bag.json")
MAY_BE_EMPTY = ("data/documents/", "data/views/")
MANIFEST_LINE = re.compile("([0-9a-f]{64})  ([^\n]{1,255})")
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LEDGER = "data/ledger/"
SECOND = "data/sm/"


class Files:
    """Step 1: the container and its manifests hold; then each file by its name."""

    def __init__(self, container):
        self.container, self.sizes = container, container.sizes
        for name in REQUIRED:
            if name not in self.sizes:
                raise not_a_bag("缺少文件", "a file is missing", file=name)
        for name, size in self.sizes.items():
            if not KNOWN.fullmatch(name):
                raise not_a_bag("不应有此文件", "no file of this name belongs in a bag", file=name)
            if size == 0 and not name.startswith(MAY_BE_EMPTY):
                raise not_a_bag("文件为空", "this file is empty", file=name)
            if name.startswith(LEDGER + "tokens/"):
                if LEDGER + "checkpoints/" + name[len(LEDGER + "tokens/"):-4] + ".note" not in self.sizes:
                    raise not_a_bag("时间戳没有对应的检查点", "a token without its checkpoint", file=name)
        self.digests = {name: self.digest(name) for name in self.sizes}
        if self.read("bagit.txt", len(BAGIT)) != BAGIT:
            raise not_a_bag("bagit.txt 不符", "bagit.txt is not that of BagIt 1.0", file="bagit.txt")
        payload = {name for name in self.sizes if name.startswith("data/")}
        self.check_manifest("manifest-sha256.txt", payload)
        self.check_manifest("tagmanifest-sha256.txt", set(self.sizes) - payload - {"tagmanifest-sha256.txt"})

    def digest(self, name):
        hashed = hashlib.sha256()
        for chunk in self.container.chunks(name):
            hashed.update(chunk)
        return hashed.hexdigest()

    def read(self, name, limit):
        """The bytes, or None when there are more."""
        if self.sizes[name] > limit:
            return None
        return b"".join(self.container.chunks(name))

    def check_manifest(self, manifest, expected):
        seen = set()
        for line in self.lines(manifest, 400, not_a_bag):
            match = MANIFEST_LINE.fullmatch(line.decode("latin-1"))
            if not match or match.group(2) in seen or match.group(2) not in expected:
                raise not_a_bag("清单有误", "a line of the manifest is wrong", file=manifest)
            if self.digests[match.group(2)] != match.group(1):
                raise not_a_bag("文件与清单不符", "this file is not what the manifest says", file=match.group(2))
            seen.add(match.group(2))
        if seen != expected:
            raise not_a_bag("清单未列出此文件", "the manifest does not name this file", file=min(expected - seen))

    def lines(self, name, limit, wrong):
        """Each line without its newline, which even the last must have."""
        rest = b""
        for chunk in self.container.chunks(name):
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            for line in lines:
                if not line or len(line) > limit:
                    raise wrong("空行或行过长", "an empty line, or one that is too long", file=name)
                yield line
            if len(rest) > limit:
                raise wrong("行过长", "a line is too long", file=name)
        if rest:
            raise wrong("最后一行没有换行", "the last line does not end", file=name)

    def under(self, prefix):
        return sorted(name for name in self.sizes if name.startswith(prefix))


# -- Step 2: parsing ----------------------------------------------------------------------------------------------

class Leaf:
    """What the later steps need of one event; its payload is let go."""
    __slots__ = ("seq", "id", "source", "subject", "type", "time", "prev", "version", "hash", "sd", "papers",
                 "workflowhash", "attended", "payload", "actor", "actorsig", "statements", "position", "body", "unlawfully_lent")


KEYS = ("SigningKeyRegistered", "SigningKeyRevoked")
KEPT_PAYLOADS = ("ConfigurationChanged", "HeadsRecorded", "InstallationRestored", "KeyRotated", "SmKeyRotated",
                 "DisclosuresErased", "RemovedUnderOrder")


def cannot_read(zh, en, **where):
    return Wrong("E_PARSE", zh, en, **where)


def strings_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_in(one)


def papers_in(value):
    """Every string member `sha256` at any depth."""
    if isinstance(value, dict) and isinstance(value.get("sha256"), str):
        yield value["sha256"]
    if isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from papers_in(one)


def attended_in(facts):
    """The meeting and the consultation that the facts have read, as subjects."""
    for kind in ("meeting", "consultation"):
        fact = facts.get(kind)
        if isinstance(fact, dict) and count(fact.get("position")) and isinstance(fact.get(kind), str):
            yield kind + "/" + fact[kind]


# Acts that nobody does for another, and roles that nobody lends (docs/bag.md, 13g; workflows/delegation.ts has the articles).
BOUND_TO_THE_PERSON = frozenset((
    "HeadSpoke", "OutcomeDecided", "RiskJudged", "MinutesIssued", "DecisionIssued", "ProcedureTerminated", "MemberSpoke",
    "MemberRecused", "DissentConfirmed", "ExpertDeclared", "ExpertOpinionGiven", "LegalityOpinionIssued",
    "ConformityConfirmed", "ConformityDenied", "LegalAdviceGiven", "ExecutionAdviceGiven", "EvaluationReported",
    "AuditFindingRecorded", "IrregularityRecorded", "PartyCommitteeAnswered", "CongressResolved", "DecisionLapsed",
    "DeadlinePassed", "CommentReceived"))
ROLES_NOT_LENT = frozenset(("member", "expert", "legal-adviser", "evaluator", "administrator", "auditor"))


def is_lent_unlawfully(leaf):
    """Whether an act was done for another that is bound to the person, or in a role that nobody lends."""
    if "delegation" not in leaf["data"]["facts"]:
        return False
    fact = leaf["data"]["facts"]["delegation"]
    grants = fact.get("grants") if is_object(fact) else None
    roles = [grant.get("role") for grant in grants if is_object(grant)] if isinstance(grants, list) else []
    return leaf["type"] in BOUND_TO_THE_PERSON or any(isinstance(one, str) and one in ROLES_NOT_LENT for one in roles)


UNSIGNED_MEMBERS = ("id", "seq", "specversion", "statehash", "time")


def act_statements(leaf):
    """What its actor may have signed of a leaf: everything that an actor can mean, and for whom by which delegation;
    or, as it was first, without these."""
    meant = {name: value for name, value in leaf.items() if name not in UNSIGNED_MEMBERS}
    meant["data"] = {name: value for name, value in leaf["data"].items() if name not in ("actorsig", "facts")}
    fact = leaf["data"]["facts"].get("delegation")
    fact = fact if is_object(fact) else {}
    by = fact["by"] if is_object(fact.get("by")) else {}
    named = {"delegation": fact.get("delegation"), "delegatedBy": by.get("person")}
    acting_for = {name: value for name, value in named.items() if isinstance(value, str)}
    return [canonical(statement).encode("utf-8") for statement in
            ({**meant, **acting_for, "format": "chengxu-act@2"}, {**meant, "format": "chengxu-act@1"})]


@functools.lru_cache(maxsize=4096)
def read_leaf(data):
    """(Leaf, the digests in its data), or a code and why."""
    if len(data) > 60000:
        return "E_PARSE", "longer than 60,000 bytes"
    try:
        value = read_json(data)
    except NotStrict as cause:
        return "E_PARSE", str(cause)
    except NotCanonical:
        return "E_NONCANONICAL", "other bytes for the same value"
    wrong = wrong_member(value, LEAF, LEAF_OPTIONAL)
    if wrong is not None:
        return "E_PARSE", wrong
    body = value["data"]
    leaf = Leaf()
    for name in ("seq", "id", "source", "subject", "type", "time", "prev"):
        setattr(leaf, name, sys.intern(value[name]) if name in ("source", "subject", "type") else value[name])
    leaf.version, leaf.sd, leaf.hash = body["version"], tuple(body["_sd"]), leaf_hash(data)
    leaf.workflowhash = value.get("workflowhash")
    leaf.attended = tuple(attended_in(body["facts"]))
    papers = list(papers_in(body["payload"]))
    if "evidenced" in body:
        papers.append(body["evidenced"]["source"])
    if isinstance(body.get("instrument", {}).get("digest"), str):
        papers.append(body["instrument"]["digest"])
    leaf.papers = tuple(dict.fromkeys(papers))
    special = leaf.subject == "installation" and leaf.type in KEPT_PAYLOADS
    special = special or (leaf.subject.startswith("person/") and leaf.type in KEYS)
    special = special or (leaf.subject.startswith("unit/") and leaf.type == "SignaturesAsked")
    leaf.actor, leaf.actorsig, actor = value["actor"], body.get("actorsig"), body["facts"].get("actor")
    leaf.position = actor.get("position") if is_object(actor) and actor.get("person") == leaf.actor else None
    leaf.body = body["payload"].get("body") if leaf.version == 0 and leaf.subject.startswith("decision/") else None
    leaf.statements = [sha256(one) for one in act_statements(value)] if leaf.actorsig is not None else None
    leaf.payload = body["payload"] if special else None
    leaf.unlawfully_lent = is_lent_unlawfully(value)
    return leaf, frozenset(one for one in strings_in(body) if HEX.fullmatch(one))


class Origins:
    """Whose log the tree was at each size: a restore goes on under a new origin (docs/bag.md, step 6)."""

    def __init__(self, origin, leaves):
        self.origin = origin
        self.restored = [leaf for leaf in leaves
                         if leaf.subject == "installation" and leaf.type == "InstallationRestored"]

    @staticmethod
    def former(leaf):
        former = leaf.payload.get("former")
        origin = former.get("origin") if is_object(former) else None
        return origin if isinstance(origin, str) else ""

    def at(self, size):
        return next((self.former(leaf) for leaf in self.restored if size <= leaf.seq), self.origin)

    def reach(self, origin):
        """(from, to) of the sizes at which the log had this name, or None; to is None where it goes on."""
        start = 0
        for leaf in self.restored:
            if self.former(leaf) == origin:
                return start, leaf.seq
            start = leaf.seq + 1
        return (start, None) if origin == self.origin else None

    def holds(self, leaf, notes):
        payload, former = leaf.payload, leaf.payload.get("former")
        vkey, text = payload.get("vkey"), payload.get("checkpoint")
        key = read_vkey(vkey, LOG_KEY) if isinstance(vkey, str) else None
        named = read_note(text.encode("utf-8", "surrogatepass")) if isinstance(text, str) else None
        if key is None or named is None or named.size > leaf.seq or not is_object(former):
            return False
        counted = former.get("size")
        return (payload.get("origin") == self.at(leaf.seq + 1) == key[0] != named.origin
                and former.get("origin") == named.origin and former.get("root") == named.root.hex()
                and type(counted) is int and counted == named.size
                and named.size in notes and notes[named.size].text == named.text)


class Parsed:
    """All of the bag that is read, in the order of docs/bag.md."""

    def __init__(self, files):
        self.files = files
        self.bag = self.read_bag()
        self.whole = self.bag["scope"] == "ledger"
        self.leaves, self.named, self.lines, self.notes, self.receipts = [], set(), {}, {}, {}
        self.sm_notes, self.sm_lines, self.sm_proofs, self.sm_hashes = {}, [], [], []
        self.has_second = bool(files.under(SECOND))
        left_out = [LEDGER + kind for kind in ("inclusion", "consistency", "heads", "withheld")] + [SECOND + "inclusion", SECOND + "consistency"]
        for name in left_out if self.whole else ():
            if name + ".jsonl" in files.sizes:
                raise not_a_bag("整本账不应有此文件", "a bag of the whole ledger has no such file", file=name + ".jsonl")
        self.read_leaves()
        for name in sorted(files.sizes):
            self.read_other(name)
        self.by_seq = {leaf.seq: leaf for leaf in self.leaves}
        self.by_size = [self.notes[size] for size in sorted(self.notes)]
        self.complete = None if self.whole else set(self.bag["subjects"])
        self.origins = Origins(self.bag["origin"], self.leaves)

    def is_complete(self, leaf):
        return self.whole or leaf.subject in self.complete

    def read_bag(self):
        name = "data/bag.json"
        value = self.json_of(name, 16 * MIB)
        of_decision = is_object(value) and value.get("scope") == "decision"
        wrong = wrong_member(value, {**BAG, **BAG_OF_DECISION} if of_decision else BAG)
        if wrong is not None or (of_decision and value["subject"] not in value["subjects"]):
            raise cannot_read("bag.json 的成员有误：%s" % wrong, "a member of bag.json is wrong: %s" % wrong, file=name)
        return value

    def json_of(self, name, limit):
        data = self.files.read(name, limit)
        try:
            if data is not None:
                return read_json(data)
        except (NotStrict, NotCanonical):
            pass
        raise cannot_read("不是规范的 JSON", "this is no canonical JSON", file=name)

    def read_leaves(self):
        name = LEDGER + "leaves.jsonl"
        if name not in self.files.sizes:
            return
        wanted = {one[15:79] for one in self.files.under("data/documents/")}
        wanted |= {one[13:77] for one in self.files.under("data/content/")}
        for number, line in enumerate(self.files.lines(name, 60000, cannot_read)):
            leaf, strings = read_leaf(line)
            if not isinstance(leaf, Leaf):
                place = {"file": name, "line": number + 1}
                if leaf == "E_NONCANONICAL":
                    raise Wrong(leaf, "第 %d 行不是规范写法" % (number + 1), "line %d has other bytes for the same value"
                                % (number + 1), **place)
                raise Wrong(leaf, "第 %d 行无法读取：%s" % (number + 1, strings), "line %d cannot be read: %s"
                            % (number + 1, strings), **place)
            self.named |= strings & wanted
            self.leaves.append(leaf)
            if self.has_second:
                self.sm_hashes.append(sm_leaf_hash(line))

    def read_other(self, name):
        kind = re.fullmatch("data/ledger/([a-z]+)\\.jsonl", name)
        if kind and kind.group(1) != "leaves":
            self.lines[kind.group(1)] = self.read_lines(name, kind.group(1))
        elif name.startswith("data/content/"):
            self.json_of(name, 16 * MIB)
        elif name == SECOND + "inclusion.jsonl":
            self.sm_lines = self.read_lines(name, "inclusion")
        elif name == SECOND + "consistency.jsonl":
            self.sm_proofs = self.read_lines(name, "consistency")
        elif name.startswith((LEDGER + "checkpoints/", SECOND + "checkpoints/")):
            data = self.files.read(name, 1000000)
            note = read_note(data) if data is not None else None
            folder = LEDGER if name.startswith(LEDGER) else SECOND
            if note is None or name != "%scheckpoints/%d.note" % (folder, note.size):
                raise cannot_read("检查点无法读取", "this checkpoint cannot be read", file=name)
            (self.notes if folder == LEDGER else self.sm_notes)[note.size] = note
        elif name.startswith(LEDGER + "receipts/"):
            data = self.files.read(name, 1000000)
            receipt = read_receipt(data) if data is not None else None
            if receipt is None:
                raise cannot_read("回执无法读取", "this receipt cannot be read", file=name)
            self.receipts[name] = receipt

    def read_lines(self, name, kind):
        values = []
        for line in self.files.lines(name, 262144, cannot_read):
            try:
                value = read_json(line)
            except (NotStrict, NotCanonical):
                raise cannot_read("一行不是规范的 JSON", "a line is no canonical JSON", file=name)
            if all(wrong_member(value, form) is not None for form in LINES[kind]):
                raise cannot_read("一行的成员有误", "a line has wrong members", file=name)
            if not follows(kind, values[-1] if values else None, value):
                raise cannot_read("各行次序有误", "the lines are out of order", file=name)
            values.append(value)
        return values


def follows(kind, before, value):
    if kind == "consistency" and value["from"] >= value["to"]:
        return False
    if kind == "heads" and value["index"] >= value["count"]:
        return False
    if before is None:
        return True
    if kind == "heads":
        return before["seq"] == value["seq"] and code_units(before["subject"]) < code_units(value["subject"])
    if kind == "consistency":
        return before["from"] < value["from"]
    return before["seq"] < value["seq"] if kind == "inclusion" else before["seq"] <= value["seq"]


# -- Steps 3 to 12 ------------------------------------------------------------------------------------------------

class Options:
    """The auditor's side. `tsa` is a path; `as_of` milliseconds since 1970."""

    def __init__(self, policy=None, pins=(), tsa=None, as_of=None, sm_keys=()):
        self.policy, self.pins, self.tsa, self.as_of, self.sm_keys = policy, list(pins), tsa, as_of, list(sm_keys)


def find_sequence(bag):
    """Step 3."""
    before, size = None, bag.bag["size"]
    for n, leaf in enumerate(bag.leaves):
        where = {"seq": leaf.seq}
        expected = leaf.seq == n if bag.whole else before is None or leaf.seq > before.seq
        if not expected or leaf.seq >= size:
            yield Wrong("E_SEQ", "序号不连续或超出范围", "this position does not follow, or lies beyond the bag's size", **where)
        if leaf.source != bag.bag["source"]:
            yield Wrong("E_ORIGIN", "事件出自别的系统", "this event has another source", **where)
        if before is not None and leaf.time < before.time:
            yield Wrong("E_TIME_BACK", "记录时间早于前一事件", "recorded before the event that it follows", **where)
        before = leaf


def find_subjects(bag):
    """Step 4."""
    last = {}
    for leaf in bag.leaves:
        if not bag.is_complete(leaf):
            continue
        where = {"seq": leaf.seq, "subject": leaf.subject}
        version, prev = last.get(leaf.subject, (-1, ""))
        if leaf.version != version + 1:
            yield Wrong("E_DECISION_GAP", "事件版本不连续", "a version of this subject is missing or comes twice", **where)
        if leaf.prev != prev:
            yield Wrong("E_CHAIN", "与前一事件的链接不符", "it does not link to the event before it", **where)
        for subject in () if bag.whole else leaf.attended:
            if subject not in bag.complete:
                yield Wrong("E_DECISION_GAP", "所依据的会议或征求意见未在其中", "a meeting or consultation that it rests on is not here",
                            seq=leaf.seq, subject=subject)
        last[leaf.subject] = (leaf.version, leaf.hash.hex())
    for subject in sorted(set() if bag.whole else bag.complete - set(last), key=code_units):
        yield Wrong("E_DECISION_GAP", "没有任何事件", "this subject has no event here", subject=subject)


def find_tree(bag):
    """Step 5. Keeps the ledger's roots at the sizes that later steps ask for."""
    size, root = bag.bag["size"], bytes.fromhex(bag.bag["root"])
    bag.roots = {}
    if bag.whole:
        yield from find_roots(bag, size, root)
        return
    paths = {line["seq"]: [bytes.fromhex(one) for one in line["path"]] for line in bag.lines.get("inclusion", [])}
    counted = {}
    for leaf in bag.leaves:
        counted.setdefault(leaf.seq, leaf)
    for seq in sorted(set(paths) | set(counted)):
        fine = seq in paths and seq in counted and included(seq, size, counted[seq].hash, paths[seq], root)
        if not fine:
            yield Wrong("E_ROOT", "事件不在检查点所指的树中", "this event is not in the tree of the checkpoint", seq=seq)


def find_roots(bag, size, root):
    asked = {note.size for note in bag.by_size} | {size}
    asked |= {note.size for _, _, note in bag.receipts.values()} | {pin[1] for pin in bag.pins}
    tree = Tree()
    if 0 in asked:
        bag.roots[0] = tree.root()
    for leaf in bag.leaves:
        tree.add(leaf.hash)
        if tree.size in asked:
            bag.roots[tree.size] = tree.root()
    for at, claimed in [(note.size, note.root) for note in bag.by_size] + [(size, root)]:
        if at > tree.size:
            yield Wrong("E_TRUNCATED", "事件少于检查点所载", "fewer events are here than the checkpoint counts", size=at)
        elif bag.roots[at] != claimed:
            yield Wrong("E_ROOT", "按事件算出的树根不同", "the root computed from the events is another", size=at)


def find_checkpoints(bag, options):
    """Step 6."""
    origin, policy = bag.bag["origin"], options.policy
    for note in bag.by_size:
        if note.origin != bag.origins.at(note.size):
            yield Wrong("E_ORIGIN", "检查点出自别的账本", "a checkpoint of another log", size=note.size)
    bag.log_keys = {}
    if policy is None:
        yield Wrong("W_NO_POLICY", "未给出信任策略：签名均未核对", "no policy was given: no signature was checked")
    else:
        trusted = [key for key in policy.logs if key[0] == origin]
        if not trusted:
            yield Wrong("E_ORIGIN", "信任策略中没有此账本", "the policy has no log of this origin")
        for name, key_id, key in policy.logs:
            if bag.origins.reach(name) is not None:
                bag.log_keys.setdefault((name, key_id), []).append(key)
    yield from find_handovers(bag, policy)
    if policy is not None:
        yield from find_signatures(bag, policy)
    newest = bag.by_size[-1] if bag.by_size else None
    if newest is None or (newest.size, newest.root.hex()) != (bag.bag["size"], bag.bag["root"]):
        yield not_a_bag("bag.json 与最新检查点不符", "bag.json does not say what the newest checkpoint says", file="data/bag.json")
    if bag.whole:
        yield from find_pins(bag)
        yield from find_missing_checkpoints(bag)
    else:
        yield from find_inconsistent(bag)
        yield from find_pins(bag)
    yield from find_second(bag, options.sm_keys)


def find_second(bag, keys):
    """Step 6i: the second origin, over the same leaves."""
    if not bag.has_second:
        if keys:
            yield Wrong("W_SM_MISSING", "给出了第二来源的公钥，而没有它的检查点", "a key of the second origin was given, and no checkpoint of it is here")
        return
    notes = [bag.sm_notes[size] for size in sorted(bag.sm_notes)]
    given, keys = keys, list(keys)
    yield from find_sm_rotations(bag, notes, keys)
    for note in notes:
        if not 0 < note.size <= bag.bag["size"]:
            yield not_a_bag("第二来源的检查点不应在此", "a checkpoint of the second origin has no place here", size=note.size)
        if keys:
            yield from find_sm_signature(note, [key for key in keys if key[0] == note.origin])
    if not bag.whole:
        yield from find_not_proved(notes, bag.sm_proofs, sm_node_hash)
    yield from find_sm_roots(bag, notes) if bag.whole else find_sm_inclusion(bag, notes)
    if not given:
        yield Wrong("W_SM_UNCHECKED", "第二来源的签名未核对", "the signatures of the second origin were not checked: no key of it was given")
        return
    beyond = [leaf.seq for leaf in bag.leaves if leaf.seq >= (notes[-1].size if notes else 0)]
    if beyond:
        yield Wrong("W_SM_TAIL", "第二来源尚未覆盖此后的事件", "the second origin does not cover the events from here on", seq=beyond[0])


def find_sm_rotations(bag, notes, keys):
    """Adds the keys that are handed on in the tree to those that are known."""
    name = bag.bag["origin"] + "/sm"
    reach = notes[-1].size if notes else 0
    if all(key[0] != name for key in keys):
        return
    for leaf in bag.leaves:
        if leaf.subject != "installation" or leaf.type != "SmKeyRotated":
            continue
        if leaf.seq >= reach or bag.origins.at(leaf.seq + 1) != bag.bag["origin"]:
            continue
        key = sm_key_in(leaf.payload.get("vkey"))
        fine = key is not None and key[0] == name
        if fine and key not in keys:
            fine = any(note.size > leaf.seq and note.origin == name and
                       any(sm2_holds(one, note.text, raw) for one, raw in sm_lines_of(note, name, keys)) for note in notes)
            if fine:
                keys.append(key)
        if not fine:
            yield Wrong("E_KEY", "第二来源的密钥更换不成立", "this change of the second origin's key does not hold", seq=leaf.seq)


def sm_key_in(text):
    try:
        return read_sm_key(text) if isinstance(text, str) and text == text.strip() else None
    except Usage:
        return None


def sm_lines_of(note, origin, keys):
    """The lines that are of known keys of this name, each with its key."""
    return [(key, raw) for name, key_id, raw in note.signatures for key_name_, id_, key in keys
            if (key_name_, id_) == (name, key_id) and key_name_ == origin]


def find_sm_signature(note, keys):
    if not keys:
        yield Wrong("E_ORIGIN", "第二来源的检查点出自别的账本", "a checkpoint of the second origin is of another log", size=note.size)
    known = sm_lines_of(note, note.origin, keys)
    if not known or not all(sm2_holds(key, note.text, raw) for key, raw in known):
        yield Wrong("E_SIG", "第二来源的签名不成立", "a signature of the second origin does not hold, or is of no known key", size=note.size)


def find_sm_roots(bag, notes):
    tree, roots = Tree(sm_node_hash), {}
    for hashed in bag.sm_hashes:
        tree.add(hashed)
        if tree.size in bag.sm_notes:
            roots[tree.size] = tree.root()
    for note in notes:
        if roots.get(note.size) != note.root:
            yield Wrong("E_ROOT", "按事件算出的 SM3 树根不同", "the SM3 root computed from the events is another", size=note.size)


def find_sm_inclusion(bag, notes):
    size, root = (notes[-1].size, notes[-1].root) if notes else (0, b"")
    paths = {line["seq"]: [bytes.fromhex(one) for one in line["path"]] for line in bag.sm_lines}
    hashes = {}
    for leaf, hashed in zip(bag.leaves, bag.sm_hashes):
        hashes.setdefault(leaf.seq, hashed)
    for seq in sorted(set(paths) | {seq for seq in hashes if seq < size}):
        fine = seq in paths and seq in hashes and included(seq, size, hashes[seq], paths[seq], root, sm_node_hash)
        if not fine:
            yield Wrong("E_ROOT", "事件不在第二来源的树中", "this event is not in the tree of the second origin", seq=seq)


def is_known_log(bag, policy, origin):
    """Whether the auditor knows this log: the bag's own, or one of before a restore."""
    return origin == bag.bag["origin"] or any(key[0] == origin for key in policy.logs)


def find_handovers(bag, policy):
    """To other keys, and to another origin by a restore."""
    for leaf in bag.leaves:
        if leaf.subject == "installation" and leaf.type == "InstallationRestored":
            if not bag.origins.holds(leaf, bag.notes):
                yield Wrong("E_KEY", "恢复不成立：所称原账本的检查点不在此处，或名称、密钥不符",
                            "this restore does not hold: the former log's checkpoint is not here, or name and key are not the log's",
                            seq=leaf.seq)
        if policy is None or leaf.subject != "installation" or leaf.type != "KeyRotated":
            continue
        origin = bag.origins.at(leaf.seq + 1)
        if not is_known_log(bag, policy, origin):
            continue
        vkey = leaf.payload.get("vkey")
        key = read_vkey(vkey, LOG_KEY) if isinstance(vkey, str) else None
        fine = key is not None and key[0] == origin
        if fine and key[2] not in bag.log_keys.get(key[:2], ()):
            fine = any(note.size > leaf.seq and note.origin == origin and signed_by_log(note, bag.log_keys)
                       for note in bag.by_size)
            if fine:
                bag.log_keys.setdefault(key[:2], []).append(key[2])
        if not fine:
            yield Wrong("E_KEY", "密钥更换不成立", "this change of key does not hold", seq=leaf.seq)


def signed_by_log(note, log_keys):
    return any(ed25519_holds(key, note.text, raw) for name, key_id, raw in note.signatures
               if name == note.origin for key in log_keys.get((name, key_id), ()))


def find_signatures(bag, policy):
    cosigned = []
    for note in bag.by_size:
        if not is_known_log(bag, policy, note.origin):
            yield Wrong("W_FORMER_UNCHECKED", "此检查点属于恢复前的账本，信任策略中没有它：签名未核对",
                        "a checkpoint of the log before a restore, which the policy does not have: not checked", size=note.size)
            continue
        fine, cosigned = check_signatures(note, bag.log_keys, policy)
        note.cosigned = cosigned
        note.attested = [at * 1000 for _, at in cosigned]
        if not fine:
            yield Wrong("E_SIG", "检查点的签名不成立", "the checkpoint's signature does not hold, or is of no known key", size=note.size)
    if bag.by_size and not policy.satisfied({witness for witness, _ in cosigned}):
        yield Wrong("E_QUORUM", "见证人数不足", "too few witnesses cosigned the newest checkpoint", size=bag.by_size[-1].size)


def find_inconsistent(bag):
    yield from find_not_proved(bag.by_size, bag.lines.get("consistency", []), node_hash)


def find_not_proved(notes, lines, node_hash):
    given = {(line["from"], line["to"]): line["path"] for line in lines}
    asked = {(a.size, b.size): (a, b) for a, b in zip(notes, notes[1:])}
    for pair in sorted(set(given) | set(asked)):
        fine = pair in given and pair in asked
        if fine:
            a, b = asked[pair]
            fine = consistent(a.size, b.size, a.root, b.root, [bytes.fromhex(one) for one in given[pair]], node_hash)
        if not fine:
            yield Wrong("E_INCONSISTENT", "两个检查点不一致", "two checkpoints are not proved consistent", size=pair[1])


def find_pins(bag):
    for origin, size, root in bag.pins:
        known = bag.notes[size].root if size in bag.notes else bag.roots.get(size)
        reach = bag.origins.reach(origin)
        if reach is None or size < reach[0]:
            yield Wrong("E_ORIGIN", "所留检查点属于别的账本", "the pinned checkpoint is of another log", size=size)
        elif size > bag.bag["size"] or reach[1] is not None and size > reach[1]:
            yield Wrong("E_TRUNCATED", "账本短于所留检查点", "the ledger is shorter than the pinned checkpoint", size=size)
        elif known is None and size > 0:
            yield Wrong("W_PIN_UNCOMPARED", "所留检查点无从比对：取包时写明其大小（dossier.zip?pin=大小），或用整个账本的导出包", "nothing here can be compared with the pinned checkpoint: name its size when taking a bag (dossier.zip?pin=SIZE), or take the whole ledger", size=size)
        elif known is not None and known != root:
            yield Wrong("E_FORK", "同一大小有两个树根", "two roots at one size", size=size)


def find_missing_checkpoints(bag):
    uncovered = [note for note in bag.by_size]
    for leaf in bag.leaves:
        if leaf.subject != "installation" or leaf.type != "HeadsRecorded":
            continue
        hashed, claimed, taken = hashlib.sha256(), leaf.payload.get("checkpoints"), 0
        while hashed.hexdigest() != claimed:
            if taken == len(uncovered) or uncovered[taken].size > leaf.seq:
                yield Wrong("E_CHECKPOINT_MISSING", "其所计的检查点缺失", "a checkpoint that it counted is not here", seq=leaf.seq)
                return
            hashed.update(uncovered[taken].text)
            taken += 1
        del uncovered[:taken]


def find_time(bag, options):
    """Step 7."""
    for name in sorted(bag.files.under(LEDGER + "tokens/"), key=lambda one: int(one[len(LEDGER + "tokens/"):-4])):
        yield from find_token(bag, name, options)
    earliest, limits = None, []
    for note in reversed(bag.by_size):
        for at in note.attested:
            earliest = at if earliest is None or at < earliest else earliest
        if earliest is not None:
            limits.append((note.size, earliest))
    limits.reverse()
    sizes = [size for size, _ in limits]
    for leaf in bag.leaves:
        n = bisect.bisect_right(sizes, leaf.seq)
        if n < len(limits) and instant_ms(leaf.time) > limits[n][1] + 300000:
            yield Wrong("E_TIME_WINDOW", "记录时间晚于见证时间", "recorded later than the checkpoint over it was attested", seq=leaf.seq)
    latest = {}
    for note in bag.by_size:
        times = {}
        for witness, at in getattr(note, "cosigned", ()):
            if at < latest.get(witness, 0):
                yield Wrong("W_WITNESS_CLOCK", "见证人时钟倒退", "a witness's clock went back", size=note.size)
            times[witness] = max(at, times.get(witness, 0))
        for witness, at in times.items():
            latest[witness] = max(at, latest.get(witness, 0))
    if not bag.pins:
        known = [instant_ms(bag.leaves[-1].time)] if bag.leaves else []
        known += bag.by_size[-1].attested if bag.by_size else []
        if known and options.as_of - max(known) > 172800000:
            yield Wrong("W_STALE", "最新检查点已超过两天，且无外部所留可比", "the newest head is older than two days, and nothing kept outside was given")


def find_token(bag, name, options):
    note = bag.notes[int(name[len(LEDGER + "tokens/"):-4])]
    data, at = bag.files.read(name, MIB), None
    try:
        digest, imprint, at = read_token(data if data is not None else b"")
        fine = hashlib.new(digest, note.text).digest() == imprint
    except NotDer:
        fine = False
    if fine and options.tsa is None or fine and shutil.which("openssl") is None:
        yield Wrong("W_TSA_UNCHECKED", "时间戳签名未核对", "the token's signature was not checked", file=name, size=note.size)
    elif fine and token_holds(data, note.text, options.tsa, at):
        note.attested.append(at)
    else:
        yield Wrong("E_TSA", "时间戳不成立", "the time-stamp token does not hold", file=name, size=note.size)


PUBLIC_ACTS = (("CommentReceived", "consultation/"), ("ExecutionOpinionReceived", "decision/"))


def is_public_act(leaf):
    return any(leaf.type == kind and leaf.subject.startswith(prefix) for kind, prefix in PUBLIC_ACTS)


def removed_by(bag, member):
    removed = set()
    for leaf in bag.leaves:
        if leaf.subject == "installation" and leaf.type in ("DisclosuresErased", "RemovedUnderOrder"):
            listed = leaf.payload.get(member)
            removed.update(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else None
    return removed


POINTER = re.compile("(?:/(?:[^~/]|~[01])*)+")


def is_disclosure(encoded):
    data = strict_base64url(encoded)
    try:
        value = read_json(data) if data is not None else None
    except (NotStrict, NotCanonical):
        return False
    if not isinstance(value, list) or len(value) != 3 or not isinstance(value[0], str) or not isinstance(value[1], str):
        return False
    salt = strict_base64url(value[0])
    return salt is not None and len(salt) == 16 and POINTER.fullmatch(value[1]) is not None


def digest_of(encoded):
    return base64.urlsafe_b64encode(sha256(encoded.encode("utf-8"))).decode("ascii").rstrip("=")


def grouped(lines):
    groups = {}
    for line in lines:
        groups.setdefault(line["seq"], []).append(line)
    return groups


def find_disclosures(bag):
    """Step 8."""
    here, withheld = grouped(bag.lines.get("disclosures", [])), grouped(bag.lines.get("withheld", []))
    removed = removed_by(bag, "digests")
    bag.erased = 0
    for seq in sorted(set(here) | set(withheld) | set(bag.by_seq)):
        leaf = bag.by_seq.get(seq)
        known, before = set(), ""
        for line in here.get(seq, ()):
            digest = digest_of(line["encoded"])
            if leaf is None or digest not in leaf.sd or not before < digest or not is_disclosure(line["encoded"]):
                yield Wrong("E_DISCLOSURE_MISMATCH", "披露与事件中的摘要不符", "a disclosure is not what the event's digest says", seq=seq)
            known.add(digest)
            before = digest
        before, secret = "", set()
        for line in withheld.get(seq, ()):
            digest = line["digest"] if "digest" in line else line["document"]
            if "digest" in line:
                fine = leaf is not None and digest in leaf.sd and digest not in known
            else:
                fine = leaf is not None and digest in leaf.papers and "data/documents/" + digest not in bag.files.sizes
            if not fine or not is_public_act(leaf) or not before < digest:
                yield Wrong("E_DISCLOSURE_MISMATCH", "保留清单与事件不符", "a line of what is withheld does not fit its event", seq=seq)
            secret.add(digest)
            before = digest
        if leaf is None or not bag.is_complete(leaf):
            continue
        for digest in leaf.sd:
            if digest not in known and digest not in secret:
                if digest in removed:
                    bag.erased += 1
                else:
                    yield Wrong("E_DISCLOSURE_MISSING", "披露缺失，且没有删除记录", "a disclosure is gone, and no act on record removed it", seq=seq)
    lines = len(bag.lines.get("withheld", []))
    if lines:
        yield Wrong("W_WITHHELD", "公众所写的 %d 项未随附" % lines, "%d items that members of the public wrote are withheld from this bag" % lines)


def find_documents(bag):
    """Step 9."""
    for folder, end in (("data/documents/", None), ("data/content/", -5)):
        for name in bag.files.under(folder):
            digest = name[len(folder):end]
            if bag.files.digests[name] != digest:
                yield Wrong("E_BLOB", "内容与其摘要不符", "the bytes do not have the digest that they are named by", file=name)
            elif digest not in bag.named:
                yield Wrong("E_BLOB", "没有事件提到此文件", "no event names this file", file=name)
    removed, elsewhere = removed_by(bag, "documents"), set()
    for line in bag.lines.get("withheld", []):
        elsewhere.update([line["document"]] if "document" in line else [])
    for leaf in bag.leaves:
        if not bag.is_complete(leaf):
            continue
        for digest in leaf.papers:
            may_be_gone = digest in removed or (digest in elsewhere and is_public_act(leaf))
            if "data/documents/" + digest not in bag.files.sizes and not may_be_gone:
                yield Wrong("E_BLOB", "材料缺失，且没有移除记录", "a paper is not here, and no act on record removed it",
                            file="data/documents/" + digest, seq=leaf.seq)
    hashes = {leaf.workflowhash for leaf in bag.leaves if leaf.workflowhash}
    for name in bag.files.under("data/definitions/"):
        if bag.files.digests[name] != name[17:81] or name[17:81] not in hashes:
            yield Wrong("E_DEFINITION", "流程定义与其摘要不符，或无事件提到", "the definition is not what its digest says, or no event names it", file=name)
    for digest in sorted(hashes):
        if "data/definitions/%s.mjs" % digest not in bag.files.sizes:
            yield Wrong("W_DEFINITION_MISSING", "流程定义未随附", "this definition is not here", file="data/definitions/%s.mjs" % digest)


def find_receipts(bag, options):
    """Step 10."""
    by_id = {}
    for leaf in bag.leaves:
        by_id.setdefault(leaf.id, leaf)
    for name in sorted(bag.receipts):
        index, path, note = bag.receipts[name]
        leaf, where = by_id.get(name[len(LEDGER + "receipts/"):-4]), {"file": name}
        known = bag.notes[note.size].root if note.size in bag.notes else bag.roots.get(note.size)
        if leaf is None or leaf.seq != index:
            yield Wrong("E_ROOT", "回执不属于此处的事件", "the receipt is of no event here", **where)
            continue
        if note.origin != bag.origins.at(note.size):
            yield Wrong("E_ORIGIN", "回执出自别的账本", "the receipt is of another log", **where)
        known_log = options.policy is not None and is_known_log(bag, options.policy, note.origin)
        if known_log and not check_signatures(note, bag.log_keys, options.policy)[0]:
            yield Wrong("E_SIG", "回执的签名不成立", "the receipt's signature does not hold", **where)
        if note.size > bag.bag["size"]:
            yield Wrong("E_TRUNCATED", "账本短于回执所载", "the ledger is shorter than the receipt's checkpoint", **where)
        elif known is not None and known != note.root:
            yield Wrong("E_FORK", "同一大小有两个树根", "two roots at one size", **where)
        if not included(index, note.size, leaf.hash, path, note.root):
            yield Wrong("E_ROOT", "事件不在回执所指的树中", "the event is not in the receipt's tree", **where)


def find_tail(bag):
    """Step 11."""
    if bag.whole:
        return
    lines = {line["subject"]: line for line in bag.lines.get("heads", [])}
    if not lines:
        yield Wrong("W_TAIL", "没有末端证明：之后是否还有事件未能判断", "no proof of the tail: whether events follow cannot be told")
        return
    at = next(iter(lines.values()))["seq"]
    heads = bag.by_seq.get(at)
    held = heads is not None and heads.subject == "installation" and heads.type == "HeadsRecorded"
    payload = heads.payload if held else {}
    root = payload.get("root")
    held = held and payload.get("size") == at and isinstance(root, str) and HEX.fullmatch(root) is not None
    last, later = {}, False
    for leaf in bag.leaves:
        if leaf.subject in bag.complete:
            later = later or leaf.seq > at
            if leaf.seq < at:
                last[leaf.subject] = leaf
    for subject in sorted(set(lines) | set(last), key=code_units):
        line, leaf = lines.get(subject), last.get(subject)
        fine = held and line is not None and leaf is not None and line["count"] == payload.get("count")
        fine = fine and (line["version"], line["leaf"]) == (leaf.version, leaf.hash.hex())
        if fine:
            entry = canonical({name: line[name] for name in ("leaf", "subject", "version")}).encode("utf-8")
            path = [bytes.fromhex(one) for one in line["path"]]
            fine = included(line["index"], line["count"], leaf_hash(entry), path, bytes.fromhex(root))
        if not fine:
            yield Wrong("E_TAIL_OMITTED", "末端证明不成立：可能漏了事件", "the proof of the tail does not hold: events may be left out", subject=subject)
    if later:
        yield Wrong("W_TAIL", "末端证明之后还有事件", "events come after the proof of the tail", seq=at)


class SigningKey:
    """A key that a person has registered; revoked, it stands no more."""

    def __init__(self, payload, x, y):
        self.rp_id, self.x, self.y, self.stands = payload["rpId"], x, y, True
        self.acts = [one for one in payload["acts"] if isinstance(one, str)] if isinstance(payload.get("acts"), list) else []


def coordinate(text):
    data = strict_base64url(text) if isinstance(text, str) else None
    return data if data is not None and len(data) == 32 else None


def registered_key(leaf, before):
    """The key that this event registers, or None: not its actor's, of another form, or there before."""
    payload, key = leaf.payload, leaf.payload.get("key")
    if leaf.subject != "person/" + leaf.actor or payload.get("person") != leaf.actor:
        return None
    if not isinstance(payload.get("credential"), str) or not isinstance(payload.get("rpId"), str) or not is_object(key):
        return None
    kind, x, y = (key.get("kty"), key.get("crv")), coordinate(key.get("x")), coordinate(key.get("y"))
    if x is None or payload["credential"] in before:
        return None
    if kind == ("OKP", "Ed25519"):
        return SigningKey(payload, x, None)
    return SigningKey(payload, x, y) if kind == ("EC", "P-256") and y is not None else None


def ecdsa_number(data):
    if not data or data[0] >= 0x80 or (data[0] == 0 and (len(data) == 1 or data[1] < 0x80)) or len(data.lstrip(b"\0")) > 32:
        raise NotDer()
    return int.from_bytes(data, "big")


def read_ecdsa(data):
    """(r, s) of an Ecdsa-Sig-Value in DER, or None."""
    try:
        _, numbers, rest = der(data, 0x30)
        _, r, numbers = der(numbers, 0x02)
        _, s, more = der(numbers, 0x02)
        return None if rest or more else (ecdsa_number(r), ecdsa_number(s))
    except NotDer:
        return None


UNSIGNED = ("E_ACTOR_SIG", "要求行为人签名，却没有签名", "the actor was to sign it, and it bears no signature")
NO_KEY = ("E_ACTOR_SIG", "签名的密钥不是行为人当时在用的密钥", "it is signed with a key that was none of the actor's at that time")
OTHER_ACT = ("E_ACTOR_SIG", "所签的不是这一行为", "what was signed is another act")
OTHER_SITE = ("E_ACTOR_SIG", "签名不是为本系统作出", "it was signed for another site")
NOT_VERIFIED = ("E_ACTOR_SIG", "验证器没有核实持有人", "the authenticator had not made sure who held it")
NOT_HELD = ("E_ACTOR_SIG", "行为人的签名不成立", "the actor's signature does not hold")
UNCHECKED = ("W_ACTOR_SIG_UNCHECKED", "行为人的登记事件不全在包内，签名未能核对",
             "the actor's register is not all here: the signature could not be checked")


def wrong_signature(leaf, key):
    """What is wrong with an act's signature under this key; None where it holds."""
    data, client, raw = (strict_base64url(leaf.actorsig[name]) for name in ("authenticatorData", "clientDataJSON", "signature"))
    if data is None or client is None or raw is None:
        return NOT_HELD
    challenges = [base64.urlsafe_b64encode(one).decode("ascii").rstrip("=") for one in leaf.statements]
    begins = tuple(('{"type":"webauthn.get","challenge":"%s","origin":"' % one).encode("ascii") for one in challenges)
    if not client.startswith(begins):
        return OTHER_ACT
    if len(data) < 37 or data[:32] != sha256(key.rp_id.encode("utf-8")):
        return OTHER_SITE
    if data[32] & 5 != 5:
        return NOT_VERIFIED
    message = data + sha256(client)
    if key.y is None:
        return None if len(raw) == 64 and ed25519_holds(key.x, message, raw) else NOT_HELD
    pair = read_ecdsa(raw)
    point = int.from_bytes(key.x, "big"), int.from_bytes(key.y, "big")
    return None if pair is not None and es256_holds(*point, message, *pair) else NOT_HELD


def find_actor_signatures(bag):
    """Step 12."""
    keys, registers, bodies, by_body, by_all = {}, {}, {}, {}, []
    for leaf in bag.leaves:
        kind, name = leaf.subject.split("/", 1) if "/" in leaf.subject else ("", "")
        if isinstance(leaf.body, str):
            bodies[leaf.subject] = leaf.body
        own, registering = keys.setdefault(leaf.actor, {}), kind == "person" and leaf.type == "SigningKeyRegistered"
        complete, wrong = bag.is_complete(leaf), None
        if registering or (complete and leaf.actorsig is not None):
            made = registered_key(leaf, own) if registering else None
            wrong = judged(bag, leaf, registering, made, own, registers)
            if made is not None and wrong is None:
                own[leaf.payload["credential"]] = made
        elif complete and kind == "decision":
            asked = leaf.type in by_all or leaf.type in by_body.get(bodies.get(leaf.subject), ())
            if asked or any(key.stands and leaf.type in key.acts for key in own.values()):
                wrong = UNSIGNED
        if wrong is not None:
            yield Wrong(*wrong, seq=leaf.seq, subject=leaf.subject)
        if kind == "person":
            if leaf.version == registers.get(name, 0):
                registers[name] = leaf.version + 1
            revoked = leaf.payload.get("credential") if leaf.type == "SigningKeyRevoked" else None
            if isinstance(revoked, str) and revoked in keys.get(name, {}):
                keys[name][revoked].stands = False
        elif kind == "unit" and leaf.type == "SignaturesAsked":
            acts = leaf.payload.get("acts")
            by_body[name] = [one for one in acts if isinstance(one, str)] if isinstance(acts, list) else []
        elif leaf.subject == "installation" and leaf.type == "ConfigurationChanged":
            if leaf.payload.get("setting") == "signatures-asked":
                value = leaf.payload.get("value")
                by_all = value.split(" ") if isinstance(value, str) else []


def judged(bag, leaf, registering, made, own, registers):
    if leaf.actorsig is None:
        return UNSIGNED
    if not bag.whole and not (count(leaf.position) and registers.get(leaf.actor, 0) > leaf.position):
        return UNCHECKED
    credential = leaf.actorsig["credential"]
    key = own.get(credential)
    if registering:
        key = made if leaf.payload.get("credential") == credential else None
    return wrong_signature(leaf, key) if key is not None and key.stands else NO_KEY


def find_lent(bag):
    """Step 13, of which the twin asks this alone: what is bound to the person was done by that person."""
    for leaf in bag.leaves:
        if bag.is_complete(leaf) and leaf.unlawfully_lent:
            yield Wrong("E_ILLEGAL", "第 %d 号事件（%s）：这一行为或角色由本人行使，不得委托" % (leaf.seq, leaf.type),
                        "event %d (%s): the act or the role is bound to the person, and nobody does it for another"
                        % (leaf.seq, leaf.type), seq=leaf.seq, subject=leaf.subject)


# -- The verdict --------------------------------------------------------------------------------------------------

NOTE_ONLY = ("W_WITHHELD", "W_SM_UNCHECKED")


class Report:
    def __init__(self, findings, bag=None):
        wrong = [one for one in findings if one.code.startswith("E_")]
        undecided = [one for one in findings if not one.code.startswith("E_") and one.code not in NOTE_ONLY]
        self.findings, self.bag = findings, bag
        self.code = (wrong or undecided)[0].code if wrong or undecided else "W_NO_REPLAY"
        self.exit = 1 if wrong else 2

    def as_json(self):
        shown = {"code": self.code, "exit": self.exit, "findings": [one.as_json() for one in self.findings]}
        if self.bag is not None:
            shown.update(checkpoints=len(self.bag.notes), erased=getattr(self.bag, "erased", 0),
                         events=len(self.bag.leaves), receipts=len(self.bag.receipts), size=self.bag.bag["size"])
        return shown


def open_container(path):
    try:
        return Folder(path) if os.path.isdir(path) else Zip(path)
    except OSError as cause:
        raise Usage("%s: %s" % (path, cause.strerror or cause))


def verify(path, options):
    """The report on one bag. Raises Usage where there is nothing to read."""
    container = None
    try:
        container = open_container(path)
        bag = Parsed(Files(container))
        bag.pins = options.pins
        findings = []
        steps = (find_sequence, find_subjects, find_tree, lambda one: find_checkpoints(one, options),
                 lambda one: find_time(one, options), find_disclosures, find_documents,
                 lambda one: find_receipts(one, options), find_tail, find_actor_signatures, find_lent)
        for step in steps:
            findings.extend(step(bag))
        return Report(findings, bag)
    except Wrong as wrong:
        return Report([wrong])
    finally:
        if container is not None:
            container.close()


def read_file(path):
    try:
        with open(path, "rb") as data:
            return data.read()
    except OSError as cause:
        raise Usage("%s: %s" % (path, cause.strerror or cause))


def read_pin(path):
    data = read_file(path)
    note = read_note(data)
    if note is not None:
        return note.origin, note.size, note.root
    try:
        pin = read_checkpoint(data.decode("utf-8", "strict"))
    except UnicodeDecodeError:
        pin = None
    if pin is None:
        raise Usage("%s: no checkpoint" % path)
    return pin


def read_as_of(text):
    if text is None:
        return int(time.time() * 1000)
    if not date(text) or "T" not in text:
        raise Usage("--as-of: an RFC 3339 time with its offset is needed")
    return date_ms(text)


def read_options(given):
    if given.tsa is not None and b"-----BEGIN CERTIFICATE-----" not in read_file(given.tsa):
        raise Usage("%s: no PEM certificate" % given.tsa)
    policy = Policy(read_file(given.policy)) if given.policy is not None else None
    pins, sm_keys = [read_pin(path) for path in given.pin], [read_sm_key(vkey) for vkey in given.sm_key]
    return Options(policy, pins, given.tsa, read_as_of(given.as_of), sm_keys)


VERDICTS = {
    "zh": {1: "✗ 有被改动的证据：%s", 2: "？未发现问题，但有未能判断之处：%s"},
    "en": {1: "✗ evidence of tampering: %s", 2: "? nothing wrong is known, and something could not be decided: %s"},
}
REPLAY = {"zh": "除重放外均已核对（本程序不重放流程）", "en": "all verified but the replay (this program does not replay)"}


def tell(report, language, out):
    for one in report.findings:
        place = " ".join("%s=%s" % item for item in one.where.items())
        out.write("%s %s%s\n" % (one.code, one.zh if language == "zh" else one.en, " (%s)" % place if place else ""))
    if report.bag is not None:
        counted = {"zh": "事件 %d，检查点 %d，回执 %d", "en": "%d events, %d checkpoints, %d receipts"}[language]
        out.write(counted % (len(report.bag.leaves), len(report.bag.notes), len(report.bag.receipts)) + "\n")
    said = REPLAY[language] if report.code == "W_NO_REPLAY" else report.code
    out.write(VERDICTS[language][report.exit] % said + "\n")


def usage_json(message):
    return {"code": "USAGE", "exit": 3, "findings": [], "message": message}


def one_line(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Arguments(argparse.ArgumentParser):
    def error(self, message):
        raise Usage(message)


def read_arguments(arguments):
    parser = Arguments(prog="chengxu_verifier.py", allow_abbrev=False,
                       description="Checks a Chengxu bag. Exit: 1 tampering, 2 not decided, 3 usage.")
    parser.add_argument("bag", nargs="?", metavar="BAG", help="folder or ZIP")
    parser.add_argument("--policy", help="C2SP tlog-policy file")
    parser.add_argument("--pin", action="append", default=[], help="a checkpoint kept elsewhere; may be repeated")
    parser.add_argument("--tsa", help="PEM certificates of time-stamp authorities")
    parser.add_argument("--sm-key", action="append", default=[], help="a key of the second origin; may be repeated")
    parser.add_argument("--as-of", help="when the auditor looks: RFC 3339 with offset; now by default")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--batch", action="store_true", help="paths of bags from stdin, a line of JSON for each")
    given = parser.parse_args(arguments)
    if given.batch == (given.bag is not None):
        raise Usage("one BAG is needed, or --batch")
    return given


def run_batch(options):
    for line in sys.stdin:
        try:
            answer = verify(line.rstrip("\n"), options).as_json()
        except Usage as cause:
            answer = usage_json(str(cause))
        sys.stdout.write(one_line(answer) + "\n")
        sys.stdout.flush()
    return 0


def main(arguments):
    try:
        given = read_arguments(arguments)
        options = read_options(given)
        if given.batch:
            return run_batch(options)
        report = verify(given.bag, options)
    except Usage as cause:
        if "--json" in arguments:
            sys.stdout.write(one_line(usage_json(str(cause))) + "\n")
        else:
            sys.stderr.write("用法有误 / usage: %s\n" % cause)
        return 3
    if given.json:
        sys.stdout.write(one_line(report.as_json()) + "\n")
    else:
        tell(report, given.lang, sys.stdout)
    return report.exit


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))

"""Makes bags, true ones and forged ones: the other side of chengxu_verifier.py, for its tests and campaigns.

It signs with keys derived from names, so that a bag is the same bytes each time.
"""
import base64
import hashlib
import os
import zlib

import chengxu_verifier as twin

HOUR = 3600 * 1000
START = twin.milliseconds(2026, 3, 2, 1)
GROUND = "data/ledger/"


def sha(data):
    return hashlib.sha256(data).hexdigest()


def b64(data):
    return base64.b64encode(data).decode("ascii")


def b64url(data):
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def jcs(value):
    return twin.canonical(value).encode("utf-8")


def instant(at):
    days, rest = divmod(at, 86400000)
    year = 1970 + days // 366
    while twin.milliseconds(year + 1, 1, 1) <= at:
        year += 1
    month = next(m for m in range(12, 0, -1) if twin.milliseconds(year, m, 1) <= at)
    day = days - twin.milliseconds(year, month, 1) // 86400000 + 1
    seconds, thousandths = divmod(rest, 1000)
    return "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ" % (
        year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, thousandths)


# -- Keys and notes -----------------------------------------------------------------------------------------------

def times_base(scalar):
    point, addend = twin.IDENTITY, twin.BASE[1]
    while scalar:
        if scalar & 1:
            point = twin.add_points(point, addend)
        addend, scalar = twin.double_point(addend), scalar >> 1
    return point


def encode(point):
    x, y, z, _ = point
    inverse = pow(z, twin.P - 2, twin.P)
    return ((y * inverse % twin.P) | ((x * inverse % twin.P & 1) << 255)).to_bytes(32, "little")


class Key:
    """An Ed25519 key of RFC 8032; its seed, unless given, is the digest of `secret`."""

    def __init__(self, name, kind=twin.LOG_KEY, secret=None, seed=None):
        digest = hashlib.sha512(seed or hashlib.sha256((secret or name).encode("utf-8")).digest()).digest()
        self.scalar = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | (1 << 254)
        self.prefix, self.public = digest[32:], encode(times_base(self.scalar))
        self.name, self.kind = name, kind
        raw = bytes([kind]) + self.public
        self.id = hashlib.sha256(name.encode("utf-8") + b"\n" + raw).digest()[:4]
        self.vkey = "%s+%s+%s" % (name, self.id.hex(), b64(raw))

    def sign(self, message):
        def scalar_of(*parts):
            return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % twin.L
        r = scalar_of(self.prefix, message)
        commitment = encode(times_base(r))
        s = (r + scalar_of(commitment, self.public, message) * self.scalar) % twin.L
        return commitment + s.to_bytes(32, "little")

    def line(self, text, at=None):
        """Its signature line: of the log, or a witness's with the time (seconds)."""
        raw = self.sign(text)
        if self.kind == twin.WITNESS_KEY:
            raw = at.to_bytes(8, "big") + self.sign(b"cosignature/v1\ntime %d\n" % at + text)
        return ("\u2014 %s %s\n" % (self.name, b64(self.id + raw))).encode("utf-8")


def p256_times(scalar, point):
    total = None
    while scalar:
        total = twin.p256_add(total, point) if scalar & 1 else total
        point, scalar = twin.p256_add(point, point), scalar >> 1
    return total


def der_of(tag, content):
    return bytes([tag, len(content)]) + content


def der_number(value):
    return der_of(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


class Passkey:
    """A person's passkey, P-256, with which they sign acts (docs/signatures.md)."""

    def __init__(self, secret, rp_id="town.example"):
        self.scalar = int(sha(secret.encode("utf-8")), 16) % twin.P256_ORDER
        self.point, self.rp_id = p256_times(self.scalar, twin.P256_BASE), rp_id
        self.credential = b64url(hashlib.sha256(secret.encode("utf-8")).digest()[:16])

    def registration(self, person, acts=()):
        x, y = (b64url(one.to_bytes(32, "big")) for one in self.point)
        return {"person": person, "credential": self.credential, "rpId": self.rp_id, "acts": list(acts),
                "key": {"kty": "EC", "crv": "P-256", "x": x, "y": y}}

    def raw(self, message):
        z, n = int(sha(message), 16), twin.P256_ORDER
        k = int(sha(message + b"%d" % self.scalar), 16) % n
        r = p256_times(k, twin.P256_BASE)[0] % n
        return der_of(0x30, der_number(r) + der_number(pow(k, -1, n) * (z + r * self.scalar) % n))

    def sign(self, leaf, flags=5, rp_id=None, statement=0):
        """`actorsig` of a leaf; `statement`: 1 as it was signed first."""
        challenge = b64url(hashlib.sha256(twin.act_statements(leaf)[statement]).digest())
        client = ('{"type":"webauthn.get","challenge":"%s","origin":"https://%s","crossOrigin":false}'
                  % (challenge, self.rp_id)).encode("utf-8")
        data = hashlib.sha256((rp_id or self.rp_id).encode("utf-8")).digest() + bytes([flags]) + bytes(4)
        return {"credential": self.credential, "authenticatorData": b64url(data), "clientDataJSON": b64url(client),
                "signature": b64url(self.raw(data + hashlib.sha256(client).digest()))}


def checkpoint_text(origin, size, root):
    return ("%s\n%d\n%s\n" % (origin, size, b64(root))).encode("utf-8")


# -- Trees (RFC 6962 §2.1, recursively, unlike the verifier) ----------------------------------------------------------

def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def root_of(hashes):
    if len(hashes) <= 1:
        return hashes[0] if hashes else twin.EMPTY_ROOT
    k = split(len(hashes))
    return twin.node_hash(root_of(hashes[:k]), root_of(hashes[k:]))


def path_of(index, hashes):
    if len(hashes) == 1:
        return []
    k = split(len(hashes))
    if index < k:
        return path_of(index, hashes[:k]) + [root_of(hashes[k:])]
    return path_of(index - k, hashes[k:]) + [root_of(hashes[:k])]


def proof_of(first, hashes, whole=True):
    if first == 0:
        return []
    if first == len(hashes):
        return [] if whole else [root_of(hashes)]
    k = split(len(hashes))
    if first <= k:
        return proof_of(first, hashes[:k], whole) + [root_of(hashes[k:])]
    return proof_of(first - k, hashes[k:], False) + [root_of(hashes[:k])]


def hex_of(path):
    return [one.hex() for one in path]


# -- Bags ---------------------------------------------------------------------------------------------------------

class Bag:
    """Files by name, and nothing that keeps them in order: whatever is wanted can be put in."""

    def __init__(self, files=None):
        self.files = dict(files or {})

    def copy(self):
        return Bag(self.files)

    def lines(self, kind):
        data = self.files.get(GROUND + kind + ".jsonl", b"")
        return [twin.read_json(line) for line in data.split(b"\n")[:-1]]

    def set_lines(self, kind, values):
        name = GROUND + kind + ".jsonl"
        self.files.pop(name, None)
        if values:
            self.files[name] = b"".join(jcs(value) + b"\n" for value in values)
        return self

    def json(self, name):
        return twin.read_json(self.files[name])

    def set_json(self, name, value):
        self.files[name] = jcs(value)
        return self

    def sizes(self):
        return sorted(int(name[len(GROUND + "checkpoints/"):-5]) for name in self.files
                      if name.startswith(GROUND + "checkpoints/"))

    def seal(self):
        """Makes both manifests true again."""
        payload = [name for name in sorted(self.files) if name.startswith("data/")]
        self.files["manifest-sha256.txt"] = self.manifest(payload)
        tags = [name for name in sorted(self.files) if not name.startswith("data/") and not name.startswith("tagmanifest")]
        self.files["tagmanifest-sha256.txt"] = self.manifest(tags)
        return self

    def manifest(self, names):
        return "".join("%s  %s\n" % (sha(self.files[name]), name) for name in names).encode("utf-8")

    def write_folder(self, path):
        for name, data in self.files.items():
            full = os.path.join(path, *name.split("/"))
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb") as out:
                out.write(data)
        return path

    def write_zip(self, path, base="bag", deflate=True, **tricks):
        with open(path, "wb") as out:
            out.write(zip_of([(base + "/" + name, data) for name, data in self.files.items()], deflate, **tricks))
        return path


def read_folder(path):
    files = {}
    for folder, _, names in os.walk(path):
        for name in names:
            full = os.path.join(folder, name)
            with open(full, "rb") as data:
                files[os.path.relpath(full, path).replace(os.sep, "/")] = data.read()
    return Bag(files)


def deflated(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def little(value, size):
    return value.to_bytes(size, "little")


def zip_of(entries, deflate=True, before=b"", between=b"", after=b"", comment=b"", mode=0o100644, flags=0,
           local_name=None, local_crc=None, extra=b"", packed_tail=b"", made_by=3):
    """A ZIP, byte by byte; every keyword is a trick that no honest writer plays (of which the first entry is the one)."""
    body, directory = before, b""
    for n, (name, data) in enumerate(entries):
        first = n == 0
        packed = deflated(data) if deflate else data
        packed += packed_tail if first else b""
        crc, bits = zlib.crc32(data), flags if first else 0
        method = 8 if deflate else 0
        raw = name.encode("utf-8")
        own = extra if first else b""
        sizes = little(len(packed), 4) + little(len(data), 4)
        head = little(20, 2) + little(bits, 2) + little(method, 2) + little(0, 4)
        local = local_name.encode("utf-8") if first and local_name else raw
        shown = local_crc if first and local_crc is not None else crc
        offset = len(body)
        body += b"PK\x03\x04" + head + little(shown, 4) + sizes + little(len(local), 2) + little(len(own), 2) + local + own
        body += packed + (between if first else b"")
        directory += (b"PK\x01\x02" + little(made_by << 8 | 20, 2) + head + little(crc, 4) + sizes + little(len(raw), 2)
                      + little(len(own), 2) + little(0, 6) + little((mode if first else 0o100644) << 16, 4)
                      + little(offset, 4) + raw + own)
    end = (b"PK\x05\x06" + little(0, 4) + little(len(entries), 2) * 2 + little(len(directory), 4) + little(len(body), 4)
           + little(len(comment), 2) + comment)
    return body + directory + end + after


# -- A ledger -----------------------------------------------------------------------------------------------------

class Ledger:
    """Events as the format has them, with proofs of everything; nothing judges them."""

    def __init__(self, origin="log.example/town", source="town.example", secret=None, witnesses=("w1", "w2", "w3")):
        self.origin, self.source, self.now = origin, source, START
        self.keys = [Key(origin, secret=secret)]
        self.witnesses = [Key("witness.example/" + name, twin.WITNESS_KEY) for name in witnesses]
        self.leaves, self.hashes, self.last = [], [], {}
        self.disclosures, self.notes, self.documents, self.files = [], {}, {}, {}
        self.receipts, self.covered = {}, 0

    @property
    def size(self):
        return len(self.leaves)

    def policy(self, needed=2):
        lines = ["log " + self.keys[0].vkey]
        lines += ["witness %s %s" % (key.name.split("/")[1], key.vkey) for key in self.witnesses]
        names = " ".join(key.name.split("/")[1] for key in self.witnesses)
        return ("\n".join(lines + ["group all-of-us %d %s" % (needed, names), "quorum all-of-us"]) + "\n").encode("utf-8")

    def paper(self, data):
        self.documents[sha(data)] = data
        return sha(data)

    def append(self, subject, kind, payload=None, facts=None, disclosed=(), role="office", after=HOUR, signed_by=None, **more):
        """`disclosed`: (pointer, value) pairs. Further members go into the leaf, or into `data` as they belong."""
        self.now += after
        version, prev = self.last.get(subject, (-1, ""))
        seq = self.size
        encoded = [b64url(jcs([b64url(hashlib.sha256(b"%d %d" % (seq, n)).digest()[:16]), pointer, value]))
                   for n, (pointer, value) in enumerate(disclosed)]
        data = {"payload": payload or {}, "facts": facts or {}, "version": version + 1, "_sd_alg": "sha-256",
                "_sd": sorted(twin.digest_of(one) for one in encoded)}
        data.update({name: more.pop(name) for name in ("instrument", "evidenced") if name in more})
        leaf = {"specversion": "1.0", "id": "0196c729-0000-7000-8000-%012x" % seq, "source": self.source,
                "subject": subject, "type": kind, "time": instant(self.now), "seq": seq, "prev": prev, "actor": "a-1",
                "actorrole": role, "actorunit": "u-1", "data": data, **more}
        if signed_by is not None:
            data["actorsig"] = signed_by.sign(leaf)
        self.leaves.append(leaf)
        self.hashes.append(twin.leaf_hash(jcs(leaf)))
        self.last[subject] = (version + 1, self.hashes[-1].hex())
        self.disclosures += [(seq, twin.digest_of(one), one) for one in encoded]
        return seq

    def checkpoint(self, key=None, cosigned_by=2, after=30, receipt_of=None):
        """Signed by the newest key (or `key`); witnesses look `after` seconds later."""
        text = checkpoint_text(self.origin, self.size, root_of(self.hashes))
        at = self.now // 1000 + after
        note = text + b"\n" + (key or self.keys[-1]).line(text)
        note += b"".join(witness.line(text, at) for witness in self.witnesses[:cosigned_by])
        self.notes[self.size] = note
        if receipt_of is not None:
            lines = "".join(b64(one) + "\n" for one in path_of(receipt_of, self.hashes))
            head = "c2sp.org/tlog-proof@v1\nindex %d\n%s\n" % (receipt_of, lines)
            self.receipts[receipt_of] = head.encode("utf-8") + note
        return self.size

    def rotate_key(self, secret="next"):
        key = Key(self.origin, secret=secret)
        self.append("installation", "KeyRotated", {"reason": "yearly", "vkey": key.vkey}, role="administrator")
        self.checkpoint()
        self.keys.append(key)

    def heads(self):
        return [{"leaf": leaf, "subject": subject, "version": version}
                for subject, (version, leaf) in sorted(self.last.items(), key=lambda one: twin.code_units(one[0]))]

    def record_heads(self):
        covered = [size for size in sorted(self.notes) if size > self.covered]
        texts = b"".join(note.split(b"\n\n")[0] + b"\n" for note in (self.notes[size] for size in covered))
        self.covered = max(covered, default=self.covered)
        self.recorded = self.heads()
        entries = [twin.leaf_hash(jcs(one)) for one in self.recorded]
        return self.append("installation", "HeadsRecorded", {
            "checkpoints": sha(texts), "count": len(entries), "root": root_of(entries).hex(), "size": self.size,
        }, role="installation")

    def bag(self, scope="ledger", subject=None, subjects=(), others=(), heads=None, withheld=(), erased=()):
        """`others`: seqs of leaves besides. `heads`: seq of the HeadsRecorded. `withheld`: seqs of public acts."""
        bag, whole = Bag(self.files), scope == "ledger"
        seqs = [n for n, leaf in enumerate(self.leaves) if whole or n in others or leaf["subject"] in subjects]
        size = max(self.notes)
        about = {"exportedAt": instant(self.now + HOUR), "format": "chengxu-bag@1", "origin": self.origin,
                 "root": root_of(self.hashes[:size]).hex(), "size": size, "scope": scope, "source": self.source}
        about.update({} if whole else {"subject": subject, "subjects": sorted(subjects)})
        bag.set_json("data/bag.json", about).set_lines("leaves", [self.leaves[seq] for seq in seqs])
        shown = [one for one in sorted(self.disclosures) if one[0] in seqs and one[1] not in erased]
        bag.set_lines("disclosures", [{"encoded": e, "seq": s} for s, _, e in shown if s not in withheld])
        for n, note in self.notes.items():
            bag.files["%scheckpoints/%d.note" % (GROUND, n)] = note
        for seq, receipt in self.receipts.items():
            if seq in seqs:
                bag.files["%sreceipts/%s.txt" % (GROUND, self.leaves[seq]["id"])] = receipt
        for digest, data in self.documents.items():
            bag.files["data/documents/" + digest] = data
        if not whole:
            self.add_proofs(bag, seqs, size, subjects, heads, [one for one in shown if one[0] in withheld])
        bag.files["bagit.txt"] = twin.BAGIT
        bag.files["bag-info.txt"] = b"Source-Organization: town.example\n"
        bag.files["README.txt"] = b"See docs/bag.md.\n"
        return bag.seal()

    def add_proofs(self, bag, seqs, size, subjects, heads, withheld):
        hashes = self.hashes[:size]
        bag.set_lines("inclusion", [{"path": hex_of(path_of(seq, hashes)), "seq": seq} for seq in seqs])
        sizes = sorted(self.notes)
        bag.set_lines("consistency", [{"from": a, "path": hex_of(proof_of(a, self.hashes[:b])), "to": b}
                                      for a, b in zip(sizes, sizes[1:])])
        entries = [twin.leaf_hash(jcs(one)) for one in self.recorded] if heads is not None else []
        bag.set_lines("heads", [] if heads is None else [
            {**one, "count": len(entries), "index": n, "path": hex_of(path_of(n, entries)), "seq": heads}
            for n, one in enumerate(self.recorded) if one["subject"] in subjects])
        lines = [{"digest": digest, "reason": "public", "seq": seq} for seq, digest, _ in withheld]
        for seq in sorted({seq for seq, _, _ in withheld}):
            for paper in self.leaves[seq]["data"]["payload"].get("papers", ()):
                bag.files.pop("data/documents/" + paper["sha256"], None)
                lines.append({"document": paper["sha256"], "reason": "public", "seq": seq})
        bag.set_lines("withheld", sorted(lines, key=lambda one: (one["seq"], one.get("digest") or one["document"])))

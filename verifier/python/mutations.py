"""What somebody could do to a bag: each mutation takes a true one and a random source, and gives another.

A mutation answers a Bag (sealed or not, as it says) or the bytes of a ZIP, or None where this bag has nothing of the kind.
"""
import rewriting
from bag_builder import GROUND, Bag, Key, b64url, jcs, sha, zip_of
from chengxu_verifier import WITNESS_KEY, NotCanonical, NotStrict, digest_of, read_json, strict_base64url

KINDS = ("leaves", "disclosures", "withheld", "inclusion", "consistency", "heads")
MUTATIONS = {}


def mutation(weight=1):
    def register(function):
        MUTATIONS[function.__name__.replace("_", "-")] = (weight, function)
        return function
    return register


class Base:
    """A true bag, and the keys that an insider would have (none for a stranger)."""

    def __init__(self, name, bag, keys=(), witnesses=()):
        self.name, self.bag, self.keys, self.witnesses = name, bag, list(keys), list(witnesses)

    def kinds(self):
        return [kind for kind in KINDS if GROUND + kind + ".jsonl" in self.bag.files]

    def under(self, prefix):
        return sorted(name for name in self.bag.files if name.startswith(prefix))


def flipped(rng, data):
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1:]


# -- Bytes and files ----------------------------------------------------------------------------------------------

@mutation(3)
def byte_flipped(rng, base):
    bag = base.bag.copy()
    name = rng.choice(sorted(bag.files))
    bag.files[name] = flipped(rng, bag.files[name] or b"x")
    return bag


@mutation(6)
def byte_flipped_and_sealed(rng, base):
    bag = base.bag.copy()
    name = rng.choice(base.under("data/"))
    bag.files[name] = flipped(rng, bag.files[name] or b"x")
    return bag.seal()


@mutation(3)
def ledger_byte_flipped_and_sealed(rng, base):
    bag = base.bag.copy()
    name = rng.choice(base.under("data/ledger/") + ["data/bag.json"])
    bag.files[name] = flipped(rng, bag.files[name])
    return bag.seal()


@mutation()
def file_cut_or_lengthened(rng, base):
    bag = base.bag.copy()
    name = rng.choice(base.under("data/"))
    data = bag.files[name]
    bag.files[name] = data[:rng.randrange(len(data) + 1)] if rng.random() < 0.5 else data + rng.choice((b"\n", b" ", b"x", b"\0"))
    return bag.seal()


@mutation()
def file_removed(rng, base):
    bag = base.bag.copy()
    del bag.files[rng.choice(sorted(bag.files))]
    return bag.seal() if rng.random() < 0.8 else bag


@mutation()
def file_renamed_or_added(rng, base):
    bag = base.bag.copy()
    name = rng.choice(sorted(bag.files))
    other = rng.choice((name + "x", name.upper(), name.replace("data/", "data/x/"), "data/views/" + name.replace("/", "-"),
                        "data/documents/" + sha(bag.files[name]), "%scheckpoints/%d.note" % (GROUND, rng.randrange(200)),
                        "data/content/%s.json" % sha(bag.files[name]), "data/definitions/%s.mjs" % sha(bag.files[name]),
                        "%stokens/%d.tsr" % (GROUND, rng.choice(bag.sizes() or [1]))))
    bag.files[other] = bag.files[name]
    if rng.random() < 0.5 and other != name:
        del bag.files[name]
    return bag.seal()


@mutation()
def manifest_line(rng, base):
    bag = base.bag.copy()
    name = rng.choice(("manifest-sha256.txt", "tagmanifest-sha256.txt"))
    lines = bag.files[name].split(b"\n")[:-1]
    at = rng.randrange(len(lines))
    change = rng.randrange(5)
    if change == 0:
        del lines[at]
    elif change == 1:
        lines.append(lines[at])
    elif change == 2:
        lines[at] = lines[at].replace(b"  ", rng.choice((b" ", b" *", b"\t", b"   ")))
    elif change == 3:
        lines[at] = lines[at][:64].upper() + lines[at][64:]
    else:
        rng.shuffle(lines)
    bag.files[name] = b"".join(line + b"\n" for line in lines)
    tags = sorted(one for one in bag.files if not one.startswith(("data/", "tagmanifest")))
    bag.files["tagmanifest-sha256.txt"] = bag.manifest(tags) if name[0] == "m" else bag.files[name]
    return bag


@mutation()
def what_counts_for_nothing(rng, base):
    """Views, tag files: nothing in them is evidence."""
    bag = base.bag.copy()
    bag.files[rng.choice(("data/views/history.html", "data/views/a/b.css", "README.txt", "index.html"))] = b"anything %d" % rng.random()
    return bag.seal()


# -- Lines and members --------------------------------------------------------------------------------------------

@mutation(4)
def line_removed_doubled_or_swapped(rng, base):
    bag, kind = base.bag.copy(), rng.choice(base.kinds())
    name = GROUND + kind + ".jsonl"
    lines = bag.files[name].split(b"\n")[:-1]
    a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
    change = rng.randrange(4)
    if change == 0:
        del lines[a]
    elif change == 1:
        lines.insert(b, lines[a])
    elif change == 2:
        lines[a], lines[b] = lines[b], lines[a]
    else:
        lines[a] = lines[a].replace(b":", rng.choice((b" :", b": ")), 1)
    bag.files[name] = b"".join(line + b"\n" for line in lines)
    if not lines:
        del bag.files[name]
    return bag.seal()


def places(value, path=()):
    """Every place inside a JSON value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in items:
        yield from places(one, path + (name,))


def changed(rng, value):
    """Another value that looks like it."""
    if isinstance(value, bool) or value is None:
        return rng.choice((True, False, None, 0, "true"))
    if isinstance(value, int):
        return rng.choice((value + 1, value - 1, -value - 1, str(value), 2**53 - 1, rng.randrange(200), None))
    if isinstance(value, str):
        if value and rng.random() < 0.5:
            at = rng.randrange(len(value))
            return value[:at] + rng.choice("0123456789abcdefABC-_/ ~.\u00e9\u3000\U0001f600") + value[at + 1:]
        return rng.choice(("", value + "0", value[1:], value.upper(), value[::-1], "x" * 300, None, 7, [value]))
    if isinstance(value, list):
        return rng.choice((value[1:], value[:-1], value[::-1], value + value[:1], value + ["00" * 32], value + [None], {}, ""))
    names = sorted(value)
    other = dict(value)
    if names and rng.random() < 0.5:
        other.pop(rng.choice(names))
    else:
        other[rng.choice(names + ["x", "\x7f", "", "\ufb33"])] = rng.choice((0, "", None, {}, []))
    return other


def with_change(rng, value, among=None):
    """The value with one place changed."""
    path = rng.choice([one for one in places(value) if among is None or one[:1] == among])
    return put(value, path, lambda one: changed(rng, one))


def put(value, path, change):
    if not path:
        return change(value)
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put(copy[path[0]], path[1:], change)
    return copy


@mutation(10)
def member_changed(rng, base):
    bag, kind = base.bag.copy(), rng.choice(base.kinds())
    lines = bag.lines(kind)
    at = rng.randrange(len(lines))
    lines[at] = with_change(rng, lines[at])
    return bag.set_lines(kind, lines).seal()


@mutation(2)
def bag_json_changed(rng, base):
    bag = base.bag.copy()
    return bag.set_json("data/bag.json", with_change(rng, bag.json("data/bag.json"))).seal()


ANOTHER_SPELLING = (
    lambda text: text.replace(b":", b": ", 1), lambda text: b" " + text, lambda text: text + b" ",
    lambda text: b"\xef\xbb\xbf" + text, lambda text: text.replace(b"/", b"\\/", 1), lambda text: text.replace(b'"a', b'"\\u0061', 1),
    lambda text: text.replace(b"}", b',"a":1,"a":1}', 1), lambda text: text.replace(b":0", b":-0", 1), lambda text: text.replace(b":1", b":1.0", 1),
    lambda text: text.replace(b":1", b":1e0", 1), lambda text: text.replace(b":1", b":01", 1), lambda text: text.replace(b":", b":NaN,\"x\":", 1),
    lambda text: text.replace(b'":"', b'":"\\ud800', 1), lambda text: text.replace(b'":"', b'":"\\u0000', 1), lambda text: text + b"\r",
    lambda text: text.replace(b'":"', b'":"\xff', 1), lambda text: text.replace(b'":"', b'":"\xed\xa0\x80', 1), lambda text: text.replace(b",", b",,", 1),
    lambda text: text.replace(b"{", b'{"__proto__":1,', 1), lambda text: text.replace(b":1", b":1e999", 1), lambda text: text.replace(b'":"', b'":"\x7f', 1),
    lambda text: text.replace(b"{}", b"[" * 15 + b"]" * 15, 1), lambda text: text.replace(b"{}", b'{"x":[[[[[[[[[[[[[[]]]]]]]]]]]]]]}', 1), lambda text: b"",
    lambda text: text.replace(b":1", b":9007199254740993", 1), lambda text: text.replace(b'":"', b'":"\xc0\x80', 1), lambda text: text.replace(b'":"', b'":"\t', 1),
)


@mutation(4)
def another_spelling(rng, base):
    """JSON that lenient readers take, each in its own way."""
    bag = base.bag.copy()
    names = [GROUND + kind + ".jsonl" for kind in base.kinds()] + ["data/bag.json"] + base.under("data/content/")
    name = rng.choice(names)
    lines = bag.files[name].split(b"\n")
    at = rng.randrange(len(lines))
    lines[at] = rng.choice(ANOTHER_SPELLING)(lines[at])
    bag.files[name] = b"\n".join(lines)
    if not bag.files[name]:
        return None
    return bag.seal()


# -- History ------------------------------------------------------------------------------------------------------

@mutation(6)
def leaf_edited_and_rehashed(rng, base):
    """Edited, the subject's chain and the heads' lines made to fit; the tree is as it was."""
    leaves = base.bag.lines("leaves")
    at = rng.randrange(len(leaves))
    leaves[at] = rewriting.edited(rng, leaves[at], with_change)
    return rewriting.rechained(base.bag.copy(), leaves).seal()


@mutation(6)
def history_rewritten(rng, base):
    """Edited, the tree rebuilt with every proof, signed by whom the attacker can be."""
    leaves = base.bag.lines("leaves")
    at = rng.randrange(len(leaves))
    change = rng.randrange(4)
    if change == 0:
        del leaves[at]
    elif change == 1:
        leaves[at] = rewriting.edited(rng, leaves[at], with_change)
    elif change == 2:
        leaves[at]["data"]["payload"]["forged"] = rng.randrange(10)
    else:
        leaves[at]["time"] = rng.choice(leaves)["time"]
    origin = base.bag.json("data/bag.json")["origin"]
    keys = base.keys if base.keys and rng.random() < 0.7 else [Key(origin, secret="attacker")]
    witnesses = base.witnesses if rng.random() < 0.5 else [Key(one.name, WITNESS_KEY, "attacker") for one in base.witnesses]
    return rewriting.rebuilt(base.bag.copy(), leaves, keys, rng.choice((witnesses, []))).seal()


@mutation(8)
def actor_signature_tampered_with(rng, base):
    """What an installation that has turned could do to a signed act, or to what its signature rests on."""
    leaves = base.bag.lines("leaves")
    signed = [leaf for leaf in leaves if "actorsig" in leaf["data"]]
    resting = [leaf for leaf in leaves if leaf["subject"].startswith(("person/", "unit/")) or leaf["type"] == "ConfigurationChanged"]
    if not signed or not resting:
        return None
    leaf, change = rng.choice(signed), rng.randrange(10)
    signature, ground = leaf["data"]["actorsig"], rng.choice(resting)
    if change == 0:
        del leaf["data"]["actorsig"]
    elif change <= 2:
        member = rng.choice(sorted(signature))
        data = strict_base64url(signature[member]) or b"x"
        shorter = data[:-1] or b"x"
        signature[member] = b64url(rng.choice((flipped(rng, data), flipped(rng, data), data + b"\0", shorter)))
    elif change == 3:
        signature[rng.choice(sorted(signature))] = rng.choice(("", "A", "AB", "A" * 50, "A" * 1401, "a b", 1, None))
    elif change == 4:
        name = rng.choice(("actor", "actorrole", "actorunit", "type", "onbehalf", "claimed", "workflowhash"))
        leaf[name] = leaf["actor"] if name == "onbehalf" else "2026-01-01" if name == "claimed" else with_change(rng, leaf.get(name, "x"))
    elif change == 5:
        ground["data"]["payload"] = with_change(rng, ground["data"]["payload"])
    elif change == 6:
        leaves.remove(ground)
    elif change == 7:
        ground["type"] = rng.choice(("SigningKeyRevoked", "SigningKeyRegistered", "SignaturesAsked", "ConfigurationChanged"))
    elif change == 8:
        leaf["data"]["facts"]["delegation"] = rng.choice((None, {}, {"delegation": "lent", "by": {"person": "a-9"}}, {"delegation": 1, "by": []}))
    else:
        leaf["data"]["facts"]["actor"] = rng.choice((None, {}, {"person": leaf["actor"], "position": rng.randrange(-1, 4)}))
    bag = rewriting.rebuilt(base.bag.copy(), leaves, base.keys, base.witnesses) if base.keys else base.bag.copy().set_lines("leaves", leaves)
    return bag.seal()


@mutation(2)
def tail_left_out(rng, base):
    """The last events of a subject, and all that tells of them."""
    leaves = base.bag.lines("leaves")
    subject = rng.choice(leaves)["subject"]
    own = [leaf["seq"] for leaf in leaves if leaf["subject"] == subject]
    gone = set(own[-rng.randrange(1, min(4, len(own) + 1)):])
    bag = base.bag.copy()
    for kind in ("leaves", "inclusion", "disclosures", "withheld"):
        bag.set_lines(kind, [line for line in bag.lines(kind) if line["seq"] not in gone])
    for leaf in leaves:
        if leaf["seq"] in gone:
            bag.files.pop("%sreceipts/%s.txt" % (GROUND, leaf["id"]), None)
    if rng.random() < 0.3:
        bag.set_lines("heads", [])
    return bag.seal()


@mutation()
def subject_disowned(rng, base):
    """A subject is claimed no longer, or claimed without being there."""
    bag = base.bag.copy()
    about = bag.json("data/bag.json")
    if "subjects" not in about:
        about.update(scope="decision", subject="decision/x", subjects=["decision/x"])
    elif rng.random() < 0.7:
        about["subjects"].remove(rng.choice(about["subjects"]))
    else:
        about["subjects"] = sorted(about["subjects"] + [rng.choice(("meeting/x", "installation"))])
    bag.set_lines("heads", [line for line in bag.lines("heads") if line["subject"] in about["subjects"] or rng.random() < 0.3])
    return bag.set_json("data/bag.json", about).seal()


# -- Checkpoints and receipts -------------------------------------------------------------------------------------

def note_changed(rng, base, note):
    """The note with its text, or a signature line, made another."""
    text, lines = note.split(b"\n\n")[0] + b"\n", note.split(b"\n\n")[1].split(b"\n")[:-1]
    at, change = rng.randrange(len(lines)), rng.randrange(9)
    dash = "\u2014 ".encode("utf-8")
    name = text.split(b"\n")[0].decode("utf-8")
    if change == 0:
        del lines[at]
    elif change == 1:
        lines.append(lines[at])
    elif change == 2:
        lines.append(dash + b"unknown.example AAAAAAAA")
    elif change == 3:
        lines[at] = flipped(rng, lines[at])
    elif change == 4:
        lines[at] = lines[at].replace(b" ", b"  ", 1)
    elif change == 5:
        text = b"\n".join(changed_line(rng, text.split(b"\n")))
    elif change == 6:
        lines.append(Key(name, secret="attacker").line(text)[:-1])
    elif change == 7:
        lines.reverse()
    else:
        key = rng.choice(base.keys + [Key(name, secret="attacker")])
        text = b"\n".join(changed_line(rng, text.split(b"\n")))
        lines = [key.line(text)[:-1]]
    return text + b"\n" + b"".join(line + b"\n" for line in lines)


def changed_line(rng, lines):
    at = rng.randrange(3)
    lines[at] = rng.choice((b"0" + lines[at], lines[at] + b" ", lines[at][:-1], b"7", lines[at].swapcase(), b"other.example"))
    return lines


@mutation(4)
def checkpoint_changed(rng, base):
    bag = base.bag.copy()
    name = rng.choice(base.under(GROUND + "checkpoints/"))
    bag.files[name] = note_changed(rng, base, bag.files[name])
    return bag.seal()


@mutation(2)
def checkpoint_removed_or_misplaced(rng, base):
    bag, names = base.bag.copy(), base.under(GROUND + "checkpoints/")
    name = rng.choice(names)
    if rng.random() < 0.4:
        bag.files[name] = bag.files[rng.choice(names)]
    else:
        del bag.files[name]
        if rng.random() < 0.7:
            rewriting.join_consistency(bag, int(name[len(GROUND + "checkpoints/"):-5]))
    return bag.seal()


@mutation(8)
def second_origin_changed(rng, base):
    names = base.under("data/sm/")
    if not names:
        return None
    bag, name, change = base.bag.copy(), rng.choice(names), rng.randrange(5)
    lines = bag.files[name].split(b"\n")
    if change == 0:
        bag.files[name] = flipped(rng, bag.files[name])
    elif change == 1:
        del bag.files[name]
    elif change == 2:
        bag.files[name] = bag.files[rng.choice(names)]
    elif change == 3:
        del lines[rng.randrange(len(lines))]
        bag.files[name] = b"\n".join(lines)
    else:
        rng.shuffle(lines)
        bag.files[name] = b"\n".join(lines)
    return bag.seal()


@mutation(3)
def receipt_changed(rng, base):
    names = base.under(GROUND + "receipts/")
    if not names:
        return None
    bag, name, change = base.bag.copy(), rng.choice(names), rng.randrange(7)
    head, note = bag.files[name].split(b"\n\n", 1)
    lines = head.split(b"\n")
    if change == 0:
        lines[1] = b"index %d" % rng.randrange(150)
    elif change == 1 and len(lines) > 2:
        del lines[rng.randrange(2, len(lines))]
    elif change == 2:
        lines.append(b"A" * 43 + b"=")
    elif change == 3:
        lines.insert(1, rng.choice((b"extra AAAA", b"extra ", b"extra !")))
    elif change == 4:
        note = note_changed(rng, base, note)
    elif change == 5:
        note = bag.files[rng.choice(base.under(GROUND + "checkpoints/"))]
    bag.files[name] = b"\n".join(lines) + b"\n\n" + note
    if change == 6:
        other = rng.choice(names)
        bag.files[name] = bag.files[other] if other != name else bag.files[name] + b"\n"
    return bag.seal()


@mutation(3)
def token_changed(rng, base):
    names = base.under(GROUND + "tokens/")
    if not names:
        return None
    bag, name, change = base.bag.copy(), rng.choice(names), rng.randrange(5)
    data = bag.files[name]
    if change == 0:
        bag.files[name] = bag.files[rng.choice(names)]
    elif change == 1:
        bag.files[name] = data + rng.choice((b"\0", data))
    elif change == 2:
        del bag.files[name]
    else:
        bag.files[name] = flipped(rng, data)
    return bag.seal()


# -- Disclosures, papers, modules ---------------------------------------------------------------------------------

@mutation(4)
def disclosure_changed(rng, base):
    bag, lines = base.bag.copy(), base.bag.lines("disclosures")
    if not lines:
        return None
    at, change = rng.randrange(len(lines)), rng.randrange(6)
    line = lines[at]
    if change == 0:
        value = read_json(strict_base64url(line["encoded"]))
        line["encoded"] = b64url(jcs(with_change(rng, value)))
    elif change == 1:
        line["seq"] = rng.choice(bag.lines("leaves"))["seq"]
    elif change == 2:
        lines[at] = {"encoded": rng.choice(lines)["encoded"], "seq": line["seq"]}
    elif change == 3:
        del lines[at]
    elif change == 4:
        line["encoded"] += rng.choice(("=", "A", "!", " "))
    else:
        del lines[at]
        hidden = {"digest": digest_of(line["encoded"]), "reason": "public", "seq": line["seq"]}
        bag.set_lines("withheld", sorted(bag.lines("withheld") + [hidden], key=lambda one: one["seq"]))
    return bag.set_lines("disclosures", sorted(lines, key=lambda one: one["seq"])).seal()


@mutation(3)
def paper_or_module_changed(rng, base):
    names = base.under("data/documents/") + base.under("data/definitions/") + base.under("data/content/")
    bag, name, change = base.bag.copy(), rng.choice(names), rng.randrange(4)
    data = bag.files.pop(name)
    if change == 0:
        bag.files[name] = flipped(rng, data or b"x")
    elif change == 1:
        other = data + b" "
        folder, end = name.rsplit("/", 1)[0], "" if "." not in name else "." + name.rsplit(".", 1)[1]
        bag.files["%s/%s%s" % (folder, sha(other), end)] = other
    elif change == 2:
        bag.files[name] = bag.files[rng.choice(sorted(bag.files))]
    return bag.seal()


# -- The ZIP ------------------------------------------------------------------------------------------------------

def entries_of(bag, base="bag"):
    return [(base + "/" + name, data) for name, data in bag.files.items()]


TRICKS = (
    {"before": b"x"}, {"between": b"x"}, {"after": b"x"}, {"comment": b"x"}, {"mode": 0o120777}, {"mode": 0o040755}, {"flags": 1},
    {"flags": 8}, {"flags": 0x800}, {"flags": 2}, {"local_name": "bag/x"}, {"local_crc": 1}, {"extra": b"\x75\x70\x01\x00x"}, {"extra": b"\x01"},
    {"extra": b"\x55\x54\x05\x00\x01\x00\x00\x00\x00"}, {"extra": b"\x01\x00\x00\x00"}, {"packed_tail": b"x"}, {"made_by": 0}, {"mode": 0},
)


@mutation(3)
def zip_trick(rng, base):
    trick, deflate = rng.choice(TRICKS), rng.random() < 0.5
    return zip_of(entries_of(base.bag), deflate, **trick)


@mutation(3)
def zip_header_flipped(rng, base):
    """A byte of the headers, the directory or the end record."""
    data = zip_of(entries_of(base.bag), False)
    starts = [at for at in range(len(data) - 4) if data[at:at + 2] == b"PK"] if len(data) < 100000 else [data.rfind(b"PK\x01\x02"), len(data) - 22, 0]
    at = min(rng.choice(starts) + rng.randrange(46), len(data) - 1)
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1:]


@mutation(2)
def zip_entries(rng, base):
    """Entries twice, in other order, with other names."""
    entries = entries_of(base.bag, rng.choice(("bag", "b", "..", ".", "a b", "decision-1")))
    change = rng.randrange(5)
    name, data = rng.choice(entries)
    if change == 0:
        entries.append((name, data))
    elif change == 1:
        entries.append((rng.choice((name.upper(), name + "/", name + "/x", "/" + name, "../" + name, name.replace("/", "\\"),
                                    "other/x", "bag/fetch.txt", "bag/data/views/")), data))
    elif change == 2:
        rng.shuffle(entries)
    elif change == 3:
        entries.remove((name, data))
    else:
        entries = [(one, flipped(rng, other) if one == name and other else other) for one, other in entries]
    return zip_of(entries, rng.random() < 0.3)


# -- What it still says -------------------------------------------------------------------------------------------

def record_of(bag: Bag):
    """What a bag says happened to the subjects that it claims whole: not how it proves it, when it was made, how it looks."""
    about = read_json(bag.files["data/bag.json"])
    claimed = about.get("subjects")
    leaves = [leaf for leaf in bag.lines("leaves") if claimed is None or leaf["subject"] in claimed]
    seqs = {leaf["seq"] for leaf in leaves}
    lines = [line for kind in ("disclosures", "withheld") for line in bag.lines(kind) if line["seq"] in seqs]
    files = {name: sha(data) for name, data in bag.files.items() if name.startswith(("data/documents/", "data/definitions/"))}
    return {name: about[name] for name in about if name != "exportedAt"}, leaves, lines, files


def says_the_same(bag, base):
    try:
        return record_of(bag) == record_of(base.bag)
    except (NotStrict, NotCanonical, KeyError, AttributeError, TypeError):
        return False

"""How history is rewritten by somebody who knows the format: chains, trees, proofs and notes made to fit what was edited."""
import hashlib

import chengxu_verifier as twin
from bag_builder import GROUND, b64, checkpoint_text, hex_of, jcs, path_of, proof_of, root_of


def edited(rng, leaf, with_change):
    """The leaf with its payload, a fact, or whom it names changed."""
    if rng.random() < 0.4:
        among = rng.choice((("actor",), ("type",), ("time",), ("subject",), ("claimed",), ("workflowhash",)))
        if among[0] in leaf:
            return with_change(rng, leaf, among)
    data = dict(leaf["data"])
    part = rng.choice([name for name in ("payload", "facts", "instrument", "evidenced", "_sd") if name in data])
    data[part] = with_change(rng, data[part])
    return {**leaf, "data": data}


def rechained(bag, leaves):
    """Every `prev`, and the last leaf that the heads' lines name."""
    last, own = {}, {}
    for leaf in leaves:
        subject = leaf.get("subject")
        if isinstance(subject, str):
            if subject in last and leaf.get("prev"):
                leaf["prev"] = last[subject]
            last[subject] = twin.leaf_hash(jcs(leaf)).hex()
            own[leaf.get("seq")] = subject, last[subject]
    bag.set_lines("leaves", leaves)
    heads = bag.lines("heads")
    for line in heads:
        before = [seq for seq, (subject, _) in own.items()
                  if subject == line["subject"] and isinstance(seq, int) and seq < line["seq"]]
        if before:
            line["leaf"] = own[max(before)][1]
    return bag.set_lines("heads", heads)


def unknown(n):
    """The hash of a leaf, or of a head, that is not in this bag."""
    return hashlib.sha256(b"not here %d" % n).digest()


def rebuilt(bag, leaves, keys, witnesses):
    """The whole tree, with every proof, note and receipt, signed with `keys` (the newest for all) and `witnesses`."""
    size = bag.json("data/bag.json")["size"]
    whole = bag.json("data/bag.json")["scope"] == "ledger"
    if whole:
        for n, leaf in enumerate(leaves):
            leaf["seq"] = n
        size = len(leaves)
    rechained(bag, leaves)
    heads_forged(bag, leaves)
    hashes = [unknown(n) for n in range(size)]
    for leaf in leaves:
        if isinstance(leaf.get("seq"), int) and 0 <= leaf["seq"] < size:
            hashes[leaf["seq"]] = twin.leaf_hash(jcs(leaf))
    roots = {}
    sizes = sorted({min(one, size) for one in bag.sizes()} | {size})
    for one in list(bag.files):
        if one.startswith(GROUND + "checkpoints/"):
            times = [raw for _, _, raw in twin.read_note(bag.files.pop(one)).signatures if len(raw) == 72]
            at = int.from_bytes(times[0][:8], "big") if times else 0
            roots[min(int(one[len(GROUND + "checkpoints/"):-5]), size)] = at
    for one in sizes:
        text = checkpoint_text(bag.json("data/bag.json")["origin"], one, root_of(hashes[:one]))
        note = text + b"\n" + keys[0].line(text) + b"".join(key.line(text, roots.get(one, 0)) for key in witnesses)
        bag.files["%scheckpoints/%d.note" % (GROUND, one)] = note
    if not whole:
        seqs = sorted({leaf["seq"] for leaf in leaves if isinstance(leaf.get("seq"), int) and 0 <= leaf["seq"] < size})
        bag.set_lines("inclusion", [{"path": hex_of(path_of(seq, hashes)), "seq": seq} for seq in seqs])
        bag.set_lines("consistency", [{"from": a, "path": hex_of(proof_of(a, hashes[:b])), "to": b}
                                      for a, b in zip(sizes, sizes[1:])])
    receipts_forged(bag, leaves, hashes)
    about = bag.json("data/bag.json")
    return bag.set_json("data/bag.json", {**about, "size": size, "root": root_of(hashes).hex()})


def heads_forged(bag, leaves):
    """The HeadsRecorded that the lines name is made to say what they say."""
    heads = bag.lines("heads")
    recorded = [leaf for leaf in leaves if heads and leaf.get("seq") == heads[0]["seq"]]
    if not recorded or not isinstance(recorded[0].get("data", {}).get("payload"), dict):
        return
    entries = [unknown(n) for n in range(heads[0]["count"])]
    for line in heads:
        entries[line["index"]] = twin.leaf_hash(jcs({name: line[name] for name in ("leaf", "subject", "version")}))
    for line in heads:
        line["path"] = hex_of(path_of(line["index"], entries))
    recorded[0]["data"]["payload"]["root"] = root_of(entries).hex()
    bag.set_lines("heads", heads).set_lines("leaves", leaves)


def receipts_forged(bag, leaves, hashes):
    by_id = {leaf.get("id"): leaf.get("seq") for leaf in leaves}
    for name in [one for one in bag.files if one.startswith(GROUND + "receipts/")]:
        seq = by_id.get(name[len(GROUND + "receipts/"):-4])
        size = twin.read_receipt(bag.files[name])[2].size
        note = bag.files.get("%scheckpoints/%d.note" % (GROUND, size))
        if note is None or not isinstance(seq, int) or not 0 <= seq < size <= len(hashes):
            del bag.files[name]
            continue
        path = "".join(b64(one) + "\n" for one in path_of(seq, hashes[:size]))
        bag.files[name] = ("c2sp.org/tlog-proof@v1\nindex %d\n%s\n" % (seq, path)).encode("utf-8") + note


def join_consistency(bag, size):
    """Drops what the lines say of a checkpoint that is gone; a stranger cannot prove its neighbours consistent."""
    bag.set_lines("consistency", [line for line in bag.lines("consistency") if size not in (line["from"], line["to"])])

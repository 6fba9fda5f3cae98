"""python3 -m unittest: each code is provoked by a bag forged for it; true bags are told from forged ones."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import chengxu_verifier as twin
from bag_builder import GROUND, Key, Ledger, Passkey, b64, b64url, checkpoint_text, instant, jcs, path_of, proof_of, root_of, sha, zip_of
from sample_bags import DEFINITION, SUBJECTS, Town
from throwaway_authority import Authority

TOWN = Town()
DECISION, WHOLE = TOWN.decision(), TOWN.whole()
POLICY = TOWN.ledger.policy()
NEWEST = "%scheckpoints/%d.note" % (GROUND, TOWN.ledger.size)


def options(policy=POLICY, pins=(), as_of=None, tsa=None):
    return twin.Options(policy and twin.Policy(policy), pins, tsa, as_of or TOWN.ledger.now)


class BagTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="chengxu-twin-")
        self.addCleanup(shutil.rmtree, self.folder)

    def verify(self, bag, given=None, seal=True):
        path = tempfile.mkdtemp(dir=self.folder)
        return twin.verify((bag.seal() if seal else bag).write_folder(path), given or options())

    def expect(self, code, bag, given=None, seal=True, **where):
        report = self.verify(bag, given, seal)
        self.assertEqual(report.code, code, [one.as_json() for one in report.findings])
        self.assertEqual(report.exit, 1 if code.startswith("E_") else 2)
        first = next((one for one in report.findings if one.code == code), None)
        self.assertEqual({name: first.where.get(name) for name in where} if where else {}, where)
        return report

    def edited(self, kind, number, change, base=DECISION):
        bag = base.copy()
        lines = bag.lines(kind)
        change(lines[number])
        return bag.set_lines(kind, lines)


class TrueBags(BagTest):
    def test_all_but_the_replay(self):
        for bag in (DECISION, WHOLE):
            self.expect("W_NO_REPLAY", bag.copy())

    def test_as_a_zip_stored_or_deflated(self):
        for deflate in (True, False):
            path = DECISION.write_zip(os.path.join(self.folder, "bag.zip"), deflate=deflate)
            self.assertEqual(twin.verify(path, options()).code, "W_NO_REPLAY")

    def test_says_what_is_withheld_and_erased(self):
        report = self.expect("W_NO_REPLAY", DECISION.copy())
        self.assertEqual([one.code for one in report.findings], ["W_WITHHELD"])
        self.assertEqual(report.as_json()["erased"], 1)

    def test_views_are_no_evidence(self):
        bag = DECISION.copy()
        bag.files["data/views/history.html"] = b"<p>anything</p>"
        self.expect("W_NO_REPLAY", bag)


class Container(BagTest):
    def refused(self, **tricks):
        path = DECISION.write_zip(os.path.join(self.folder, "bag.zip"), **tricks)
        self.assertEqual(twin.verify(path, options()).code, "E_BAG", tricks)

    def test_zips_that_two_readers_could_read_differently(self):
        name = next(iter(DECISION.files))
        for tricks in ({"before": b"x"}, {"between": b"x"}, {"after": b"x"}, {"comment": b"x"}, {"mode": 0o120777},
                       {"mode": 0o040755}, {"flags": 1}, {"local_name": "bag/" + name[:-1] + "X"}, {"local_crc": 1},
                       {"extra": b"\x75\x70\x01\x00x"}, {"extra": b"\x01"}, {"packed_tail": b"x"}, {"base": ".."},
                       {"base": ""}, {"base": "a/b/.."}, {"base": "C:"}):
            self.refused(**tricks)

    def test_names(self):
        for name in ("../evil", "/etc/evil", "data/../evil", "fetch.txt", "data/unknown", "data\\x", "Bagit.txt",
                     "data/views/a b", "data/views/A", "bagit.txt/x", "manifest-md5.txt"):
            bag = DECISION.copy()
            bag.files["data/views/a"] = b"x"
            bag.seal()
            entries = [("bag/" + one, data) for one, data in bag.files.items()] + [("bag/" + name, b"x")]
            path = os.path.join(self.folder, "bag.zip")
            with open(path, "wb") as out:
                out.write(zip_of(entries))
            self.assertEqual(twin.verify(path, options()).code, "E_BAG", name)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "..", "evil")))

    def test_a_bomb(self):
        bag = DECISION.copy()
        bag.files["data/views/bomb"] = bytes(40 << 20)
        path = bag.seal().write_zip(os.path.join(self.folder, "bomb.zip"))
        self.assertEqual(twin.verify(path, options()).code, "E_BAG")

    def test_links_and_no_zip_at_all(self):
        path = DECISION.copy().write_folder(tempfile.mkdtemp(dir=self.folder))
        os.symlink("/etc/hostname", os.path.join(path, "data", "views"))
        self.assertEqual(twin.verify(path, options()).code, "E_BAG")
        with open(os.path.join(self.folder, "text"), "wb") as out:
            out.write(b"no zip")
        self.assertEqual(twin.verify(os.path.join(self.folder, "text"), options()).code, "E_BAG")
        with self.assertRaises(twin.Usage):
            twin.verify(os.path.join(self.folder, "nowhere"), options())

    def test_manifests(self):
        for name in ("data/bag.json", "README.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"):
            bag = DECISION.copy()
            del bag.files[name]
            self.expect("E_BAG", bag, seal=False)
            bag = DECISION.copy()
            bag.files[name] += b"x"
            self.expect("E_BAG", bag, seal=False)

    def test_a_token_without_its_checkpoint_and_empty_files(self):
        for name in (GROUND + "tokens/5.tsr", "README.txt"):
            bag = DECISION.copy()
            bag.files[name] = b"x" if name != "README.txt" else b""
            self.expect("E_BAG", bag)

    def test_a_file_that_the_scope_leaves_out(self):
        bag = WHOLE.copy()
        bag.set_lines("inclusion", DECISION.lines("inclusion"))
        self.expect("E_BAG", bag)


class Parsing(BagTest):
    def test_lenient_json_is_none(self):
        for text in ('{"a":1,"a":1}', "NaN", "Infinity", "[1,]", '"\\ud800"', '"\\u0000"', '{"__proto__":1}', "\ufeff1",
                     "[" * 17 + "]" * 17, "'a'", "1e999", "01", "1.", '"\t"', "1 1", "", "nul"):
            with self.assertRaises(twin.NotStrict, msg=text):
                twin.read_json(text.encode("utf-8"))
        with self.assertRaises(twin.NotStrict):
            twin.read_json(b'"\xff"')

    def test_other_bytes_for_the_same_value(self):
        for text in ('{"b":1,"a":1}', " 1", "1.0", "1e2", "-0", "9007199254740992", '"\\u0041"', '"\\/"', '{"\x7f":1}'):
            with self.assertRaises(twin.NotCanonical, msg=text):
                twin.read_json(text.encode("utf-8"))
        self.assertEqual(twin.read_json('{"\ud83d\ude00":-1,"\ufb33":["\\u001f"]}'.encode("utf-16", "surrogatepass").decode(
            "utf-16").encode("utf-8")), {"\U0001f600": -1, "\ufb33": ["\x1f"]})

    def test_leaves(self):
        bag = DECISION.copy()
        data = bag.files[GROUND + "leaves.jsonl"]
        bag.files[GROUND + "leaves.jsonl"] = data.replace(b'{"actor"', b'{ "actor"', 1)
        self.expect("E_NONCANONICAL", bag)
        for broken in (data[:-1], data + b"\n", data.replace(b'"time"', b'"timf"', 1), data.replace(b"\n", b"\r\n")):
            bag.files[GROUND + "leaves.jsonl"] = broken
            self.expect("E_NONCANONICAL" if b"\r" in broken else "E_PARSE", bag)
        self.expect("E_PARSE", self.edited("leaves", 0, lambda leaf: leaf["data"]["payload"].update(x="x" * 60000)))

    def test_members(self):
        for kind, change in (("leaves", {"time": "2026-02-30T00:00:00.000Z"}), ("leaves", {"seq": -1}), ("leaves", {"x": 1}),
                             ("leaves", {"id": "0196c729-0000-4000-8000-000000000000"}), ("leaves", {"type": "a b"}),
                             ("leaves", {"claimed": "2026-13-01"}), ("inclusion", {"path": ["00"]}), ("heads", {"index": 99}),
                             ("disclosures", {"encoded": 1}), ("withheld", {"reason": "private"}),
                             ("consistency", {"from": 99})):
            self.expect("E_PARSE", self.edited(kind, 0, lambda line: line.update(change)))
        self.expect("E_PARSE", DECISION.copy().set_lines("inclusion", DECISION.lines("inclusion")[::-1]))
        about = DECISION.json("data/bag.json")
        for change in ({"format": "chengxu-bag@2"}, {"scope": "all"}, {"subjects": []}, {"exportedAt": "today"}):
            self.expect("E_PARSE", DECISION.copy().set_json("data/bag.json", {**about, **change}))

    def test_notes_and_receipts(self):
        note = DECISION.files[NEWEST]
        for broken in (note[:-1], note.replace("\u2014".encode(), b"-"), note.replace(b"\n\n", b"\n"), note + b"x\n",
                       note.replace(b"=\n", b"\n", 1), b"\x00" + note):
            bag = DECISION.copy()
            bag.files[NEWEST] = broken
            self.expect("E_PARSE", bag)
        name = next(one for one in DECISION.files if "/receipts/" in one)
        for old, new in ((b"@v1", b"@v2"), (b"index ", b"index 0"), (b"index", b"extra \nindex")):
            bag = DECISION.copy()
            bag.files[name] = bag.files[name].replace(old, new, 1)
            self.expect("E_PARSE", bag)

    def test_a_note_under_another_size(self):
        bag = DECISION.copy()
        bag.files["%scheckpoints/5.note" % GROUND] = bag.files[NEWEST]
        self.expect("E_PARSE", bag)


class History(BagTest):
    def test_sequence(self):
        self.expect("E_SEQ", self.edited("leaves", 1, lambda leaf: leaf.update(seq=99)), seq=99)
        self.expect("E_SEQ", WHOLE.copy().set_lines("leaves", WHOLE.lines("leaves")[1:]), seq=1)
        self.expect("E_ORIGIN", self.edited("leaves", 1, lambda leaf: leaf.update(source="elsewhere")))
        self.expect("E_TIME_BACK", self.edited("leaves", 2, lambda leaf: leaf.update(time="2020-01-01T00:00:00.000Z")))

    def test_subjects(self):
        gone = [leaf for leaf in DECISION.lines("leaves") if leaf["seq"] != TOWN.opinion]
        self.expect("E_DECISION_GAP", DECISION.copy().set_lines("leaves", gone), seq=TOWN.outcome)
        self.expect("E_DECISION_GAP", TOWN.decision(subjects=("consultation/c1", "decision/d1")), subject="meeting/m1")
        about = {**DECISION.json("data/bag.json"), "subjects": sorted(SUBJECTS + ("meeting/m2",))}
        self.expect("E_DECISION_GAP", DECISION.copy().set_json("data/bag.json", about), subject="meeting/m2")
        changed = self.edited("leaves", 2, lambda leaf: leaf["data"]["payload"].update(forged=1))
        self.expect("E_CHAIN", changed, seq=TOWN.opinion)

    def test_tree(self):
        self.expect("E_ROOT", self.edited("leaves", 1, lambda leaf: leaf["data"]["payload"].update(role="head")), seq=TOWN.grant)
        self.expect("E_ROOT", DECISION.copy().set_lines("inclusion", DECISION.lines("inclusion")[1:]), seq=0)
        self.expect("E_ROOT", self.edited("leaves", 1, lambda leaf: leaf["data"]["payload"].update(x=1), WHOLE), size=7)
        self.expect("E_TRUNCATED", WHOLE.copy().set_lines("leaves", WHOLE.lines("leaves")[:-1]), size=TOWN.ledger.size)


class Checkpoints(BagTest):
    def test_rewritten_and_signed_with_another_key(self):
        ledger = Ledger(secret="attacker")
        for _ in range(3):
            ledger.append("installation", "CalendarNoticed")
            ledger.checkpoint()
        self.expect("E_SIG", ledger.bag(), size=1)
        self.expect("E_KEY", Town(secret="attacker").whole(), seq=TOWN.rotated)
        self.expect("E_KEY", Town(secret="attacker").decision())

    def test_signatures(self):
        def without(bag, word, name=NEWEST):
            lines = bag.files[name].split(b"\n")
            bag.files[name] = b"\n".join(line for line in lines if not line.startswith("\u2014 ".encode() + word))
            return bag
        self.expect("E_SIG", without(DECISION.copy(), b"log"))
        self.expect("E_QUORUM", without(DECISION.copy(), b"witness.example/w1"))
        self.expect("W_NO_REPLAY", without(DECISION.copy(), b"witness.example/w1", GROUND + "checkpoints/7.note"))
        bag = DECISION.copy()
        size, text = TOWN.ledger.size, bag.files[NEWEST].split(b"\n\n")[0] + b"\n"
        bad = Key("witness.example/w3", twin.WITNESS_KEY).line(text + b"x", TOWN.ledger.now // 1000)
        bag.files[NEWEST] += bad
        self.expect("E_SIG", bag, size=size)
        self.expect("W_NO_POLICY", bag, options(policy=None))

    def test_origin(self):
        self.expect("E_ORIGIN", DECISION.copy(), options(POLICY.replace(b"log.example/town", b"log.example/town", 1).replace(
            TOWN.ledger.keys[0].vkey.encode(), Key("log.example/else").vkey.encode())))
        bag = DECISION.copy()
        text = checkpoint_text("log.example/else", 5, bytes(32))
        bag.files[GROUND + "checkpoints/5.note"] = text + b"\n" + Key("log.example/else").line(text)
        self.expect("E_ORIGIN", bag, size=5)

    def test_rotation(self):
        def forged(vkey):
            ledger = Ledger()
            ledger.append("installation", "KeyRotated", {"vkey": vkey})
            ledger.checkpoint()
            return ledger.bag()
        self.expect("E_KEY", forged("nonsense"), seq=0)
        self.expect("E_KEY", forged(Key("log.example/else").vkey), seq=0)
        ledger = Ledger()
        ledger.append("installation", "KeyRotated", {"vkey": Key(ledger.origin, secret="thief").vkey})
        ledger.checkpoint(key=Key(ledger.origin, secret="thief"))
        self.expect("E_KEY", ledger.bag(), seq=0)

    def test_what_the_bag_says_of_its_newest(self):
        about = DECISION.json("data/bag.json")
        self.expect("E_ROOT", DECISION.copy().set_json("data/bag.json", {**about, "root": "00" * 32}))
        bag = DECISION.copy()
        del bag.files[NEWEST]
        self.expect("E_BAG", bag.set_lines("consistency", bag.lines("consistency")[:-1]))

    def test_consistency(self):
        self.expect("E_INCONSISTENT", self.edited("consistency", 0, lambda line: line.update(path=[])))
        self.expect("E_INCONSISTENT", DECISION.copy().set_lines("consistency", DECISION.lines("consistency")[1:]))

    def test_pins(self):
        origin, size = TOWN.ledger.origin, TOWN.ledger.size
        root = root_of(TOWN.ledger.hashes)
        self.expect("W_NO_REPLAY", DECISION.copy(), options(pins=[(origin, size, root)]))
        self.expect("E_TRUNCATED", DECISION.copy(), options(pins=[(origin, size + 1, root)]))
        self.expect("E_FORK", DECISION.copy(), options(pins=[(origin, size, bytes(32))]))
        self.expect("E_FORK", WHOLE.copy(), options(pins=[(origin, 3, bytes(32))]))
        self.expect("W_PIN_UNCOMPARED", DECISION.copy(), options(pins=[(origin, 3, bytes(32))]))
        self.expect("E_ORIGIN", DECISION.copy(), options(pins=[("other", size, root)]))

    def test_a_counted_checkpoint_is_missing(self):
        bag = WHOLE.copy()
        del bag.files[GROUND + "checkpoints/8.note"]
        self.expect("E_CHECKPOINT_MISSING", bag, seq=TOWN.heads)


class Times(BagTest):
    def test_recorded_later_than_attested(self):
        ledger = Ledger()
        ledger.append("installation", "InstallationSetUp")
        ledger.checkpoint(after=-301)
        self.expect("E_TIME_WINDOW", ledger.bag(), seq=0)

    def test_a_witness_whose_clock_went_back(self):
        ledger = Ledger()
        for n, after in enumerate((100, -90)):
            ledger.append("installation", "CalendarNoticed", after=1000 if n else 3600000)
            ledger.checkpoint(after=after)
        self.expect("W_WITNESS_CLOCK", ledger.bag(), size=2)

    def test_stale(self):
        late = options(as_of=TOWN.ledger.now + 3 * 86400000)
        self.expect("W_STALE", DECISION.copy(), late)
        late.pins = [(TOWN.ledger.origin, TOWN.ledger.size, root_of(TOWN.ledger.hashes))]
        self.expect("W_NO_REPLAY", DECISION.copy(), late)

    def test_a_token_that_is_none(self):
        bag = DECISION.copy()
        bag.files["%stokens/%d.tsr" % (GROUND, TOWN.ledger.size)] = b"0\x03\x02\x01\x00"
        self.expect("E_TSA", bag)


class Contents(BagTest):
    def test_disclosures(self):
        self.expect("E_DISCLOSURE_MISSING", DECISION.copy().set_lines("disclosures", DECISION.lines("disclosures")[1:]))
        other = b64url(jcs([b64url(bytes(16)), "/payload/title", "forged"]))
        self.expect("E_DISCLOSURE_MISMATCH", self.edited("disclosures", 0, lambda line: line.update(encoded=other)))
        twice = DECISION.lines("disclosures")
        self.expect("E_DISCLOSURE_MISMATCH", DECISION.copy().set_lines("disclosures", [twice[0]] + twice))

    def test_withheld(self):
        lines = DECISION.lines("withheld")
        self.expect("E_DISCLOSURE_MISMATCH", self.edited("withheld", 0, lambda line: line.update(seq=TOWN.proposed)))
        first = next(one for one in lines if "digest" in one)
        kept = [one for one in lines if one is not first]
        self.expect("E_DISCLOSURE_MISSING", DECISION.copy().set_lines("withheld", kept))
        self.expect("E_BLOB", DECISION.copy().set_lines("withheld", [one for one in lines if "digest" in one]))
        words = {"digest": twin.digest_of(DECISION.lines("disclosures")[-1]["encoded"]), "reason": "public", "seq": TOWN.outcome}
        hidden = DECISION.copy().set_lines("disclosures", DECISION.lines("disclosures")[:-1])
        self.expect("E_DISCLOSURE_MISMATCH", hidden.set_lines("withheld", lines + [words]), seq=TOWN.outcome)

    def test_documents(self):
        name = "data/documents/" + sha(b"draft")
        for change in ({name: b"forged"}, {name: None}, {"data/documents/" + sha(b"new"): b"new"},
                       {"data/content/%s.json" % sha(b"{}"): b"{}"}, {"data/content/%s.json" % sha(b"1"): b"{}"}):
            bag = DECISION.copy()
            bag.files.update({one: data for one, data in change.items() if data is not None})
            for one in [one for one, data in change.items() if data is None]:
                del bag.files[one]
            self.expect("E_BLOB", bag)

    def test_definitions(self):
        name = "data/definitions/%s.mjs" % sha(DEFINITION)
        bag = DECISION.copy()
        bag.files[name] += b"//"
        self.expect("E_DEFINITION", bag)
        del bag.files[name]
        self.expect("W_DEFINITION_MISSING", bag)

    def test_receipts(self):
        ours = [one for one in sorted(DECISION.files) if "/receipts/" in one]
        bag = DECISION.copy()
        bag.files[ours[0]], bag.files[ours[1]] = bag.files[ours[1]], bag.files[ours[0]]
        self.expect("E_ROOT", bag, file=ours[0])
        bag = DECISION.copy()
        head, note = bag.files[ours[0]].split(b"\n\n", 1)
        bag.files[ours[0]] = head.replace(head.split(b"\n")[2], b64(bytes(32)).encode()) + b"\n\n" + note
        self.expect("E_ROOT", bag, file=ours[0])
        bag.files[ours[0]] = head + b"\n\n" + note.replace(b"\n\n", b"\n\n\xe2\x80\x94 x AAAAAAA=\n").split(b"\xe2\x80\x94 log")[0]
        self.expect("E_SIG", bag, file=ours[0])
        text = checkpoint_text(TOWN.ledger.origin, 8, bytes(32))
        bag.files[ours[0]] = head + b"\n\n" + text + b"\n" + TOWN.ledger.keys[0].line(text)
        self.expect("E_FORK", bag, file=ours[0])

    def test_tail(self):
        self.expect("W_TAIL", DECISION.copy().set_lines("heads", []))
        self.expect("E_TAIL_OMITTED", self.edited("heads", 0, lambda line: line.update(version=0)))
        self.expect("E_TAIL_OMITTED", DECISION.copy().set_lines("heads", DECISION.lines("heads")[1:]))
        short = [one for one in DECISION.lines("leaves") if one["seq"] != TOWN.outcome]
        bag = DECISION.copy().set_lines("leaves", short)
        bag.set_lines("inclusion", [one for one in bag.lines("inclusion") if one["seq"] != TOWN.outcome])
        bag.set_lines("disclosures", [one for one in bag.lines("disclosures") if one["seq"] != TOWN.outcome])
        del bag.files[sorted(one for one in bag.files if "/receipts/" in one)[-1]]
        self.expect("E_TAIL_OMITTED", bag, subject="decision/d1")

    def test_events_after_the_heads(self):
        town = Town()
        town.ledger.append("decision/d1", "DecisionIssued", {}, workflowhash=sha(DEFINITION), statehash=sha(b"state"))
        town.ledger.checkpoint()
        self.expect("W_TAIL", town.decision())


class Formats(unittest.TestCase):
    def test_ed25519_of_rfc_8032(self):
        for public, message, signature in (
            ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
             "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
            ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
             "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        ):
            key, text, raw = map(bytes.fromhex, (public, message, signature))
            self.assertTrue(twin.ed25519_holds(key, text, raw))
            self.assertFalse(twin.ed25519_holds(key, text + b"x", raw))
            high = int.from_bytes(raw[32:], "little") + twin.L
            self.assertFalse(twin.ed25519_holds(key, text, raw[:32] + high.to_bytes(32, "little")))

    def test_the_tree_of_rfc_6962(self):
        leaves = [b"", b"\0", b"\x10", b" !", b"01", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno"]
        tree = twin.Tree()
        for leaf in leaves:
            tree.add(twin.leaf_hash(leaf))
        self.assertEqual(tree.root().hex(), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")

    def test_proofs_of_every_small_tree(self):
        hashes = [twin.leaf_hash(b"%d" % n) for n in range(20)]
        for size in range(1, 20):
            root = root_of(hashes[:size])
            for n in range(size):
                path = path_of(n, hashes[:size])
                self.assertTrue(twin.included(n, size, hashes[n], path, root))
                self.assertFalse(twin.included(n, size, hashes[n], path + [root], root))
                self.assertFalse(n > 0 and twin.included(n - 1, size, hashes[n], path, root))
            for first in range(size):
                proof = proof_of(first, hashes[:size])
                self.assertTrue(twin.consistent(first, size, root_of(hashes[:first]), root, proof))
                self.assertFalse(twin.consistent(first, size, root_of(hashes[:first]), root, proof + [root]))
                self.assertFalse(first > 0 and twin.consistent(first, size, root, root, proof))

    def test_strict_base64(self):
        self.assertEqual(twin.strict_base64("AAAA"), bytes(3))
        for text in ("AAA", "AAB=", "AA=", "A===", "AAA=\n", "AA-_", " AAA", "AAAA=" ):
            self.assertIsNone(twin.strict_base64(text), text)

    def test_policies(self):
        ledger = TOWN.ledger
        policy = twin.Policy(POLICY)
        self.assertTrue(policy.satisfied({"w1", "w3"}))
        self.assertFalse(policy.satisfied({"w1"}))
        log = "log %s\n" % ledger.keys[0].vkey
        witness = "witness a %s https://w.example\n" % ledger.witnesses[0].vkey
        self.assertEqual(twin.Policy((log + "\t# \xff\n" + witness + " quorum  a \n").encode()).quorum, "a")
        for text in (log, "quorum a\n", log + log + "quorum none\n", witness + witness + "quorum a\n",
                     witness + "group g 2 a\nquorum g\n", witness + "group g all a\ngroup h any a\nquorum g\n",
                     witness + "quorum a\nquorum a\n", "witness none %s\n" % ledger.witnesses[0].vkey, "log x\n",
                     "log %s\nquorum none\n" % ledger.witnesses[0].vkey, log + "quorum none\r\n", "group g any\n"):
            with self.assertRaises(twin.Usage, msg=text):
                twin.Policy(text.encode())

    def test_dates(self):
        for text, fine in (("2024-02-29", True), ("2023-02-29", False), ("2026-01-01T00:00:00Z", True),
                           ("2026-01-01T24:00:00Z", False), ("2026-01-01T00:00:00+08:00", True), ("2026-01-01T00:00Z", False)):
            self.assertEqual(twin.date(text), fine, text)
        self.assertEqual(twin.date_ms("1970-01-01T08:00:00.5+08:00"), 500)
        self.assertEqual(twin.instant_ms("2026-03-02T01:00:00.000Z"), 1772413200000)


@unittest.skipUnless(shutil.which("openssl"), "no openssl on the PATH")
class ActorSignatures(unittest.TestCase):
    KEY = Passkey("passkey of a-1")

    def found(self, signed_as, told_as, statement=0):
        """What is said of an act that was signed with these facts of a delegation, and is told with those."""
        def leaf(delegation):
            facts = {} if delegation is None else {"delegation": delegation}
            made = Ledger()
            made.append("decision/d1", "OutcomeDecided", {"option": "a"}, facts)
            return made.leaves[0]
        told = leaf(told_as)
        told["data"]["actorsig"] = self.KEY.sign(leaf(signed_as), statement=statement)
        key = twin.registered_key(twin.read_leaf(jcs(self.registration()))[0], {})
        return twin.wrong_signature(twin.read_leaf(jcs(told))[0], key)

    def registration(self):
        made = Ledger()
        made.append("person/a-1", "SigningKeyRegistered", self.KEY.registration("a-1"))
        return made.leaves[0]

    def test_for_whom_an_act_was_signed(self):
        for_a, for_b = ({"delegation": "lent", "by": {"person": one}} for one in ("a-8", "a-9"))
        for one in (None, for_a):
            self.assertIsNone(self.found(one, one))
            self.assertIsNone(self.found(one, one, statement=1), "as it was signed first")
        for one, other in ((for_a, for_b), (for_a, {**for_a, "delegation": "other"}), (for_a, None), (None, for_a)):
            self.assertEqual(self.found(one, other), twin.OTHER_ACT)


class Tokens(BagTest):
    """A throw-away authority made by openssl."""

    def test_tokens(self):
        text = DECISION.files[NEWEST].split(b"\n\n")[0] + b"\n"
        bag, authority = DECISION.copy(), Authority(self.folder)
        name = "%stokens/%d.tsr" % (GROUND, TOWN.ledger.size)
        bag.files[name] = signed = authority.token(text)
        self.expect("W_TSA_UNCHECKED", bag)
        self.expect("W_NO_REPLAY", bag, options(tsa=authority.certificate))
        self.expect("E_TSA", bag, options(tsa=Authority(self.folder, "other").certificate))
        bag.files[name] = signed[:-1] + bytes([signed[-1] ^ 1])
        self.expect("E_TSA", bag, options(tsa=authority.certificate))
        bag.files[name] = authority.token(b"other text")
        self.expect("E_TSA", bag, options(tsa=authority.certificate))


class CommandLine(BagTest):
    def run_twin(self, *arguments, stdin=""):
        program = os.path.join(os.path.dirname(os.path.abspath(twin.__file__)), "chengxu_verifier.py")
        done = subprocess.run((sys.executable, program) + arguments, input=stdin, capture_output=True, text=True, check=False,
                              encoding="utf-8")
        return done.returncode, done.stdout, done.stderr

    def test_answers_and_exit_statuses(self):
        path, policy = DECISION.copy().write_folder(os.path.join(self.folder, "bag")), os.path.join(self.folder, "policy")
        with open(policy, "wb") as out:
            out.write(POLICY)
        as_of = ("--as-of", instant(TOWN.ledger.now))
        status, said, _ = self.run_twin(path, "--policy", policy, *as_of, "--lang", "en")
        self.assertEqual((status, "all verified but the replay" in said), (2, True))
        status, said, _ = self.run_twin(path, "--json", *as_of)
        self.assertEqual((status, json.loads(said)["code"]), (2, "W_NO_POLICY"))
        os.remove(os.path.join(path, "bagit.txt"))
        self.assertEqual(self.run_twin(path, "--policy", policy)[0], 1)
        for wrong in ((), (path, "--policy", path), (path, "--as-of", "today"), (path, "--pin", policy), (path + "x",),
                      (path, "--lang", "fr"), (path, "--tsa", policy)):
            self.assertEqual(self.run_twin(*wrong)[0], 3, wrong)
        self.assertEqual(json.loads(self.run_twin(path + "x", "--json")[1])["exit"], 3)
        status, said, _ = self.run_twin("--batch", "--policy", policy, stdin=path + "\n" + path + "x\n")
        self.assertEqual([json.loads(line)["exit"] for line in said.splitlines()], [1, 3])


if __name__ == "__main__":
    unittest.main()

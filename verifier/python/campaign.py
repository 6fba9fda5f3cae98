"""Makes seeded mutations of true bags and says what the twin makes of each; another verifier answers beside it.

    python3 campaign.py --scratch DIR --runs N --seed N [--bag PATH --policy FILE [--log-key FILE [--sm-key VKEY]]]...

Out, a line of JSON each: the bases ({"base", "path", "policy", "pin", "asOf", "definitions", "tsa", "smKeys",
"twin"}), then the mutations ({"n", "base", "mutation", "path", "twin", "same"}). In: a line for each mutation that the
reader has done with, so that no more than a few bags lie in the scratch folder at once.
"""
import argparse
import json
import os
import random
import shutil
import sys

import chengxu_verifier as twin
from bag_builder import Bag, Key, instant, read_folder
from mutations import MUTATIONS, Base, says_the_same
from sample_bags import Town
from throwaway_authority import Authority

AT_ONCE = 8
FOLDER_EVERY = 10


class Ground:
    """A base, and what an auditor of it brings: policy, a pin of its newest checkpoint, a time; perhaps an authority."""

    def __init__(self, base, policy, scratch, tsa=None, sm_keys=()):
        self.base, self.tsa, self.sm_keys, bag = base, tsa, list(sm_keys), base.bag
        about = bag.json("data/bag.json")
        newest = bag.files["data/ledger/checkpoints/%d.note" % about["size"]]
        self.policy, self.pin = (os.path.join(scratch, base.name + end) for end in (".policy", ".pin"))
        for path, data in ((self.policy, policy), (self.pin, newest)):
            with open(path, "wb") as out:
                out.write(data)
        self.as_of = twin.instant_ms(bag.lines("leaves")[-1]["time"]) + 3600000
        self.options = twin.Options(twin.Policy(policy), [twin.read_pin(self.pin)], tsa, self.as_of,
                                    [twin.read_sm_key(vkey) for vkey in self.sm_keys])
        self.path = bag.write_zip(os.path.join(scratch, base.name + ".zip"), deflate=False)

    def as_json(self, definitions):
        return {"base": self.base.name, "path": self.path, "policy": self.policy, "pin": self.pin,
                "asOf": instant(self.as_of), "definitions": definitions, "tsa": self.tsa,
                "smKeys": self.sm_keys, "twin": answer(self.path, self.options)}


def answer(path, options):
    report = twin.verify(path, options)
    signatures = [[one.code, one.where["seq"]] for one in report.findings if "ACTOR_SIG" in one.code]
    return {"code": report.code, "exit": report.exit, "signatures": signatures,
            "first": report.findings[0].as_json() if report.findings else None}


def open_bag(path):
    if os.path.isdir(path):
        return read_folder(path)
    container = twin.Zip(path)
    try:
        return Bag({name: b"".join(container.chunks(name)) for name in container.sizes})
    finally:
        container.close()


def key_in(path):
    """A log's key as Go's sumdb/note writes it: PRIVATE+KEY+name+id+base64(type ‖ seed)."""
    with open(path, encoding="utf-8") as data:
        _, _, name, _, encoded = data.read().strip().split("+", 4)
    return Key(name, seed=twin.strict_base64(encoded)[1:])


def grounds_of(given):
    town = Town()
    policy, witnesses = town.ledger.policy(), town.ledger.witnesses[:2]
    for name, bag in (("town-decision", town.decision()), ("town-ledger", town.whole())):
        yield Ground(Base(name, bag, town.ledger.keys, witnesses), policy, given.scratch), []
    signed = Town(signed=True)
    for name, bag in (("signed-decision", signed.decision()), ("signed-ledger", signed.whole())):
        yield Ground(Base(name, bag, signed.ledger.keys, signed.ledger.witnesses[:2]), signed.ledger.policy(), given.scratch), []
    if shutil.which("openssl"):
        authority, stamped = Authority(given.scratch), town.decision()
        for size in stamped.sizes()[-2:]:
            text = stamped.files["data/ledger/checkpoints/%d.note" % size].split(b"\n\n")[0] + b"\n"
            stamped.files["data/ledger/tokens/%d.tsr" % size] = authority.token(text)
        base = Base("town-stamped", stamped.seal(), town.ledger.keys, witnesses)
        yield Ground(base, policy, given.scratch, authority.certificate), []
    for n, path in enumerate(given.bag):
        keys = [key_in(given.log_key[n])] if n < len(given.log_key) else []
        bag = open_bag(path)
        definitions = [name[17:81] for name in sorted(bag.files) if name.startswith("data/definitions/")]
        base, policy = Base("bag-%d" % (n + 1), bag, keys), twin.read_file(given.policy[n])
        yield Ground(base, policy, given.scratch, sm_keys=list(filter(None, given.sm_key[n:n + 1]))), definitions


def mutate(n, seed, grounds, scratch):
    """(what to say of mutation n, or None where the base has nothing of the kind)."""
    rng = random.Random("%d/%d" % (seed, n))
    names = sorted(MUTATIONS)
    ground = rng.choice(grounds)
    name = rng.choices(names, [MUTATIONS[one][0] for one in names])[0]
    made = MUTATIONS[name][1](rng, ground.base)
    if made is None:
        return None
    path = os.path.join(scratch, "mutation-%d" % n)
    if isinstance(made, Bag) and rng.randrange(FOLDER_EVERY) == 0 and all(map(is_file_name, made.files)):
        made.write_folder(path)
    elif isinstance(made, Bag):
        made.write_zip(path, deflate=False)
    else:
        with open(path, "wb") as out:
            out.write(made)
    said = answer(path, ground.options)
    same = None
    if said["code"] == "W_NO_REPLAY":
        same = says_the_same(open_bag(path), ground.base)
    return {"n": n, "base": ground.base.name, "mutation": name, "path": path, "twin": said, "same": same}


def is_file_name(name):
    """A folder can't hold a file beside a folder of the same name, so such bags go into a ZIP."""
    return not name.endswith(("/x", "x/")) and twin.PLAIN_NAME.fullmatch(name) is not None


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--runs", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--only", type=int, help="only this mutation")
    parser.add_argument("--start", type=int, default=0, help="the first of the mutations, to go on with a campaign")
    for name in ("--bag", "--policy", "--log-key", "--sm-key"):
        parser.add_argument(name, action="append", default=[])
    given = parser.parse_args(arguments)
    grounds = []
    for ground, definitions in grounds_of(given):
        grounds.append(ground)
        say(ground.as_json(definitions))
    in_flight = made = 0
    n = (given.start if given.only is None else given.only) - 1
    while made < given.runs:
        n += 1
        told = mutate(n, given.seed, grounds, given.scratch)
        if told is None:
            continue
        say(told)
        made, in_flight = made + 1, in_flight + 1
        if in_flight == AT_ONCE:
            sys.stdin.readline()
            in_flight -= 1
    for _ in range(in_flight):
        sys.stdin.readline()


def say(value):
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(sys.argv[1:])

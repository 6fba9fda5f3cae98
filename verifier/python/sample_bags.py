"""A township's small ledger with one of each thing that a bag can hold, as a decision's bag and as a whole ledger's."""
from bag_builder import Bag, Ledger, Passkey, jcs, sha

DEFINITION = b"export const workflow = {};\n"
CALENDAR = jcs({"calendar": "cn-2026", "holidays": ["2026-05-01"]})
SUBJECTS = ("consultation/c1", "decision/d1", "meeting/m1")


def acting(position):
    """Facts of an act by a-1, whose register it has read as far as this version."""
    return {"actor": {"grants": [], "person": "a-1", "position": position, "standing": "good"}}


class Town:
    """The ledger, which events are which, and the two bags."""

    def __init__(self, secret=None, signed=False):
        """`signed`: the outcome bears its actor's own signature, and the installation asks for it."""
        ledger = self.ledger = Ledger(secret=secret)
        of_workflow = {"workflowhash": sha(DEFINITION), "statehash": sha(b"state")}
        self.set_up = ledger.append("installation", "InstallationSetUp", {"town": "Hengxi"}, role="administrator")
        ledger.append("unit/u1", "UnitNamed", {}, disclosed=[("/payload/name", "办公室")])
        self.grant = ledger.append("person/p1", "RoleGranted", {"role": "office"})
        draft, letter, scan = (ledger.paper(text) for text in (b"draft", b"letter", b"scan"))
        self.proposed = ledger.append(
            "decision/d1", "DecisionProposed", {"papers": [{"kind": "draft", "sha256": draft, "size": 5}]},
            {"calendar": sha(CALENDAR)}, [("/payload/title", "垃圾分类"), ("/payload/telephone", "0576-1")],
            evidenced={"date": "2026-03-01", "source": letter, "checkedBy": "a-2"}, **of_workflow)
        ledger.append("consultation/c1", "ConsultationOpened", {"decision": "d1"})
        self.comment = ledger.append(
            "consultation/c1", "CommentReceived", {"papers": [{"kind": "letter", "sha256": scan, "size": 4}]}, {},
            [("/payload/text", "放回门口"), ("/payload/name", "王某")], role="public")
        ledger.append("meeting/m1", "MeetingConvened", {})
        ledger.checkpoint()
        self.opinion = ledger.append(
            "decision/d1", "LegalityOpinionIssued", {"verdict": "lawful"},
            {"calendar": sha(CALENDAR), "consultation": {"consultation": "c1", "position": 1}}, claimed="2026-03-02",
            onbehalf="a-3", instrument={"digest": letter, "pages": 2}, **of_workflow)
        ledger.checkpoint(receipt_of=self.opinion)
        ledger.rotate_key()
        self.rotated = ledger.size - 1
        ledger.append("decision/d2", "DecisionProposed", {}, **of_workflow)
        self.passkey, self.resting = Passkey("passkey of a-1") if signed else None, ()
        if signed:
            self.resting = (
                ledger.append("person/a-1", "PersonRegistered", {}),
                ledger.append("person/a-1", "SigningKeyRegistered", self.passkey.registration("a-1", ["DecisionIssued"]),
                              acting(0), signed_by=self.passkey),
                ledger.append("installation", "ConfigurationChanged", {"setting": "signatures-asked", "value": "OutcomeDecided"}))
        self.outcome = ledger.append(
            "decision/d1", "OutcomeDecided", {"option": "a"},
            {"meeting": {"meeting": "m1", "position": 0}, **(acting(1) if signed else {})},
            [("/payload/words", "同意")], signed_by=self.passkey, **of_workflow)
        ledger.checkpoint(receipt_of=self.outcome)
        erased = [digest for seq, digest, _ in ledger.disclosures if seq == self.proposed][:1]
        self.erased = tuple(erased)
        self.erasure = ledger.append("installation", "DisclosuresErased", {"basis": "request", "digests": erased},
                                     role="administrator")
        self.heads = ledger.record_heads()
        ledger.checkpoint()
        ledger.files["data/definitions/%s.mjs" % sha(DEFINITION)] = DEFINITION
        ledger.files["data/content/%s.json" % sha(CALENDAR)] = CALENDAR

    def decision(self, **options) -> Bag:
        others = (self.set_up, self.grant, self.rotated, self.erasure, self.heads, *self.resting)
        given = {"subject": "decision/d1", "subjects": SUBJECTS, "others": others, "heads": self.heads,
                 "withheld": (self.comment,), "erased": self.erased, **options}
        return self.ledger.bag("decision", **given)

    def whole(self) -> Bag:
        return self.ledger.bag(erased=self.erased)

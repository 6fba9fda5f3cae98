"""A township's small ledger with one of each thing that a bag can hold, as a decision's bag and as a whole ledger's."""
from bag_builder import Bag, Ledger, jcs, sha

DEFINITION = b"export const workflow = {};\n"
CALENDAR = jcs({"calendar": "cn-2026", "holidays": ["2026-05-01"]})
SUBJECTS = ("consultation/c1", "decision/d1", "meeting/m1")


class Town:
    """The ledger, which events are which, and the two bags."""

    def __init__(self, secret=None):
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
        self.outcome = ledger.append(
            "decision/d1", "OutcomeDecided", {"option": "a"}, {"meeting": {"meeting": "m1", "position": 0}},
            [("/payload/words", "同意")], **of_workflow)
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
        others = (self.set_up, self.grant, self.rotated, self.erasure, self.heads)
        given = {"subject": "decision/d1", "subjects": SUBJECTS, "others": others, "heads": self.heads,
                 "withheld": (self.comment,), "erased": self.erased, **options}
        return self.ledger.bag("decision", **given)

    def whole(self) -> Bag:
        return self.ledger.bag(erased=self.erased)

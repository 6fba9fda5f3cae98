import { z } from 'zod';
import { citation } from '../../road/http-answers.js';

/** The shape of the report; `openapi.json` is made from it. */
const text = z.strictObject({ zh: z.string(), en: z.string() });
/** A code, with what it is called. */
const word = text.extend({ code: z.string() });
const digest = z.string();
const person = z.strictObject({ id: z.string(), name: z.string().optional(), post: z.string().optional() });
const unit = z.strictObject({ id: z.string(), name: z.string().optional() });

/** One event of the history: what was done when, by whom, in which role. */
const act = z.strictObject({
  version: z.int(),
  type: z.string(),
  title: text,
  date: z.iso.date(),
  /** The day of a checked outside source, where there is one: periods count from it. */
  evidencedOn: z.iso.date().optional(),
  person,
  role: text,
  unit,
  /** Who entered it from the signed original of somebody without an account. */
  enteredBy: person.optional(),
});
const section = <Entry extends z.ZodType>(entry: Entry) =>
  z.strictObject({ title: text, entries: z.array(entry) });

const draft = z.strictObject({ act, edition: z.int(), bundle: digest, drafters: z.array(person) });
const finding = z.strictObject({
  act,
  step: word,
  applies: z.boolean(),
  reason: z.string().optional(),
  legalBasis: z.string().optional(),
  /** Opinions that looked at the exemption again. */
  reviewedBy: z.array(act),
});
const review = z.strictObject({
  act,
  outcome: word,
  answers: z.strictObject({ power: word, procedure: word, content: word }),
  /** Why they were given so, where it was said. */
  powerBecause: z.string().optional(),
  procedureBecause: z.string().optional(),
  contentBecause: z.string().optional(),
  bundle: digest,
  missingStep: word.optional(),
  /** The day of the complete submission, and the working days from it to the opinion; pauses do not count. */
  submittedOn: z.iso.date().optional(),
  workingDays: z.int().optional(),
  /** How often the bundle had come back by then. */
  returned: z.int(),
  timeSufficedBecause: z.string().optional(),
  noCounselBecause: z.string().optional(),
  legalRisk: z.string().optional(),
});
const conformity = z.strictObject({
  act,
  from: digest,
  to: digest,
  confirmed: z.boolean(),
  kind: z.string().optional(),
  remark: z.string().optional(),
});
const advice = z.strictObject({ act, position: word, bundle: digest });
const expert = z.strictObject({
  person,
  invited: act.optional(),
  field: z.string().optional(),
  ofCompetentDepartment: z.boolean(),
  interest: word,
  declared: act.optional(),
  opinions: z.array(z.strictObject({ act, verdict: word, signed: z.boolean(), bundle: digest })),
});
const assessment = z.strictObject({
  act,
  kind: word,
  result: word,
  unit: unit.optional(),
  writtenBy: z.array(person),
  reviewedBy: z.array(person),
});
const riskJudgement = z.strictObject({ act, controllable: z.boolean(), grounds: z.string().optional() });
const member = z.strictObject({
  person,
  isHead: z.boolean(),
  present: z.boolean().nullable(),
  recused: z.string().optional(),
  stance: word.optional(),
  words: z.string().optional(),
  /** Where they spoke: the last time, if more than once. */
  spoke: act.optional(),
  dissentConfirmed: z.strictObject({ act, words: z.string().optional() }).optional(),
});
const meeting = z.strictObject({
  meeting: z.string(),
  tabled: act,
  bundle: digest,
  members: z.array(member),
});
const decision = z.strictObject({
  act,
  meeting: z.string(),
  outcome: word,
  bundle: digest,
  option: z.string().optional(),
  parts: z.array(z.strictObject({ part: z.string().optional(), adopted: z.boolean() })).optional(),
  reasonsAgainstMajority: z.string().optional(),
});
const issue = z.strictObject({ act, number: z.string().optional(), signer: person });
const execution = z.strictObject({ act, units: z.array(unit) });
const executionAdvice = z.strictObject({
  act,
  position: word,
  question: z.string().optional(),
  /** What the units said of it. */
  answers: z.array(z.strictObject({ act, result: word, answer: z.string().optional() })),
});
const irregularity = z.strictObject({
  act,
  rule: z.string().optional(),
  citation: citation.optional(),
  happenedOn: z.iso.date(),
  what: z.string().optional(),
  who: z.string().optional(),
});
const departure = z.strictObject({
  act,
  requirement: z.string(),
  title: text,
  reason: z.string().optional(),
});
const correction = z.strictObject({
  act,
  corrects: act.optional(),
  field: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  rightWords: z.string().optional(),
  checkedBy: person,
  reopens: word.optional(),
});
const passed = z.strictObject({ act, deadline: z.string(), title: text, on: z.iso.date().optional() });
const order = z.strictObject({
  act,
  orderedBy: z.string().optional(),
  what: z.string().optional(),
  done: z.array(z.strictObject({ act, account: z.string().optional() })),
});
const annulment = z.strictObject({ act, annulledBy: word, reason: z.string().optional() });
const auditFinding = z.strictObject({ act, about: z.string(), finding: z.string().optional() });

export const responsibilityAnswer = z.strictObject({
  id: z.string(),
  title: z.string(),
  body: unit,
  workflow: z.strictObject({ id: z.string(), version: z.string() }),
  version: z.int(),
  /** Everybody who answers for something in it, with all that they did, in its order. */
  people: section(z.strictObject({ person, acts: z.array(act.omit({ person: true })) })),
  drafts: section(draft),
  findings: section(finding),
  experts: section(expert),
  assessments: section(assessment),
  counsel: section(advice),
  reviews: section(review),
  conformity: section(conformity),
  meetings: section(meeting),
  riskJudgements: section(riskJudgement),
  decisions: section(decision),
  issue: section(issue),
  execution: section(execution),
  executionAdvice: section(executionAdvice),
  irregularities: section(irregularity),
  departures: section(departure),
  corrections: section(correction),
  deadlinesPassed: section(passed),
  orders: section(order),
  annulments: section(annulment),
  auditFindings: section(auditFinding),
});

export type Responsibility = z.infer<typeof responsibilityAnswer>;
/** What one section of the report lists. */
export type EntryOf<Name extends keyof Responsibility> = Responsibility[Name] extends {
  entries: (infer Entry)[];
}
  ? Entry
  : never;
export type PersonShown = z.infer<typeof person>;
export type UnitShown = z.infer<typeof unit>;
export type ActShown = z.infer<typeof act>;
export type Word = z.infer<typeof word>;

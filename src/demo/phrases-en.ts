import type { Phrases } from './phrases-zh.js';

/** Every phrase of the demo in English. */
export const en: Phrases = {
  title: 'Chengxu, a demonstration: Hengxi Township, Xianju County, Zhejiang',
  intro: [
    'Matter 1 is a real one, from the catalogue that Hengxi published on 28 March 2025; matter 2 and all names are made up.',
    'A township follows Decree 713 by reference; legality review and collective decision bind it directly.',
    'Every step below goes over HTTP to the running program: ✓ recorded, ✗ not taken.',
  ],
  address: (address) => `The program has started on a fresh database: ${address}`,
  setUp: {
    token: 'set up with the one-time token; the first administrator chose a password',
    units: (bodies, units) =>
      `${bodies} bodies and ${units} units registered (justice branch and police station belong to the county)`,
    people: (people, grants) => `${people} people registered, ${grants} roles granted, everybody signed in`,
    workflow: (title, hash) =>
      `in force: ${title}, SHA-256 ${hash}…, proved at load: no way round any of the five steps`,
  },
  matters: {
    first: 'Matter 1: the 2025 azalea festival of Yangzhuang village',
    second: 'Matter 2: fixed times and places for household waste in the town centre',
  },
  catalogue:
    'the catalogue lists: public input, legality review, collective decision; to be done in: April 2025',
  plan: {
    planned: (from, to) => `Planned to meet from ${from} to ${to}. The program works out at once:`,
    possible: (title) => `possible: ${title}`,
    within: (on, latest) => `a meeting from ${on}; a complete bundle by ${latest} still meets the plan`,
    impossible: (title, on) => `too late: ${title}; no meeting before ${on}`,
    taken: 'The proposing unit takes the round table.',
  },
  obstacles: {
    before: (title) => `Missing before “${title}”:`,
    notInCatalogue: ' (the catalogue does not list it: a finding is needed whether it applies)',
  },
  refusal: {
    because: 'why',
    reason: (reason, requirement, strength) => `${reason} [${requirement}] ${strength}`,
    unmet: (title) => `not met: “${title}”`,
    basis: 'rule',
    citation: (article, text, rule) => `${article}: ${text} [${rule}]`,
    article: inEnglish,
    found: 'found',
    needed: 'needed',
    remedy: 'how',
    who: (roles) => ` (by: ${roles})`,
    earliest: 'earliest',
    strength: {
      binding: '(binds directly)',
      'by-reference': '(followed by reference)',
      'local-option': '(local rule)',
      house: '(a control of this system, no article asks for it)',
    },
    onlyFor: (status, roles, rules) => `${status} only for: ${roles} [${rules}]`,
    status: (status, code) => `not taken (${status} ${code})`,
  },
  asides: {
    administrator: 'The administrator keeps the accounts and decides in nobody’s place:',
    withoutReview: 'The secretary would put the matter on the agenda of 28 April already:',
    drafterReviews:
      'Chen Peilan is legality clerk too and has the reviewer’s role, but she drafted this draft:',
    comma: 'In the print for the meeting one comma was changed; the secretary tables the print as it is:',
    headBeforeLast: 'One member has not spoken yet when the township head would speak:',
    lastDay: 'The last day is a Sunday (a working day by exchange); the call cannot close on that day:',
    tooSoon: 'The opinion is out, and the secretary would meet as early as 8 May:',
    headReallyFirst:
      'This time the township head really did speak first. It is no speech, and it is recorded as what it was:',
  },
  repeat: 'The same request again under the same Idempotency-Key: the same record, and no second one',
  stale: (expected, actual) =>
    `Somebody acts on version ${expected}: it is at ${actual}, so nothing is taken (412) until they read it again`,
  difference: (line, before, after) => [
    `The reviewer reads both editions back: line ${line} alone differs, by ${charactersChanged(before, after)} character (a comma).`,
  ],
  irregularity: (count) =>
    `On the decision, in its replay and in the ledger: irregularities ${count}; it cannot be removed and counts as no step`,
  kept: 'The plan was kept: decided on 28 April, issued and published on 30 April',
  notes: {
    screened: 'another major decision',
    screenedPolicy: 'a major public policy',
    started: 'to meet in April',
    startedSecond: 'to meet in May',
    draft: (edition) => `edition ${edition}`,
    draftComma: 'edition 2: one comma changed',
    draftAnswer: 'edition 2: evenings until 21:30 (comment 1)',
    openCall: 'until 27 April; website, notice board',
    expertNotNeeded: 'no expert review: nothing technical (art. 19(1))',
    expertNeeded: 'expert review: capacity is technical',
    riskNeeded: 'risk assessment: crowds',
    riskNotNeeded: 'no risk assessment: no new sites, no fee (art. 22(1))',
    roundTable: '36 people, signed sheet',
    inputFirst: '3 comments: 2 adopted, 1 not',
    inputSecond: '2 comments: 1 adopted, 1 not',
    risk: 'low; 3 risk points',
    comments: ['“on the late shift I cannot be back by eight”', '“put the bins back at our doors”'],
    dispositions: ['comment 1: adopted', 'comment 2: not adopted, with the reason'],
    asBegun: (earliest) => `Worked out from this notice: a meeting from ${earliest}; the plan is possible`,
    requested: (earliest) => `The bundle is complete; a meeting from ${earliest}`,
    lawful: 'lawful: power, procedure, content',
    conformity: 'editorial only',
    tabled: (date) => `meeting of ${date}`,
    convened: (date) => `township government meeting, ${date}`,
    present: (names) => `present: ${names.join(', ')}`,
    agree: 'for',
    disagree: 'against: traffic on May Day, later please',
    agreeChanges: 'for; publish an evaluation after three months',
    riskControllable: 'controllable',
    passed: 'passed',
    dissent: 'against, in his own words',
    irregularityRule: 'the head spoke first (art. 30(2)); record attached',
    partyAgreed: 'agreed',
    congressNone: 'nothing for the Congress',
    issued: 'No. 18 of 2025, signed and sealed',
    published: 'website, with what became of comments',
    archived: 'file 2025-011',
    assigned: 'social affairs office',
    declared: 'no direct interest',
    supports: 'supports, signed',
  },
  receipts: {
    heading: 'Receipts',
    explain:
      'Each binding act got its receipt at once. They are verified here with the ledger’s public key alone; no server needs to be believed:',
    line: (position, size) => `event ${position} in the tree of ${size}`,
    key: 'public key',
  },
  verification: {
    heading: 'Verification of the ledger',
    holds: (events, checkpoints) =>
      `all ${events} events computed again from the rows (encoding, order, hashes, disclosures), ${checkpoints} signed checkpoints, every act replayed by its procedure: everything agrees`,
    broken: (sentence) => `the ledger does not verify: ${sentence}`,
  },
  summary: {
    heading: 'Summary',
    first: 'matter 1',
    firstState: 'decided on 28 April; issued, published, archived on 30 April; being carried out',
    second: 'matter 2',
    secondState: 'passed on 13 May; next the Party committee, then issue; 1 irregularity, always shown',
    acts: 'acts recorded',
    refused: 'requests not taken',
    receipts: 'receipts verified',
    events: 'events in the ledger',
    checkpoint: 'checkpoint',
    size: (size) => `over ${size} events, signed`,
    root: 'root',
  },
  done: 'Done. Everything was as it should be.',
  serving: {
    heading: 'Look around',
    at: (address) => `${address}, data in data/demo, Ctrl+C ends it`,
    password: (password) => `Who can sign in; one password for all, made at random for this run: ${password}`,
    person: (name, post, roles) => `${name}, ${post}${roles.length > 0 ? `: ${roles.join('; ')}` : ''}`,
    look: 'Without signing in:',
    pages: {
      consultations: 'calls for comments',
      workflows: 'procedures in force, with their proofs',
      checkpoint: 'the ledger’s checkpoint',
      api: 'the interface, described',
    },
    signIn: 'To sign in and get a token, for example as the township head:',
    readme: 'The five curl lines of the README work in another terminal (on port 3000).',
  },
  call: { zh: '本次公告', en: 'this call' },
  citizen: 'a resident, unnamed, online',
  portTaken: 'The port is taken: end the demo that is running, or set another PORT.',
  wrong: (what) => `The demo did not go as it should: ${what}`,
  unexpected: (what, expected, got) => `“${what}” should be ${expected}, and is ${got}`,
  usage: 'Usage: npm run demo -- [--once] [--lang zh|en] (PORT sets the port, 3000 by default)',
};

const SOURCES: readonly (readonly [RegExp, string])[] = [
  [/国务院令第713号《重大行政决策程序暂行条例》/, 'Decree 713'],
  [/关于进一步加强市县法治建设的意见(（[^（）]*引）)?/, 'Opinions on the rule of law in cities and counties'],
  [/地方各级人民代表大会和地方各级人民政府组织法/, 'Organic Law'],
  [/第([\d、]+)条(?:第(\d+)款)?/, ', article $1'],
  [/（推导）/, ' (derived)'],
  [/（含推导）/, ' (partly derived)'],
];

/** Names a source of the law in English; the law itself is Chinese, and its list of rules names it so. */
function inEnglish(source: string): string {
  const paragraph = /第\d+条第(\d+)款/.exec(source)?.[1];
  const named = SOURCES.reduce((text, [pattern, english]) => text.replace(pattern, english), source);
  return (paragraph === undefined ? named : named.replace(/(article \d+)/, `$1(${paragraph})`)).replaceAll(
    '、',
    ', ',
  );
}

const charactersChanged = (before: string, after: string): number =>
  [...before].filter((character, at) => character !== [...after][at]).length;

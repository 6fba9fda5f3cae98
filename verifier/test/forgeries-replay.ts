import { event, forgeLeaf, leaveOut, remove, type Forgery, type Line } from './forging.js';
import type { MadeUpLedger } from './made-up-ledger.js';
import { hexDigest } from './made-up-tree.js';
import { AT, CALENDAR_DIGEST, DEFINITION, MODULE, readFacts } from './sample.js';

const withFacts =
  (members: Line) =>
  (ledger: MadeUpLedger): void => {
    const one = event(ledger, AT.second);
    one.facts = { ...one.facts, ...members };
  };

const HEAD = { role: 'head', unit: 'u', body: 'b' };
const { meeting, consultation } = readFacts();
const NO_WORKFLOW = 'export const workflow = 1;';

/** All decisions name another module. */
function underModule(ledger: MadeUpLedger, module: string): void {
  ledger.files.delete(`data/definitions/${DEFINITION}.mjs`);
  ledger.files.set(`data/definitions/${hexDigest(module)}.mjs`, module);
  for (const at of [4, 5, AT.second, 10]) forgeLeaf(ledger, at, { workflowhash: hexDigest(module) });
}

export const IN_REPLAY: readonly Forgery[] = [
  { what: 'the definition is not listed', code: 'W_DEFINITION_UNLISTED', given: { definitions: [] } },
  {
    what: 'another state was recorded',
    code: 'E_STATE',
    ledger: (ledger) => forgeLeaf(ledger, AT.second, { statehash: '9'.repeat(64) }),
  },
  {
    what: 'no state was recorded',
    code: 'E_STATE',
    ledger: (ledger) => void (event(ledger, AT.second).forged = { workflowhash: DEFINITION }),
  },
  {
    what: 'an event counts more than the procedure lets it',
    code: 'E_ILLEGAL',
    ledger: (ledger) => void (event(ledger, AT.second).payload = { add: 10 }),
  },
  {
    what: 'an event is of a type that the procedure does not know',
    code: 'E_ILLEGAL',
    ledger: (ledger) => void (event(ledger, AT.second).type = 'Passed'),
  },
  {
    what: 'the procedure breaks on an event',
    code: 'E_ILLEGAL',
    ledger: (ledger) => void (event(ledger, AT.second).payload = { add: 3, breaks: true }),
  },
  {
    what: 'events name no definition',
    code: 'E_ILLEGAL',
    ledger: (ledger) => {
      ledger.files.delete(`data/definitions/${DEFINITION}.mjs`);
      for (const at of [4, 5, AT.second, 10]) event(ledger, at).forged = {};
    },
  },
  {
    what: 'an event names another definition than the first one',
    code: 'E_ILLEGAL',
    ledger: (ledger) => {
      ledger.files.set(`data/definitions/${hexDigest(`${MODULE}\n`)}.mjs`, `${MODULE}\n`);
      forgeLeaf(ledger, AT.second, { workflowhash: hexDigest(`${MODULE}\n`) });
    },
  },
  {
    what: 'a grant is read that was never given',
    code: 'E_ILLEGAL',
    ledger: withFacts({ actor: { person: 'a', position: 1, grants: [HEAD], standing: 'good' } }),
  },
  {
    what: 'the facts are about another person',
    code: 'E_ILLEGAL',
    ledger: withFacts({ actor: { person: 'anybody', position: -1, grants: [], standing: 'good' } }),
  },
  {
    what: 'a person without account is said to hold a role',
    code: 'E_ILLEGAL',
    ledger: withFacts({ persons: { z: { person: 'z', position: -1, grants: [HEAD], standing: 'good' } } }),
  },
  {
    what: 'an act for somebody says nothing of that person',
    code: 'E_ILLEGAL',
    ledger: (ledger) => forgeLeaf(ledger, AT.second, { onbehalf: 'z' }),
  },
  {
    what: 'an attendance is read that was not recorded',
    code: 'E_ILLEGAL',
    ledger: withFacts({ meeting: { ...meeting, present: ['h'] } }),
  },
  {
    what: 'the meeting is read later than it was',
    code: 'E_ILLEGAL',
    ledger: withFacts({ meeting: { ...meeting, position: 1 } }),
  },
  {
    what: 'comments are counted that were not received',
    code: 'E_ILLEGAL',
    ledger: withFacts({ consultation: { ...consultation, received: 2 } }),
  },
  {
    what: 'the root of the comments is another',
    code: 'E_ILLEGAL',
    ledger: withFacts({ consultation: { ...consultation, commentsRoot: 'a'.repeat(64) } }),
  },
  {
    what: 'another calendar is counted on than the one noticed',
    code: 'E_ILLEGAL',
    ledger: withFacts({ calendar: 'b'.repeat(64) }),
  },
  {
    what: 'rules do not have their digest',
    code: 'E_ILLEGAL',
    ledger: withFacts({ ruleSet: { digest: 'a'.repeat(64), parameters: {} } }),
  },
  {
    what: 'the leaves of a person that facts rest on are not here',
    code: 'W_FACT_UNCHECKED',
    bag: (files) => leaveOut(files, 2, 3),
  },
  {
    what: 'the calendar is not here',
    code: 'W_CONTENT_MISSING',
    bag: remove(`data/content/${CALENDAR_DIGEST}.json`),
  },
  {
    what: 'the definition is no procedure',
    code: 'W_NO_REPLAY',
    ledger: (ledger) => underModule(ledger, NO_WORKFLOW),
    given: { definitions: [hexDigest(NO_WORKFLOW)] },
  },
];

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditorFrom } from './core/auditor.js';
import type { Claims } from './core/claims.js';
import { filesInMemory } from './core/container.js';
import { Findings } from './core/findings.js';
import { replay } from './core/replay.js';
import { nodeHost } from './node/host.js';
import { jcs, type Plain } from './test/jcs.js';
import { hexDigest } from './test/made-up-tree.js';

const WORKFLOWS = join(import.meta.dirname, '../workflows');
const HISTORIES = join(WORKFLOWS, 'major-decision/histories');

type Recorded = {
  [name: string]: Plain;
  subject: string;
  seq: number;
  workflowhash: string;
  data: { [name: string]: Plain };
};

const histories = readdirSync(HISTORIES).filter((name) => name.endsWith('.json'));
const historyIn = (name: string): Recorded[] =>
  JSON.parse(readFileSync(join(HISTORIES, name), 'utf8')) as Recorded[];

const CLAIMS: Claims = {
  scope: 'decision',
  origin: '',
  root: '',
  size: 0,
  source: '',
  exportedAt: '',
};

/** Replays recorded events of the demo through the built module that they name, as the verifier does with a bag's. */
async function replayed(events: readonly Recorded[]) {
  const calendar = jcs(JSON.parse(readFileSync(join(WORKFLOWS, 'calendars/china.json'), 'utf8')) as Plain);
  const contents = new Map<string, Uint8Array>();
  contents.set('data/ledger/leaves.jsonl', Buffer.from(events.map((event) => `${jcs(event)}\n`).join('')));
  contents.set(`data/content/${hexDigest(calendar)}.json`, Buffer.from(calendar));
  const built = join(WORKFLOWS, 'major-decision/built');
  for (const file of readdirSync(built).filter((name) => name.endsWith('.mjs'))) {
    const bytes = readFileSync(join(built, file));
    contents.set(`data/definitions/${hexDigest(bytes)}.mjs`, bytes);
  }
  const digests = new Map([...contents].map(([path, bytes]) => [path, hexDigest(bytes)]));
  const findings = new Findings();
  const [first] = events;
  if (!first) throw new Error('no history');
  const { subject, workflowhash } = first;
  const result = await replay({
    host: nodeHost,
    files: filesInMemory(contents),
    digests,
    claims: { ...CLAIMS, subject, subjects: [subject] },
    auditor: auditorFrom(nodeHost, { definitions: [workflowhash] }, 0),
    findings,
    events: events.length,
    lastOf: () => events.at(-1)?.seq,
    progress: () => undefined,
  });
  // Of these histories the persons' and meetings' events are elsewhere; what rests on them is not asked again.
  const told = findings.told().findings.filter(({ code }) => code !== 'W_FACT_UNCHECKED');
  return { result, told };
}

describe.each(histories)('The real procedure, in %s', (name) => {
  const history = historyIn(name);

  it('accepts every event again, and comes to the recorded states', async () => {
    expect(await replayed(history)).toEqual({ result: { decisions: 1, events: history.length }, told: [] });
  });

  it('names the event whose state was recorded otherwise', async () => {
    const at = Math.floor(history.length / 2);
    const forged = history.map((event, i) => (i === at ? { ...event, statehash: '0'.repeat(64) } : event));
    const { told } = await replayed(forged);
    expect(told).toEqual([expect.objectContaining({ code: 'E_STATE', seq: history[at]?.seq })]);
  });

  it('names the event that comes where the procedure has no such step', async () => {
    const opinion = history.findIndex(({ type }) => type === 'LegalityOpinionIssued');
    expect(opinion).toBeGreaterThan(0);
    const { told } = await replayed(history.filter((_, at) => at !== opinion));
    expect(told).toEqual([expect.objectContaining({ code: 'E_ILLEGAL', seq: history[opinion + 1]?.seq })]);
  });

  it('names the event that a person without the role entered', async () => {
    const at = history.findIndex(({ type }) => type === 'LegalityOpinionIssued');
    const forged = history.map((event, i) => (i === at ? { ...event, actorrole: 'proposer' } : event));
    const { told } = await replayed(forged);
    expect(told).toEqual([expect.objectContaining({ code: 'E_ILLEGAL', seq: history[at]?.seq })]);
  });
});

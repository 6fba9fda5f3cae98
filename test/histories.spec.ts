import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWorkflow } from '../src/decisions/workflows.js';
import { IllegalHistory, replay, type RecordedAct } from '../src/engine/fold.js';
import { PROJECT_ROOT } from '../src/project-root.js';
import { chinaDigest, days } from './china-calendar.js';

/**
 * Histories as released workflows recorded them, kept for ever: a version that replays one of its own differently is
 * not that version any more. They are the leaves of the demo's decisions, without their disclosures.
 */
const FOLDER = join(PROJECT_ROOT, 'workflows/major-decision/histories');
const histories = readdirSync(FOLDER).map((file): [string, RecordedAct[]] => [
  file,
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as RecordedAct[],
]);

const calendars = (digest: string) => {
  if (digest !== chinaDigest) throw new Error(`no calendar ${digest}`);
  return days;
};

const built = (file: string) =>
  loadWorkflow(join(PROJECT_ROOT, `workflows/major-decision/built/${/^v(\d+)-/.exec(file)?.[1] ?? ''}.mjs`));

describe.each(histories)('%s', (file, history) => {
  it('replays to the states that were recorded, every requirement asked again', async () => {
    const { procedure } = await built(file);
    const state = replay(procedure, history, calendars);
    expect(procedure.stateHash?.(state as never)).toBe(history.at(-1)?.statehash);
  });

  it('does not, once an act is altered, left out or moved', async () => {
    const { procedure } = await built(file);
    const tabled = history.findIndex(({ type }) => type === 'TabledAtMeeting');
    const opinion = history.findIndex(({ type }) => type === 'LegalityOpinionIssued');
    const altered = structuredClone(history);
    const meeting = altered[tabled]?.data.payload;
    if (meeting) meeting['bundleDigest'] = '0'.repeat(64);
    const without = history.filter((_, at) => at !== opinion);
    const moved = history.toSpliced(opinion, 1).toSpliced(opinion - 2, 0, history[opinion] as RecordedAct);
    for (const changed of [altered, without, moved])
      expect(() => replay(procedure, changed, calendars)).toThrow(IllegalHistory);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnyMachineSnapshot } from 'xstate';
import { chinaDigest, days } from '../../test/china-calendar.js';
import type { BaseContext } from '../../workflows/definition.js';
import { foldOne, type RecordedAct } from '../engine/fold.js';
import { ruleSetOfVersion1 } from '../jurisdictions/rule-sets-of-version-1.js';
import { PROJECT_ROOT } from '../project-root.js';
import type { Standpoint } from '../road/room.js';
import { deadlinesIn } from './open-deadlines.js';
import { Cast } from './responsibility/cast.js';
import { doneIn, type Done } from './responsibility/past.js';
import { sectionsOf } from './responsibility/report.js';
import { rulesShown } from './rules-shown.js';
import { loadWorkflow, type ReleasedWorkflow } from './workflows.js';

const FOLDER = join(PROJECT_ROOT, 'workflows/major-decision');
const calendars = {
  load: () => Promise.resolve(),
  at: (digest: string) => {
    expect(digest).toBe(chinaDigest);
    return days;
  },
};
const histories = readdirSync(join(FOLDER, 'histories')).filter((file) => file.startsWith('v1-'));

/** A decision as version 1 recorded it, with how it stood before each act and in the end. */
async function recordedBy(workflow: ReleasedWorkflow, file: string, cast: Cast) {
  const history = JSON.parse(readFileSync(join(FOLDER, 'histories', file), 'utf8')) as RecordedAct[];
  const loaded = { procedure: workflow.procedure, hash: workflow.hash };
  let at: Standpoint = { version: -1, state: undefined, loaded };
  const acts: Done[] = [];
  for (const leaf of history) {
    acts.push(doneIn({ leaf, disclosures: [] }, at, { cast, workflow }, calendars.at));
    const before = at.state as AnyMachineSnapshot | undefined;
    at = {
      ...at,
      version: leaf.data.version,
      state: foldOne(workflow.procedure, before, leaf, calendars.at),
    };
  }
  return { acts, state: at.state as AnyMachineSnapshot };
}

describe.each(histories)('A decision that runs on version 1 (%s)', (file) => {
  it('has no deadlines, and rules of five parameters that all are national', async () => {
    const workflow = await loadWorkflow(join(FOLDER, 'built/1.mjs'));
    const { state } = await recordedBy(workflow, file, new Cast());
    expect(await deadlinesIn(workflow, state, calendars)).toEqual([]);
    const { ruleSet } = state.context as BaseContext;
    expect(rulesShown(state.context as BaseContext, workflow.procedure.definition.requirements)).toEqual({
      digest: ruleSet?.digest,
      jurisdiction: ruleSet?.jurisdiction,
      inForceFrom: '2019-09-01',
      decree: 'by-reference',
      partial: false,
      overlays: [],
      parameters: [],
      assessments: [],
      givesWay: { departures: [], workingRules: [] },
      warnings: [],
    });
  });

  it('has its report on who answers for what, though no words are left of it', async () => {
    const workflow = await loadWorkflow(join(FOLDER, 'built/1.mjs'));
    const cast = new Cast();
    const { acts } = await recordedBy(workflow, file, cast);
    const report = await sectionsOf({ acts, cast, workflow }, calendars);
    expect(report.reviews.entries.at(-1)).toMatchObject({
      outcome: { zh: '合法' },
      workingDays: expect.any(Number),
    });
    expect(report.meetings.entries[0]?.members.filter(({ spoke }) => spoke).length).toBeGreaterThan(1);
    expect(report.decisions.entries).toMatchObject([{ outcome: { en: 'passed' } }]);
    expect(report.drafts.entries[0]?.drafters.length).toBeGreaterThan(0);
  });
});

describe('Rules that no file has any more', () => {
  it('are named by their ids, and the rest is shown', () => {
    const ruleSet = {
      ...ruleSetOfVersion1('county', '2026-03-02'),
      sources: {
        openCallDays: { rule: 'GONE-001', jurisdiction: 'atlantis', strength: 'binding' },
      },
      overlays: [{ id: 'atlantis', sha256: '0'.repeat(64) }],
      givesWay: [],
      warnings: ['no-such-requirement'],
    } as const;
    expect(rulesShown({ ruleSet, departures: [] }, {})).toMatchObject({
      partial: false,
      overlays: [{ id: 'atlantis', sha256: '0'.repeat(64) }],
      parameters: [{ name: 'openCallDays', rule: 'GONE-001', value: 30, unit: 'days' }],
      warnings: [{ requirement: 'no-such-requirement', title: { en: 'no-such-requirement' } }],
    });
  });
});

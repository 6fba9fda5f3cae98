import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { setup } from 'xstate';
import { z } from 'zod';
import { play, randomHistory } from '../../test/anything.js';
import { chinaDigest, days } from '../../test/china-calendar.js';
import { notNow, procedure, unmetWhen } from '../../test/story.js';
import { MEMBERS, township, type Township } from '../../test/township.js';
import type { BaseContext, WorkflowDefinition } from '../../workflows/definition.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { aboutPayload, met, unmet, type Act, type Requirement } from '../../workflows/vocabulary.js';
import { IllegalHistory, replay } from './fold.js';
import { workflowFrom } from './workflow.js';

const calendars = () => days;

const permit = setup({
  types: {} as { context: BaseContext; events: { type: string; act: Act<{ concerns: string[] }> } },
  guards: {
    concerns: ({ event }, { office }: { office: string }) =>
      event.act.payload?.concerns.includes(office) ?? false,
  },
});
const short = (what: string) =>
  unmet({ found: { zh: what, en: what }, needed: { zh: '', en: '' }, remedy: { zh: '', en: '' } });

const signedBy = (office: string): Requirement =>
  aboutPayload<Record<string, boolean>, unknown>({
    id: `signed-by-${office}`,
    rules: ['D713-013-a'],
    strength: 'binding',
    title: { zh: office, en: office },
    fields: [office],
    test: (_, { payload }) => (payload[office] ? met : short(`${office} has not signed`)),
  });

/** A permit that two offices answer side by side, so that one act moves both regions. */
const twoOffices = (() => {
  const region = (office: string) =>
    permit.createStateConfig({
      initial: 'open',
      states: {
        open: {
          on: {
            Answered: {
              guard: { type: 'concerns', params: { office } },
              target: 'closed',
              meta: { roles: ['office'], rules: ['D713-013-a'], requires: [`signed-by-${office}`] },
            },
          },
        },
        closed: {},
      },
    });
  const machine = permit.createMachine({
    id: 'permit',
    context: { body: null, calendar: null, ruleSet: null, departures: [] },
    initial: 'unasked',
    states: {
      unasked: {
        on: { Asked: { target: 'offices', meta: { roles: ['office'], rules: ['D713-013-a'] } } },
      },
      offices: { type: 'parallel', states: { water: region('water'), fire: region('fire') } },
    },
  });
  const definition: WorkflowDefinition = {
    ...majorDecision,
    id: 'permit',
    machine,
    first: 'Asked',
    events: {
      Asked: { title: { zh: '', en: '' }, payload: z.strictObject({}) },
      Answered: { title: { zh: '', en: '' }, payload: z.looseObject({}) },
    },
    requirements: { 'signed-by-water': signedBy('water'), 'signed-by-fire': signedBy('fire') },
    restsOn: {},
    bodyOf: () => 'hengxi',
  };
  return workflowFrom(definition);
})();

const clerk = {
  person: 'clerk',
  position: 0,
  standing: 'good' as const,
  grants: [{ role: 'office' as const, unit: 'hengxi-office', body: 'hengxi' }],
};
const act = (type: string, payload?: unknown): Act => ({
  type,
  subject: 'permit/1',
  version: 0,
  time: '2025-03-28T02:00:00.000Z',
  date: '2025-03-28',
  actor: 'clerk',
  actorRole: 'office',
  actorUnit: 'hengxi-office',
  facts: { calendar: chinaDigest, actor: clerk },
  days,
  ...(payload === undefined ? {} : { payload }),
});

describe('an act that moves two regions', () => {
  const asked = twoOffices.decide(undefined, act('Asked', {}));
  if (asked.is !== 'accepted') throw new Error('not asked');
  const answers = (payload: Record<string, unknown>) =>
    twoOffices.decide(asked.state, act('Answered', payload));
  const both = ['water', 'fire'];

  it('is refused when one region’s requirement is met and the other’s is not', () => {
    const verdict = answers({ concerns: both, water: true, fire: false });
    expect(verdict).toMatchObject({ is: 'refused', unmet: [{ requirement: 'signed-by-fire' }] });
    expect(verdict.is === 'refused' && verdict.unmet).toHaveLength(1);
  });

  it('is told everything that is unmet in both', () => {
    expect(answers({ concerns: both })).toMatchObject({
      is: 'refused',
      unmet: [{ requirement: 'signed-by-water' }, { requirement: 'signed-by-fire' }],
    });
  });

  it('moves both when both are met', () => {
    expect(answers({ concerns: both, water: true, fire: true })).toMatchObject({
      is: 'accepted',
      state: { value: { offices: { water: 'closed', fire: 'closed' } } },
    });
  });

  it('asks nothing of the region that it does not concern', () => {
    expect(answers({ concerns: ['water'], water: true })).toMatchObject({
      is: 'accepted',
      state: { value: { offices: { water: 'closed', fire: 'open' } } },
    });
    expect(answers({ concerns: [] })).toMatchObject({ is: 'not-now' });
  });

  it('is explained without its payload: what only one road asks depends', () => {
    const { available, standings } = twoOffices.explain(asked.state, act('Answered'));
    expect(available).toBe(true);
    expect(standings.filter(({ is }) => is === 'depends').map(({ requirement }) => requirement)).toEqual(
      expect.arrayContaining(['signed-by-water', 'signed-by-fire']),
    );
  });
});

describe('a refusal', () => {
  it('tells every unmet requirement, not the first, with what was found and who can supply it', () => {
    const matter = township()
      .drafted({ units: ['hengxi-police'] })
      .withSteps()
      .on('2025-04-14');
    const unmetOnes = unmetWhen(matter, () =>
      matter.requestsReview({ bundleDigest: 'a'.repeat(64), papers: [] }, { by: 'administrator' }),
    );
    expect(unmetOnes.map(({ requirement }) => requirement)).toEqual([
      'competent',
      'bundle-is-current',
      'review-bundle-complete',
      'units-consulted',
    ]);
    for (const one of unmetOnes) {
      expect(one.found.zh).not.toBe('');
      expect(one.needed.en).not.toBe('');
      expect(one.rules.length).toBeGreaterThan(0);
    }
  });

  it.each(['administrator', 'auditor', 'citizen'])('the %s can do nothing of a decision', (by) => {
    const stages: (() => Township)[] = [
      () => township().drafted(),
      () => township().underReview(),
      () => township().cleared(),
      () => township().inMeeting(),
      () => township().discussed(),
    ];
    const others = Object.keys(procedure.events).filter(
      (type) => !['IrregularityRecorded', 'AuditFindingRecorded'].includes(type),
    );
    for (const stage of stages) {
      const matter = stage();
      for (const type of others) {
        const { available, standings } = matter.explains(type, { by });
        if (available)
          expect(standings.find(({ requirement }) => requirement === 'competent')?.is).toBe('unmet');
      }
    }
  });
});

describe('events that are none of the procedure’s', () => {
  const alien = [
    'NoSuchEvent',
    '',
    '*',
    'xstate.init',
    'xstate.stop',
    'xstate.done.state.major-decision.steps',
    'xstate.done.state.major-decision.adopted.beforeIssue',
    'xstate.error.actor.1',
    'done.state.major-decision.steps',
    'done.invoke.somebody',
    'error.platform.somebody',
    'xstate.after.1000.major-decision',
    'constructor',
    'toString',
    '__proto__',
  ];
  const stages: [string, () => Township][] = [
    ['nothing', () => township()],
    ['the steps', () => township().drafted()],
    ['steps done', () => township().drafted().withSteps()],
    ['the meeting', () => township().inMeeting()],
    ['adoption', () => township().adopted()],
    ['the end', () => township().started().terminates()],
  ];
  it.each(stages)('move nothing in %s', (_, stage) => {
    const { state } = stage();
    for (const type of alien) {
      const verdict = procedure.decide(state, act(type, {}));
      expect([type, verdict.is]).toEqual([type, 'not-now']);
      for (const payload of [{}, undefined])
        expect(procedure.explain(state, act(type, payload))).toEqual({ available: false, standings: [] });
    }
  });

  it('nothing happens to a decision before it is proposed', () => {
    for (const type of Object.keys(procedure.events)) {
      if (type === 'DecisionProposed') continue;
      expect(procedure.decide(undefined, act(type, {}))).toEqual({
        is: 'not-now',
        possible: ['DecisionProposed'],
      });
      expect(procedure.explain(undefined, act(type)).available).toBe(false);
    }
  });

  it('after the end, only what can be recorded at any time', () => {
    const matter = township().discussed('disagree').decides('rejected');
    expect(notNow(matter, () => matter.retables())).toEqual([
      'AuditFindingRecorded',
      'CalendarAdopted',
      'CorrectionDone',
      'CorrectionOrdered',
      'DepartureRecorded',
      'DissentConfirmed',
      'IrregularityRecorded',
      'PriorActTakenIn',
      'RecordCorrected',
    ]);
  });
});

const whole = () => {
  const matter = township().adopted().asksParty('report').findsCongress('none').issues().publishes();
  return matter.recordsIrregularity();
};

describe('folding', () => {
  it('the same events give the same state hash, every time', () => {
    const { history, hash } = whole();
    for (let time = 0; time < 2; time += 1) {
      const state = replay(procedure, history, calendars);
      expect(state && procedure.stateHash?.(state)).toBe(hash);
    }
  });

  it('finds an event that was taken away, put in, or moved', () => {
    const { history } = township().adopted();
    const opinion = history.findIndex(({ type }) => type === 'LegalityOpinionIssued');
    const without = history.filter((_, index) => index !== opinion);
    const head = history.findIndex(({ type }) => type === 'HeadSpoke');
    const moved = history.with(head, history[head - 1] as never).with(head - 1, history[head] as never);
    const fold = (events: typeof history) => () => replay(procedure, events, calendars);
    expect(fold(without)).toThrow(IllegalHistory);
    expect(fold(moved)).toThrow(/HeadSpoke: the procedure would have refused it \(head-speaks-last\)/);
    expect(fold([...history, history.at(-1) as never])).toThrow(/no such transition/);
  });

  it('finds a forged payload by the state hash that was recorded', () => {
    const { history } = township().drafted();
    const last = history.at(-1);
    if (!last) throw new Error('no history');
    const payload = { ...last.data.payload, drafters: ['somebody-else'] };
    const forged = history.with(history.length - 1, { ...last, data: { ...last.data, payload } });
    expect(() => replay(procedure, forged, calendars)).toThrow(
      expect.objectContaining({ code: 'E_STATE', version: history.length - 1 }),
    );
  });
});

describe('explaining', () => {
  it('without a payload never throws, and leaves nothing unsaid, in any state that random histories reach', () => {
    fc.assert(
      fc.property(randomHistory(40), (history) => {
        play(history, (matter, accepted) => {
          if (!accepted) return;
          for (const type of Object.keys(procedure.events)) {
            const { available, standings } = matter.explains(type);
            if (available) expect(standings.map(({ requirement }) => requirement)).toContain('competent');
            else expect(standings).toEqual([]);
            for (const standing of standings)
              if (standing.is === 'depends') expect(standing.fields.length).toBeGreaterThan(0);
          }
        });
      }),
      { numRuns: 15 },
    );
  });

  it('agrees with the decision: what is possible is available, and what is unmet without a payload is refused with one', () => {
    const matter = township().inMeeting();
    const { standings } = matter.explains('HeadSpoke', { by: 'head' });
    const unmetIds = standings.filter(({ is }) => is === 'unmet').map(({ requirement }) => requirement);
    expect(unmetIds).toEqual(['discussed-by-others', 'head-speaks-last']);
    expect(unmetWhen(matter, () => matter.headSpeaks()).map(({ requirement }) => requirement)).toEqual(
      unmetIds,
    );
    for (const member of MEMBERS) matter.speaks(member);
    expect(matter.explains('HeadSpoke', { by: 'head' }).standings.filter(({ is }) => is === 'unmet')).toEqual(
      [],
    );
  });

  it('says what depends on what is filled in', () => {
    const { standings } = township().drafted().explains('ConsultationOpened');
    expect(standings.find(({ requirement }) => requirement === 'open-call-thirty-days')).toMatchObject({
      is: 'depends',
      fields: ['deadline', 'shorteningReason'],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { assign, initialTransition, setup } from 'xstate';
import { z } from 'zod';
import { CAST, UNITS } from '../../test/cast.js';
import { chinaDigest, days } from '../../test/china-calendar.js';
import type { BaseContext, WorkflowDefinition } from '../../workflows/definition.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import {
  aboutPayload,
  met,
  unmet,
  type Act,
  type Facts,
  type Requirement,
} from '../../workflows/vocabulary.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { rehearsalUnder, type Rehearsed, type Unrecorded } from './rehearse.js';
import { workflowFrom } from './workflow.js';

interface Context extends BaseContext {
  readonly heardBy: readonly string[];
}

const words = (what: string) => ({ zh: what, en: what });
const short = (what: string) => unmet({ found: words(what), needed: words('more'), remedy: words('wait') });
const law = (...requires: string[]) => ({ roles: ['office'], rules: ['D713-013-a'], requires });
const house = (id: string) => ({ id, rules: [], strength: 'house', title: words(id) }) as const;

const enoughHeard = aboutPayload<{ people: number }, unknown>({
  ...house('enough-heard'),
  fields: ['people'],
  test: (_, { payload }) => (payload.people >= 5 ? met : short(`${payload.people} people`)),
});
const moderated = aboutPayload<{ moderators: string[] }, unknown>({
  ...house('moderated'),
  fields: ['moderators'],
  test: (_, { payload }) => (payload.moderators.length > 0 ? met : short('nobody moderated')),
});
const inTheCatalogue: Requirement = {
  ...house('in-the-catalogue'),
  test: (_, { facts }) => (facts.catalogue?.status === 'published' ? met : short('no catalogue')),
};
const heardFirst: Requirement<Context> = {
  ...house('heard-first'),
  test: ({ heardBy }) => (heardBy.length > 0 ? met : short('nobody was heard')),
};
const broken: Requirement = {
  ...house('broken'),
  test: () => {
    throw new TypeError('a fault in the law');
  },
};
const REQUIREMENTS = [enoughHeard, moderated, inTheCatalogue, heardFirst, broken] as const;

const machine = setup({
  types: {} as { context: Context; events: { type: string; act: Act } },
  guards: {
    says: ({ event }, { outcome }: { outcome: string }) =>
      (event.act.payload as { outcome?: string }).outcome === outcome,
  },
  actions: {
    keepModerators: assign(({ event }) => ({
      heardBy: (event.act.payload as { moderators: string[] }).moderators.map((name) => name),
    })),
  },
}).createMachine({
  id: 'hearing',
  context: { body: null, calendar: null, ruleSet: null, departures: [], heardBy: [] },
  initial: 'unheard',
  states: {
    unheard: {
      on: {
        Heard: { target: 'heard', actions: 'keepModerators', meta: law('enough-heard', 'moderated') },
        Listed: { target: 'heard', meta: law('in-the-catalogue') },
      },
    },
    heard: {
      on: {
        Decided: [
          {
            guard: { type: 'says', params: { outcome: 'passed' } },
            target: 'passed',
            meta: law('heard-first'),
          },
          { guard: { type: 'says', params: { outcome: 'lost' } }, target: 'passed', meta: law('broken') },
        ],
      },
    },
    passed: {},
  },
});

const event = { title: words(''), payload: z.looseObject({}) };
const definition: WorkflowDefinition = {
  ...majorDecision,
  machine,
  first: 'Heard',
  events: { Heard: event, Listed: event, Decided: event },
  requirements: Object.fromEntries(REQUIREMENTS.map((one) => [one.id, one as Requirement<never>])),
  mandatorySteps: [],
  restsOn: {},
  bodyOf: () => 'hengxi',
};
const rehearse = rehearsalUnder(definition);
const { decide } = workflowFrom(definition);

const act = (type: string, payload: JsonObject = {}, facts: Partial<Facts> = {}): Act => ({
  type,
  subject: 'decision/small',
  version: 0,
  time: '2025-03-03T02:00:00.000Z',
  date: '2025-03-03',
  actor: 'clerk',
  actorRole: 'office',
  actorUnit: UNITS.office,
  payload,
  facts: { calendar: chinaDigest, actor: CAST.get('clerk') as Facts['actor'], ...facts },
  days,
});
const HEARD = { people: 6, moderators: ['deputy'] };

function judged(rehearsed: Rehearsed): Extract<Rehearsed, { would: 'be-judged' }> {
  if (rehearsed.would !== 'be-judged') throw new Error(rehearsed.would);
  return rehearsed;
}
const idsOf = (told: readonly { readonly requirement: string }[]) =>
  told.map(({ requirement }) => requirement);
const onlyThese = (fields: readonly string[], facts: readonly string[] = []): Unrecorded => ({
  fields,
  facts,
});

describe('A rehearsed act', () => {
  it('is asked what a real one is asked, and comes out where a real one does', () => {
    const real = decide(undefined, act('Heard', HEARD));
    const {
      standings,
      unmet: refusing,
      untold,
      letThrough,
    } = judged(rehearse(undefined, act('Heard', HEARD)));
    if (real.is !== 'accepted') throw new Error(real.is);
    expect(idsOf(standings)).toEqual(real.requirements);
    expect(standings.every(({ is }) => is === 'met')).toBe(true);
    expect([refusing, untold]).toEqual([[], []]);
    expect(letThrough?.value).toBe('heard');
    expect(letThrough?.context).toEqual(real.state.context);
  });

  it('is told all that a real one would be refused for, and goes on all the same', () => {
    const few = act('Heard', { people: 4, moderators: [] });
    const real = decide(undefined, few);
    const { standings, unmet: refusing, letThrough } = judged(rehearse(undefined, few));
    expect(real).toEqual({ is: 'refused', unmet: refusing });
    expect(idsOf(refusing)).toEqual(['enough-heard', 'moderated']);
    expect(standings.filter(({ is }) => is === 'met').length).toBeGreaterThan(0);
    expect(letThrough?.value).toBe('heard');
    expect(idsOf(judged(rehearse(letThrough, act('Decided', { outcome: 'passed' }))).unmet)).toEqual([
      'heard-first',
    ]);
  });

  it('finds no step where a real one finds none', () => {
    const { letThrough } = judged(rehearse(undefined, act('Heard', HEARD)));
    for (const [before, late] of [
      [undefined, act('Decided', { outcome: 'passed' })],
      [letThrough, act('Heard', HEARD)],
      [letThrough, act('Decided', { outcome: 'put off' })],
      [letThrough, act('NoSuchAct')],
    ] as const) {
      expect(decide(before, late).is).toBe('not-now');
      expect(rehearse(before, late)).toEqual({ would: 'find-no-step' });
    }
  });

  it('hides no fault of the law', () => {
    const { letThrough } = judged(rehearse(undefined, act('Heard', HEARD)));
    const lost = act('Decided', { outcome: 'lost' });
    expect(() => rehearse(letThrough, lost)).toThrow('a fault in the law');
    expect(() => rehearse(letThrough, lost, onlyThese(['moderators']))).toThrow('a fault in the law');
    expect(() => rehearse(undefined, act('Heard', { people: 6 }))).toThrow(TypeError);
  });
});

describe('What was not recorded', () => {
  it('leaves open what is asked of it, and nothing else', () => {
    const { unmet: refusing, untold } = judged(
      rehearse(undefined, act('Heard', { people: 4 }), onlyThese(['moderators'])),
    );
    expect(idsOf(refusing)).toEqual(['enough-heard']);
    expect(untold).toEqual([
      {
        requirement: 'moderated',
        title: words('moderated'),
        rules: [],
        missing: { fields: ['moderators'], facts: [] },
      },
    ]);
  });

  it('leaves nothing open where the rest suffices', () => {
    const { untold, unmet: refusing } = judged(
      rehearse(undefined, act('Heard', HEARD), onlyThese(['people', 'moderators'])),
    );
    expect([refusing, untold]).toEqual([[], []]);
  });

  it('may be a fact that nobody asked for then', () => {
    const [unheard] = initialTransition(machine);
    const listed = (facts: Partial<Facts>, unrecorded: Unrecorded) =>
      judged(rehearse(unheard, act('Listed', {}, facts), unrecorded));
    const { untold, unmet: refusing } = listed({}, onlyThese([], ['catalogue']));
    expect(untold.map(({ missing }) => missing)).toEqual([{ fields: [], facts: ['catalogue'] }]);
    expect(refusing).toEqual([]);
    expect(idsOf(listed({}, onlyThese([])).unmet)).toEqual(['in-the-catalogue']);
  });

  it('may decide which way it goes', () => {
    const { letThrough } = judged(rehearse(undefined, act('Heard', HEARD)));
    expect(rehearse(letThrough, act('Decided'), onlyThese(['outcome']))).toEqual({
      would: 'hang',
      missing: { fields: ['outcome'], facts: [] },
    });
    expect(rehearse(letThrough, act('Decided'), onlyThese(['reasons']))).toEqual({ would: 'find-no-step' });
  });

  it('may be what the machine has to remember: then there is no way on', () => {
    const { letThrough } = judged(
      rehearse(undefined, act('Heard', { people: 6 }), onlyThese(['moderators'])),
    );
    expect(letThrough).toBeUndefined();
  });
});

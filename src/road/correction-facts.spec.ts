import { describe, expect, it } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { CAST, UNITS } from '../../test/cast.js';
import { chinaDigest, days } from '../../test/china-calendar.js';
import type { BaseContext, WorkflowDefinition } from '../../workflows/definition.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { text } from '../../workflows/fields.js';
import {
  aboutPayload,
  countedFrom,
  met,
  unmet,
  type Act,
  type Evidence,
  type Requirement,
} from '../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { actOf, type RecordedAct } from '../engine/fold.js';
import { workflowFrom } from '../engine/workflow.js';
import { correctionOf, OTHER_ROAD } from './correction-facts.js';

interface Context extends BaseContext {
  readonly heardOn: string | null;
}

const words = (what: string) => ({ zh: what, en: what });
const short = unmet({ found: words('too little'), needed: words('more'), remedy: words('wait') });
const law = (...requires: string[]) => ({ roles: ['office'], rules: ['D713-013-a'], requires });

const enoughHeard: Requirement = aboutPayload<{ people: number }, unknown>({
  id: 'enough-heard',
  rules: [],
  strength: 'house',
  title: words('five people were heard'),
  fields: ['people'],
  test: (_, { payload }) => (payload.people >= 5 ? met : short),
});
const sevenDaysOn: Requirement<Context> = {
  id: 'seven-days-on',
  rules: [],
  strength: 'house',
  title: words('a week lies between hearing and decision'),
  test: ({ heardOn }, { date, days: counting }) =>
    heardOn && counting.addDays(heardOn, 7) <= date ? met : short,
};

const says = (name: string, value: string) => ({ type: 'says', params: { name, value } }) as const;

/** Somebody is heard; a week later it is decided, or the hearing is begun again. */
const machine = setup({
  types: {} as { context: Context; events: { type: string; act: Act } },
  guards: {
    says: ({ event }, { name, value }: { name: string; value: string }) =>
      (event.act.payload as JsonObject)[name] === value,
  },
  actions: {
    keepHearing: assign(({ event }) => ({ heardOn: countedFrom(event.act) })),
    keepNothing: assign({}),
  },
}).createMachine({
  id: 'hearing',
  context: { body: null, calendar: null, ruleSet: null, departures: [], heardOn: null },
  initial: 'unheard',
  states: {
    unheard: { on: { Heard: { target: 'heard', actions: 'keepHearing', meta: law('enough-heard') } } },
    heard: {
      on: {
        Decided: [
          { guard: says('outcome', 'passed'), target: 'passed', meta: law('seven-days-on') },
          { guard: says('outcome', 'hear-again'), target: 'unheard', meta: law() },
        ],
      },
    },
    passed: {},
  },
  on: {
    Corrected: [
      { guard: says('reopens', 'hearing'), target: '.unheard', meta: law() },
      { guard: says('reopens', 'none'), actions: 'keepNothing', meta: law() },
    ],
  },
});

const definition: WorkflowDefinition = {
  ...majorDecision,
  machine,
  first: 'Heard',
  events: {
    Heard: {
      title: words('heard'),
      payload: z.strictObject({
        people: z.int(),
        of: z.strictObject({ villages: z.array(z.strictObject({ many: z.int() })) }).optional(),
        note: text().optional(),
      }),
      companions: { noted: { presenceOf: 'note' } },
    },
    Decided: {
      title: words('decided'),
      payload: z.strictObject({ outcome: z.enum(['passed', 'hear-again']) }),
    },
    Corrected: {
      title: words('corrected'),
      payload: z.looseObject({ reopens: z.string() }),
      asks: { correction: true },
    },
  },
  requirements: { 'enough-heard': enoughHeard, 'seven-days-on': sevenDaysOn },
  mandatorySteps: [
    { id: 'hearing', title: words('hearing'), rules: [], open: [], completed: [], exempted: [] },
  ],
  restsOn: { Heard: 'hearing' },
  stepsOf: (snapshot) => ({ hearing: snapshot.matches('unheard') ? 'open' : 'completed' }),
  bodyOf: () => 'hengxi',
};
const procedure = workflowFrom(definition);
const clerk = CAST.get('clerk');

/** Acts of one subject, each on its day; whatever the procedure refuses is an error of the test. */
class Past {
  readonly events: RecordedAct[] = [];
  private state: ReturnType<typeof this.accepted> | undefined;

  on(date: string, type: string, payload: JsonObject, evidenced?: Evidence): this {
    const taken = procedure.intake(type)?.take(payload);
    if (taken?.is !== 'taken') throw new Error(JSON.stringify(taken));
    const persons = evidenced ? { persons: { head: CAST.get('head') } } : {};
    const documents = evidenced ? [evidenced.source] : [];
    const recorded: RecordedAct = {
      subject: 'decision/small',
      type,
      time: `${date}T02:00:00.000Z`,
      actor: 'clerk',
      actorrole: 'office',
      actorunit: UNITS.office,
      data: {
        version: this.events.length,
        payload: taken.clear,
        facts: { calendar: chinaDigest, actor: clerk, documents, ...persons },
        ...(evidenced ? { evidenced } : {}),
      },
    };
    this.state = this.accepted(recorded);
    this.events.push({ ...recorded, statehash: procedure.stateHash?.(this.state) ?? '' });
    return this;
  }

  corrected(event: number, field: string, value?: Json) {
    const right = { event, field, ...(value === undefined ? {} : { value }) };
    return correctionOf(procedure, this.events, right, () => days);
  }

  private accepted(recorded: RecordedAct) {
    const verdict = procedure.decide(
      this.state,
      actOf(recorded, () => days),
    );
    if (verdict.is !== 'accepted') throw new Error(JSON.stringify(verdict));
    return verdict.state;
  }
}

const SOURCE = { source: 'a'.repeat(64), checkedBy: 'head' };
const heard = (payload: JsonObject = { people: 6 }) => new Past().on('2025-03-03', 'Heard', payload);
const decided = () => heard().on('2025-03-10', 'Decided', { outcome: 'passed' });

describe('A corrected event is judged again with the right value', () => {
  it('falls when it would have been refused, with the step that rests on it', () => {
    const fell = { version: 0, type: 'Heard', known: true, step: 'hearing', unmet: ['enough-heard'] };
    expect(decided().corrected(0, '/people', 4)).toEqual(fell);
    expect(heard().corrected(0, '/people', 4)).toEqual(fell);
  });

  it('stands when it would have passed all the same', () => {
    expect(decided().corrected(0, '/people', 5)).toMatchObject({ known: true, step: 'hearing', unmet: [] });
  });

  it('falls when what followed would have been refused on account of it', () => {
    const evidenced = { date: '2025-03-03', ...SOURCE };
    const past = new Past()
      .on('2025-03-05', 'Heard', { people: 6 }, evidenced)
      .on('2025-03-10', 'Decided', { outcome: 'passed' });
    expect(past.corrected(0, 'evidenced', '2025-03-04')).toMatchObject({
      version: 0,
      step: 'hearing',
      unmet: ['seven-days-on'],
    });
    expect(past.corrected(0, 'evidenced', '2025-03-02')).toMatchObject({ known: true, unmet: [] });
    expect(past.corrected(0, 'evidenced', '2025-03-06').unmet).toEqual(['evidence-second-person']);
  });

  it('falls when the matter would have gone another way', () => {
    expect(decided().corrected(1, '/outcome', 'hear-again')).toEqual({
      version: 1,
      type: 'Decided',
      known: true,
      step: null,
      unmet: [OTHER_ROAD],
    });
  });

  it('reaches fields within fields', () => {
    const past = heard({ people: 6, of: { villages: [{ many: 2 }, { many: 4 }] } });
    expect(past.corrected(0, '/of/villages/1/many', 3)).toMatchObject({ known: true, unmet: [] });
    expect(past.corrected(0, '/of/villages/2/many', 3).known).toBe(false);
    expect(past.events[0]?.data.payload['of']).toEqual({ villages: [{ many: 2 }, { many: 4 }] });
  });

  it('cannot fall for what no requirement reads', () => {
    const noted = heard({ people: 6, note: '下雨' });
    const stands = { version: 0, type: 'Heard', known: true, step: 'hearing', unmet: [] };
    expect(noted.corrected(0, '/note')).toEqual(stands);
    // Whether it was filled in is not asked: after an erasure nobody could tell any more.
    expect(heard().corrected(0, '/note')).toEqual(stands);
  });
});

describe('There is nothing to be put right', () => {
  it.each<[string, number, string, Json | undefined]>([
    ['where there is no such event', 2, '/people', 5],
    ['where the form has no such field', 0, '/nobody', 5],
    ['where the field was not filled in', 0, '/of/villages/0/many', 5],
    ['where a field is one of every object', 0, '/constructor', 'x'],
    ['where no right value is given', 0, '/people', undefined],
    ['where the value is of another kind', 0, '/people', 'five'],
    ['where the value is none of the choices', 1, '/outcome', 'perhaps'],
    ['where the field is worked out', 0, '/noted', true],
    ['where no date was evidenced', 0, 'evidenced', '2025-03-01'],
  ])('%s', (_, event, field, value) => {
    expect(decided().corrected(event, field, value)).toMatchObject({ known: false, step: null, unmet: [] });
  });

  it('where the evidenced date is none', () => {
    const past = new Past().on('2025-03-05', 'Heard', { people: 6 }, { date: '2025-03-03', ...SOURCE });
    expect(past.corrected(0, 'evidenced', 'last week').known).toBe(false);
    expect(past.corrected(0, 'evidenced', '2025-02-30').known).toBe(false);
    expect(past.corrected(0, 'evidenced').known).toBe(false);
  });
});

const fourPeople = (past: Past) => past.corrected(0, '/people', 4).unmet;

describe('A step that was taken again since rests on it no more', () => {
  it('after an earlier correction', () => {
    const past = decided().on('2025-03-11', 'Corrected', { reopens: 'hearing' });
    expect(fourPeople(past)).toEqual([]);
    expect(fourPeople(decided().on('2025-03-11', 'Corrected', { reopens: 'none' }))).toEqual([
      'enough-heard',
    ]);
  });

  it('after it was sent back and done anew', () => {
    const sentBack = heard().on('2025-03-10', 'Decided', { outcome: 'hear-again' });
    expect(fourPeople(sentBack)).toEqual(['enough-heard']);
    expect(fourPeople(sentBack.on('2025-03-11', 'Heard', { people: 7 }))).toEqual([]);
    expect(sentBack.corrected(2, '/people', 4).unmet).toEqual(['enough-heard']);
  });
});

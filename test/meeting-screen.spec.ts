import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atMeeting } from '../web/src/meetings/minutes/at-meeting.js';
import { papersAskedFor } from '../web/src/meetings/papers-asked-for.js';
import { countOf, departs, isSilent, majorityOf } from '../web/src/meetings/screen/majority.js';
import { nothingYet, type Context, type Stance } from '../workflows/major-decision/context.js';
import { discussionRules } from '../workflows/major-decision/discussion.js';
import { meetingPapersFor } from '../workflows/major-decision/meeting-bundle.js';
import { NATIONAL } from '../workflows/parameters.js';
import type { Act, Requirement } from '../workflows/vocabulary.js';
import { OUTCOMES, STANCES } from '../workflows/words.js';

interface Member {
  readonly present: boolean;
  readonly recused: boolean;
  readonly stance: Stance | undefined;
}

const member = fc.record<Member>({
  present: fc.boolean(),
  recused: fc.boolean(),
  stance: fc.constantFrom(undefined, ...(Object.keys(STANCES) as Stance[])),
});

const rule = (id: string): Requirement<Context> => {
  const found = discussionRules.find((one) => one.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
};

/** One discussion, as the screen has it and as the procedure has it. */
function discussion(members: readonly Member[], silenceIsConsent: boolean) {
  const named = members.map((one, at) => ({ ...one, person: `m${at}` }));
  const context: Context = {
    ...nothingYet,
    ruleSet: { parameters: { ...NATIONAL, silenceIsConsent } } as never,
    meeting: {
      ...nothingYet.meeting,
      spoke: Object.fromEntries(named.flatMap(({ person, stance }) => (stance ? [[person, stance]] : []))),
      recused: named.flatMap(({ person, recused }) => (recused ? [person] : [])),
    },
  };
  const present = ['head', ...named.flatMap((one) => (one.present ? [one.person] : []))];
  const act = (payload?: object): Act =>
    ({ facts: { meeting: { head: 'head', present } }, payload }) as never;
  const speakers = [
    ...members.map((one) => ({ ...one, isHead: false })),
    { isHead: true, present: true, recused: false, stance: undefined },
  ];
  return { context, act, speakers, count: countOf(speakers, silenceIsConsent) };
}

describe('what the screen of the meeting says beforehand is what the procedure judges', () => {
  it('whether the head waits', () => {
    fc.assert(
      fc.property(fc.array(member, { maxLength: 6 }), fc.boolean(), (members, silenceIsConsent) => {
        const { context, act, speakers } = discussion(members, silenceIsConsent);
        const waits = !silenceIsConsent && speakers.some(isSilent);
        expect(waits).toBe(rule('head-speaks-last').test(context, act()).is === 'unmet');
      }),
    );
  });

  it.each(Object.keys(OUTCOMES))('whether reasons are asked for: %s', (outcome) => {
    fc.assert(
      fc.property(fc.array(member, { maxLength: 6 }), fc.boolean(), (members, silenceIsConsent) => {
        const { context, act, count } = discussion(members, silenceIsConsent);
        const judged = rule('departure-from-majority-reasoned').test(context, act({ outcome }));
        expect(departs(count, outcome)).toBe(judged.is === 'unmet');
      }),
    );
  });

  it('silence is counted as consent where a place says so, and nowhere else', () => {
    const members: Member[] = [
      { present: true, recused: false, stance: 'disagree' },
      { present: true, recused: false, stance: undefined },
      { present: true, recused: false, stance: undefined },
    ];
    expect(majorityOf(discussion(members, false).count)).toBe('against');
    expect(majorityOf(discussion(members, true).count)).toBe('for');
  });

  it('which papers article 29 asks for', () => {
    const found = fc.constantFrom(undefined, { required: false }, { required: true });
    fc.assert(
      fc.property(
        fc.record({ 'public-input': found, 'expert-review': found, 'risk-assessment': found }),
        fc.constantFrom(null, { touches: { marketPlayers: true } }, { touches: { marketPlayers: false } }),
        fc.boolean(),
        (findings, draft, disagreement) => {
          const context: Context = {
            ...nothingYet,
            findings: findings as never,
            draft: draft as never,
            disagreement,
          };
          expect(papersAskedFor(context)).toEqual(meetingPapersFor(context));
        },
      ),
    );
  });
});

it('the minutes of a meeting hold what was said at it, not what was said at the next one', () => {
  const history = [
    { type: 'TabledAtMeeting', payload: { meeting: 'first' } },
    { type: 'MemberSpoke', payload: { words: 'at the first' } },
    { type: 'TabledAtMeeting', payload: { meeting: 'second' } },
    { type: 'MemberSpoke', payload: { words: 'at the second' } },
  ];
  const said = (meeting: string) =>
    atMeeting(history, meeting).flatMap(({ payload: { words } }) => words ?? []);
  expect(said('first')).toEqual(['at the first']);
  expect(said('second')).toEqual(['at the second']);
  expect(said('third')).toEqual([]);
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Consultation } from '../../workflows/consultation/consultation.js';
import type { Instrument, OpenCallFacts } from '../../workflows/other-subjects.js';
import type { PersonFacts } from '../../workflows/vocabulary.js';
import { digestOf, sha256Hex } from '../canonical/digest.js';
import { OUR_BODY, personWith, SubjectLife } from '../../test/subject-life.js';
import { consultationFacts, consultationProcedure } from './consultation-room.js';

const anybody: PersonFacts = {
  person: 'anybody',
  position: -1,
  standing: 'good',
  grants: [{ role: 'public', unit: 'anybody', body: 'anybody' }],
};
const proposer = personWith('proposer', ['proposer']);
const openCall: OpenCallFacts = {
  consultation: 'c1',
  decision: 'd1',
  position: 7,
  body: OUR_BODY,
  openedOn: '2025-04-01',
  deadline: '2025-05-01',
  current: true,
};
const facts = { openCall };
const receipt = (number: number) => sha256Hex(`code ${number}`);
const comment = (number: number) => ({ text: '建议增设停车场', anonymous: false, receipt: receipt(number) });
const disposition = (number: number, is = 'adopted') => ({
  comment: number,
  disposition: is,
  reason: '已采纳',
});

describe('A consultation', () => {
  let consultation: SubjectLife<Consultation>;
  beforeEach(() => {
    consultation = new SubjectLife(consultationProcedure, 'consultation/c1', '2025-04-15');
  });
  const receives = (...numbers: number[]) =>
    numbers.forEach((number) => consultation.accepts(anybody, 'CommentReceived', comment(number), { facts }));

  it('takes comments of anybody and answers them one by one', () => {
    receives(1, 2, 3);
    consultation
      .accepts(proposer, 'CommentDisposed', disposition(3, 'not-adopted'))
      .accepts(proposer, 'CommentDisposed', disposition(1))
      .accepts(proposer, 'CommentDisposed', disposition(2, 'partly'));
    expect(consultation.replayed()).toEqual(consultation.state);
    const standpoint = {
      version: 5,
      state: consultation.state,
      loaded: { procedure: consultationProcedure },
    };
    expect(consultationFacts('c1', standpoint)).toEqual({
      consultation: 'c1',
      position: 5,
      received: 3,
      disposed: 3,
      adopted: 1,
      partly: 1,
      notAdopted: 1,
      commentsRoot: [1, 2, 3].reduce((root, number) => digestOf([root, number, receipt(number)]), NOTHING),
      dispositionsRoot: [
        [3, 'not-adopted'],
        [1, 'adopted'],
        [2, 'partly'],
      ].reduce((root, [number = 0, is = '']) => digestOf([root, number, is]), NOTHING),
    });
  });

  it('flags one reason for all that was not adopted, by the digest of its words', () => {
    receives(1, 2, 3, 4);
    const refuses = (number: number, reason: string) =>
      consultation.accepts(proposer, 'CommentDisposed', { ...disposition(number, 'not-adopted'), reason });
    const flag = () => {
      const { state } = consultation;
      return consultationFacts('c1', { version: 0, state, loaded: { procedure: consultationProcedure } })
        .blanketReason;
    };
    refuses(1, '与规划不符');
    expect(flag()).toBeUndefined();
    refuses(2, '与规划不符');
    expect(flag()).toBe(true);
    consultation.accepts(proposer, 'CommentDisposed', disposition(3));
    expect(flag()).toBe(true);
    refuses(4, '资金没有着落');
    expect(flag()).toBeUndefined();
  });

  it('keeps the words and the person out of the leaf', () => {
    const written = { ...comment(1), name: '王芳', contact: '13800000000' };
    const taken = consultationProcedure.intake('CommentReceived')?.take(written);
    expect(taken).toMatchObject({ is: 'taken', clear: { anonymous: false, receipt: receipt(1) } });
    expect(JSON.stringify(taken?.is === 'taken' && taken.clear)).not.toContain('王芳');
    expect(taken?.is === 'taken' && taken.disclosures.map(({ pointer }) => pointer)).toEqual([
      '/payload/text',
      '/payload/name',
      '/payload/contact',
    ]);
  });

  it('names nobody who asked to stay unnamed', () => {
    const named = { ...comment(1), anonymous: true, name: '王芳' };
    expect(() => consultation.does(anybody, 'CommentReceived', named, { facts })).toThrow(
      'neither name nor contact',
    );
  });

  it('takes comments from the first to the last day of the notice, and no other', () => {
    consultation
      .accepts(anybody, 'CommentReceived', comment(1), { facts, on: '2025-04-01' })
      .accepts(anybody, 'CommentReceived', comment(2), { facts, on: '2025-05-01' });
    for (const day of ['2025-03-31', '2025-05-02'])
      expect(consultation.refuses(anybody, 'CommentReceived', comment(3), { facts, on: day })).toEqual([
        'within-the-open-call',
      ]);
  });

  it('takes none where no call was published, or another one has taken its place', () => {
    expect(consultation.refuses(anybody, 'CommentReceived', comment(1))).toEqual(['within-the-open-call']);
    const replaced = { facts: { openCall: { ...openCall, current: false } } };
    expect(consultation.refuses(anybody, 'CommentReceived', comment(1), replaced)).toEqual([
      'within-the-open-call',
    ]);
  });

  it('takes a letter that arrived in time, entered late with evidence, by the body that asked', () => {
    const instrument: Instrument = {
      digest: 'c'.repeat(64),
      pages: 1,
      signedOn: '2025-04-29',
      sealed: false,
      certifiedBy: 'proposer',
    };
    const checker = personWith('checker', ['office']);
    const late = {
      on: '2025-05-06',
      onBehalfOf: anybody,
      instrument,
      evidenced: { date: '2025-04-30', source: 'd'.repeat(64), checkedBy: 'checker' },
      facts: { openCall, persons: { checker } },
    };
    const stranger = personWith('stranger', ['proposer'], 'baita');
    expect(consultation.refuses(stranger, 'CommentReceived', comment(1), late)).toEqual([
      'entered-by-the-deciding-body',
    ]);
    consultation.accepts(proposer, 'CommentReceived', comment(1), late);
    expect(consultation.state).toMatchObject({ received: 1, lastReceivedOn: '2025-04-30', body: OUR_BODY });
    const unproved = { ...late, evidenced: undefined, facts: { openCall } };
    expect(consultation.refuses(proposer, 'CommentReceived', comment(2), unproved)).toEqual([
      'within-the-open-call',
    ]);
  });

  it('is answered by the proposing unit of the deciding body', () => {
    receives(1);
    for (const who of [anybody, personWith('office', ['office']), personWith('other', ['proposer'], 'baita')])
      expect(consultation.refuses(who, 'CommentDisposed', disposition(1))).toEqual(['competent']);
  });

  it('answers what was received, and once', () => {
    receives(1, 2);
    expect(consultation.refuses(proposer, 'CommentDisposed', disposition(3))).toEqual([
      'comment-was-received',
    ]);
    consultation.accepts(proposer, 'CommentDisposed', disposition(2));
    expect(consultation.refuses(proposer, 'CommentDisposed', disposition(2, 'partly'))).toEqual([
      'disposed-of-once',
    ]);
    expect(() => consultation.does(proposer, 'CommentDisposed', { ...disposition(1), reason: ' ' })).toThrow(
      'does not fit',
    );
  });

  it('finds on replay a disposition that was slipped in for a comment that has one', () => {
    receives(1);
    consultation.accepts(proposer, 'CommentDisposed', disposition(1));
    const forged = [...consultation.history, ...consultation.history.slice(-1)];
    expect(() => consultation.replayed(forged)).toThrow('disposed-of-once');
  });

  it('stays small with ten thousand comments, disposed of from the last to the first', () => {
    for (let number = 1; number <= 10_000; number++) receives(number);
    for (let number = 10_000; number > 1; number--)
      consultation.accepts(proposer, 'CommentDisposed', disposition(number));
    expect(consultation.state).toMatchObject({ received: 10_000, disposed: 9_999 });
    expect(JSON.stringify(consultation.state).length).toBeLessThan(4_096);
    expect(consultation.replayed()).toEqual(consultation.state);
  });

  it('does not show which comments are answered as digits', () => {
    receives(1);
    expect(consultationProcedure.view(consultation.state as Consultation)).not.toHaveProperty('answered');
  });
});

const NOTHING = '0'.repeat(64);

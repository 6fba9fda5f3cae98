import { beforeEach, describe, expect, it } from 'vitest';
import type { Meeting } from '../../workflows/meeting/meeting.js';
import type { Evidence } from '../../workflows/vocabulary.js';
import { days } from '../../test/china-calendar.js';
import { OUR_BODY, personWith, SubjectLife } from '../../test/subject-life.js';
import { meetingFacts, meetingProcedure } from './meeting-room.js';

const secretary = personWith('secretary', ['secretary']);
const head = personWith('head', ['head']);
const deputy = personWith('deputy', ['member']);
const warden = personWith('warden', ['member']);
const neighbour = personWith('neighbour', ['member'], 'baita');
const people = [secretary, head, deputy, warden, neighbour];
const facts = { persons: Object.fromEntries(people.map((one) => [one.person, one])) };

const convened = {
  body: OUR_BODY,
  kind: 'township-government-meeting',
  plannedOn: '2025-05-13',
  head: 'head',
  members: ['deputy', 'warden'],
};
const paper = {
  kind: 'appointment',
  name: '代行职务的通知',
  mediaType: 'application/pdf',
  size: 5,
  sha256: 'a'.repeat(64),
};

const excusing = (...absent: string[]) => ({
  present: ['head', 'deputy'],
  absent: absent.map((person) => ({ person, reason: '病假' })),
});

describe('A meeting', () => {
  let meeting: SubjectLife<Meeting>;
  beforeEach(() => {
    meeting = new SubjectLife(meetingProcedure, 'meeting/m1', '2025-05-06');
  });
  const opened = () =>
    meeting
      .accepts(secretary, 'MeetingConvened', convened, { facts })
      .accepts(secretary, 'MeetingOpened', { openedOn: '2025-05-13' }, { on: '2025-05-13' });

  it('is convened, opened, attended and closed, and replays to the same', () => {
    opened()
      .accepts(secretary, 'AttendanceRecorded', { present: ['head', 'deputy'] }, { on: '2025-05-13' })
      .accepts(secretary, 'MeetingClosed', {}, { on: '2025-05-13' });
    expect(meeting.replayed()).toEqual(meeting.state);
    const standpoint = { version: 3, state: meeting.state, loaded: { procedure: meetingProcedure } };
    expect(meetingFacts('m1', standpoint)).toEqual({
      meeting: 'm1',
      position: 3,
      body: OUR_BODY,
      kind: 'township-government-meeting',
      status: 'closed',
      plannedOn: '2025-05-13',
      openedOn: '2025-05-13',
      head: 'head',
      members: ['deputy', 'warden'],
      present: ['head', 'deputy'],
      agenda: [],
    });
  });

  it('is convened by the secretary or the office of that very body', () => {
    expect(meeting.refuses(deputy, 'MeetingConvened', convened, { facts })).toEqual(['competent']);
    const elsewhere = personWith('their-secretary', ['secretary'], 'baita');
    expect(meeting.refuses(elsewhere, 'MeetingConvened', convened, { facts })).toEqual(['competent']);
  });

  it('is presided over by the chief executive, or by somebody of the body whom a document names', () => {
    const acting = { ...convened, head: 'deputy', members: ['warden'] };
    expect(meeting.refuses(secretary, 'MeetingConvened', acting, { facts })).toEqual(['head-of-the-body']);
    const stranger = { ...convened, head: 'neighbour', actingBy: paper };
    expect(meeting.refuses(secretary, 'MeetingConvened', stranger, { facts })).toEqual(['head-of-the-body']);
    meeting.accepts(secretary, 'MeetingConvened', { ...acting, actingBy: paper }, { facts });
    expect(meeting.state?.actingBy).toBe(paper.sha256);
  });

  it('has members of its own body, each once, and at most sixty', () => {
    const mixed = { ...convened, members: ['deputy', 'neighbour', 'nobody'] };
    expect(meeting.refuses(secretary, 'MeetingConvened', mixed, { facts })).toEqual(['members-of-the-body']);
    const twice = { ...convened, members: ['deputy', 'deputy'] };
    expect(() => meeting.does(secretary, 'MeetingConvened', twice, { facts })).toThrow('each person once');
    const many = { ...convened, members: Array.from({ length: 61 }, (_, i) => `m${i}`) };
    expect(() => meeting.does(secretary, 'MeetingConvened', many, { facts })).toThrow('does not fit');
  });

  it('is opened on its own day: today, or one that a second person has checked', () => {
    meeting.accepts(secretary, 'MeetingConvened', convened, { facts });
    const late = { openedOn: '2025-05-13' };
    expect(meeting.refuses(secretary, 'MeetingOpened', late, { on: '2025-05-16' })).toEqual([
      'opened-on-its-own-day',
    ]);
    const evidenced: Evidence = { date: '2025-05-13', source: 'b'.repeat(64), checkedBy: 'deputy' };
    meeting.accepts(secretary, 'MeetingOpened', late, { on: '2025-05-16', evidenced, facts });
    expect(meeting.state?.openedOn).toBe('2025-05-13');
  });

  it('can be moved until it opens', () => {
    meeting
      .accepts(secretary, 'MeetingConvened', convened, { facts })
      .accepts(secretary, 'MeetingRescheduled', { plannedOn: '2025-05-20', reason: '台风' });
    expect(meeting.state?.plannedOn).toBe('2025-05-20');
    meeting.accepts(secretary, 'MeetingOpened', { openedOn: '2025-05-20' }, { on: '2025-05-20' });
    const again = { plannedOn: '2025-05-27', reason: '再改期' };
    expect(meeting.refuses(secretary, 'MeetingRescheduled', again)).toEqual(['not-now']);
  });

  it('counts only its members and its head as present, and again as people come and go', () => {
    opened();
    const guests = { present: ['head', 'neighbour'] };
    expect(meeting.refuses(secretary, 'AttendanceRecorded', guests)).toEqual(['present-are-of-the-meeting']);
    meeting
      .accepts(secretary, 'AttendanceRecorded', { present: ['head', 'deputy'] })
      .accepts(secretary, 'AttendanceRecorded', { present: ['head', 'deputy', 'warden'] });
    expect(meeting.state).toMatchObject({ present: ['head', 'deputy', 'warden'], attendanceRecorded: 2 });
  });

  it('takes the reasons of those who were called and did not come, and of nobody else', () => {
    opened();
    for (const wrong of [['deputy'], ['neighbour'], ['warden', 'warden']])
      expect(meeting.refuses(secretary, 'AttendanceRecorded', excusing(...wrong))).toEqual([
        'absent-were-called',
      ]);
    meeting.accepts(secretary, 'AttendanceRecorded', excusing('warden'));
    expect(meeting.replayed()).toEqual(meeting.state);
    // A reason may be somebody's illness: no leaf has it in clear, and an order can take it out.
    const taken = meetingProcedure.intake('AttendanceRecorded')?.take(excusing('warden'));
    expect(taken?.is === 'taken' && taken.clear['absent']).toEqual([{ person: 'warden' }]);
  });

  it('knows whether somebody who reviews legality for the body sits in', () => {
    opened();
    const reviewer = personWith('reviewer', ['legality-reviewer']);
    const theirs = personWith('their-reviewer', ['legality-reviewer'], 'baita');
    const guests = { persons: { reviewer, 'their-reviewer': theirs, warden } };
    const attended = (inAttendance: string[]) =>
      meeting.accepts(
        secretary,
        'AttendanceRecorded',
        { present: ['head'], inAttendance },
        { facts: guests },
      );
    const told = () =>
      meetingFacts('m1', { version: 0, state: meeting.state, loaded: { procedure: meetingProcedure } });
    attended(['warden', 'their-reviewer']);
    expect(told().justiceInAttendance).toBeUndefined();
    attended(['reviewer']);
    expect(told().justiceInAttendance).toBe(true);
    expect(meeting.state?.present).toEqual(['head']);
  });

  it('does not close before attendance is recorded, and nothing follows its end', () => {
    opened();
    expect(meeting.refuses(secretary, 'MeetingClosed', {})).toEqual(['attendance-before-closing']);
    meeting
      .accepts(secretary, 'AttendanceRecorded', { present: ['head'] })
      .accepts(secretary, 'MeetingClosed', {});
    expect(meeting.refuses(secretary, 'AttendanceRecorded', { present: ['head'] })).toEqual(['not-now']);
    expect(meeting.refuses(secretary, 'MeetingConvened', convened, { facts })).toEqual(['not-now']);
  });

  it('answers whoever asks without a payload what it depends on', () => {
    const act = { ...actWithoutPayload, type: 'MeetingConvened' };
    const { available, standings } = meetingProcedure.explain(undefined, act);
    expect(available).toBe(true);
    expect(standings.filter(({ is }) => is === 'depends').map(({ requirement }) => requirement)).toEqual([
      'documents-present',
      'head-of-the-body',
      'members-of-the-body',
    ]);
  });
});

const actWithoutPayload = {
  subject: 'meeting/m1',
  version: 0,
  time: '2025-05-06T02:00:00.000Z',
  date: '2025-05-06',
  actor: 'secretary',
  actorRole: 'secretary' as const,
  actorUnit: `${OUR_BODY}-office`,
  facts: { calendar: '', actor: secretary },
  days,
};

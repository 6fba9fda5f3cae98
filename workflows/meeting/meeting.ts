/**
 * A meeting of a deciding body (会议, article 30; Organic Law, article 6): convened, opened, attended, closed. Many
 * decisions may be tabled at one; what is said about each stands in that decision.
 */
import { z } from 'zod';
import { localDate, opaqueId, paper, text, words } from '../fields.js';
import type { Act, EventDefinition, LocalDate, TransitionLaw } from '../vocabulary.js';

export const MEETING_KINDS = [
  'executive-meeting',
  'plenary-meeting',
  'township-government-meeting',
  'joint-party-government-meeting',
  'department-meeting',
] as const;

/** What is remembered of a meeting. `present` is the attendance as last recorded. */
export interface Meeting {
  readonly body: string;
  readonly kind: string;
  readonly status: 'convened' | 'open' | 'closed';
  readonly plannedOn: LocalDate;
  readonly openedOn: LocalDate | null;
  readonly head: string;
  /** SHA-256 of the document that names an acting head; null where the head presides in person. */
  readonly actingBy: string | null;
  readonly members: readonly string[];
  readonly present: readonly string[];
  readonly attendanceRecorded: number;
  /** Somebody of the body's legality reviewers sits in (列席). */
  readonly justiceInAttendance: boolean;
  readonly agenda: readonly string[];
}

export const notConvened: Meeting = {
  body: '',
  kind: '',
  status: 'convened',
  plannedOn: '',
  openedOn: null,
  head: '',
  actingBy: null,
  members: [],
  present: [],
  attendanceRecorded: 0,
  justiceInAttendance: false,
  agenda: [],
};

const people = z
  .array(opaqueId)
  .min(1)
  .max(61)
  .refine((ids) => new Set(ids).size === ids.length, 'each person once');

const CONVENES: Pick<TransitionLaw, 'roles'> = { roles: ['secretary', 'office'] };

export const meetingActs = {
  MeetingConvened: {
    title: { zh: '召集会议', en: 'Meeting convened' },
    payload: z.strictObject({
      body: opaqueId,
      kind: z.enum(MEETING_KINDS),
      plannedOn: localDate,
      /** The chief executive who presides and speaks last; an acting one is named by a document. */
      head: opaqueId,
      actingBy: paper.optional(),
      members: people.max(60),
      /** Decisions announced with the invitation; a decision's own tabling names the meeting in any case. */
      agenda: z.array(opaqueId).max(100).default([]),
    }),
    asks: {
      persons: ({ head, members }) => [...new Set([head as string, ...(members as string[])])],
    },
    law: {
      ...CONVENES,
      rules: ['D713-030-a', 'ORG-006'],
      requires: ['head-of-the-body', 'members-of-the-body'],
    },
  },
  MeetingRescheduled: {
    title: { zh: '会议改期', en: 'Meeting moved to another day' },
    payload: z.strictObject({ plannedOn: localDate, reason: words(1000) }),
    law: { ...CONVENES, rules: ['D713-030-a'] },
  },
  MeetingOpened: {
    title: { zh: '会议开始', en: 'Meeting opened' },
    payload: z.strictObject({ openedOn: localDate }),
    law: { ...CONVENES, rules: ['D713-030-a', 'ORG-006'], requires: ['opened-on-its-own-day'] },
  },
  AttendanceRecorded: {
    title: { zh: '记录到会人员', en: 'Attendance recorded' },
    payload: z.strictObject({
      present: people,
      /** Guests who sit in without being members (列席). */
      inAttendance: people.optional(),
      /** Why those who were called did not come (请假事由), as far as they said. */
      absent: z
        .array(z.strictObject({ person: opaqueId, reason: text(300) }))
        .max(61)
        .optional(),
    }),
    asks: { persons: ({ inAttendance = [] }) => inAttendance as string[] },
    law: {
      ...CONVENES,
      rules: ['D713-030-a', 'D713-030-f'],
      requires: ['present-are-of-the-meeting', 'absent-were-called'],
    },
  },
  MeetingClosed: {
    title: { zh: '会议结束', en: 'Meeting closed' },
    payload: z.strictObject({ minutes: paper.optional() }),
    law: { ...CONVENES, rules: ['D713-030-d'], requires: ['attendance-before-closing'] },
  },
} as const satisfies Record<string, EventDefinition & { readonly law: TransitionLaw }>;

type Acts = typeof meetingActs;
export type Convened = z.infer<Acts['MeetingConvened']['payload']>;
export type Opened = z.infer<Acts['MeetingOpened']['payload']>;
export type Attended = z.infer<Acts['AttendanceRecorded']['payload']>;
type Rescheduled = Pick<z.infer<Acts['MeetingRescheduled']['payload']>, 'plannedOn'>;

const FOLLOWING: Readonly<Record<Meeting['status'], readonly (keyof Acts)[]>> = {
  convened: ['MeetingRescheduled', 'MeetingOpened'],
  open: ['AttendanceRecorded', 'MeetingClosed'],
  closed: [],
};

/** What may follow: attendance is recorded again as people come and go, while the meeting is open. */
export function actsPossible({ status }: Meeting): readonly string[] {
  return FOLLOWING[status];
}

/** Whether somebody who reviews legality for this body is among the guests. */
const sitsIn = ({ payload, facts }: Act, body: string): boolean =>
  ((payload as Attended).inAttendance ?? []).some((guest) =>
    facts.persons?.[guest]?.grants.some((grant) => grant.role === 'legality-reviewer' && grant.body === body),
  );

/** The meeting after an act that was accepted. */
export function meetingAfter(meeting: Meeting, act: Act): Meeting {
  switch (act.type as keyof Acts) {
    case 'MeetingConvened': {
      const { actingBy, ...convened } = act.payload as Convened;
      return { ...notConvened, ...convened, actingBy: actingBy?.sha256 ?? null };
    }
    case 'MeetingRescheduled':
      return { ...meeting, plannedOn: (act.payload as Rescheduled).plannedOn };
    case 'MeetingOpened':
      return { ...meeting, status: 'open', openedOn: (act.payload as Opened).openedOn };
    case 'AttendanceRecorded':
      return {
        ...meeting,
        present: (act.payload as Attended).present,
        attendanceRecorded: meeting.attendanceRecorded + 1,
        justiceInAttendance: sitsIn(act, meeting.body),
      };
    case 'MeetingClosed':
      return { ...meeting, status: 'closed' };
  }
}

import { sendAct, type ActToRecord } from '../acts/record-act';
import type { Procedure } from '../decisions/machine';
import { evidencedIn, instrumentOf, type PaperValues } from '../forms/paper-values';
import type { Paper } from '../documents/upload';

/** What one member said, as the record has it. */
interface Said {
  readonly present?: boolean;
  /** Why they did not come. */
  readonly excuse?: string;
  readonly recused?: boolean;
  readonly reason?: string;
  readonly stance?: string;
  readonly words?: string;
}

/** What the form of a meeting's record holds. */
export interface MeetingRecord {
  readonly openedOn?: string;
  readonly members?: Readonly<Record<string, Said>>;
  readonly inAttendance?: readonly string[];
  readonly controllable?: boolean;
  readonly grounds?: string;
  readonly head?: Said;
  readonly outcome?: string;
  readonly editedText?: Paper;
  readonly reasonsAgainstMajority?: string;
  readonly close?: boolean;
  readonly paper?: PaperValues;
}

/** How the meeting stands, as `GET /api/meetings/{id}` has it. */
export interface MeetingStands {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly plannedOn: string;
  readonly openedOn: string | null;
  readonly head: string;
  readonly members: readonly string[];
  readonly present: readonly string[];
}

/** How the matter stands in it. */
export interface MatterStands {
  readonly id: string;
  readonly version: number;
  readonly bundle: string;
  readonly spoke: Readonly<Record<string, string>>;
  readonly headSpoke: boolean;
  readonly recused: readonly string[];
  readonly riskToJudge: boolean;
}

/** The versions that the next events answer: they grow as events are recorded. */
export interface Versions {
  meeting: number;
  matter: number;
}

/** One event of the record. */
export interface Step {
  readonly id: string;
  readonly title: string;
  /** It is on record from before: it is not sent. */
  readonly already: boolean;
  /** What is sent, so that a repeat of the very same has the same Idempotency-Key. */
  readonly body: object;
  readonly send: (versions: Versions, key: string) => Promise<{ seq: number }>;
}

type Say = (
  key: 'opened' | 'attendanceRecorded' | 'spoke' | 'wasRecused' | 'riskJudged' | 'outcomeDecided' | 'closed',
  values?: Record<string, string>,
) => string;

interface From {
  readonly record: MeetingRecord;
  readonly meeting: MeetingStands;
  readonly matter: MatterStands;
  readonly procedure: Procedure;
  /** Roles that the reader holds in the body: an act of another role is entered on behalf. */
  readonly roles: ReadonlySet<string>;
  readonly self: string;
  readonly say: Say;
  readonly nameOf: (person: string) => string;
}

/** The events of a meeting's record, in the order in which they were done: the members, then the head, then the outcome. */
export function stepsOf({ record, meeting, matter, procedure, roles, self, say, nameOf }: From): Step[] {
  const { members = {}, paper = {} } = record;
  const openedOn = record.openedOn ?? meeting.openedOn ?? '';
  const dates = {
    ...(openedOn && { claimed: openedOn }),
    ...evidencedIn(paper),
  };
  const ofMeeting = (
    id: string,
    title: string,
    already: boolean,
    type: string,
    payload: ActToRecord['payload'],
  ): Step => {
    const body = { type, payload, ...dates };
    return {
      id,
      title,
      already,
      body,
      send: async (versions, key) => {
        const act = { ...body, version: versions.meeting };
        const { event, version } = await sendAct('meetings', meeting.id, act, key);
        versions.meeting = version;
        return { seq: event.seq };
      },
    };
  };
  const ofMatter = (
    id: string,
    title: string,
    already: boolean,
    type: string,
    payload: ActToRecord['payload'],
    actor: string,
  ): Step => {
    const own =
      procedure.events.find((event) => event.type === type)?.roles.some((role) => roles.has(role)) ?? false;
    const isSelf = actor === self && own;
    // What several may record (an outcome) is recorded by whoever holds the role; what is said is the speaker's own.
    const onBehalf = !isSelf && (type.endsWith('Spoke') || type === 'MemberRecused' || !own);
    const body: ActToRecord = {
      type,
      payload,
      ...dates,
      ...(onBehalf && { onBehalfOf: actor }),
      instrument: instrumentOf(paper),
    };
    return {
      id,
      title,
      already,
      body,
      send: async (versions, key) => {
        const act = { ...body, version: versions.matter };
        const { event, version } = await sendAct('decisions', matter.id, act, key);
        versions.matter = version;
        return { seq: event.seq };
      },
    };
  };
  const speakers = meeting.members.filter((person) => person !== meeting.head);
  const present = [meeting.head, ...speakers.filter((person) => members[person]?.present !== false)];
  const inAttendance = record.inAttendance ?? [];
  const absent = speakers
    .filter((person) => !present.includes(person))
    .map((person) => ({ person, reason: members[person]?.excuse?.trim() ?? '' }))
    .filter(({ reason }) => reason !== '');
  const isOpen = meeting.status !== 'convened';
  const steps: Step[] = [
    ofMeeting('opened', say('opened'), isOpen, 'MeetingOpened', { openedOn }),
    ofMeeting(
      'attendance',
      say('attendanceRecorded'),
      sameIn(meeting.present, present),
      'AttendanceRecorded',
      {
        present,
        ...(inAttendance.length > 0 && { inAttendance }),
        ...(absent.length > 0 && { absent }),
      },
    ),
  ];
  for (const person of speakers) {
    const said = members[person] ?? {};
    const name = nameOf(person);
    const already = matter.recused.includes(person);
    // Once it is on record that somebody withdrew, they are not asked about it again, and say nothing.
    if (said.recused || already) {
      steps.push(
        ofMatter(
          `recused/${person}`,
          say('wasRecused', { name }),
          already,
          'MemberRecused',
          { reason: said.reason?.trim() },
          person,
        ),
      );
    } else if (said.present !== false) {
      const spoke = Object.hasOwn(matter.spoke, person);
      const payload = { stance: said.stance, words: said.words?.trim() };
      steps.push(ofMatter(`spoke/${person}`, say('spoke', { name }), spoke, 'MemberSpoke', payload, person));
    }
  }
  if (matter.riskToJudge) {
    const payload = { controllable: record.controllable, grounds: record.grounds?.trim() };
    steps.push(ofMatter('risk', say('riskJudged'), false, 'RiskJudged', payload, meeting.head));
  }
  const headSaid = { stance: record.head?.stance, words: record.head?.words?.trim() };
  steps.push(
    ofMatter(
      'head',
      say('spoke', { name: nameOf(meeting.head) }),
      matter.headSpoke,
      'HeadSpoke',
      headSaid,
      meeting.head,
    ),
  );
  const outcome = {
    outcome: record.outcome,
    bundleDigest: matter.bundle,
    ...(record.outcome === 'passed-with-edits' && record.editedText && { editedText: record.editedText }),
    ...(record.reasonsAgainstMajority?.trim() && {
      reasonsAgainstMajority: record.reasonsAgainstMajority.trim(),
    }),
  };
  steps.push(ofMatter('outcome', say('outcomeDecided'), false, 'OutcomeDecided', outcome, meeting.head));
  if (record.close)
    steps.push(ofMeeting('closed', say('closed'), meeting.status === 'closed', 'MeetingClosed', {}));
  return steps;
}

function sameIn(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((person) => other.includes(person));
}

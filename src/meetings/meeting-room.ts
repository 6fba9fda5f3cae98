import type { MeetingFacts } from '../../workflows/vocabulary.js';
import {
  actsPossible,
  meetingActs,
  meetingAfter,
  notConvened,
  type Meeting,
} from '../../workflows/meeting/meeting.js';
import { meetingRequirements } from '../../workflows/meeting/requirements.js';
import type { Transaction } from '../database/database.js';
import { registerFrom } from '../engine/register.js';
import type { Projected, Room, Standpoint } from '../road/room.js';

export const meetingProcedure = registerFrom<Meeting>({
  id: 'meeting',
  version: '1',
  first: 'MeetingConvened',
  empty: notConvened,
  events: meetingActs,
  requirements: Object.fromEntries(meetingRequirements.map((one) => [one.id, one])),
  possible: actsPossible,
  fold: meetingAfter,
  bodyOf: (meeting, act) => meeting.body || (act.payload as { body?: string } | undefined)?.body,
});

/** `meeting/…` on the road: open to whoever holds a role in the body that meets. */
export function meetingRoom(): Room {
  return {
    kind: 'meeting',
    procedureFor: () => ({ procedure: meetingProcedure }),
    mayAccess: (person, state) => person.grants.some(({ body }) => body === (state as Meeting).body),
    bodyOf: (state, payload) =>
      (state as Meeting | undefined)?.body ?? (payload?.['body'] as string | undefined),
    project: projectMeeting,
  };
}

/** What a decision's requirements may know of a meeting that has been convened. */
export function meetingFacts(meeting: string, { version, state }: Standpoint): MeetingFacts {
  const { attendanceRecorded: _, actingBy: __, justiceInAttendance, ...told } = state as Meeting;
  return {
    meeting,
    position: version,
    ...told,
    ...(justiceInAttendance ? { justiceInAttendance } : {}),
  };
}

async function projectMeeting(tx: Transaction, { event, state }: Projected): Promise<void> {
  const { body, kind, status, plannedOn, openedOn, head } = state as Meeting;
  const id = event.subject.slice('meeting/'.length);
  if (event.version === 0) {
    await tx.query(
      `INSERT INTO meeting_projection (id, body, kind, status, planned_on, opened_on, head, version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [id, body, kind, status, plannedOn, openedOn, head, event.version],
    );
    return;
  }
  await tx.query(
    'UPDATE meeting_projection SET status = ?, planned_on = ?, opened_on = ?, version = ? WHERE id = ?',
    [status, plannedOn, openedOn, event.version, id],
  );
}

import type { Calendars } from '../calendar/calendars.js';
import { catalogueRoom } from '../catalogues/catalogue-room.js';
import { consultationRoom } from '../consultations/consultation-room.js';
import { decisionRoom } from '../decisions/decision-room.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { installationRoom } from '../installation/installation-room.js';
import { readingRoom } from '../emergency-reading/reading-room.js';
import { meetingRoom } from '../meetings/meeting-room.js';
import { personRoom } from '../people/person-room.js';
import { unitRoom } from '../people/unit-room.js';
import { poolRoom } from '../pools/pool-room.js';
import type { Room } from '../road/room.js';
import { withTasks } from '../tasks/projection.js';

/** Every kind of subject: what the road takes commands on, and what a verification replays. */
export function subjectsWith(
  workflows: readonly ReleasedWorkflow[],
  calendars: Calendars,
): ReadonlyMap<string, Room> {
  const rooms = [
    personRoom,
    unitRoom,
    installationRoom,
    meetingRoom(),
    consultationRoom(),
    catalogueRoom(),
    poolRoom(),
    readingRoom,
    decisionRoom(workflows, calendars),
  ];
  return new Map(rooms.map((room) => [room.kind, withTasks(room, { workflows, calendars })]));
}

import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { Matter } from './matter.js';
import { BODY, type Part, type Town } from './town.js';
import { eventIn, insisted, type Reply } from './wire.js';

/** How a matter goes, from one stage to the next. */
const WAY = {
  proposed: async () => undefined,
  screened: (matter: Matter) => matter.screens(),
  studied: (matter: Matter) => matter.studies(),
  started: (matter: Matter) => matter.starts(),
  drafted: (matter: Matter) => matter.drafts(),
  heard: (matter: Matter) => matter.hearsPublic(),
  exempted: async (matter: Matter) => {
    await matter.finds('expert-review');
    await matter.finds('risk-assessment');
  },
  underReview: (matter: Matter) => matter.requestsReview(),
  cleared: (matter: Matter) => matter.passesReview(),
  bundled: (matter: Matter) => matter.submitsMeetingBundle(),
  tabled: async (matter: Matter) => {
    matter.meeting = await convenes(matter.town);
    await matter.tables();
  },
  inMeeting: (matter: Matter) => opens(matter.town, matter.meeting, 'head', 'deputy', 'warden'),
  discussed: async (matter: Matter) => {
    for (const member of ['deputy', 'warden'] as const) await matter.speaks(member);
    await matter.speaks('head', 'HeadSpoke');
  },
  adopted: (matter: Matter) => matter.decides(),
} as const;
export type Stage = keyof typeof WAY;
export const STAGES = Object.keys(WAY) as Stage[];

/** A matter that has come as far as this stage, and every earlier one on its way. */
export async function matterAt(town: Town, stage: Stage, title?: string): Promise<Matter> {
  return goesOn(await Matter.proposed(town, title), 'proposed', stage);
}

/** From a stage that it has reached to a later one. */
export async function goesOn(matter: Matter, from: Stage, to: Stage): Promise<Matter> {
  const between = STAGES.slice(STAGES.indexOf(from) + 1, STAGES.indexOf(to) + 1);
  for (const stage of between) await WAY[stage](matter);
  return matter;
}

/** A meeting of the township, planned for today; answers its id. @param given ids of its members @param more of the payload */
export async function convenes(
  town: Town,
  given?: readonly string[],
  more: JsonObject = {},
): Promise<string> {
  const clerk = await town.person('clerk');
  const members = given ?? [await town.idOf('deputy'), await town.idOf('warden')];
  const payload = {
    body: BODY,
    kind: 'township-government-meeting',
    plannedOn: town.today,
    head: await town.idOf('head'),
    members: [...members],
    ...more,
  };
  return eventIn(insisted(201, await clerk.posts('/api/meetings', { payload }))).subject.slice(
    'meeting/'.length,
  );
}

/** Opens it today, with these people. */
export async function opens(town: Town, meeting: string, ...present: Part[]): Promise<void> {
  await inMeeting(town, meeting, 'MeetingOpened', { openedOn: town.today }, 0);
  const ids = await Promise.all(present.map((part) => town.idOf(part)));
  await inMeeting(town, meeting, 'AttendanceRecorded', { present: ids }, 1);
}

/** An act on the meeting itself. */
export async function inMeeting(
  town: Town,
  meeting: string,
  type: string,
  payload: JsonObject,
  version: number,
) {
  const clerk = await town.person('clerk');
  const headers = { 'if-match': `"${version}"` };
  const reply: Reply = await clerk.posts(`/api/meetings/${meeting}/events`, { type, payload }, headers);
  insisted(201, reply);
}

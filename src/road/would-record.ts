import type { Road } from './record-event.js';
import { NotCompetent, NotNow, RequirementUnmet, SubjectNotFound } from './refusals.js';
import type { RoadRequest } from './road-request.js';

/** What an act is refused with that is somebody else's to do, or too late. */
const REFUSALS = [NotCompetent, NotNow, RequirementUnmet, SubjectNotFound];

/** Whether the road would record this act now, as it judges it; nothing is recorded, and nothing signed. */
export async function wouldRecord(road: Road, request: RoadRequest): Promise<boolean> {
  try {
    await road.statementOf(request, () => Buffer.alloc(16));
    return true;
  } catch (refusal) {
    if (REFUSALS.some((one) => refusal instanceof one)) return false;
    throw refusal;
  }
}

import type { z } from 'zod';
import type { RoadRequest } from '../../road/road-request.js';
import { revokeTokens } from '../api-tokens/token-rows.js';
import type { secondFactorReset } from '../person.js';
import { endSessions } from '../sign-in/sessions.js';
import { removeSecondFactors } from './second-factor-rows.js';

/** The act that takes all second factors of a person away, and ends all by which that person is signed in, for the road. */
export function secondFactorsReset(
  person: string,
  actor: string,
  payload: z.infer<typeof secondFactorReset>,
): RoadRequest {
  return {
    kind: 'person',
    id: person,
    actor,
    request: { type: 'SecondFactorReset', payload },
    alsoWrite: async (tx) => {
      await removeSecondFactors(tx, person);
      await endSessions(tx, person);
      await revokeTokens(tx, person);
    },
  };
}

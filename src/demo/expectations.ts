import type { Answer, Body } from './over-http.js';

/** What a refusal has to be; with anything else the demo stops. */
export interface Expected {
  readonly code: string;
  readonly requirement?: string;
  readonly earliestOn?: string;
}

/** The story did not go as it was written: the program, or the story, is wrong. */
export class NotAsTold extends Error {}

export function refuseUnless(right: boolean, sentence: () => string): void {
  if (!right) throw new NotAsTold(sentence());
}

const unmetIn = (body: Body) => (body['unmet'] ?? []) as Body[];

/** Whether a refusal is the one that the story knows. */
export function isAsExpected({ code, requirement, earliestOn }: Expected, body: Body): boolean {
  return (
    body['code'] === code &&
    (requirement === undefined || unmetIn(body).some((one) => one['requirement'] === requirement)) &&
    (earliestOn === undefined || unmetIn(body).some((one) => one['earliestOn'] === earliestOn))
  );
}

/** Code, requirements and dates of a refusal, in short. */
export function reasonsIn(body: Body): string {
  const reasons = unmetIn(body).flatMap((one) => [one['requirement'], one['earliestOn']]);
  return [body['code'] ?? 'no refusal', ...reasons].filter(Boolean).join(' ');
}

/** What the program said, where it should have said something else. */
export function saidIn({ status, body }: Answer): string {
  const reasons = ((body['unmet'] ?? body['faults'] ?? []) as Body[]).map((one) => JSON.stringify(one));
  return [status, body['code'], body['detail'], ...reasons].filter(Boolean).join(' ');
}

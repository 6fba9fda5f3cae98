/** Which answers an event of a subject makes stale. An agenda is what decisions say of it, and the other way about. */
export const STALE = {
  decision: ['decision', 'decisions', 'meeting', 'tasks'],
  meeting: ['meeting', 'meetings', 'decision', 'tasks'],
  consultation: ['consultation', 'consultations', 'tasks'],
  catalogue: ['catalogue', 'catalogues', 'tasks'],
  person: ['people', 'administered-people', 'role-proposals', 'delegations', 'session', 'tasks'],
  unit: ['units', 'administered-units', 'unit-events'],
  pool: ['pool'],
  // What a reading opens is a decision that was refused before.
  reading: ['emergency-readings', 'decision', 'tasks'],
  installation: ['installation', 'separation', 'erasures', 'jurisdictions', 'tasks'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

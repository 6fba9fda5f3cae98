import type { Role } from './vocabulary.js';

/** Roles without which no major decision comes to its end, so that a wizard can say who is still missing. */
export const ROLES_NEEDED: readonly Role[] = [
  'proposer',
  'office',
  'legality-reviewer',
  'secretary',
  'member',
  'head',
  'archivist',
];

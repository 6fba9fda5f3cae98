/** Every claim, of every family of rules. */
import type { Claims } from './claims.js';
import { DECREE_713 } from './decree-713.js';
import { LOCAL_RULES } from './local-rules.js';
import { OTHER_LAWS } from './other-laws.js';
import { OTHER_PROCEDURES } from './other-procedures.js';

const FAMILIES = [DECREE_713, LOCAL_RULES, OTHER_LAWS, OTHER_PROCEDURES];

export const CLAIMS: Claims = Object.fromEntries(FAMILIES.flatMap((family) => Object.entries(family)));

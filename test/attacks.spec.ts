import { afterAll, beforeAll, describe } from '@jest/globals';
import { attacksOnTheProgram } from './attacks/on-the-program.js';
import { attacksOnTheRecord } from './attacks/on-the-record.js';
import { AttackedSystem } from './attacks/system.js';

let system: AttackedSystem;
beforeAll(async () => void (system = await AttackedSystem.begins()), 60_000);
afterAll(() => system.ends());

/** Each on a copy, or on what was exported, of one running township; what comes of it is judged by both verifiers. */
describe('An attack on a running system:', () => {
  attacksOnTheRecord(() => system);
  attacksOnTheProgram(() => system);
});

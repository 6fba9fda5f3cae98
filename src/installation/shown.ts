import type { PersonFacts, Role } from '../../workflows/vocabulary.js';
import type { Look } from '../road/facts.js';
import type { InstallationState } from './installation.js';
import { bodyIn } from '../road/room.js';
import { REMOVERS, type Proposal } from './removals.js';

/** Who reads the installation itself: its settings, its keys, how far it is anchored. */
export const READS_THE_INSTALLATION: readonly Role[] = ['administrator', 'auditor'];
const READS_PROPOSALS: readonly Role[] = [...REMOVERS, 'auditor'];

type Reader = Pick<PersonFacts, 'grants'>;

/** The bodies whose records a removal would touch. */
async function bodiesTouched({ about, asked }: Proposal, look: Look): Promise<string[]> {
  const bodies = Object.values(about).map(({ body }) => body);
  if ('subject' in asked) bodies.push(bodyIn(await look(asked.subject)));
  return [...new Set(bodies)];
}

/** The removals that wait in bodies that this person serves in one of these roles. */
export async function proposalsFor(
  { grants }: Reader,
  proposals: InstallationState['proposals'],
  look: Look,
  roles: readonly Role[] = READS_PROPOSALS,
): Promise<Readonly<Record<string, Proposal>>> {
  const own: Record<string, Proposal> = {};
  for (const [id, proposal] of Object.entries(proposals)) {
    const bodies = await bodiesTouched(proposal, look);
    if (bodies.every((one) => grants.some(({ role, body }) => roles.includes(role) && body === one)))
      own[id] = proposal;
  }
  return own;
}

/** The installation as whoever acts on it may read it: an archivist sees what waits in the own body, and no more. */
export async function installationShown(
  view: Readonly<Record<string, unknown>>,
  reader: Reader,
  look: Look,
): Promise<Readonly<Record<string, unknown>>> {
  const proposals = await proposalsFor(reader, view['proposals'] as InstallationState['proposals'], look);
  const readsAll = reader.grants.some(({ role }) =>
    [...READS_THE_INSTALLATION, 'installation'].includes(role),
  );
  return readsAll ? { ...view, proposals } : { proposals };
}

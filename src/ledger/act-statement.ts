import { canonicalize, type JsonObject } from '../canonical/canonical-json.js';
import { sha256 } from '../canonical/digest.js';
import type { Leaf } from './leaf.js';

/** What the statement leaves out: set by the server while it records, and nothing that an actor can mean. */
export type Meant = Omit<Leaf, 'id' | 'seq' | 'time' | 'statehash' | 'specversion' | 'data'> & {
  data: Omit<Leaf['data'], 'actorsig'>;
};

/**
 * What an actor signs of an act, as canonical JSON (docs/signatures.md): everything in the leaf that the actor can mean.
 * `prev` and `data.version` bind it to the history that it answers, so it can be recorded once and nowhere else. Of the
 * facts, which the server gathers, it has for whom the act is done and by which delegation: nobody can be made another's
 * delegate afterwards, or that other's act be made one's own.
 */
export const actStatement = (leaf: Meant): string =>
  canonicalize({ ...said(leaf), ...actingFor(leaf), format: 'chengxu-act@2' });

/** The challenge that the authenticator signs: SHA-256 over the statement. */
export const actDigest = (leaf: Meant): Buffer => sha256(actStatement(leaf));

/** The challenges that a signature on record may answer: this, or that of the statement before it named the delegation. */
export const digestsSigned = (leaf: Meant): readonly Buffer[] => [
  actDigest(leaf),
  sha256(canonicalize({ ...said(leaf), format: 'chengxu-act@1' })),
];

function said(leaf: Meant): JsonObject {
  const { _sd, _sd_alg, evidenced, instrument, payload, version } = leaf.data;
  const { actor, actorrole, actorunit, claimed, onbehalf, prev, source, subject, type, workflowhash } = leaf;
  return {
    actor,
    actorrole,
    actorunit,
    ...(claimed !== undefined && { claimed }),
    data: {
      _sd,
      _sd_alg,
      ...(evidenced !== undefined && { evidenced }),
      ...(instrument !== undefined && { instrument }),
      payload,
      version,
    },
    ...(onbehalf !== undefined && { onbehalf }),
    prev,
    source,
    subject,
    type,
    ...(workflowhash !== undefined && { workflowhash }),
  };
}

function actingFor({ data: { facts } }: Meant): JsonObject {
  const { delegation, by } = (facts['delegation'] ?? {}) as { delegation?: unknown; by?: JsonObject };
  const person = by?.['person'];
  return {
    ...(typeof delegation === 'string' && { delegation }),
    ...(typeof person === 'string' && { delegatedBy: person }),
  };
}

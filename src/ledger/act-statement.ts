import { canonicalize, type JsonObject } from '../canonical/canonical-json.js';
import { sha256 } from '../canonical/digest.js';
import type { Leaf } from './leaf.js';

/** What the statement leaves out: set by the server while it records, and nothing that an actor can mean. */
export type Meant = Omit<Leaf, 'id' | 'seq' | 'time' | 'statehash' | 'specversion' | 'data'> & {
  data: Omit<Leaf['data'], 'facts' | 'actorsig'>;
};

/**
 * What an actor signs of an act, as canonical JSON (docs/signatures.md): everything in the leaf that the actor can mean.
 * `prev` and `data.version` bind it to the history that it answers, so it can be recorded once and nowhere else.
 */
export function actStatement(leaf: Meant): string {
  const { _sd, _sd_alg, evidenced, instrument, payload, version } = leaf.data;
  const { actor, actorrole, actorunit, claimed, onbehalf, prev, source, subject, type, workflowhash } = leaf;
  const statement = {
    format: 'chengxu-act@1',
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
  return canonicalize(statement as JsonObject);
}

/** The challenge that the authenticator signs: SHA-256 over the statement. */
export const actDigest = (leaf: Meant): Buffer => sha256(actStatement(leaf));

import type { Auditor } from './auditor.js';
import type { Claims } from './claims.js';
import type { Digests, Files } from './container.js';
import type { Findings } from './findings.js';
import type { Host } from './host.js';
import type { Progress } from './verify.js';

export interface Replayed {
  readonly decisions: number;
  readonly events: number;
}

export async function replay(
  _host: Host,
  _files: Files,
  _digests: Digests,
  _claims: Claims,
  _auditor: Auditor,
  _findings: Findings,
  _progress: Progress,
): Promise<Replayed | undefined> {
  return undefined;
}

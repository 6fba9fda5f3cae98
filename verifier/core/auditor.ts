import { textOf } from './bytes.js';
import { Usage } from './findings.js';
import type { Host } from './host.js';
import { readCheckpoint, readSignedCheckpoint, type Checkpoint } from './note.js';
import { readPolicy, type Policy } from './policy.js';
import { readSmKey, type SmKey } from './second-origin.js';

/** What the auditor brings: the only ground for trust. */
export interface Auditor {
  readonly policy: Policy | undefined;
  readonly pins: readonly Checkpoint[];
  /** PEM certificates of time-stamp authorities. */
  readonly authorities: readonly string[];
  /** Digests of the definitions that may be run. */
  readonly definitions: ReadonlySet<string>;
  /** Keys of the second origin (SM2); none, and only its trees are compared. */
  readonly smKeys: readonly SmKey[];
  /** When the auditor looks, in milliseconds since 1970. */
  readonly asOf: number;
}

export interface Given {
  readonly policy?: Uint8Array | undefined;
  readonly pins?: readonly Uint8Array[] | undefined;
  readonly authorities?: readonly string[] | undefined;
  readonly definitions?: readonly string[] | undefined;
  readonly smKeys?: readonly string[] | undefined;
  /** RFC 3339; now unless given. */
  readonly asOf?: string | undefined;
}

/** @throws Usage for what cannot be read */
export function auditorFrom(host: Host, given: Given, now: number): Auditor {
  const definitions = given.definitions ?? [];
  if (!definitions.every((digest) => /^[0-9a-f]{64}$/.test(digest)))
    throw new Usage({
      zh: '--definition 应为 64 位小写十六进制摘要',
      en: '--definition takes a SHA-256 in lower-case hex',
    });
  return {
    policy: given.policy && readPolicy(host, given.policy),
    pins: (given.pins ?? []).map(pinIn),
    authorities: given.authorities ?? [],
    definitions: new Set(definitions),
    smKeys: (given.smKeys ?? []).map((vkey) => readSmKey(host, vkey.trim())),
    asOf: given.asOf === undefined ? now : timeIn(given.asOf),
  };
}

function pinIn(bytes: Uint8Array, at: number): Checkpoint {
  const text = textOf(bytes);
  const pin = (text === undefined ? undefined : readCheckpoint(text)) ?? readSignedCheckpoint(bytes);
  if (pin) return { origin: pin.origin, size: pin.size, root: pin.root };
  throw new Usage({ zh: `第 ${at + 1} 个 --pin 不是检查点`, en: `--pin number ${at + 1} is no checkpoint` });
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function timeIn(text: string): number {
  const at = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new Usage({
    zh: '--as-of 应为 RFC 3339 时间',
    en: '--as-of takes a time as in RFC 3339, with its offset',
  });
}

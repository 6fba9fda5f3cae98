import { auditorFrom, type Given } from '../core/auditor.js';
import { filesInMemory, type Files } from '../core/container.js';
import { Usage } from '../core/findings.js';
import { htmlReport, textReport } from '../core/report.js';
import { verify, type Progress, type Report } from '../core/verify.js';
import { filesInZip } from '../core/zip.js';
import { browserHost } from './host.js';

/** Texts may be given as text. */
export interface GivenHere extends Omit<Given, 'policy' | 'pins'> {
  readonly policy?: string | Uint8Array | undefined;
  readonly pins?: readonly (string | Uint8Array)[] | undefined;
  readonly onProgress?: Progress;
}

/** What the auditor gave cannot be read: as the program says it with exit status 3. */
type Answer = Report | { readonly code: 'USAGE'; readonly exit: 3; readonly findings: Report['findings'] };

const bytesIn = (given: string | Uint8Array): Uint8Array =>
  typeof given === 'string' ? new TextEncoder().encode(given) : given;

async function verified(open: () => Files | Promise<Files>, given: GivenHere): Promise<Answer> {
  const { policy, pins, onProgress, ...rest } = given;
  try {
    const policyBytes = policy === undefined ? undefined : bytesIn(policy);
    const auditor = auditorFrom(
      browserHost,
      { ...rest, policy: policyBytes, pins: pins?.map(bytesIn) },
      Date.now(),
    );
    return await verify(browserHost, open, auditor, onProgress);
  } catch (error) {
    if (error instanceof Usage)
      return { code: 'USAGE', exit: 3, findings: [{ code: 'USAGE', ...error.words }] };
    throw error;
  }
}

export const chengxuVerifier = {
  /** Verifies a bag from its files by their paths in it (`data/bag.json` …). */
  verify: (files: ReadonlyMap<string, Uint8Array>, given: GivenHere = {}) =>
    verified(() => filesInMemory(files), given),

  /** Verifies a bag that is one ZIP. */
  verifyZip: (zip: Uint8Array, given: GivenHere = {}) =>
    verified(
      () =>
        filesInZip(browserHost, {
          size: zip.length,
          read: (offset, length) => zip.subarray(offset, offset + length),
        }),
      given,
    ),
  textReport,
  htmlReport,
};

(globalThis as { chengxuVerifier?: typeof chengxuVerifier }).chengxuVerifier = chengxuVerifier;

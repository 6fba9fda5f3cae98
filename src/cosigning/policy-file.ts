import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePolicy, type Policy, PolicyRefused } from '../ledger/policy.js';

/** The policy in the data directory cannot be the one that was meant. The program does not start on it. */
export class PolicyUnusable extends Error {
  readonly code = 'policy-unusable';

  readonly what: { readonly zh: string; readonly en: string };

  constructor(file: string, reason: { readonly zh: string; readonly en: string }, cause?: unknown) {
    const zh = `见证策略不可用：${reason.zh}（${file}）`;
    const en = `The policy of witnesses cannot be used: ${reason.en} (${file}).`;
    super(`${zh}。${en}`, { cause });
    this.what = { zh, en };
    this.name = 'PolicyUnusable';
  }
}

/**
 * The policy (C2SP tlog-policy) in `<data>/policy`: which witnesses are asked, and how many make a quorum. Undefined where
 * there is no such file. Give auditors the same file: it says whom they have to trust.
 *
 * @param origin of the ledger that it must be about; undefined where that does not matter
 * @throws PolicyUnusable when it is no policy, or one for other logs
 */
export async function policyIn(data: string, origin: string | undefined): Promise<Policy | undefined> {
  const file = join(data, 'policy');
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (bytes === undefined) return undefined;
  const policy = parsed(bytes, file);
  const logs = policy.logs.map(({ verifier }) => verifier.name);
  if (origin !== undefined && logs.length > 0 && !logs.includes(origin))
    throw new PolicyUnusable(file, {
      zh: `其中的账本是 ${logs.join('、')}，不是 ${origin}`,
      en: `its logs are ${logs.join(', ')}, and this is ${origin}`,
    });
  return policy;
}

function parsed(bytes: Buffer, file: string): Policy {
  try {
    return parsePolicy(bytes);
  } catch (error) {
    if (!(error instanceof PolicyRefused)) throw error;
    const { line, reason } = error;
    const where = { zh: `第 ${line} 行，${reason.zh}`, en: `line ${line}, ${reason.en}` };
    throw new PolicyUnusable(file, where, error);
  }
}

import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere } from '../ledger/guarded-file.js';
import { certificatesIn, TimeStampRefused } from './time-stamp.js';
import type { Authority } from './time-stamping.js';

/** What was set for time-stamping cannot be meant. The program does not start on it. */
export class AuthorityUnusable extends Error {
  readonly code = 'authority-unusable';

  readonly what: { readonly zh: string; readonly en: string };

  constructor(file: string, zh: string, en: string) {
    const what = {
      zh: `时间戳设置不可用：${zh}（${file}）`,
      en: `The setting for time-stamps cannot be used: ${en} (${file}).`,
    };
    super(`${what.zh}。${what.en}`);
    this.what = what;
    this.name = 'AuthorityUnusable';
  }
}

const setting = z.strictObject({ url: z.url({ protocol: /^https?$/ }) });

/**
 * The authority in `<data>/time-stamping.json` (`{"url": …}`), and the certificates that are believed, in
 * `<data>/time-stamping.pem`. Undefined where there is no such file.
 * @throws AuthorityUnusable
 */
export async function authorityIn(data: string): Promise<Authority | undefined> {
  const file = join(data, 'time-stamping.json');
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const read = setting.safeParse(jsonIn(text));
  if (!read.success)
    throw new AuthorityUnusable(file, '应为 {"url": "https://…"}', 'write {"url": "https://…"}');
  const pem = join(data, 'time-stamping.pem');
  const trusted = certificates((await readIfThere(pem)) ?? '');
  if (trusted.length === 0) throw new AuthorityUnusable(pem, '其中没有证书', 'there is no certificate in it');
  return { url: read.data.url, trusted };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function certificates(pem: string) {
  try {
    return certificatesIn(pem);
  } catch (error) {
    if (!(error instanceof TimeStampRefused)) throw error;
    return [];
  }
}

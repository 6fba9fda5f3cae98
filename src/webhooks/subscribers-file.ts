import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { readIfThere } from '../ledger/guarded-file.js';

/** Somebody who is told of each new checkpoint. */
export interface Subscriber {
  readonly name: string;
  readonly url: string;
  /** As Standard Webhooks has it: `whsec_` and base64. Shared with this subscriber alone. */
  readonly secret: string;
}

export interface Subscriptions {
  readonly subscribers: readonly Subscriber[];
  /** Hosts that may be reached without https, or at a private address, because the keeper says so. */
  readonly allowedHosts: readonly string[];
}

/** The subscribers cannot be those that were meant. The program does not start on it. */
export class SubscribersUnusable extends Error {
  readonly code = 'subscribers-unusable';

  readonly what: { readonly zh: string; readonly en: string };

  constructor(file: string, zh: string, en: string) {
    const what = {
      zh: `订阅设置不可用：${zh}（${file}）`,
      en: `The subscribers cannot be used: ${en} (${file}).`,
    };
    super(`${what.zh}。${what.en}`);
    this.what = what;
    this.name = 'SubscribersUnusable';
  }
}

const settings = z.strictObject({
  allowedHosts: z.array(z.string().min(1)).default([]),
  subscribers: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
      url: z.url({ protocol: /^https?$/ }),
      secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/),
    }),
  ),
});

/**
 * The subscribers in `<data>/webhooks.json`; none where there is no such file.
 * @throws SubscribersUnusable
 */
export async function subscriptionsIn(data: string): Promise<Subscriptions> {
  const file = join(data, 'webhooks.json');
  const text = await readIfThere(file);
  if (text === undefined) return { subscribers: [], allowedHosts: [] };
  const read = settings.safeParse(jsonIn(text));
  // What does not fit is named by its place alone: the file holds secrets.
  const where = read.error?.issues.map(({ path }) => path.join('.')).join(', ') ?? '';
  if (!read.success) throw new SubscribersUnusable(file, `${where} 不合要求`, `${where} does not fit`);
  const { subscribers, allowedHosts } = read.data;
  for (const { name, url, secret } of subscribers) {
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'https:' && !allowedHosts.includes(hostname))
      throw new SubscribersUnusable(
        file,
        `${name} 须用 https，或列入 allowedHosts`,
        `${name} needs https, or a place in allowedHosts`,
      );
    if (subscribers.filter((one) => one.name === name).length > 1)
      throw new SubscribersUnusable(file, `名称 ${name} 重复`, `the name ${name} is there twice`);
    if (!isSecret(secret))
      throw new SubscribersUnusable(
        file,
        `${name} 的密钥不是 whsec_ 加 base64`,
        `the secret of ${name} is not whsec_ and base64`,
      );
  }
  return read.data;
}

function isSecret(secret: string): boolean {
  try {
    return new Webhook(secret) instanceof Webhook;
  } catch {
    return false;
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

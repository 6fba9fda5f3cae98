import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

/** A key made from a word, so that every run signs alike; written apart from what it is to test. */
export interface SigningKey {
  readonly name: string;
  readonly vkey: string;
  /** One signature line over a text; a witness's has a time in seconds. */
  line(text: string, time?: number): string;
}

export function keyOf(name: string, word: string, type: 1 | 4 = 1): SigningKey {
  const seed = createHash('sha256').update(word).digest();
  const envelope = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = createPrivateKey({ key: Buffer.concat([envelope, seed]), format: 'der', type: 'pkcs8' });
  const typed = Buffer.concat([Buffer.from([type]), publicBytes(key)]);
  const id = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
  return {
    name,
    vkey: `${name}+${id.toString('hex')}+${typed.toString('base64')}`,
    line(text, time = 0) {
      const stamp = Buffer.alloc(type === 4 ? 8 : 0);
      if (type === 4) stamp.writeBigUInt64BE(BigInt(time));
      const message = type === 4 ? `cosignature/v1\ntime ${time}\n${text}` : text;
      const signature = Buffer.concat([id, stamp, sign(null, Buffer.from(message), key)]);
      return `— ${name} ${signature.toString('base64')}\n`;
    },
  };
}

function publicBytes(key: KeyObject): Buffer {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url');
}

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { createPrivately, readIfThere } from '../../ledger/guarded-file.js';

const BYTES = 32;

/**
 * A key of this installation that is not in its database: whoever reads the database alone can neither compute anybody's
 * one-time codes nor claim to be a browser that is known. Nodes of one installation share the file.
 */
export class PrivateKey {
  private constructor(private readonly key: Buffer) {}

  /** Makes the file at the first start. @throws Error when it holds something else */
  static async open(path: string): Promise<PrivateKey> {
    await createPrivately(path, `${randomBytes(BYTES).toString('base64url')}\n`);
    const key = Buffer.from((await readIfThere(path))?.trim() ?? '', 'base64url');
    if (key.length !== BYTES)
      throw new Error(`${path} does not hold the ${BYTES} bytes of a key. Restore it from a backup.`);
    return new PrivateKey(key);
  }

  /** AES-256-GCM. @param about what is sealed for whom: unsealing it for another fails */
  seal(text: string, about: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.derived('seal'), nonce).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** @throws Error for what this key did not seal for that */
  unseal(sealed: string, about: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.derived('seal'), bytes.subarray(0, 12), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
  }

  /** A token that only this installation can make about that. */
  vouch(about: string): string {
    const id = randomBytes(16).toString('base64url');
    return `${id}.${this.mark(id, about)}`;
  }

  /** The token's own id, if it was made here about that. */
  vouched(token: string, about: string): string | undefined {
    const [id = '', mark = '', more] = token.split('.');
    const expected = Buffer.from(this.mark(id, about));
    const given = Buffer.from(mark);
    const right = given.length === expected.length && timingSafeEqual(given, expected);
    return right && more === undefined ? id : undefined;
  }

  /** A digest that nobody without this key computes or tries out. */
  digest(text: string): string {
    return createHmac('sha256', this.derived('count')).update(text).digest('base64url');
  }

  private mark(id: string, about: string): string {
    return createHmac('sha256', this.derived('vouch'))
      .update(JSON.stringify([id, about]))
      .digest('base64url');
  }

  private derived(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.key, '', `chengxu sign-in ${purpose}`, 32));
  }
}

import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { digestsSigned } from './act-statement.js';
import { actorSignatureHolds } from './actor-signature.js';
import { atEvent } from './findings.js';
import { decodeLeaf, type Leaf } from './leaf.js';

type Signature = NonNullable<Leaf['data']['actorsig']>;

/** A key for signing that somebody has registered. */
interface Registered {
  readonly key: JsonObject;
  readonly rpId: string;
  readonly acts: readonly string[];
  stands: boolean;
}

const NO_KEY = [
  '签名的密钥不是行为人当时在用的密钥',
  'it is signed with a key that was none of the actor’s at that time',
] as const;
const NOT_HELD = ['行为人的签名不成立', 'the actor’s signature does not hold'] as const;
const UNSIGNED = [
  '要求行为人签名，却没有签名',
  'the actor was to sign it, and it bears no signature',
] as const;

/**
 * Actors' signatures over their acts as a verification comes past them, to the letter of docs/bag.md, step 12: the same
 * as the two verifiers of bags, from the rows. It remembers registered keys, and who asks for signatures; nothing of
 * other events.
 */
export class ActorSignatures {
  private readonly keys = new Map<string, Map<string, Registered>>();
  private readonly askedByBody = new Map<string, readonly string[]>();
  private askedByAll: readonly string[] = [];

  constructor(private readonly rows: Rows) {}

  /** @throws Found with `E_ACTOR_SIG` */
  async see(leaf: Leaf): Promise<void> {
    const registering = leaf.type === 'SigningKeyRegistered' && leaf.subject.startsWith('person/');
    if (registering) this.register(leaf);
    else if (leaf.data.actorsig) this.check(leaf, leaf.data.actorsig, this.keys.get(leaf.actor));
    else if (leaf.subject.startsWith('decision/') && (await this.isAsked(leaf))) throw wrong(leaf, UNSIGNED);
    this.remember(leaf);
  }

  private register(leaf: Leaf): void {
    const { actorsig, payload } = leaf.data;
    if (!actorsig) throw wrong(leaf, UNSIGNED);
    const own = this.keys.get(leaf.actor) ?? new Map<string, Registered>();
    const { credential, key, person, rpId } = payload;
    const made =
      leaf.subject === `person/${leaf.actor}` &&
      person === leaf.actor &&
      typeof credential === 'string' &&
      typeof rpId === 'string' &&
      isObject(key) &&
      !own.has(credential)
        ? { key, rpId, acts: strings(payload['acts']), stands: true }
        : undefined;
    if (!made || typeof credential !== 'string') throw wrong(leaf, NO_KEY);
    this.check(leaf, actorsig, new Map([[credential, made]]));
    this.keys.set(leaf.actor, own.set(credential, made));
  }

  private check(leaf: Leaf, actorsig: Signature, own: ReadonlyMap<string, Registered> | undefined): void {
    const registered = own?.get(actorsig.credential);
    if (!registered?.stands) throw wrong(leaf, NO_KEY);
    if (!digestsSigned(leaf).some((digest) => actorSignatureHolds(digest, actorsig, registered)))
      throw wrong(leaf, NOT_HELD);
  }

  private async isAsked({ subject, type, actor }: Leaf): Promise<boolean> {
    if (this.askedByAll.includes(type)) return true;
    for (const { stands, acts } of this.keys.get(actor)?.values() ?? [])
      if (stands && acts.includes(type)) return true;
    if (![...this.askedByBody.values()].some((acts) => acts.includes(type))) return false;
    const [first] = await this.rows.query<{ bytes: Buffer }>(
      'SELECT bytes FROM event WHERE subject = ? AND version = 0',
      [subject],
    );
    const body = first && decodeLeaf(first.bytes).data.payload['body'];
    return typeof body === 'string' && this.askedByBody.get(body)?.includes(type) === true;
  }

  private remember({ subject, type, data: { payload } }: Leaf): void {
    if (type === 'SigningKeyRevoked' && subject.startsWith('person/')) {
      const key = this.keys.get(subject.slice('person/'.length))?.get(String(payload['credential']));
      if (key) key.stands = false;
    } else if (type === 'SignaturesAsked' && subject.startsWith('unit/')) {
      this.askedByBody.set(subject.slice('unit/'.length), strings(payload['acts']));
    } else if (type === 'ConfigurationChanged' && payload['setting'] === 'signatures-asked') {
      this.askedByAll = typeof payload['value'] === 'string' ? payload['value'].split(' ') : [];
    }
  }
}

const wrong = (leaf: Leaf, words: readonly [string, string]) => atEvent('E_ACTOR_SIG', leaf.seq, words, leaf);
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

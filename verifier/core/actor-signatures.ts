import { base64UrlOf, bytesOfBase64Url, equal, joined, utf8 } from './bytes.js';
import type { Claims } from './claims.js';
import { bodyOf, INTEGER, inside, NotDer, readDer, SEQUENCE, type Der } from './der.js';
import type { Findings, Words } from './findings.js';
import { Unsupported, type Host, type P256Key } from './host.js';
import { canonical, isObject, stringsIn, type Json, type JsonObject } from './json.js';
import type { ActorSignature, Leaf } from './leaf.js';

type PublicKey = ({ readonly kty: 'EC' } & P256Key) | { readonly kty: 'OKP'; readonly x: Uint8Array };

interface SigningKey {
  readonly key: PublicKey;
  readonly rpId: string;
  readonly acts: readonly string[];
  stands: boolean;
}

/** Step 12: an act that its actor has signed is what they signed, with a key that stood; and nothing asked for is missing. */
export class ActorSignatures {
  /** By person, then by credential. */
  private readonly keys = new Map<string, Map<string, SigningKey>>();
  /** How much of each person's register is here, from its first event on. */
  private readonly registers = new Map<string, number>();
  private readonly bodies = new Map<string, string>();
  private readonly askedByBody = new Map<string, readonly string[]>();
  private askedByAll: readonly string[] = [];

  constructor(
    private readonly host: Host,
    private readonly claims: Claims,
    private readonly findings: Findings,
  ) {}

  async see(leaf: Leaf, isComplete: boolean): Promise<void> {
    this.readRegister(leaf);
    const registering = isOfAPerson(leaf) && leaf.type === 'SigningKeyRegistered';
    if (registering || (isComplete && leaf.data.actorsig)) {
      const own = registering ? this.registered(leaf) : undefined;
      const wrong = await this.judge(leaf, registering, own);
      if (wrong) this.tell(leaf, wrong);
      else if (own) this.keysOf(leaf.actor).set(String(leaf.data.payload['credential']), own);
    } else if (isComplete && this.isAsked(leaf)) this.tell(leaf, UNSIGNED);
    this.takeIn(leaf);
  }

  private async judge(
    leaf: Leaf,
    registering: boolean,
    own: SigningKey | undefined,
  ): Promise<Wrong | undefined> {
    const { actorsig } = leaf.data;
    if (!actorsig) return UNSIGNED;
    if (!this.isWhole(leaf)) return UNCHECKED;
    const { credential } = actorsig;
    const known = registering
      ? leaf.data.payload['credential'] === credential
        ? own
        : undefined
      : this.keys.get(leaf.actor)?.get(credential);
    if (!known?.stands) return NO_KEY;
    try {
      return await signs(this.host, leaf, actorsig, known);
    } catch (error) {
      if (error instanceof Unsupported) return UNCHECKED;
      throw error;
    }
  }

  /** The key that this event registers; undefined where it is none, or is not its actor's, or was there before. */
  private registered({ subject, actor, data: { payload } }: Leaf): SigningKey | undefined {
    const { person, credential, key, rpId, acts } = payload;
    const read = publicKeyIn(key);
    if (subject !== `person/${actor}` || person !== actor || typeof credential !== 'string') return undefined;
    if (typeof rpId !== 'string' || !read || this.keys.get(actor)?.has(credential)) return undefined;
    return { key: read, rpId, acts: stringsIn(acts), stands: true };
  }

  /** Whether the events of the actor's own register, as far as the act rests on it, are all here. */
  private isWhole({ actor, data: { facts } }: Leaf): boolean {
    if (this.claims.scope === 'ledger') return true;
    const { person, position } = isObject(facts['actor']) ? facts['actor'] : {};
    return (
      person === actor &&
      Number.isSafeInteger(position) &&
      Number(position) >= 0 &&
      (this.registers.get(actor) ?? 0) > Number(position)
    );
  }

  private isAsked({ subject, type, actor }: Leaf): boolean {
    if (!subject.startsWith('decision/')) return false;
    const body = this.bodies.get(subject);
    const ofBody = body === undefined ? undefined : this.askedByBody.get(body);
    const own = [...(this.keys.get(actor)?.values() ?? [])].filter(({ stands }) => stands);
    return (
      this.askedByAll.includes(type) ||
      ofBody?.includes(type) === true ||
      own.some(({ acts }) => acts.includes(type))
    );
  }

  private readRegister(leaf: Leaf): void {
    const { subject, data } = leaf;
    if (subject.startsWith('decision/') && data.version === 0 && typeof data.payload['body'] === 'string')
      this.bodies.set(subject, data.payload['body']);
  }

  /** What holds from the next event on. */
  private takeIn(leaf: Leaf): void {
    const { subject, type } = leaf;
    const { payload, version } = leaf.data;
    if (isOfAPerson(leaf)) {
      const person = subject.slice('person/'.length);
      const here = this.registers.get(person) ?? 0;
      if (version === here) this.registers.set(person, here + 1);
      const revoked = type === 'SigningKeyRevoked' ? payload['credential'] : undefined;
      const key = typeof revoked === 'string' ? this.keys.get(person)?.get(revoked) : undefined;
      if (key) key.stands = false;
    }
    if (subject.startsWith('unit/') && type === 'SignaturesAsked')
      this.askedByBody.set(subject.slice('unit/'.length), stringsIn(payload['acts']));
    const { setting, value } = payload;
    if (subject === 'installation' && type === 'ConfigurationChanged' && setting === 'signatures-asked')
      this.askedByAll = typeof value === 'string' ? value.split(' ') : [];
  }

  private keysOf(person: string): Map<string, SigningKey> {
    const known = this.keys.get(person) ?? new Map<string, SigningKey>();
    this.keys.set(person, known);
    return known;
  }

  private tell({ seq, subject }: Leaf, { code, zh, en }: Wrong): void {
    const told = { code, seq, subject, zh: `第 ${seq} 号事件：${zh}`, en: `event ${seq}: ${en}` };
    this.findings.add(12, 0, seq, told);
  }
}

const isOfAPerson = ({ subject }: Leaf): boolean => subject.startsWith('person/');

const without = (value: object, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/**
 * What may have been signed, as canonical JSON: everything in the leaf that its actor can mean, and for whom it was done
 * by which delegation; or, as it was first, without these.
 */
export function actStatements(leaf: Leaf): string[] {
  const said = {
    ...without(leaf, 'id', 'seq', 'specversion', 'statehash', 'time'),
    data: without(leaf.data, 'actorsig', 'facts'),
  };
  return [
    { ...said, ...actingFor(leaf), format: 'chengxu-act@2' },
    { ...said, format: 'chengxu-act@1' },
  ].map((statement) => canonical(statement) ?? '');
}

function actingFor({ data: { facts } }: Leaf): JsonObject {
  const fact = isObject(facts['delegation']) ? facts['delegation'] : {};
  const { delegation, by } = fact;
  const person = isObject(by) ? by['person'] : undefined;
  return {
    ...(typeof delegation === 'string' ? { delegation } : {}),
    ...(typeof person === 'string' ? { delegatedBy: person } : {}),
  };
}

const USER_PRESENT_AND_VERIFIED = 0x05;

/** @throws Unsupported */
async function signs(
  host: Host,
  leaf: Leaf,
  { authenticatorData, clientDataJSON, signature }: ActorSignature,
  { key, rpId }: SigningKey,
): Promise<Wrong | undefined> {
  const [data, client, raw] = [authenticatorData, clientDataJSON, signature].map(bytesOfBase64Url);
  if (!data || !client || !raw) return NOT_HELD;
  const isOver = (statement: string): boolean => {
    const challenge = base64UrlOf(host.sha256(utf8(statement)));
    const begins = utf8(`{"type":"webauthn.get","challenge":"${challenge}","origin":"`);
    return equal(client.subarray(0, begins.length), begins);
  };
  if (!actStatements(leaf).some(isOver)) return OTHER_ACT;
  if (data.length < 37 || !equal(data.subarray(0, 32), host.sha256(utf8(rpId)))) return OTHER_SITE;
  if (((data[32] ?? 0) & USER_PRESENT_AND_VERIFIED) !== USER_PRESENT_AND_VERIFIED) return NOT_VERIFIED;
  const message = joined([data, host.sha256(client)]);
  if (key.kty === 'OKP') {
    const holds = raw.length === 64 && (await host.verifiesEd25519(key.x, message, raw));
    return holds ? undefined : NOT_HELD;
  }
  const pair = readEcdsa(raw);
  return pair && (await host.verifiesEs256(key, message, pair)) ? undefined : NOT_HELD;
}

/** r ‖ s, 64 bytes, of `Ecdsa-Sig-Value` (RFC 3279 §2.2.3) in DER. */
function readEcdsa(bytes: Uint8Array): Uint8Array | undefined {
  try {
    const numbers = inside(readDer(bytes), SEQUENCE);
    const [r, s] = numbers.map(numberOf);
    return numbers.length === 2 && r && s ? joined([r, s]) : undefined;
  } catch (error) {
    if (error instanceof NotDer) return undefined;
    throw error;
  }
}

/** A number above 0 in its shortest form, as 32 bytes. */
function numberOf(element: Der): Uint8Array | undefined {
  const body = bodyOf(element, INTEGER);
  const [first = 0x80, second = 0x80] = body;
  if (first >= 0x80 || (first === 0 && second < 0x80)) return undefined;
  const digits = first === 0 ? body.subarray(1) : body;
  if (digits.length > 32) return undefined;
  const number = new Uint8Array(32);
  number.set(digits, 32 - digits.length);
  return number;
}

/** A key of RFC 7517: P-256, or Ed25519 (RFC 8037). */
function publicKeyIn(value: Json | undefined): PublicKey | undefined {
  const { kty, crv, x, y } = isObject(value) ? value : {};
  const [a, b] = [x, y].map((one) => (typeof one === 'string' ? bytesOfBase64Url(one) : undefined));
  if (a?.length !== 32) return undefined;
  if (kty === 'OKP' && crv === 'Ed25519') return { kty, x: a };
  return kty === 'EC' && crv === 'P-256' && b?.length === 32 ? { kty, x: a, y: b } : undefined;
}

interface Wrong extends Words {
  readonly code: 'E_ACTOR_SIG' | 'W_ACTOR_SIG_UNCHECKED';
}
const wrong = (zh: string, en: string): Wrong => ({ code: 'E_ACTOR_SIG', zh, en });
const UNSIGNED = wrong('要求行为人签名，却没有签名', 'the actor was to sign it, and it bears no signature');
const NO_KEY = wrong(
  '签名的密钥不是行为人当时在用的密钥',
  'it is signed with a key that was none of the actor’s at that time',
);
const OTHER_ACT = wrong('所签的不是这一行为', 'what was signed is another act');
const OTHER_SITE = wrong('签名不是为本系统作出', 'it was signed for another site');
const NOT_VERIFIED = wrong('验证器没有核实持有人', 'the authenticator had not made sure who held it');
const NOT_HELD = wrong('行为人的签名不成立', "the actor's signature does not hold");
const UNCHECKED: Wrong = {
  code: 'W_ACTOR_SIG_UNCHECKED',
  zh: '行为人的签名未能核对：其登记事件不全在包内，或本机不能验证',
  en: "the actor's signature could not be checked: their register is not all here, or this machine has no means",
};

import { ActorKey, derOf, type OddSignature } from './actor-key.js';
import { event, type Forgery, type Line } from './forging.js';
import type { MadeUpEvent, MadeUpLedger } from './made-up-ledger.js';
import type { Plain } from './jcs.js';
import { delegated, lends, lentBy } from './lent.js';
import { counted, FACTS } from './sample.js';

const KEY = new ActorKey('a2V5LTE');
const OTHER = new ActorKey('a2V5LTI');
const ED25519 = new ActorKey('a2V5LTM', 'Ed25519');

const restingOn = (position: number): Partial<MadeUpEvent> => ({
  facts: { ...FACTS, actor: { ...FACTS.actor, position } },
});

/** Registers a key, signed with itself unless told otherwise. @returns the event's position */
function registers(
  ledger: MadeUpLedger,
  key = KEY,
  { more = {}, by = key, on = 1 }: { more?: Line; by?: ActorKey | null; on?: number } = {},
): number {
  const seq = ledger.add('person/a', 'SigningKeyRegistered', key.registration(more), restingOn(on));
  by?.signs(ledger, seq, by === key ? {} : { credential: key.credential });
  return seq;
}

/** The third event of the decision, which rests on the actor's register as far as told. */
const acts = (ledger: MadeUpLedger, on = 2): number =>
  ledger.add('decision/1', 'Counted', { add: 1 }, counted(1, 6, restingOn(on)));

const registeredAndSigned =
  (odd: OddSignature = {}, key = KEY) =>
  (ledger: MadeUpLedger): void => {
    registers(ledger, key);
    key.signs(ledger, acts(ledger), odd);
  };

/** One lends the actor what another might have; what was signed was done for that one. */
function signedForL(ledger: MadeUpLedger, odd: OddSignature = {}): number {
  lends(ledger, 'l');
  registers(ledger);
  const at = delegated(ledger, 'l', { on: 2 });
  KEY.signs(ledger, at, odd);
  return at;
}

const revokes = (ledger: MadeUpLedger, credential = KEY.credential): number =>
  ledger.add('person/a', 'SigningKeyRevoked', { credential }, restingOn(2));

const both = (code: string, what: string, ledger: (made: MadeUpLedger) => void): Forgery[] =>
  (['decision', 'ledger'] as const).map((scope) => ({ what: `${what} (${scope})`, code, scope, ledger }));

/** An order that no curve of 256 bits reaches, and one byte too long. */
const TOO_LONG = Buffer.concat([Buffer.from([0x00]), Buffer.alloc(32, 0xff)]);

const asked = (setting: string, value: Plain) => (ledger: MadeUpLedger) => {
  ledger.add('installation', 'ConfigurationChanged', { setting, value });
  acts(ledger, 1);
};

export const IN_ACTOR_SIGNATURES: readonly Forgery[] = [
  ...both('OK', 'an act is signed with P-256', registeredAndSigned()),
  ...both('OK', 'an act is signed with Ed25519', registeredAndSigned({}, ED25519)),
  ...both('E_ACTOR_SIG', 'its payload is another than that which was signed', (ledger) => {
    registers(ledger);
    const at = acts(ledger);
    event(ledger, at).payload = { add: 2 };
    KEY.signs(ledger, at);
    event(ledger, at).payload = { add: 1 };
  }),
  ...both('OK', 'an act done for somebody is signed', (ledger) => signedForL(ledger)),
  ...both('OK', 'it was signed before the delegation was', (ledger) =>
    signedForL(ledger, { format: 'chengxu-act@1' }),
  ),
  ...both(
    'OK',
    'an act was signed before delegations were',
    registeredAndSigned({ format: 'chengxu-act@1' }),
  ),
  ...both('E_ACTOR_SIG', 'it is said to be done for somebody else', (ledger) => {
    const one = event(ledger, signedForL(ledger));
    one.facts = { ...one.facts, delegation: lentBy('m') };
  }),
  ...both('E_ACTOR_SIG', 'it is said to be done by another delegation', (ledger) => {
    const one = event(ledger, signedForL(ledger));
    one.facts = { ...one.facts, delegation: { ...lentBy('l'), delegation: 'lent-by-m' } };
  }),
  ...both('E_ACTOR_SIG', 'it is said to be done for nobody', (ledger) => {
    const one = event(ledger, signedForL(ledger));
    const { delegation: _, ...facts } = one.facts ?? {};
    one.facts = facts;
  }),
  ...both('E_ACTOR_SIG', 'an act done for nobody is said to be done for somebody', (ledger) => {
    lends(ledger, 'l');
    registers(ledger);
    const at = acts(ledger);
    KEY.signs(ledger, at);
    const one = event(ledger, at);
    one.facts = { ...one.facts, delegation: lentBy('l') };
  }),
  {
    what: 'the challenge is another',
    code: 'E_ACTOR_SIG',
    ledger: registeredAndSigned({ challenge: 'AAAA' }),
  },
  {
    what: 'it was made to create a passkey',
    code: 'E_ACTOR_SIG',
    ledger: registeredAndSigned({ type: 'webauthn.create' }),
  },
  { what: 'it is for another site', code: 'E_ACTOR_SIG', ledger: registeredAndSigned({ rpId: 'made.upp' }) },
  { what: 'nobody was verified', code: 'E_ACTOR_SIG', ledger: registeredAndSigned({ flags: 0x01 }) },
  { what: 'nobody was present', code: 'E_ACTOR_SIG', ledger: registeredAndSigned({ flags: 0x04 }) },
  {
    what: 'its authenticator data are short of a byte',
    code: 'E_PARSE',
    ledger: registeredAndSigned({ authenticatorData: Buffer.alloc(36) }),
  },
  {
    what: 'a byte follows the signature',
    code: 'E_ACTOR_SIG',
    ledger: registeredAndSigned({ signature: (raw) => Buffer.concat([raw, Buffer.from([0])]) }),
  },
  {
    what: 'a number of the signature is padded',
    code: 'E_ACTOR_SIG',
    ledger: registeredAndSigned({
      signature: (raw) => derOf(raw, (number) => Buffer.concat([Buffer.from([0]), number])),
    }),
  },
  {
    what: 'a third thing stands in the signature',
    code: 'E_ACTOR_SIG',
    ledger: registeredAndSigned({
      signature: (raw) => derOf(raw, (number) => number, Buffer.from([0x05, 0x00])),
    }),
  },
  ...[Buffer.from([0]), Buffer.from([0x80]), TOO_LONG].map((number): Forgery => ({
    what: `the numbers of the signature are ${number.toString('hex').slice(0, 6)}`,
    code: 'E_ACTOR_SIG',
    ledger: registeredAndSigned({ signature: (raw) => derOf(raw, () => number) }),
  })),
  {
    what: 'the signature is no base64url of any bytes',
    code: 'E_ACTOR_SIG',
    ledger: registeredAndSigned({ text: (text) => `${text.slice(0, (text.length >> 2) * 4)}AB` }),
  },
  {
    what: 'an Ed25519 signature is too short',
    code: 'E_ACTOR_SIG',
    ledger: registeredAndSigned({ signature: (raw) => raw.subarray(1) }, ED25519),
  },
  {
    what: 'another key has signed',
    code: 'E_ACTOR_SIG',
    ledger: (ledger) => {
      registers(ledger);
      OTHER.signs(ledger, acts(ledger), { credential: KEY.credential });
    },
  },
  ...both('E_ACTOR_SIG', 'the key was never registered', (ledger) => KEY.signs(ledger, acts(ledger, 1))),
  ...both('E_ACTOR_SIG', 'the key was registered afterwards', (ledger) => {
    KEY.signs(ledger, acts(ledger, 1));
    registers(ledger);
  }),
  ...both('E_ACTOR_SIG', 'the key was revoked before', (ledger) => {
    registers(ledger);
    revokes(ledger);
    KEY.signs(ledger, acts(ledger, 3));
  }),
  ...both('OK', 'the key was revoked afterwards', (ledger) => {
    registeredAndSigned()(ledger);
    revokes(ledger);
  }),
  ...both('OK', 'another key was revoked before', (ledger) => {
    registers(ledger);
    revokes(ledger, OTHER.credential);
    KEY.signs(ledger, acts(ledger, 3));
  }),
  ...both('E_ACTOR_SIG', 'a key that was revoked is registered again', (ledger) => {
    registers(ledger);
    revokes(ledger);
    registers(ledger, KEY, { on: 3 });
  }),
  ...both(
    'E_ACTOR_SIG',
    'a key is registered without its own signature',
    (ledger) => void registers(ledger, KEY, { by: null }),
  ),
  ...both(
    'E_ACTOR_SIG',
    'a key is registered with the signature of another',
    (ledger) => void registers(ledger, KEY, { by: OTHER }),
  ),
  ...both(
    'E_ACTOR_SIG',
    'a key is registered for somebody else',
    (ledger) => void registers(ledger, KEY, { more: { person: 'b' } }),
  ),
  {
    what: 'a key is no point of the curve',
    code: 'E_ACTOR_SIG',
    ledger: (ledger) => void registers(ledger, KEY, { more: { key: { ...KEY.jwk(), y: 'A'.repeat(43) } } }),
  },
  {
    what: 'a coordinate is beyond the field',
    code: 'E_ACTOR_SIG',
    ledger: (ledger) =>
      void registers(ledger, KEY, {
        more: { key: { ...KEY.jwk(), x: Buffer.alloc(32, 0xff).toString('base64url') } },
      }),
  },
  {
    what: 'the actor’s register is not all here',
    code: 'W_ACTOR_SIG_UNCHECKED',
    ledger: (ledger) => {
      registers(ledger);
      const at = acts(ledger, 9);
      KEY.signs(ledger, at);
    },
  },
  ...both(
    'E_ACTOR_SIG',
    'the installation asks for a signature',
    asked('signatures-asked', 'Passed Counted'),
  ),
  ...both('OK', 'the installation asks for those of other acts', asked('signatures-asked', 'Countedd off')),
  ...both('OK', 'another setting lists the act', asked('signatures', 'Counted')),
  ...both('OK', 'the installation asked, and asks no more', (ledger) => {
    const setting = 'signatures-asked';
    ledger.add('installation', 'ConfigurationChanged', { setting, value: 'Counted' });
    asked(setting, 'off')(ledger);
  }),
  ...both('E_ACTOR_SIG', 'the actor has asked for it with the key', (ledger) => {
    registers(ledger, KEY, { more: { acts: ['Counted'] } });
    acts(ledger);
  }),
  ...both('OK', 'the actor has asked for it with a key that stands no more', (ledger) => {
    registers(ledger, KEY, { more: { acts: ['Counted'] } });
    revokes(ledger);
    acts(ledger, 3);
  }),
  {
    what: 'the body asks for a signature',
    code: 'E_ACTOR_SIG',
    scope: 'ledger',
    ledger: (ledger) => {
      event(ledger, 4).payload = { ...event(ledger, 4).payload, body: 'b' };
      ledger.add('unit/b', 'SignaturesAsked', { acts: ['Counted'] });
      acts(ledger, 1);
    },
  },
  {
    what: 'another body asks for a signature',
    code: 'OK',
    scope: 'ledger',
    ledger: (ledger) => {
      event(ledger, 4).payload = { ...event(ledger, 4).payload, body: 'b' };
      ledger.add('unit/c', 'SignaturesAsked', { acts: ['Counted'] });
      acts(ledger, 1);
    },
  },
];

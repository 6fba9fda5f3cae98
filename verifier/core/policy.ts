import { textOf } from './bytes.js';
import { Usage } from './findings.js';
import type { Host } from './host.js';
import { readVkey, sameKey, type Key, type KeyType } from './note.js';

/** Whom the auditor believes (C2SP tlog-policy). */
export interface Policy {
  readonly logs: readonly Key[];
  readonly witnesses: readonly Key[];
  /** Whether these witnesses' cosignatures are enough. */
  meets(cosigned: readonly Key[]): boolean;
}

type Rule = (cosigned: readonly Key[]) => boolean;

/**
 * Reads a policy. Names are octets and are compared as such. @throws Usage naming the first line that cannot be read
 */
export function readPolicy(host: Host, bytes: Uint8Array): Policy {
  const reader = new PolicyReader(host);
  // Every octet a character: only keys are text in UTF-8.
  let octets = '';
  for (const byte of bytes) octets += String.fromCharCode(byte);
  if (!octets.endsWith('\n')) throw unreadable(octets.split('\n').length);
  octets
    .slice(0, -1)
    .split('\n')
    .forEach((line, at) => {
      const words = line.split(/[ \t]+/).filter((word) => word !== '');
      // oxlint-disable-next-line no-control-regex -- the format forbids exactly these
      const isForbidden = /[\u0000-\u0008\u000b-\u001f\u007f]/.test(line);
      if (isForbidden) throw unreadable(at + 1);
      if (words.length === 0 || words[0]?.startsWith('#')) return;
      if (!reader.takes(words)) throw unreadable(at + 1);
    });
  return reader.whole();
}

const unreadable = (line: number): Usage =>
  new Usage({ zh: `信任策略第 ${line} 行无法读取`, en: `line ${line} of the policy cannot be read` });

class PolicyReader {
  private readonly logs: Key[] = [];
  private readonly witnesses: Key[] = [];
  private readonly rules = new Map<string, Rule>();
  private quorum: Rule | undefined;

  constructor(private readonly host: Host) {}

  takes([keyword, ...words]: readonly string[]): boolean {
    if (keyword === 'log') return this.log(words);
    if (keyword === 'witness') return this.witness(words);
    if (keyword === 'group') return this.group(words);
    return keyword === 'quorum' && this.decides(words);
  }

  whole(): Policy {
    const { logs, witnesses, quorum } = this;
    if (!quorum) throw new Usage({ zh: '信任策略没有 quorum 行', en: 'the policy has no quorum line' });
    return { logs, witnesses, meets: quorum };
  }

  private log([vkey = '', ...rest]: readonly string[]): boolean {
    return rest.length <= 1 && this.keeps(this.logs, vkey, 0x01) !== undefined;
  }

  private witness([name = '', vkey = '', ...rest]: readonly string[]): boolean {
    if (rest.length > 1 || !this.isNew(name)) return false;
    const key = this.keeps(this.witnesses, vkey, 0x04);
    if (key) this.rules.set(name, (cosigned) => cosigned.some((one) => sameKey(one, key)));
    return key !== undefined;
  }

  private group([name = '', threshold = '', ...members]: readonly string[]): boolean {
    const rules = members.map((member) => this.rules.get(member));
    const needed = threshold === 'any' ? 1 : threshold === 'all' ? members.length : decimal(threshold);
    const isOdd = new Set(members).size < members.length || needed < 1 || needed > members.length;
    if (!this.isNew(name) || members.length === 0 || isOdd || rules.includes(undefined)) return false;
    this.rules.set(name, (cosigned) => rules.filter((rule) => rule?.(cosigned)).length >= needed);
    return true;
  }

  private decides([name = '', ...rest]: readonly string[]): boolean {
    const rule: Rule | undefined = name === 'none' ? () => true : this.rules.get(name);
    if (rest.length > 0 || this.quorum || !rule) return false;
    this.quorum = rule;
    return true;
  }

  private isNew(name: string): boolean {
    return name !== '' && name !== 'none' && !this.rules.has(name);
  }

  private keeps(keys: Key[], octets: string, type: KeyType): Key | undefined {
    const vkey = textOf(Uint8Array.from(octets, (octet) => octet.charCodeAt(0)));
    const key = vkey === undefined ? undefined : readVkey(this.host, vkey, type);
    if (!key || keys.some((one) => sameKey(one, key))) return undefined;
    keys.push(key);
    return key;
  }
}

const decimal = (text: string): number => (/^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : 0);

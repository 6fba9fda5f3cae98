import { cosignatureVerifierOf } from './cosignature.js';
import { NoteRefused, type NoteVerifier, verifierOf } from './signed-note.js';

/**
 * C2SP tlog-policy: which logs, which witnesses, and how many of these make a quorum. Names are octets without meaning
 * outside the file, so they are kept as such (latin1): no two spellings of a character are ever the same name.
 */
export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** Whether these have cosigned enough; `vkeys` are those of witnesses whose cosignatures hold. */
  isQuorum(vkeys: ReadonlySet<string>): boolean;
}

export interface PolicyLog {
  readonly vkey: string;
  readonly verifier: NoteVerifier;
  readonly url: string | undefined;
}

export interface PolicyWitness extends PolicyLog {
  /** As the file calls it. */
  readonly name: string;
}

/** The file is no policy; `line` counts from 1. */
export class PolicyRefused extends Error {
  readonly code = 'policy-refused';

  constructor(
    readonly line: number,
    readonly reason: { readonly zh: string; readonly en: string },
  ) {
    super(`Policy refused, line ${line}: ${reason.en}.`);
    this.name = 'PolicyRefused';
  }
}

/** Has enough of it cosigned? */
type Rule = (vkeys: ReadonlySet<string>) => boolean;

const MAX_LINES = 10_000;

/** @throws PolicyRefused */
export function parsePolicy(file: Buffer): Policy {
  return new PolicyReader().read(file.toString('latin1'));
}

class PolicyReader {
  private readonly logs: PolicyLog[] = [];
  private readonly witnesses: PolicyWitness[] = [];
  private readonly rules = new Map<string, Rule>();
  private readonly inAGroup = new Set<string>();
  private readonly keys = new Set<string>();
  private quorum: Rule | undefined;
  private line = 0;

  read(text: string): Policy {
    const lines = text.split('\n');
    this.line = lines.length;
    if (lines.pop() !== '') throw this.refused('最后一行没有换行', 'the last line does not end in a newline');
    if (lines.length > MAX_LINES) throw this.refused('行数太多', 'too many lines');
    lines.forEach((line, at) => {
      this.line = at + 1;
      this.take(line);
    });
    const { logs, witnesses, quorum } = this;
    if (!quorum) throw this.refused('没有 quorum 行', 'there is no quorum line');
    return { logs, witnesses, isQuorum: quorum };
  }

  private take(line: string): void {
    if (/[^\t\x20-\x7e\x80-\xff]/.test(line)) throw this.refused('有控制字符', 'it has a control character');
    const [keyword, ...items] = line.split(/[ \t]+/).filter((item) => item !== '');
    if (keyword === undefined || keyword.startsWith('#')) return;
    if (keyword === 'log') this.takeLog(items);
    else if (keyword === 'witness') this.takeWitness(items);
    else if (keyword === 'group') this.takeGroup(items);
    else if (keyword === 'quorum') this.takeQuorum(items);
    else throw this.refused('不认识这一行', 'no such line is known');
  }

  private takeLog(items: readonly string[]): void {
    const [vkey, url, ...rest] = items;
    if (vkey === undefined || rest.length > 0)
      throw this.refused('应为 log <公钥> [<网址>]', 'write: log <vkey> [<url>]');
    this.logs.push({ ...this.keyed(vkey, verifierOf), url: url && octets(url) });
  }

  private takeWitness(items: readonly string[]): void {
    const [name, vkey, url, ...rest] = items;
    if (name === undefined || vkey === undefined || rest.length > 0)
      throw this.refused('应为 witness <名称> <公钥> [<网址>]', 'write: witness <name> <vkey> [<url>]');
    const key = this.keyed(vkey, cosignatureVerifierOf);
    this.define(name, (vkeys) => vkeys.has(key.vkey));
    this.witnesses.push({ name: octets(name), ...key, url: url && octets(url) });
  }

  private takeGroup(items: readonly string[]): void {
    const [name, threshold = '', ...members] = items;
    if (name === undefined || members.length === 0)
      throw this.refused(
        '应为 group <名称> all|any|<数> <成员>…',
        'write: group <name> all|any|<k> <name>...',
      );
    const needed = threshold === 'all' ? members.length : threshold === 'any' ? 1 : decimal(threshold);
    if (!needed || needed > members.length)
      throw this.refused('门槛应为 1 至成员数', 'the threshold is from 1 to the number of members');
    const rules = members.map((member) => {
      const rule = this.known(member);
      if (this.inAGroup.has(member)) throw this.refused('成员已在一个组中', 'a member is in a group already');
      this.inAGroup.add(member);
      return rule;
    });
    this.define(name, (vkeys) => rules.filter((rule) => rule(vkeys)).length >= needed);
  }

  private takeQuorum([name, ...rest]: readonly string[]): void {
    if (name === undefined || rest.length > 0)
      throw this.refused('应为 quorum <名称>', 'write: quorum <name>');
    if (this.quorum) throw this.refused('已有一个 quorum 行', 'there is a quorum line already');
    this.quorum = name === 'none' ? () => true : this.known(name);
  }

  private define(name: string, rule: Rule): void {
    if (name === 'none' || this.rules.has(name)) throw this.refused('名称已被占用', 'the name is taken');
    this.rules.set(name, rule);
  }

  private known(name: string): Rule {
    const rule = this.rules.get(name);
    if (!rule)
      throw this.refused('所引名称在前面没有定义', 'it names something that no line before it defines');
    return rule;
  }

  /** The same key under two names would count twice. */
  private keyed(item: string, verifier: (vkey: string) => NoteVerifier): PolicyLog & { url: undefined } {
    const vkey = octets(item);
    const known = this.verifierFor(vkey, verifier);
    const [, , ...base64] = vkey.split('+');
    const key = Buffer.from(base64.join('+'), 'base64').toString('hex', 1);
    if (this.keys.has(key)) throw this.refused('公钥重复', 'the key is there already');
    this.keys.add(key);
    return { vkey, verifier: known, url: undefined };
  }

  private verifierFor(vkey: string, verifier: (vkey: string) => NoteVerifier): NoteVerifier {
    try {
      return verifier(vkey);
    } catch (error) {
      if (!(error instanceof NoteRefused)) throw error;
      throw this.refused('公钥有误或类型不对', 'it is no key, or one of the wrong type');
    }
  }

  private refused(zh: string, en: string): PolicyRefused {
    return new PolicyRefused(this.line, { zh, en });
  }
}

const octets = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');

const decimal = (text: string): number => (/^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : 0);

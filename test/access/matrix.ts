import { grantable } from '../../src/people/person.js';
import { ROLES } from '../../workflows/vocabulary.js';
import type { ApiDocument, Operation } from '../api/operations.js';
import type { Person, TestServer } from '../server.js';
import { Asking, type Told } from './asking.js';
import { isWalled, names, nothing, whose, type Things } from './things.js';

type Role = (typeof grantable.options)[number];

/** Whoever asks: nobody, somebody without a role, each role in the body whose things they are, each role in another. */
export interface Cast {
  readonly nobody: undefined;
  readonly plain: Person;
  readonly own: Readonly<Record<Role, Person>>;
  readonly foreign: Readonly<Record<Role, Person>>;
}

/** What came out for one operation, as one sign each. */
export interface Row {
  readonly operation: Operation;
  readonly nobody: string;
  readonly plain: string;
  readonly own: Readonly<Record<Role, string>>;
  /** Of all roles in another body: one sign where it is the same for each. */
  readonly foreign: string;
}

/** The asker's own session ends with these: with somebody else's they would end the test. */
const ENDS_THE_SESSION = ['Sessions.signOut', 'Sessions.signOutEverywhere'];

/** Seconds of computing each, behind the same wall as the decision itself: two roles that are let in stand for all. */
const COSTLY = ['Dossiers.dossier', 'Views.dossier', 'Views.certificate'];
const STAND_FOR_ALL: readonly string[] = ['proposer', 'auditor'];

/** Signs of the page. */
const LET_IN = '✓';
const NOT_ASKED = '(✓)';
const AS_OF_NOTHING = '＝';

export class Matrix {
  readonly rows: Row[] = [];
  /** What is not as it has to be. */
  readonly faults: string[] = [];
  private readonly asking: Asking;
  private readonly nothings = new Map<string, Told>();

  constructor(
    server: TestServer,
    private readonly document: ApiDocument,
    private readonly things: Things,
    private readonly cast: Cast,
  ) {
    this.asking = new Asking(server, document, things);
  }

  /** Some at a time; an operation's own requests one after another. */
  async ask(operations: readonly Operation[]): Promise<void> {
    const rows = new Map<string, Row>();
    const left = [...operations];
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) rows.set(next.id, await this.row(next));
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    for (const { id } of operations) {
      const row = rows.get(id);
      if (row) this.rows.push(row);
    }
  }

  private async row(operation: Operation): Promise<Row> {
    const nobody = await this.sign(operation, undefined, 'nobody');
    if (operation.isPublic) {
      if (nobody === '401') this.faults.push(`${operation.id}: 401 for nobody`);
      return { operation, nobody, plain: '', own: filled(() => ''), foreign: '' };
    }
    if (nobody !== '401') this.faults.push(`${operation.id}: ${nobody} for nobody`);
    const plain = await this.plain(operation);
    const own: Partial<Record<Role, string>> = {};
    for (const role of grantable.options) own[role] = await this.own(operation, role);
    return {
      operation,
      nobody,
      plain,
      own: filled((role) => own[role] ?? ''),
      foreign: await this.foreign(operation),
    };
  }

  private async plain(operation: Operation): Promise<string> {
    if (ENDS_THE_SESSION.includes(operation.id)) return NOT_ASKED;
    const sign = await this.sign(operation, this.cast.plain, 'no role');
    if (this.gateOf(operation) && sign !== '403') this.faults.push(`${operation.id}: ${sign} without a role`);
    return sign;
  }

  private async own(operation: Operation, role: Role): Promise<string> {
    const gate = this.gateOf(operation);
    const isLetIn = gate?.includes(role) ?? false;
    // It would be done, and there is nothing that it could be sent to be turned away for.
    const acts = isLetIn && operation.method !== 'GET' && !operation.body;
    const isCostly = COSTLY.includes(operation.id) && !STAND_FOR_ALL.includes(role);
    if (acts || isCostly || ENDS_THE_SESSION.includes(operation.id)) return NOT_ASKED;
    // Whoever the gate lets in sends what fits nothing: it is about the gate, and nothing is to change.
    const sign = await this.sign(operation, this.cast.own[role], role, !isLetIn);
    if (gate && !isLetIn && sign !== '403') this.faults.push(`${operation.id}: ${sign} for ${role}`);
    if (isLetIn && sign !== LET_IN)
      this.faults.push(`${operation.id}: ${sign} for ${role}, whom the gate lets in`);
    return sign;
  }

  /** Of all roles in another body: in one cell, where things have walls. */
  private async foreign(operation: Operation): Promise<string> {
    if (!names(operation) || this.things[whose(operation) ?? 'everybody'] === undefined) return '';
    const signs = new Set<string>();
    for (const role of grantable.options)
      signs.add(await this.sign(operation, this.cast.foreign[role], `${role} elsewhere`));
    if (isWalled(operation) && (signs.size > 1 || !signs.has(AS_OF_NOTHING)))
      this.faults.push(`${operation.id}: ${[...signs].join(', ')} from elsewhere`);
    return [...signs].toSorted().join(' ');
  }

  /** Whatever is not for this person is told as of a thing that is not there: in every word and header. */
  private async sign(
    operation: Operation,
    who: Person | undefined,
    name: string,
    fits = true,
  ): Promise<string> {
    const thing = this.things[whose(operation) ?? 'everybody'] ?? nothing(operation);
    const told = await this.asking.ask(operation, thing, who, fits);
    const sign = signOf(told);
    if (told.status >= 500 && told.status !== 503)
      this.faults.push(`${operation.id}: ${told.status} for ${name}`);
    const isTheirs = Object.hasOwn(this.cast.own, name);
    const hidden = isTheirs ? sign === '404' : who !== undefined && sign !== '401';
    if (thing === nothing(operation) || !isWalled(operation) || !hidden) return sign;
    const answer = JSON.stringify(this.asking.asOfNothing(operation, told));
    // Of those elsewhere who are told the same of the thing, one is asked of nothing.
    const ofNothing =
      this.nothings.get(`${operation.id} ${answer}`) ??
      (await this.asking.ask(operation, nothing(operation), who, fits));
    this.nothings.set(`${operation.id} ${answer}`, ofNothing);
    const same = answer === JSON.stringify(ofNothing);
    if (!same)
      this.faults.push(
        `${operation.id}: ${name} is told ${told.status} ${told.text.slice(0, 120)}, of nothing ${ofNothing.status} ${ofNothing.text.slice(0, 120)}`,
      );
    return same && told.status >= 400 && name !== 'no role' ? AS_OF_NOTHING : sign;
  }

  private gateOf({ path, method }: Operation): readonly string[] | undefined {
    const permission = this.document.paths[path]?.[method.toLowerCase()]?.['x-permission'];
    return Array.isArray(permission) ? (permission as string[]) : undefined;
  }
}

/** Let in is whatever the act itself is then judged by. */
function signOf({ status, code }: Told): string {
  if (status === 401) return code === 'sign-in-needed' ? '401' : LET_IN;
  return status === 403 || status === 404 ? String(status) : LET_IN;
}

const filled = (of: (role: Role) => string): Record<Role, string> =>
  Object.fromEntries(grantable.options.map((role) => [role, of(role)])) as Record<Role, string>;

const HEAD = `# 谁能用哪个接口 · Who may use which operation

由 \`test/access.spec.ts\` 逐一请求得出，不是手写：每个操作，由未登录者、没有职责的人、本机关的每一种职责，以及别的机关的每一种职责各问一次，问的是本机关的一件事项、一次征求意见、一次会议、一份目录、一个专家库、一个人、一份材料。操作改变时该测试失败，并说明如何重写本页。

_Asked, not written: \`test/access.spec.ts\` sends every operation once as nobody, as somebody without a role, as each role of the body whose things they are, and as each role of another body. The test fails where this page is no longer so, and says how to write it anew._

- ${LET_IN} 放行；行为本身能否成立，由程序再判断（400、409、412、422 等） · let in; whether the act itself stands is judged after that
- ${NOT_ASKED} 放行，未实际请求：一请求就会生效，或计算太久（卷宗、完整性证明：与读该事项是同一道墙） · let in, and not asked: it would be done, or takes seconds (dossier, certificate: behind the same wall as the decision)
- 401 未登录 · not signed in；403 看得到，但不归其办理 · seen, and not theirs to do；404 对其不存在 · not there for them
- ${AS_OF_NOTHING} 与问一件不存在的事物时的答复逐字相同（状态、头、正文） · the same answer, header by header and word by word, as of a thing that is not there

`;

/** The page, for people. */
export function accessPage(rows: readonly Row[]): string {
  const open = rows.filter(({ operation }) => operation.isPublic);
  const head = [
    '操作 operation',
    '未登录<br>nobody',
    '无职责<br>no role',
    ...grantable.options.map((role) => `${ROLES[role].zh}<br>${role}`),
    '别的机关，任何职责<br>any role elsewhere',
  ];
  const lines = rows
    .filter(({ operation }) => !operation.isPublic)
    .map(({ operation, nobody, plain, own, foreign }) => [
      addressOf(operation),
      nobody,
      plain,
      ...grantable.options.map((role) => own[role]),
      foreign,
    ]);
  const table = [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`);
  const list = open.map(({ operation }) => `- ${addressOf(operation)}`);
  return `${HEAD}${table.join('\n')}\n\n## 不需要账号 · Without an account\n\n${list.join('\n')}\n`;
}

const addressOf = ({ method, path }: Operation): string => `\`${method} ${path}\``;

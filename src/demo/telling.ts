import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { Text } from '../../workflows/vocabulary.js';
import type { Answer } from './over-http.js';
import { columnsOf, padTo, wrap } from './columns.js';
import { dateInWords } from './dates.js';
import type { Phrases } from './phrases-zh.js';
import type { Wording } from './wording.js';

/** One thing that somebody tried: with the mark of what came of it. */
export interface Attempt {
  /** Which matter: `[1]`, `[2]`, or spaces. */
  readonly tag: string;
  readonly title: string;
  readonly actor: string;
  readonly note: string;
}

/** What the program answers of one unmet requirement. */
interface Unmet extends JsonObject {
  readonly requirement: string;
  readonly strength: keyof Phrases['refusal']['strength'];
}

const WIDTH = 110;
const INDENT = ' '.repeat(8);

/** Writes the story, a line at a time, for people who read and do not program. */
export class Telling {
  private readonly titleColumns: number;

  constructor(
    readonly words: Wording,
    readonly say: Phrases,
    private readonly write: (line: string) => void,
  ) {
    this.titleColumns = words.language === 'zh' ? 30 : 42;
  }

  line(text = ''): void {
    this.write(text);
  }

  /** Text at the depth of what belongs to an act. */
  beneath(text: string, indent = INDENT): void {
    for (const line of wrap(text, WIDTH - columnsOf(indent))) this.write(indent + line);
  }

  heading(title: string): void {
    this.write('');
    this.write(`━━ ${title} ${'━'.repeat(Math.max(WIDTH - columnsOf(title) - 4, 2))}`);
  }

  day(date: string): void {
    this.write('');
    this.write(`── ${dateInWords(date, this.words.language)} ${'─'.repeat(24)}`);
  }

  recorded(attempt: Attempt): void {
    this.attempt('✓', attempt);
  }

  /** A refusal in one line. */
  refusedBriefly(attempt: Attempt, { status, body }: Answer): void {
    const roles = this.roles(body['neededRoles']);
    this.attempt('✗', { ...attempt, note: `${status} ${this.say.refusal.onlyFor(roles)}` });
  }

  /** A refusal with all that it says. */
  refused(attempt: Attempt, { status, body }: Answer): void {
    this.attempt('✗', { ...attempt, note: this.say.refusal.status(status, String(body['code'])) });
    for (const unmet of (body['unmet'] ?? []) as Unmet[]) this.unmet(unmet);
  }

  private attempt(mark: string, { tag, title, actor, note }: Attempt): void {
    const actorColumns = this.words.language === 'zh' ? 28 : 38;
    const start = ` ${tag} ${mark} ${padTo(title, this.titleColumns)}${padTo(actor, actorColumns)}`;
    this.write(`${start}${note}`.trimEnd());
  }

  private unmet(unmet: Unmet): void {
    const { refusal } = this.say;
    const text = (name: string) => this.words.sentence(unmet[name] as unknown as Text);
    const title = text('title');
    const isStep = unmet.requirement.startsWith('step:');
    const who = this.roles(unmet['whoCanSupply']);
    const rows: [string, string][] = [
      [refusal.because, `${isStep ? title : refusal.unmet(title)} [${unmet.requirement}]`],
      ...this.citations(unmet).map((cited, index): [string, string] => [index === 0 ? refusal.basis : '', cited]),
      [refusal.found, text('found')],
      [refusal.needed, text('needed')],
      [refusal.remedy, text('remedy') + (who === '' ? '' : this.bracketed(refusal.who(who)))],
    ];
    const earliest = unmet['earliestOn'];
    if (typeof earliest === 'string') rows.push([refusal.earliest, dateInWords(earliest, this.words.language)]);
    this.rows(rows);
  }

  /** Labels in one column, texts beside them, broken where they are too long. */
  rows(rows: readonly (readonly [string, string])[], indent = INDENT): void {
    const labels = Math.max(...rows.map(([label]) => columnsOf(label))) + 2;
    for (const [label, text] of rows) {
      const lines = wrap(text, WIDTH - columnsOf(indent) - labels);
      lines.forEach((line, index) => this.write(`${indent}${padTo(index === 0 ? label : '', labels)}${line}`));
    }
  }

  /** The rule's article and words, one line for each; its strength after the last. */
  private citations(unmet: Unmet): string[] {
    const cited = ((unmet['citations'] ?? []) as JsonObject[]).map((one) => {
      const text = String(one[this.words.language]);
      return `${this.say.refusal.article(String(one['article']))}${this.words.language === 'zh' ? '：' : ': '}${text}`;
    });
    const strength = this.bracketed(this.say.refusal.strength[unmet.strength]);
    return cited.length === 0 ? [strength.trim()] : cited.map((one, index) => one + (index === cited.length - 1 ? strength : ''));
  }

  private bracketed(text: string): string {
    return this.words.language === 'zh' ? `（${text}）` : ` (${text})`;
  }

  private roles(roles: Json | undefined): string {
    const names = ((roles ?? []) as string[]).map((role) => this.words.roleName(role));
    return names.join(this.words.language === 'zh' ? '、' : ', ');
  }
}

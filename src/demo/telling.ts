import type { Text } from '../../workflows/vocabulary.js';
import type { Citation } from '../law/citations.js';
import type { Answer, Body } from './over-http.js';
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
interface Unmet extends Body {
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
    this.titleColumns = words.language === 'zh' ? 36 : 41;
  }

  line(text = ''): void {
    this.write(text);
  }

  /** Text at the depth of what belongs to an act; what follows a mark hangs behind it. */
  beneath(text: string, indent = INDENT): void {
    const [mark = ''] = /^[✓✗·] /.exec(text) ?? [];
    const lines = wrap(text.slice(mark.length), WIDTH - columnsOf(indent) - mark.length);
    lines.forEach((line, index) =>
      this.write(indent + (index === 0 ? mark : ' '.repeat(mark.length)) + line),
    );
  }

  heading(title: string): void {
    this.write('');
    this.write(`━━ ${title} ${'━'.repeat(WIDTH - columnsOf(title) - 4)}`);
  }

  day(date: string): void {
    const words = dateInWords(date, this.words.language);
    this.write(`── ${words} ${'─'.repeat(WIDTH - columnsOf(words) - 4)}`);
  }

  recorded(attempt: Attempt): void {
    this.attempt('✓', attempt);
  }

  /** What is about to be tried, before it is. */
  aside(text: string): void {
    this.beneath(text, ' '.repeat(5));
  }

  /** A refusal in one line. */
  refusedBriefly(attempt: Attempt, { status, body }: Answer): void {
    const [roles, rules] = [this.roles(body['neededRoles']), (body['rules'] ?? []) as string[]];
    this.attempt('✗', { ...attempt, note: this.say.refusal.onlyFor(status, roles, rules[0] ?? '') });
  }

  /** A refusal with all that it says. */
  refused(attempt: Attempt, { status, body }: Answer): void {
    this.attempt('✗', { ...attempt, note: this.say.refusal.status(status, String(body['code'])) });
    for (const unmet of (body['unmet'] ?? []) as Unmet[]) this.unmet(unmet);
  }

  private attempt(mark: string, { tag, title, actor, note }: Attempt): void {
    const actorColumns = this.words.language === 'zh' ? 28 : 41;
    const start = ` ${tag} ${mark} ${padTo(title, this.titleColumns)}${padTo(actor, actorColumns)}`;
    this.write(`${start}${note}`.trimEnd());
  }

  private unmet(unmet: Unmet): void {
    const { refusal } = this.say;
    const text = (name: string) => this.words.sentence(unmet[name] as Text);
    const reason = unmet.requirement.startsWith('step:') ? text('title') : refusal.unmet(text('title'));
    const who = this.roles(unmet['whoCanSupply']);
    const rows: [string, string][] = [
      [refusal.because, refusal.reason(reason, unmet.requirement, refusal.strength[unmet.strength])],
      [refusal.basis, this.citations(unmet)],
      [refusal.found, text('found')],
      [refusal.needed, text('needed')],
      [refusal.remedy, text('remedy') + (who === '' ? '' : refusal.who(who))],
    ];
    const earliest = unmet['earliestOn'];
    if (typeof earliest === 'string')
      rows.push([refusal.earliest, dateInWords(earliest, this.words.language)]);
    this.rows(rows.filter(([, said]) => said !== ''));
  }

  /** Labels in one column, texts beside them, broken where they are too long. */
  rows(rows: readonly (readonly [string, string])[], indent = INDENT): void {
    const labels = Math.max(...rows.map(([label]) => columnsOf(label))) + 2;
    for (const [label, text] of rows) {
      const lines = wrap(text, WIDTH - columnsOf(indent) - labels);
      lines.forEach((line, index) =>
        this.write(`${indent}${padTo(index === 0 ? label : '', labels)}${line}`),
      );
    }
  }

  /** Each rule's article, words and id. */
  private citations(unmet: Unmet): string {
    const cited = ((unmet['citations'] ?? []) as Citation[]).map((citation) =>
      this.say.refusal.citation(
        this.say.refusal.article(citation),
        citation[this.words.language],
        citation.rule,
      ),
    );
    return cited.join(this.words.language === 'zh' ? '；' : '; ');
  }

  private roles(roles: unknown): string {
    const names = ((roles ?? []) as string[]).map((role) => this.words.roleName(role));
    return names.join(this.words.language === 'zh' ? '、' : ', ');
  }
}

import type { Text } from '../../workflows/vocabulary.js';

/** Exit statuses of `chengxu`; a contract with scripts and with the stand-alone verifier. */
export const EXIT = { fine: 0, tampered: 1, undecided: 2, usage: 3 } as const;

export type Language = keyof Text;

/** Where a command writes, and in which language. */
export class Console {
  constructor(
    readonly language: Language,
    private readonly write: { out(text: string): void; err(text: string): void },
    /** Whether somebody watches: only then a bar is drawn. */
    private readonly watched: boolean,
  ) {}

  /** One line of the answer. */
  says(text: Text | string): void {
    this.write.out(`${this.words(text)}\n`);
  }

  /** One line to whoever runs the command, beside the answer. */
  warns(text: Text | string): void {
    this.write.err(`${this.words(text)}\n`);
  }

  words(text: Text | string): string {
    return typeof text === 'string' ? text : text[this.language];
  }

  /** How far long work is; the bar goes away when it is done. */
  readonly progress = (what: Text, { done, of }: { readonly done: number; readonly of: number }): void => {
    if (!this.watched) return;
    const part = of === 0 ? 1 : done / of;
    const filled = Math.round(part * 30);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)}`;
    this.write.err(`\r${bar} ${Math.floor(part * 100)}% ${this.words(what)} ${done}/${of}\u001b[K`);
    if (done >= of) this.write.err('\r\u001b[K');
  };
}

/** Said once, in one line, with exit status 3: what was asked for cannot be meant. */
export class UsageError extends Error {
  constructor(readonly text: Text) {
    super(text.en);
  }
}

/** Said once, in one line, with exit status 2: it cannot be told, because something is missing or unreadable. */
export class CannotTell extends Error {
  constructor(
    readonly text: Text,
    cause?: unknown,
  ) {
    super(text.en, { cause });
  }
}

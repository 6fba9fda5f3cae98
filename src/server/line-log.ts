import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** Control and formatting characters, the ends of lines that a terminal knows besides the usual one among them. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * A message as it may stand in the log: whatever others have put into it begins no line of its own and moves no cursor.
 * Further lines (of a stack) are set off; all else that is not seen is written out.
 */
export function asLogged(message: string): string {
  return message
    .split(/\r?\n/)
    .map((line) => line.replaceAll(UNSEEN, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`))
    .join('\n  | ');
}

/** The program's own log, on standard output and standard error. */
export class LineLog extends ConsoleLogger {
  constructor(logLevels: LogLevel[]) {
    super({ logLevels });
  }

  protected override stringifyMessage(message: unknown, level: LogLevel): string {
    return super.stringifyMessage(typeof message === 'string' ? asLogged(message) : message, level);
  }

  protected override printStackTrace(stack: string): void {
    super.printStackTrace(stack && asLogged(stack));
  }
}

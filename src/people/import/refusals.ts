import type { Json } from '../../canonical/canonical-json.js';
import { Refusal } from '../../refusal.js';

export type WhyUnreadable =
  | 'empty'
  | 'neither-csv-nor-xlsx'
  | 'unknown-encoding'
  | 'broken'
  | 'no-header'
  | 'too-many-rows'
  | 'unpacks-too-large'
  | 'formulas';

/** The file as a whole is no table of people. `where`: names of columns or cells, as far as that helps. */
export class ImportUnreadable extends Refusal {
  readonly code = 'import-unreadable';
  constructor(
    readonly reason: WhyUnreadable,
    readonly where: readonly string[] = [],
  ) {
    super(`The file is no table of people: ${reason}.`);
  }
  override facts(): Record<string, Json> {
    return { reason: this.reason, where: [...this.where] };
  }
}

export class ImportTooLarge extends Refusal {
  readonly code = 'import-too-large';
  constructor(readonly limit: number) {
    super(`A table of people has at most ${limit} bytes.`);
  }
  override facts(): Record<string, Json> {
    return { limit: this.limit };
  }
}

/** Some rows are wrong, so none was taken. */
export class ImportRefused extends Refusal {
  readonly code = 'import-refused';
  constructor(readonly rows: readonly { readonly errors: readonly unknown[] }[]) {
    super('Some rows are wrong; nothing was imported.');
  }
  override facts(): Record<string, Json> {
    const wrong = this.rows.filter(({ errors }) => errors.length > 0);
    return { rows: JSON.parse(JSON.stringify(wrong)) as Json };
  }
}

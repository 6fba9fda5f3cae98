import type { Text } from '../../workflows/vocabulary.js';
import type { Json } from '../canonical/canonical-json.js';
import { Refusal } from '../refusal.js';

export class SetupRefused extends Refusal {
  readonly code = 'setup-refused';
  constructor() {
    super('The set-up token is wrong, or was used.');
  }
}

/** What is wrong with one field of the form of the first start, by its JSON pointer. */
export interface Fault {
  readonly at: string;
  readonly detail: Text;
}

/** Nothing was set up: all that is wrong, at once. */
export class FirstStartRefused extends Refusal {
  readonly code = 'first-start-refused';
  constructor(readonly faults: readonly Fault[]) {
    super('Some fields are wrong; nothing was set up.');
  }
  override facts(): Record<string, Json> {
    return { faults: JSON.parse(JSON.stringify(this.faults)) as Json };
  }
}

export class CalendarUnknown extends Refusal {
  readonly code = 'calendar-unknown';
  constructor(readonly digest: string) {
    super(`No calendar with the digest ${digest} is kept here.`);
  }
  override facts(): Record<string, Json> {
    return { digest: this.digest };
  }
}

export class SettingRefused extends Refusal {
  readonly code = 'setting-refused';
  constructor(
    readonly setting: string,
    readonly form: string,
  ) {
    super(`${setting} is one of: ${form}.`);
  }
  override facts(): Record<string, Json> {
    return { setting: this.setting, form: this.form };
  }
}

import type { Json } from '../canonical/canonical-json.js';
import { Refusal } from '../refusal.js';

export class SetupRefused extends Refusal {
  readonly code = 'setup-refused';
  constructor() {
    super('The set-up token is wrong, or was used.');
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

import type { Json } from '../canonical/canonical-json.js';
import type { DecisionShown, EventShown } from '../exports/views/decision-shown.js';
import { dateWord } from '../exports/views/dates.js';
import { valueWord } from '../exports/views/lexicon.js';

/** What the record of a decision says, looked up for the blanks of a document. */
export class Record {
  constructor(readonly shown: DecisionShown) {}

  /** The name of the matter, without the marks around it. */
  get name(): string {
    return this.shown.title.replaceAll(/[《》]/g, '') || '【标题】';
  }

  get body(): string {
    return this.shown.body.name ?? this.shown.body.id;
  }

  all(...types: string[]): EventShown[] {
    return this.shown.events.filter(({ type }) => types.includes(type));
  }

  last(...types: string[]): EventShown | undefined {
    return this.all(...types).at(-1);
  }

  /** A text of the last act of this type. */
  text(type: string, field: string): string | undefined {
    return textOf(this.last(type)?.said[field]);
  }

  /** A code of the last act of this type, as people say it. */
  word(type: string, field: string): string | undefined {
    const value = this.last(type)?.said[field];
    return typeof value === 'string' || typeof value === 'boolean' ? valueWord(field, value).zh : undefined;
  }

  /** The day that counts for an act. */
  dayOf(event: EventShown | undefined): string | undefined {
    return event && dateWord(event.evidenced?.date ?? event.recordedOn);
  }

  step(id: string) {
    return this.shown.steps.find((step) => step.id === id);
  }
}

export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

export const listOf = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export const nameOf = ({ name, id }: { readonly name?: string; readonly id: string }): string => name ?? id;

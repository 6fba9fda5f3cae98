import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { DecisionShown, EventShown } from '../exports/views/decision-shown.js';
import { dateWord } from '../exports/views/dates.js';
import { blank } from './official.js';

/** What the record of a decision says, looked up for the blanks of a document. */
export class Record {
  /** @param begun what the reader has begun to say in the form of the act that brings the document */
  constructor(
    readonly shown: DecisionShown,
    readonly begun: JsonObject = {},
  ) {}

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

  /** The day that counts for an act. */
  dayOf(event: EventShown | undefined): string | undefined {
    return event && dateWord(event.evidenced?.date ?? event.recordedOn);
  }

  step(id: string) {
    return this.shown.steps.find((step) => step.id === id);
  }

  /** How a step stands, in a sentence. */
  stepTold(id: string): string {
    const step = this.step(id);
    if (!step) return blank('办理情况');
    const because = step.exemption?.reason === undefined ? '' : `，理由：${step.exemption.reason}`;
    return `${step.title.zh}：${step.statusTitle.zh}${because}。`;
  }

  /** Laws on which the draft rests, numbered. */
  get laws(): string[] {
    const law = listOf(this.last('DraftSubmitted')?.said['applicableLaw']);
    return law.map((one, i) => `${i + 1}．${one.startsWith('《') ? one : `《${one}》`}`);
  }
}

export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

export const listOf = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export const nameOf = ({ name, id }: { readonly name?: string; readonly id: string }): string => name ?? id;

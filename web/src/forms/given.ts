import { createContext, useContext } from 'react';
import type { Paper } from '../documents/upload';
import type { Bilingual } from '../words/words';

export interface Choice {
  readonly value: string | number;
  readonly label: string;
}

/** A field that nobody types: what is on record already decides it. */
export interface Settled {
  readonly value: unknown;
  /** What it is, for a person. */
  readonly said: Bilingual;
  /** A digest, where the text is known by one. */
  readonly digest?: string;
}

/** What the form of an act knows from elsewhere. */
export interface Given {
  /** The event's type: words and choices hang on it. */
  readonly event: string;
  /** By field of the payload. */
  readonly settled?: Readonly<Record<string, Settled>>;
  /** What is evident, filled in at first and open to change. */
  readonly suggested?: Readonly<Record<string, unknown>>;
  /** By field, or by the field around it and the field (`options/sha256`). */
  readonly choices?: Readonly<Record<string, readonly Choice[]>>;
  /** Papers that are with the matter already: nobody uploads them twice. */
  readonly papers?: readonly Paper[];
  /** What a paper of a field is: fixed by its place, or one of several. */
  readonly paperKinds?: Readonly<Record<string, string | readonly string[]>>;
  /** Of the several kinds of a field's papers, those that the act cannot do without. */
  readonly kindsAsked?: Readonly<Record<string, readonly string[]>>;
  /** Fields that are worked out when the form is sent. */
  readonly hidden?: readonly string[];
}

const GivenContext = createContext<Given>({ event: '' });
export const GivenProvider = GivenContext.Provider;
export const useGiven = () => useContext(GivenContext);

/** The entry for a field: by the field around it and its name, else by its name. */
export function entryFor<T>(
  entries: Readonly<Record<string, T>> | undefined,
  path: readonly string[],
): T | undefined {
  return entries?.[path.slice(-2).join('/')] ?? entries?.[path.at(-1) ?? ''];
}

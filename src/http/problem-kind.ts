import { ROLES, type Role, type Text } from '../../workflows/vocabulary.js';
import type { Json } from '../canonical/canonical-json.js';

type Facts = Readonly<Record<string, Json>>;

export interface ProblemKind {
  readonly status: number;
  readonly title: Text;
  /** What is the matter this time, in one or two sentences, from the facts. */
  detail(facts: Facts): Text;
  readonly headers?: Readonly<Record<string, string>>;
}

type Detail = Text | ((facts: Facts) => Text);

export function kind(
  status: number,
  title: Text,
  detail: Detail,
  headers?: Record<string, string>,
): ProblemKind {
  return {
    status,
    title,
    detail: typeof detail === 'function' ? detail : () => detail,
    ...(headers && { headers }),
  };
}

/** A fact as a short text: people are told what stands there, not how JSON writes it. */
export const show = (fact: Json | undefined): string =>
  typeof fact === 'string' || typeof fact === 'number'
    ? String(fact)
    : Array.isArray(fact)
      ? fact.map(show).join(', ')
      : '';
/** Roles by their names. */
export const roles = (fact: Json | undefined, language: keyof Text): string =>
  show(Array.isArray(fact) ? fact.map((role) => ROLES[role as Role]?.[language] ?? show(role)) : fact);
export const count = (fact: Json | undefined): number => (Array.isArray(fact) ? fact.length : 0);
export const say = (zh: string, en: string): Text => ({ zh, en });

export const SIGN_IN = { 'www-authenticate': 'Bearer realm="chengxu"' };
export const LATER = { 'retry-after': '5' };

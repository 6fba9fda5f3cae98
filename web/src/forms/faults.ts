import type { FormInstance } from 'antd';
import { ProblemError } from '../api/problem';
import { languageNow } from '../words/words';

/** What is wrong with one field of what was sent. */
export interface Wrong {
  readonly path: readonly string[];
  readonly said: string;
}

/** What the server found wrong with what was filled in: of the payload (`faults`) or of the whole body (`errors`). */
export function wrongIn(error: unknown): Wrong[] {
  if (!(error instanceof ProblemError)) return [];
  const { faults, errors } = error.problem as {
    faults?: readonly { at: string; message: string; detail?: { zh: string; en: string } }[];
    errors?: readonly { pointer: string; detail: { zh: string; en: string } }[];
  };
  const language = languageNow();
  return [
    ...(faults ?? []).map(({ at, message, detail }) => ({
      path: ['payload', ...pathOf(at)],
      said: detail?.[language] ?? message,
    })),
    ...(errors ?? []).map(({ pointer, detail }) => ({ path: pathOf(pointer), said: detail[language] })),
  ];
}

/**
 * Shows each fault at its field, and moves to the first.
 * @returns what belongs to no field of this form
 */
export function showFaults(form: FormInstance, wrong: readonly Wrong[]): Wrong[] {
  const fields = form.getFieldsError().map(({ name }) => name);
  const homeless: Wrong[] = [];
  const said = new Map<(typeof fields)[number], string[]>();
  for (const one of wrong) {
    const home = fields
      .filter((name) => name.every((part, i) => String(part) === one.path[i]))
      .toSorted((a, b) => b.length - a.length)[0];
    if (home) said.set(home, [...(said.get(home) ?? []), one.said]);
    else homeless.push(one);
  }
  form.setFields([...said].map(([name, errors]) => ({ name, errors })));
  const first = said.keys().next().value;
  if (first) form.scrollToField(first, { focus: true, block: 'center' });
  return homeless;
}

function pathOf(pointer: string): string[] {
  if (pointer === '/' || pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

import type { Text } from '../../workflows/vocabulary.js';
import { cite, type Citation } from '../law/citations.js';
import type { Overlay } from './overlay.js';
import { called, isParameter, type UNITS } from './values.js';

/** The rules of a place or a matter as people read them: each with its article. */
export interface Told extends Omit<
  Overlay,
  'file' | 'levels' | 'rules' | 'parameters' | 'assessments' | 'recorded'
> {
  readonly parameters: readonly {
    readonly parameter: string;
    readonly title: Text;
    readonly value: unknown;
    readonly unit?: (typeof UNITS)[number];
    readonly citation?: Citation;
  }[];
  readonly assessments: readonly (Omit<Overlay['assessments'][number], 'rule'> & {
    readonly citation: Citation;
  })[];
  readonly recorded: readonly (Text & { readonly citation: Citation })[];
}

export function told({ file: _, levels: _levels, rules: _rules, ...overlay }: Overlay): Told {
  return {
    ...overlay,
    parameters: Object.entries(overlay.parameters).map(([name, { value, rule }]) => ({
      parameter: name,
      ...(isParameter(name) ? called(name) : { title: { zh: name, en: name } }),
      value,
      ...(rule === undefined ? {} : { citation: cited(rule) }),
    })),
    assessments: overlay.assessments.map(({ rule, ...rest }) => ({ ...rest, citation: cited(rule) })),
    recorded: overlay.recorded.map(({ rule, zh, en }) => ({ zh, en, citation: cited(rule) })),
  };
}

function cited(rule: string): Citation {
  const [citation] = cite([rule]);
  if (!citation) throw new Error(`No citation for '${rule}'`);
  return citation;
}

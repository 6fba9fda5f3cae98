import { NATIONAL, type ParameterName, type Parameters } from '../../workflows/parameters.js';
import type { LocalDate, Source, Strength } from '../../workflows/vocabulary.js';
import type { Overlay } from './overlay.js';
import { compared, isParameter } from './values.js';

/** Values as far as they are settled, with the rules that say so. */
export interface Settled {
  readonly parameters: Parameters;
  readonly sources: Readonly<Partial<Record<ParameterName, Source>>>;
}

export const inForce = ({ inForceFrom, inForceUntil }: Overlay, on: LocalDate): boolean =>
  inForceFrom <= on && (inForceUntil === undefined || on <= inForceUntil);

/**
 * The values after these overlays, one upon the other: each may only tighten what is settled before it, or choose where
 * the national text leaves a choice. A matter's law is named even where it says the same: it binds by itself.
 */
export function settled(
  overlays: readonly Overlay[],
  strengthOf: (overlay: Overlay, name: ParameterName, rule: string) => Strength,
  from: Settled = { parameters: NATIONAL, sources: {} },
): Settled {
  const parameters: Record<string, unknown> = { ...from.parameters };
  const sources: Partial<Record<ParameterName, Source>> = { ...from.sources };
  for (const overlay of overlays)
    for (const [name, { value, rule }] of Object.entries(overlay.parameters)) {
      if (!isParameter(name) || rule === undefined) continue;
      const how = compared(name, parameters[name], value);
      if (how === 'laxer' || (how === 'same' && overlay.of === 'place')) continue;
      parameters[name] = value;
      sources[name] = { rule, jurisdiction: overlay.id, strength: strengthOf(overlay, name, rule) };
    }
  return { parameters: parameters as typeof NATIONAL, sources };
}

import type { PastEvent } from '../decisions/decisions';

/** What an act said, as far as a desk looks into it. */
export type Payload = Readonly<Record<string, unknown>>;

export function payloadOf({ payload }: Pick<PastEvent, 'payload'>): Payload {
  return typeof payload === 'object' && payload !== null ? (payload as Payload) : {};
}

export function ofType(events: readonly PastEvent[], ...types: readonly string[]): PastEvent[] {
  return events.filter(({ type }) => types.includes(type));
}

export function textIn(payload: Payload, field: string): string | undefined {
  const value = payload[field];
  return typeof value === 'string' ? value : undefined;
}

export function textsIn(payload: Payload, field: string): string[] {
  const value = payload[field];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

import type { Standpoint } from '../road/room.js';

/** How much a judge remembers of the subjects that it has seen. */
export interface Capacity {
  /** Subjects; those that were not seen for long are folded again when asked for. */
  readonly subjects: number;
  /** What their states weigh together, in bytes of memory, roughly. */
  readonly bytes: number;
}

/**
 * Some thousands of ordinary decisions, or some hundreds as large as they can become (64 KB of context). A million
 * events take what ten thousand take.
 */
export const CAPACITY: Capacity = { subjects: 20_000, bytes: 24 * 2 ** 20 };

interface Kept {
  readonly standpoint: Standpoint;
  readonly bytes: number;
}

/** The standpoints seen last, as many as there is room for; the one just seen is always among them. */
export class Remembered {
  private readonly kept = new Map<string, Kept>();
  private bytes = 0;

  constructor(private readonly capacity: Capacity) {}

  get(subject: string): Standpoint | undefined {
    return this.kept.get(subject)?.standpoint;
  }

  /** @returns the subjects that had to be forgotten for it */
  keep(subject: string, standpoint: Standpoint): string[] {
    this.forget(subject);
    const { procedure } = standpoint.loaded;
    const bytes = weightOf(procedure.context(standpoint.state)) + OF_A_STANDPOINT;
    this.kept.set(subject, { standpoint, bytes });
    this.bytes += bytes;
    const forgotten: string[] = [];
    for (const longestUnseen of this.kept.keys()) {
      if (longestUnseen === subject || !this.isFull()) break;
      this.forget(longestUnseen);
      forgotten.push(longestUnseen);
    }
    return forgotten;
  }

  private isFull(): boolean {
    return this.kept.size > this.capacity.subjects || this.bytes > this.capacity.bytes;
  }

  private forget(subject: string): void {
    this.bytes -= this.kept.get(subject)?.bytes ?? 0;
    this.kept.delete(subject);
  }
}

/** A snapshot of a machine beside its context: value, nodes, tags, the entry that keeps it. */
const OF_A_STANDPOINT = 1500;
const OF_A_VALUE = 16;

/** What a value of JSON takes in memory, roughly: counted without writing it, because it is counted at every event. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return OF_A_VALUE + value.length;
  if (typeof value !== 'object' || value === null) return OF_A_VALUE;
  let weight = 2 * OF_A_VALUE;
  if (Array.isArray(value)) for (const item of value) weight += weightOf(item);
  else
    for (const name in value)
      weight += OF_A_VALUE + weightOf((value as Readonly<Record<string, unknown>>)[name]);
  return weight;
}

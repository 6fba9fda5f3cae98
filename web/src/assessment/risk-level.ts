/** A plain three-by-three scale: what is both likely and serious is high, what is one of them and not low in the other is medium. */
export type Grade = 1 | 2 | 3;
export type Level = 'low' | 'medium' | 'high';

export interface RiskPoint {
  readonly what?: string;
  readonly likelihood?: Grade;
  readonly severity?: Grade;
}

export const GRADES: readonly Grade[] = [1, 2, 3];

export function levelOf(likelihood: Grade, severity: Grade): Level {
  const product = likelihood * severity;
  if (product >= 6) return 'high';
  return product >= 3 ? 'medium' : 'low';
}

/** How many of each level, and the highest: undefined while nothing is graded. */
export function summed(points: readonly (RiskPoint | undefined)[]) {
  const counts = { low: 0, medium: 0, high: 0 };
  for (const point of points)
    if (point?.likelihood && point.severity) counts[levelOf(point.likelihood, point.severity)] += 1;
  const highest: Level | undefined =
    counts.high > 0 ? 'high' : counts.medium > 0 ? 'medium' : counts.low > 0 ? 'low' : undefined;
  return { counts, count: counts.low + counts.medium + counts.high, highest };
}

/** Levels of bodies, from below. */
export const LEVELS = ['township', 'department', 'county', 'prefecture', 'province'] as const;
export type Level = (typeof LEVELS)[number];

/** How often one address may ask, of each kind of public route. */
export interface Limit {
  readonly requests: number;
  readonly seconds: number;
}

/** An office or a village reading room is one address: these are far above what people do, and below what harms. */
export const DEFAULT_LIMITS = {
  /** Whatever is read without an account. */
  reads: { requests: 1200, seconds: 60 },
  /** What became of a comment, by its receipt code. */
  receipts: { requests: 120, seconds: 60 },
  comments: { requests: 120, seconds: 600 },
  /** Signing in, setting up. */
  'sign-in': { requests: 300, seconds: 60 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof DEFAULT_LIMITS;
export type Limits = Readonly<Record<LimitName, Limit>>;

/**
 * From `reads=1200/60,comments=120/600`: requests in so many seconds; what is not named keeps its default.
 * @throws Error that says which part does not fit
 */
export function limitsFrom(text: string): Limits {
  const limits: Record<LimitName, Limit> = { ...DEFAULT_LIMITS };
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [, name = '', requests, seconds] = /^\s*([a-z-]+)=(\d{1,7})\/(\d{1,5})\s*$/.exec(part) ?? [];
    if (!isLimit(name) || Number(requests) < 1 || Number(seconds) < 1)
      throw new Error(
        `CHENGXU_RATE_LIMITS has '${part.trim()}': one of ${Object.keys(DEFAULT_LIMITS).join(', ')} is needed, as in reads=1200/60 (requests per seconds).`,
      );
    limits[name] = { requests: Number(requests), seconds: Number(seconds) };
  }
  return limits;
}

const isLimit = (name: string): name is LimitName => Object.hasOwn(DEFAULT_LIMITS, name);

/** Which limit a public route is under; the probes of whoever operates the program are under none. @param path its template */
export function limitOf(method: string, path: string): LimitName | undefined {
  if (path.startsWith('/api/health/')) return undefined;
  if (path.endsWith('/comments')) return 'comments';
  if (path.startsWith('/api/public/receipts/')) return 'receipts';
  return method === 'GET' || method === 'HEAD' ? 'reads' : 'sign-in';
}

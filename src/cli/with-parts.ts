import { join } from 'node:path';
import { closeParts, openParts, type Parts } from '../server/parts.js';
import { UsageError } from './console.js';
import { placeFrom, type PlaceOptions, textIn } from './place.js';

/** The name of the log whose data directory this is. @throws UsageError */
export function originIn(data: string): string {
  const origin = textIn(join(data, 'origin'))?.trim();
  if (origin !== undefined) return origin;
  throw new UsageError({
    zh: `${data} 不是数据目录：其中没有 origin 文件`,
    en: `${data} is no data directory: there is no file 'origin' in it`,
  });
}

/** Works on the parts of an installation as a server has them, and closes them. @throws UsageError */
export async function withParts<T>(
  options: PlaceOptions,
  environment: NodeJS.ProcessEnv,
  work: (parts: Parts) => Promise<T>,
): Promise<T> {
  const { databaseUrl, data } = placeFrom(options, environment);
  const origin = originIn(data);
  const parts = await openParts({ host: '', port: 0, data, databaseUrl, origin, trustedProxies: [] });
  try {
    return await work(parts);
  } finally {
    await closeParts(parts);
  }
}

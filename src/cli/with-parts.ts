import { join } from 'node:path';
import { closeParts, openParts, type Parts } from '../server/parts.js';
import { UsageError } from './console.js';
import { placeFrom, type PlaceOptions, textIn } from './place.js';

/** Works on the parts of an installation as a server has them, and closes them. @throws UsageError */
export async function withParts<T>(
  options: PlaceOptions,
  environment: NodeJS.ProcessEnv,
  work: (parts: Parts) => Promise<T>,
): Promise<T> {
  const { databaseUrl, data } = placeFrom(options, environment);
  const origin = textIn(join(data, 'origin'))?.trim();
  if (origin === undefined)
    throw new UsageError({
      zh: `${data} 不是数据目录：其中没有 origin 文件`,
      en: `${data} is no data directory: there is no file 'origin' in it`,
    });
  const parts = await openParts({ host: '', port: 0, data, databaseUrl, origin, trustedProxies: [] });
  try {
    return await work(parts);
  } finally {
    await closeParts(parts);
  }
}

import { ACCEPTED } from './media-type.js';

interface Handed {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
  /** As the file was called where it came from: `filename*` of RFC 6266, so that a phone keeps it under that name. */
  readonly name?: string;
}

/** The headers under which a paper is handed out: whatever the file is, a browser saves it and runs nothing in it. */
export function attachment({ digest, mediaType, size, name }: Handed): Record<string, string | number> {
  const plain = `filename="${digest.slice(0, 12)}.${ACCEPTED[mediaType] ?? 'bin'}"`;
  const asCalled = name ? `; filename*=UTF-8''${encoded(name)}` : '';
  return {
    'content-type': mediaType,
    'content-length': size,
    'content-disposition': `attachment; ${plain}${asCalled}`,
    'content-security-policy': "default-src 'none'; sandbox",
    etag: `"${digest}"`,
  };
}

/** RFC 8187: more than encodeURIComponent leaves alone has to be escaped. (What stands in an event has no lone surrogates.) */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

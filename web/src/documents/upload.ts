import { api, ask } from '../api/client';

/** A paper as an event names it. The media type is what the server found in the bytes, not what the name says. */
export interface Paper {
  readonly kind: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

/** @throws ProblemError when the server refuses the file: its kind, its size, what it carries */
export async function uploadDocument(file: File, kind = 'document'): Promise<Paper> {
  const kept = await ask(
    api.POST('/api/documents', {
      params: { query: { name: file.name } },
      headers: { 'content-type': 'application/octet-stream' },
      body: file as never,
      bodySerializer: (body) => body as never,
    }),
  );
  return { kind, name: file.name, mediaType: kept.mediaType, size: kept.size, sha256: kept.sha256 };
}

import { useIsMutating } from '@tanstack/react-query';
import { ProblemError, problemOf } from '../api/problem';
import { languageNow } from '../words/words';

/** A paper as an event names it. The media type is what the server found in the bytes, not what the name says. */
export interface Paper {
  /** What kind of paper it is; in a draft's bundle its `role` says so instead. */
  readonly kind?: string;
  readonly role?: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

type Kept = Pick<Paper, 'mediaType' | 'size' | 'sha256'>;

export const UPLOADING = ['upload'];

/** Whether a paper is on its way: an act that is sent meanwhile would go without it. */
export const useUploading = (): boolean => useIsMutating({ mutationKey: UPLOADING }) > 0;

/**
 * Sends a file to be kept. Not by `fetch`, which does not tell how far it is: a scan of forty pages takes its time.
 * @throws ProblemError when the server refuses the file: its kind, its size, what it carries
 */
export async function uploadDocument(file: File, sent: (percent: number) => void): Promise<Paper> {
  const kept = await new Promise<Kept>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/documents?${new URLSearchParams({ name: file.name })}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept-language', languageNow());
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      sent(total > 0 ? Math.floor((100 * loaded) / total) : 0),
    );
    request.addEventListener('error', () => reject(ProblemError.unreachable()));
    request.addEventListener('load', () => {
      const { status, response } = request;
      if (status >= 200 && status < 300) resolve(response as Kept);
      else reject(new ProblemError(problemOf(response, status)));
    });
    request.send(file);
  });
  return { name: file.name, mediaType: kept.mediaType, size: kept.size, sha256: kept.sha256 };
}

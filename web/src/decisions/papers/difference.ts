import { useQuery } from '@tanstack/react-query';
import { ProblemError, problemOf } from '../../api/problem';
import { languageNow } from '../../words/words';

type Piece = Readonly<{ is: 'same' | 'added' | 'removed'; text: string }>;
export type Paragraph = Readonly<{
  is: 'same' | 'added' | 'removed' | 'changed';
  before?: number;
  after?: number;
  pieces: readonly Piece[];
}>;
interface Compared {
  readonly sha256: string;
  readonly state: 'text' | 'none' | 'failed';
  readonly truncated: boolean;
}
export interface Difference {
  readonly before: Compared;
  readonly after: Compared;
  readonly comparable: boolean;
  readonly same: boolean;
  readonly coarse: boolean;
  readonly added: number;
  readonly removed: number;
  readonly paragraphs: readonly Paragraph[];
}

/** What differs between the texts of two papers; the server keeps their texts. */
export function useDifference(before: string, after: string) {
  return useQuery({
    queryKey: ['difference', before, after],
    staleTime: Infinity,
    queryFn: async (): Promise<Difference> => {
      const headers = { 'accept-language': languageNow() };
      const answer = await fetch(`/api/documents/${before}/diff/${after}`, { headers }).catch(() => {
        throw ProblemError.unreachable();
      });
      const body: unknown = await answer.json().catch(() => null);
      if (!answer.ok) throw new ProblemError(problemOf(body, answer.status));
      return body as Difference;
    },
  });
}

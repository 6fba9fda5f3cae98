import { api, ask } from '../api/client';
import type { ListedDecision, Sought } from './decisions';

/** All of what is sought, page after page: for a state that decisions pass through, not for one in which they stay. */
export async function everyDecision(sought: Sought): Promise<ListedDecision[]> {
  const found: ListedDecision[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(
      api.GET('/api/decisions', { params: { query: { limit: 100, ...sought, ...(cursor && { cursor }) } } }),
    );
    found.push(...page.decisions);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

import { useWords } from './layout-words';

/** While a page is being read: as many lines as most pages have, so that little moves when they come. */
export function PageSkeleton() {
  const say = useWords();
  return (
    <div role="status" className="skeleton">
      <span className="quiet">{say('loading')}</span>
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span aria-hidden="true" />
    </div>
  );
}

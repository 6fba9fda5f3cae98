import { Skeleton } from 'antd';
import { useWords } from './layout-words';

/** While a page is being read. */
export function PageSkeleton() {
  const say = useWords();
  return (
    <div role="status" aria-label={say('loading')}>
      <Skeleton active={false} paragraph={{ rows: 6 }} />
    </div>
  );
}

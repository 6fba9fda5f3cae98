import { Button } from 'antd';
import { Link, useRouteError } from 'react-router';
import { useWords } from './layout-words';

/** When a page itself fails: what was sent before that may be on record. */
export function PageFailed() {
  const say = useWords();
  const error = useRouteError();
  return (
    <main className="page">
      <h1>{say('failed')}</h1>
      <p>{say('failedHow')}</p>
      <p className="digest">{error instanceof Error ? error.message : String(error)}</p>
      <Button type="primary" onClick={() => location.reload()}>
        {say('reload')}
      </Button>
    </main>
  );
}

export function NotFoundPage() {
  const say = useWords();
  return (
    <>
      <h1>{say('notFound')}</h1>
      <p>{say('notFoundHow')}</p>
      <p>
        <Link to="/">{say('home')}</Link> · <Link to="/decisions">{say('decisions')}</Link>
      </p>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useDifference } from '../decisions/papers/difference';
import { DifferenceTable } from '../decisions/papers/difference-table';
import { draftOf, type Edition } from '../decisions/papers/editions-in';
import { useWords as useDeskWords } from '../desk/desk-words';
import type { Paper } from '../documents/upload';
import { RefusalNotice } from '../refusal/refusal-notice';
import { bundleDigest } from './bundle-digest';
import { useWords } from './proposer-words';
import '../decisions/papers/papers.css';

/** The digest of what is about to be fixed, before it is sent, and what changed since the last edition beside it. */
export function BundleShown({ last }: { last: Edition | undefined }) {
  const say = useWords();
  const desk = useDeskWords();
  const form = Form.useFormInstance();
  const bundle = (Form.useWatch(['payload', 'bundle'], form) ?? []) as readonly Paper[];
  const complete = bundle.length > 0 && bundle.every(({ role }) => role !== undefined);
  const { data: digest } = useQuery({
    queryKey: ['bundle digest', bundle.map(({ role, name, sha256 }) => [role, name, sha256])],
    enabled: complete,
    queryFn: () => bundleDigest(bundle),
  });
  const draft = bundle.find(({ role }) => role === 'draft');
  const before = last && draftOf(last);
  const same = digest !== undefined && digest === last?.bundleDigest;
  return (
    <div className="sealed-text" role="status">
      <p>
        <strong>{say('digestTitle')}</strong>
        <br />
        {complete && digest ? (
          <span className="digest">{digest}</span>
        ) : (
          <span className="quiet">{say('digestNone')}</span>
        )}
      </p>
      <p className="quiet">{desk('digestHow')}</p>
      {!last && <p className="quiet">{say('lastNone')}</p>}
      {last && (
        <p>
          {say('lastTitle', { n: last.number })}{' '}
          <span className="digest">{last.bundleDigest.slice(0, 16)}…</span>{' '}
          {same && <strong>{say('sameAsLast')}</strong>}
        </p>
      )}
      {last && before && draft && before.sha256 !== draft.sha256 && (
        <Changes before={before.sha256} after={draft.sha256} from={last.number} />
      )}
    </div>
  );
}

function Changes({ before, after, from }: { before: string; after: string; from: number }) {
  const say = useWords();
  const { data, error } = useDifference(before, after);
  if (error) return <RefusalNotice error={error} />;
  if (!data) return <p>{say('reading')}</p>;
  if (!data.comparable) return <p>{say('notCompared')}</p>;
  return (
    <>
      <p>
        <strong>{say('differs')}</strong> {say('counted', { added: data.added, removed: data.removed })}
      </p>
      {!data.same && <DifferenceTable paragraphs={data.paragraphs} from={from} to={from + 1} />}
    </>
  );
}

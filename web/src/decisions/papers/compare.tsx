import { Select } from 'antd';
import { useState } from 'react';
import { PageSkeleton } from '../../app/page-skeleton';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useDifference } from './difference';
import { DifferenceTable } from './difference-table';
import type { Edition } from './editions-in';
import type { NamedPaper } from './named-papers';
import { usePaperName } from './paper-links';
import { useWords } from './paper-words';

/** Two editions, paper by paper. The last two unless told otherwise. */
export function Compare({ editions }: { editions: readonly Edition[] }) {
  const say = useWords();
  const [chosen, choose] = useState<{ from?: number; to?: number }>({});
  const to = editions.find(({ number }) => number === chosen.to) ?? editions.at(-1);
  const from = editions.find(({ number }) => number === chosen.from) ?? editions.at(-2);
  if (!from || !to) return null;
  const options = editions.map(({ number }) => ({ value: number, label: say('edition', { n: number }) }));
  return (
    <section aria-labelledby="compare-title">
      <h2 id="compare-title">{say('compare')}</h2>
      <form className="compare-form no-print">
        <label>
          {say('from')}{' '}
          <Select
            value={from.number}
            options={options}
            onChange={(number) => choose({ ...chosen, from: number })}
          />
        </label>
        <label>
          {say('to')}{' '}
          <Select
            value={to.number}
            options={options}
            onChange={(number) => choose({ ...chosen, to: number })}
          />
        </label>
      </form>
      {paired(from, to).map((pair) => (
        <Pair key={`${pair.before?.sha256}/${pair.after?.sha256}`} from={from} to={to} {...pair} />
      ))}
    </section>
  );
}

interface Pairing {
  readonly before: NamedPaper | undefined;
  readonly after: NamedPaper | undefined;
}

function paired(from: Edition, to: Edition): Pairing[] {
  const both = from.papers.map((before) => ({ before, after: partnerOf(before, to.papers) }));
  const added = to.papers.filter((after) => !partnerOf(after, from.papers));
  return [...both, ...added.map((after) => ({ before: undefined, after }))];
}

/** The draft belongs to the draft, an annex to the one of its name. */
function partnerOf(paper: NamedPaper, among: readonly NamedPaper[]): NamedPaper | undefined {
  return among.find(({ role, name }) => role === paper.role && (role === 'draft' || name === paper.name));
}

function Pair({ before, after, from, to }: Pairing & { from: Edition; to: Edition }) {
  const say = useWords();
  const nameOf = usePaperName();
  const paper = after ?? before;
  return (
    <>
      {paper && <h3>{nameOf(paper)}</h3>}
      {!before && <p>{say('onlyHere', { n: to.number })}</p>}
      {!after && <p>{say('onlyHere', { n: from.number })}</p>}
      {before && after && before.sha256 === after.sha256 && <p className="quiet">{say('sameBytes')}</p>}
      {before && after && before.sha256 !== after.sha256 && (
        <Texts before={before} after={after} from={from.number} to={to.number} />
      )}
    </>
  );
}

function Texts({
  before,
  after,
  from,
  to,
}: {
  before: NamedPaper;
  after: NamedPaper;
  from: number;
  to: number;
}) {
  const say = useWords();
  const { data, error } = useDifference(before.sha256, after.sha256);
  if (error) return <RefusalNotice error={error} />;
  if (!data) return <PageSkeleton />;
  if (!data.comparable) return <p>{say('noText', { type: after.mediaType ?? '' })}</p>;
  return (
    <>
      <p className="quiet">
        {data.same ? say('sameText') : say('counted', { added: data.added, removed: data.removed })}
        {data.coarse && say('coarse')}
        {(data.before.truncated || data.after.truncated) && say('truncated')}
      </p>
      {!data.same && <DifferenceTable paragraphs={data.paragraphs} from={from} to={to} />}
    </>
  );
}

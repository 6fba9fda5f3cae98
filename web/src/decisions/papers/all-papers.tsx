import { Link } from 'react-router';
import { useSaid } from '../../words/words';
import type { PastEvent } from '../decisions';
import { sizeInWords } from '../../documents/size-in-words';
import { papersOf, type NamedPaper } from './named-papers';
import { PaperDesk, usePaperName } from './paper-links';
import { useWords } from './paper-words';

interface Listed extends NamedPaper {
  readonly in: readonly number[];
}

/** Every paper of the matter, once, with the records that name it. */
export function AllPapers({ id, events }: { id: string; events: readonly PastEvent[] }) {
  const say = useWords();
  const said = useSaid();
  const nameOf = usePaperName();
  const papers = listed(events);
  return (
    <section aria-labelledby="papers-title">
      <h2 id="papers-title">{say('all')}</h2>
      {papers.length === 0 ? (
        <p className="quiet">{say('none')}</p>
      ) : (
        <div className="wide" tabIndex={0}>
          <table className="register papers-table">
            <caption className="quiet">{say('allHow')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('name')}</th>
                <th scope="col">{say('kind')}</th>
                <th scope="col">{say('size')}</th>
                <th scope="col">{say('fromRecord')}</th>
                <th scope="col">{say('digest')}</th>
              </tr>
            </thead>
            <tbody>
              {papers.map((paper) => (
                <tr key={paper.sha256}>
                  <th scope="row">
                    {nameOf(paper)} <PaperDesk paper={paper} />
                  </th>
                  <td>{paper.kind && said(paper.kind)}</td>
                  <td className="figure">{paper.size !== undefined && sizeInWords(paper.size)}</td>
                  <td>
                    {paper.in.map((version) => (
                      <div key={version}>
                        <Link to={`/decisions/${id}/history/${version}`}>{say('record', { version })}</Link>
                      </div>
                    ))}
                  </td>
                  <td className="digest">{paper.sha256}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function listed(events: readonly PastEvent[]): Listed[] {
  const found = new Map<string, Listed>();
  for (const event of events) {
    for (const paper of papersOf(event)) {
      const before = found.get(paper.sha256);
      found.set(paper.sha256, { ...paper, ...before, in: [...(before?.in ?? []), event.version] });
    }
  }
  return [...found.values()];
}

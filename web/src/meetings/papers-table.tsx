import { PAPERS, wordFor } from '../../../workflows/words';
import { sizeInWords } from '../documents/size-in-words';
import { useLanguage } from '../words/words';
import type { ListedPaper } from './papers';
import { useWords } from './meeting-words';

/** Every paper with its name, kind and digest; the name opens it. */
export function PapersTable({ papers }: { papers: readonly ListedPaper[] }) {
  const say = useWords();
  const { language } = useLanguage();
  if (papers.length === 0) return <p className="quiet">{say('noPapers')}</p>;
  return (
    <table className="register stacks">
      <thead>
        <tr>
          <th scope="col">{say('kindOfPaper')}</th>
          <th scope="col">{say('paper')}</th>
          <th scope="col">{say('digest')}</th>
        </tr>
      </thead>
      <tbody>
        {papers.map(({ kind, isDraft, name, sha256, size }) => (
          <tr key={kind + sha256}>
            <td>{kind === 'draft' ? say('draft') : wordFor(PAPERS, kind)[language]}</td>
            <td>
              <a href={`/api/documents/${sha256}`} target="_blank" rel="noreferrer">
                {name}
              </a>{' '}
              <span className="quiet">{sizeInWords(size)}</span>
              {isDraft && kind !== 'draft' && <span className="quiet"> {say('draft')}</span>}
            </td>
            <td className="digest">{sha256.slice(0, 16)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

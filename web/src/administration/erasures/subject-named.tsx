import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { decisionQuery, historyQuery } from '../../decisions/decisions';
import { papersOf } from '../../decisions/papers/named-papers';
import { PaperLine } from '../../decisions/papers/paper-links';

const decisionIn = (subject: string): string | undefined => /^decision\/(.+)$/.exec(subject)?.[1];

/** What the record is about: a matter by its title, to be looked at before anything of it goes. */
export function SubjectName({ subject }: { subject: string }) {
  const id = decisionIn(subject);
  const { data } = useQuery({ ...decisionQuery(id ?? ''), enabled: id !== undefined });
  return data?.title ? <Link to={`/decisions/${data.id}`}>{data.title}</Link> : subject;
}

/** The papers that would go, by their names, and to open. */
export function PapersOf({ subject, documents }: { subject: string; documents: readonly string[] }) {
  const id = decisionIn(subject);
  const { data } = useQuery({ ...historyQuery(id ?? ''), enabled: id !== undefined });
  const named = (data?.events ?? []).flatMap(papersOf);
  return documents.map((sha256) => (
    <li key={sha256}>
      <PaperLine paper={named.find((one) => one.sha256 === sha256) ?? { sha256 }} />{' '}
      <span className="quiet">
        <SubjectName subject={subject} />
      </span>
    </li>
  ));
}

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useCatalogue } from '../../catalogues/catalogues';
import { useConsultation } from '../../consultations/consultations';
import { useDates } from '../../dates/dates';
import { decisionQuery } from '../../decisions/decisions';
import { papersOf } from '../../decisions/papers/named-papers';
import { PaperLine } from '../../decisions/papers/paper-links';
import { useCodeName } from '../../forms/names';
import { useWords as useFormWords } from '../../forms/form-words';
import { useMeeting } from '../../meetings/meetings';
import { useUnitName } from '../../people/people';
import { useWords } from './erasures-words';
import { subjectIn, useRecordOf, type Kind } from './subjects';

/** What the record is about, by its name, to be looked at before anything of it goes. */
export function SubjectName({ subject }: { subject: string }) {
  const known = subjectIn(subject);
  if (!known) return subject;
  const Named = NAMED[known.kind];
  return <Named id={known.id} />;
}

const NAMED: Readonly<Record<Kind, (of: { id: string }) => React.ReactNode>> = {
  decision: DecisionName,
  meeting: MeetingName,
  consultation: CallName,
  catalogue: CatalogueName,
};

function DecisionName({ id }: { id: string }) {
  const { data } = useQuery(decisionQuery(id));
  return data?.title ? <Link to={`/decisions/${id}`}>{data.title}</Link> : `decision/${id}`;
}

function MeetingName({ id }: { id: string }) {
  const say = useFormWords();
  const dates = useDates();
  const codeName = useCodeName();
  const { data } = useMeeting(id);
  if (!data) return `meeting/${id}`;
  const { kind, plannedOn, openedOn } = data.state;
  const day = dates.day(openedOn ?? plannedOn);
  return <Link to={`/meetings/${id}`}>{say('meetingOn', { kind: codeName('kind', kind), day })}</Link>;
}

function CallName({ id }: { id: string }) {
  const say = useWords();
  const { data: call } = useConsultation(id);
  const decision = call?.state.decision;
  const { data } = useQuery({ ...decisionQuery(decision ?? ''), enabled: decision !== undefined });
  if (!data) return `consultation/${id}`;
  return <Link to={`/consultations/${id}`}>{say('callOn', { title: data.title ?? '' })}</Link>;
}

function CatalogueName({ id }: { id: string }) {
  const say = useWords();
  const unitName = useUnitName();
  const { data } = useCatalogue(id);
  if (!data) return `catalogue/${id}`;
  const { body, year } = data.state;
  return <Link to={`/catalogues/${id}`}>{say('catalogueOf', { body: unitName(body), year })}</Link>;
}

/** The papers that would go, by their names, and to open. */
export function PapersOf({ subject, documents }: { subject: string; documents: readonly string[] }) {
  const { data } = useRecordOf(subjectIn(subject));
  const named = (data ?? []).flatMap(papersOf);
  return documents.map((sha256) => (
    <li key={sha256}>
      <PaperLine paper={named.find((one) => one.sha256 === sha256) ?? { sha256 }} />{' '}
      <span className="quiet">
        <SubjectName subject={subject} />
      </span>
    </li>
  ));
}

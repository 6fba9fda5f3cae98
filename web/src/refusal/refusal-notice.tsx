import { ProblemError, type Citation, type Problem, type Unmet } from '../api/problem';
import { useDates } from '../dates/dates';
import { useRoleName } from '../roles/roles';
import { useSession } from '../session/session';
import { useLanguage, useSaid } from '../words/words';
import { useWords } from './refusal-words';
import './refusal.css';

/**
 * What was refused, by which rule and article, and what would make it pass. It is read out when it appears.
 * @param error whatever was thrown: a refusal of the server, or that it could not be reached
 * @param page whether it stands in the place of a page, and so has the page's heading
 */
export function RefusalNotice({ error, page = false }: { error: unknown; page?: boolean }) {
  const say = useWords();
  const { data: session } = useSession();
  const problem = error instanceof ProblemError ? error.problem : undefined;
  const Heading = page ? 'h1' : 'h2';
  // It was refused for want of a session, and there is one again: what is left to do is to send it.
  if (problem?.code === 'sign-in-needed' && session) return <p role="status">{say('signedInAgain')}</p>;
  if (!problem || problem.status === 0 || problem.code === 'unreadable-answer') {
    const what = problem?.status === 0 ? 'unreachable' : 'unreadable';
    return (
      <section role="alert" className="refusal">
        <Heading>{say(what)}</Heading>
        <p>{say(`${what}How`)}</p>
      </section>
    );
  }
  return (
    <section role="alert" className="refusal">
      <Heading>{problem.title}</Heading>
      {!problem.unmet && <p>{problem.detail}</p>}
      {problem.code === 'version-conflict' && <p>{say('conflictHow')}</p>}
      <Faults problem={problem} />
      {problem.unmet && <UnmetList unmet={problem.unmet} />}
    </section>
  );
}

function Faults({ problem: { faults } }: { problem: Problem }) {
  const say = useWords();
  if (!faults?.length) return null;
  return (
    <ul>
      {faults.map(({ at, message }) => (
        <li key={at + message}>
          {at === '/' ? say('whole') : <code>{at.slice(1)}</code>} {message}
        </li>
      ))}
    </ul>
  );
}

/** Requirements that are not met, each with its article and its remedy. */
export function UnmetList({ unmet }: { unmet: readonly Unmet[] }) {
  return (
    <ol className="unmet">
      {unmet.map((one) => (
        <UnmetOne key={one.requirement} unmet={one} />
      ))}
    </ol>
  );
}

function UnmetOne({ unmet }: { unmet: Unmet }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const roleName = useRoleName();
  return (
    <li>
      <strong>{said(unmet.title)}</strong>
      {unmet.strength === 'house' && <span className="quiet"> {say('house')}</span>}
      <dl>
        <dt>{say('found')}</dt>
        <dd>{said(unmet.found)}</dd>
        <dt>{say('needed')}</dt>
        <dd>{said(unmet.needed)}</dd>
        <dt>{say('remedy')}</dt>
        <dd>{said(unmet.remedy)}</dd>
        {unmet.earliestOn && (
          <>
            <dt>{say('earliest')}</dt>
            <dd>
              {dates.day(unmet.earliestOn)}
              {unmet.provisional && ` ${say('provisional')}`}
            </dd>
          </>
        )}
        {unmet.whoCanSupply && unmet.whoCanSupply.length > 0 && (
          <>
            <dt>{say('who')}</dt>
            <dd>{unmet.whoCanSupply.map(roleName).join(say('and'))}</dd>
          </>
        )}
      </dl>
      {unmet.citations?.map((citation) => (
        <CitedArticle key={citation.rule} citation={citation} />
      ))}
    </li>
  );
}

/** The article, and what it asks. */
export function CitedArticle({ citation }: { citation: Citation }) {
  const { language } = useLanguage();
  const article = language === 'zh' ? citation.article : citation.articleEn;
  return (
    <p className="citation">
      <cite>{article}</cite> {citation[language]}
    </p>
  );
}

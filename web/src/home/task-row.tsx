import { Link } from 'react-router';
import { useDates } from '../dates/dates';
import { CitedArticle } from '../refusal/refusal-notice';
import { useLanguage, useSaid } from '../words/words';
import { useWords } from './home-words';
import { placeOf, type Task } from './tasks';

/** One thing to do: what, about what, until when and by which article, and who waits for it. */
export function TaskRow({ task }: { task: Task }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  return (
    <li>
      <span className="task-what">
        <Link to={placeOf(task)}>{said(task.actTitle)}</Link>
        {task.delegatedBy && (
          <span className="quiet"> {say('doneFor', { name: task.delegatedBy.name })}</span>
        )}
        {task.count !== undefined && <span> {say('items', { count: task.count })}</span>}
        {task.is === 'blocked' && <span className="quiet"> {say('waiting')}</span>}
      </span>
      <span className="task-about">
        {said(task.title)} <span className="quiet">{said(task.step)}</span>
      </span>
      <span className="task-until">
        {task.deadline ? (
          <Deadline task={task} />
        ) : (
          <span className="quiet">{say('since', { day: dates.day(task.since.slice(0, 10)) })}</span>
        )}
      </span>
      {task.blockedBy.map((one) => (
        <details key={one.requirement} className="task-why">
          <summary>
            {said(one.title)}
            {said({ zh: '：', en: ': ' })}
            {said(one.found)}
          </summary>
          <p>
            {said(one.remedy)}
            {one.earliestOn && ` ${say('earliest', { day: dates.day(one.earliestOn) })}`}
          </p>
          {one.citations.map((citation) => (
            <CitedArticle key={citation.rule} citation={citation} />
          ))}
        </details>
      ))}
    </li>
  );
}

/** By words and by weight; the colour comes last. */
function Deadline({ task: { deadline, state } }: { task: Task }) {
  const say = useWords();
  const dates = useDates();
  const { language } = useLanguage();
  if (!deadline) return null;
  const { daysLeft, workingDaysLeft } = deadline;
  const left =
    daysLeft < 0
      ? say('overdueBy', { count: -daysLeft })
      : daysLeft === 0
        ? say('today')
        : say('left', { count: workingDaysLeft });
  const article = language === 'zh' ? deadline.citation?.article : deadline.citation?.articleEn;
  return (
    <>
      <strong className={`until-${state}`}>{left}</strong> {say('until', { day: dates.day(deadline.on) })}{' '}
      <span className="quiet">{article}</span>
    </>
  );
}

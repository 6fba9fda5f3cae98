import { Button } from 'antd';
import { sizeInWords } from '../documents/size-in-words';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useLanguage, useSaid } from '../words/words';
import { saved } from './saved';
import type { Progress } from './use-verification';
import { useWords } from './verification-words';

interface Controls {
  readonly progress: Progress;
  readonly onVerify: () => void;
  readonly onStop: () => void;
}

export function VerifyButton({ progress, onVerify, onStop }: Controls) {
  const say = useWords();
  const busy = progress.at === 'fetching' || progress.at === 'verifying';
  return (
    <p className="no-print verify-controls">
      <Button type="primary" onClick={onVerify} disabled={busy}>
        {say(progress.at === 'done' ? 'again' : 'verify')}
      </Button>
      {busy && <Button onClick={onStop}>{say('stop')}</Button>}
      <span role="status">
        {progress.at === 'fetching' && say('fetching', { size: sizeInWords(progress.bytes) })}
        {progress.at === 'verifying' && <HowFar progress={progress} />}
      </span>
    </p>
  );
}

function HowFar({ progress: { what, done, of } }: { progress: Extract<Progress, { at: 'verifying' }> }) {
  const say = useWords();
  if (what === undefined || done === undefined || of === undefined) return <>{say('starting')}</>;
  const words = { bytes: 'doingBytes', events: 'doingEvents', replay: 'doingReplay' } as const;
  return (
    <>
      {say(words[what as keyof typeof words])} <progress value={done} max={of} aria-label={say('starting')} />
    </>
  );
}

const VERDICTS = ['passed', 'tampered', 'undecided', 'usage'] as const;

/** What the verifier says, word for word; red only for evidence of tampering. */
export function Verdict({ progress, name }: { progress: Progress; name: string }) {
  const say = useWords();
  const said = useSaid();
  const { language } = useLanguage();
  if (progress.at === 'failed') {
    return progress.error === undefined ? (
      <section role="alert" className="refusal">
        <h3>{say('failed')}</h3>
        <p className="digest">{progress.message}</p>
      </section>
    ) : (
      <RefusalNotice error={progress.error} />
    );
  }
  if (progress.at !== 'done') return null;
  const { report, text } = progress;
  const bad = report.exit === 1 || report.exit === 3;
  return (
    <section role="status" className={bad ? 'refusal' : 'verdict-box'}>
      <h3>
        {bad ? '✗' : report.exit === 0 ? '✓' : '!'} {say(VERDICTS[report.exit])}
      </h3>
      <p className="quiet">
        {say('code')} <span className="digest">{report.code}</span>
      </p>
      {report.findings.length > 0 && (
        <>
          <h4>{say('findings')}</h4>
          <ul>
            {report.findings.map((finding, index) => (
              <li key={`${finding.code}-${index}`}>
                {finding.seq !== undefined && `${say('where', { seq: finding.seq })} `}
                {finding.file && <span className="digest">{finding.file} </span>}
                {said(finding)} <span className="digest quiet">{finding.code}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {text[language] !== '' && (
        <details>
          <summary>{say('report')}</summary>
          <pre className="raw-report">{text[language]}</pre>
          <Button
            size="small"
            onClick={() =>
              saved(new Blob([text[language]], { type: 'text/plain' }), `verification-${name}.txt`)
            }
          >
            {say('download')}
          </Button>
        </details>
      )}
    </section>
  );
}

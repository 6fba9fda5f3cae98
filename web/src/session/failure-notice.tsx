import { RefusalNotice } from '../refusal/refusal-notice';
import { useLanguage } from '../words/words';
import { useWords } from './acting-words';
import { PasskeyFailed } from './passkeys';

/** A refusal of the server, or of the reader's own device. */
export function FailureNotice({ error }: { error: unknown }) {
  const say = useWords();
  const { language } = useLanguage();
  if (!(error instanceof PasskeyFailed)) return <RefusalNotice error={error} />;
  return (
    <section role="alert" className="refusal">
      <h3>{say('passkeyFailed')}</h3>
      <p>{say(error.why)}</p>
      {error.why === 'other' && (
        <p className="digest" lang={language === 'zh' ? 'en' : undefined}>
          {error.message}
        </p>
      )}
    </section>
  );
}

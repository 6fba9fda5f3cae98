import { Button } from 'antd';
import { useWords } from './account-words';

/** Shown once; nobody, nor the server, can show them again. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const say = useWords();
  return (
    <section className="recorded" role="status">
      <h3>{say('codesTitle')}</h3>
      <p>{say('codesHow')}</p>
      <ul className="digest">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button className="no-print" onClick={() => print()}>
        {say('print')}
      </Button>
    </section>
  );
}

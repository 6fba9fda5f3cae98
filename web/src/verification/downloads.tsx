import { Button } from 'antd';
import { useState } from 'react';
import { sizeInWords } from '../documents/size-in-words';
import { RefusalNotice } from '../refusal/refusal-notice';
import { downloaded } from './download';
import { saved } from './saved';
import { useWords } from './verification-words';

const FILES = [
  { word: 'dossierZip', path: 'dossier.zip', name: 'dossier.zip' },
  { word: 'dossierPdf', path: 'dossier.pdf', name: 'dossier.pdf' },
  { word: 'certificate', path: 'certificate', name: 'certificate.pdf' },
] as const;

export function Downloads({ id }: { id: string }) {
  const say = useWords();
  const [busy, setBusy] = useState<{ path: string; bytes: number }>();
  const [error, setError] = useState<unknown>();
  const take = async ({ path, name }: (typeof FILES)[number]) => {
    setError(undefined);
    setBusy({ path, bytes: 0 });
    try {
      const file = await downloaded(`/api/decisions/${id}/${path}`, (bytes) => setBusy({ path, bytes }));
      saved(file, `${id.slice(0, 8)}-${name}`);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <section aria-labelledby="downloads-title" className="no-print">
      <h2 id="downloads-title">{say('downloads')}</h2>
      {error !== undefined && <RefusalNotice error={error} />}
      <ul className="act-list">
        {FILES.map((file) => (
          <li key={file.path}>
            <Button onClick={() => void take(file)} disabled={busy !== undefined}>
              {say(file.word)}
            </Button>{' '}
            <span className="quiet">{say(`${file.word}How`)}</span>{' '}
            <span role="status">
              {busy?.path === file.path && say('downloading', { size: sizeInWords(busy.bytes) })}
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet">{say('auditorOnly')}</p>
    </section>
  );
}

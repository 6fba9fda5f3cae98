import { Button } from 'antd';
import { useState } from 'react';
import { sizeInWords } from '../../documents/size-in-words';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { saved } from '../../verification/saved';
import { useSaid } from '../../words/words';
import { papersIn, type NamedPaper } from './named-papers';
import { checkedPaper } from './paper-bytes';
import { useWords } from './paper-words';

/** The papers that a payload names, each to open or to download, checked against its digest first. */
export function PaperLinks({ payload }: { payload: unknown }) {
  const papers = papersIn(payload);
  if (papers.length === 0) return null;
  return (
    <ul className="act-list">
      {papers.map((paper) => (
        <li key={paper.sha256}>
          <PaperLine paper={paper} />
        </li>
      ))}
    </ul>
  );
}

export function usePaperName(): (paper: NamedPaper) => string {
  const say = useWords();
  const said = useSaid();
  return ({ name, kind }) => name ?? (kind ? said(kind) : say('unnamed'));
}

export function PaperLine({ paper }: { paper: NamedPaper }) {
  const said = useSaid();
  const nameOf = usePaperName();
  return (
    <>
      {nameOf(paper)}{' '}
      <span className="quiet">
        {paper.name && paper.kind && said(paper.kind)} {paper.size !== undefined && sizeInWords(paper.size)}
      </span>{' '}
      <span className="digest">{paper.sha256.slice(0, 16)}…</span> <PaperDesk paper={paper} />
    </>
  );
}

/** What a browser shows without running anything. */
const SHOWN = /^(application\/pdf|image\/(png|jpeg|gif|webp)|text\/plain)$/;

type Checked = 'busy' | 'agrees' | 'differs';

/** Opens or downloads a paper. Its bytes are digested here first: "agrees with the ledger" is never the server's word. */
export function PaperDesk({ paper }: { paper: NamedPaper }) {
  const say = useWords();
  const nameOf = usePaperName();
  const [checked, setChecked] = useState<Checked>();
  const [error, setError] = useState<unknown>();
  const take = async (what: 'open' | 'download') => {
    // Opened at once: a window that a script opens later is stopped by the browser.
    const view = what === 'open' ? window.open('', '_blank') : null;
    setChecked('busy');
    setError(undefined);
    try {
      const { bytes, mediaType, agrees } = await checkedPaper(paper.sha256);
      setChecked(agrees ? 'agrees' : 'differs');
      const content = new Blob([bytes], {
        type: SHOWN.test(mediaType) ? mediaType : 'application/octet-stream',
      });
      if (!agrees) view?.close();
      else if (view && SHOWN.test(mediaType)) view.location.href = URL.createObjectURL(content);
      else {
        view?.close();
        saved(content, nameOf(paper));
      }
    } catch (refused) {
      view?.close();
      setChecked(undefined);
      setError(refused);
    }
  };
  return (
    <span className="paper-desk no-print">
      <Button size="small" aria-label={`${say('open')} ${nameOf(paper)}`} onClick={() => void take('open')}>
        {say('open')}
      </Button>{' '}
      <Button
        size="small"
        aria-label={`${say('download')} ${nameOf(paper)}`}
        onClick={() => void take('download')}
      >
        {say('download')}
      </Button>{' '}
      <span role="status">
        {checked === 'busy' && say('checking')}
        {checked === 'agrees' && <strong>✓ {say('agrees')}</strong>}
        {checked === 'differs' && <strong className="stops">✗ {say('differs')}</strong>}
      </span>
      {error !== undefined && <RefusalNotice error={error} />}
    </span>
  );
}

import { Button, Upload } from 'antd';
import { useState } from 'react';
import { RefusalNotice } from '../refusal/refusal-notice';
import { uploadDocument, type Paper } from './upload';
import { useWords } from './document-words';

interface Props {
  readonly several?: boolean;
  /** Given by the form around it. */
  readonly value?: Paper | readonly Paper[];
  readonly onChange?: (value: Paper | readonly Paper[] | undefined) => void;
  readonly id?: string;
}

/** Papers of an act: uploaded at once, named in the event by digest. */
export function DocumentField({ several = false, value, onChange, id }: Props) {
  const say = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const papers =
    value === undefined ? [] : Array.isArray(value) ? (value as readonly Paper[]) : [value as Paper];
  const give = (next: readonly Paper[]) => onChange?.(several ? next : next[0]);
  const upload = async (file: File) => {
    setBusy(true);
    setError(undefined);
    try {
      const paper = await uploadDocument(file);
      give(several ? [...papers, paper] : [paper]);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {error !== undefined && <RefusalNotice error={error} />}
      <ul className="papers">
        {papers.map((paper) => (
          <li key={paper.sha256}>
            {paper.name} <span className="digest">{paper.sha256.slice(0, 12)}</span>{' '}
            <Button size="small" onClick={() => give(papers.filter((one) => one !== paper))}>
              {say('remove')}
            </Button>
          </li>
        ))}
      </ul>
      <Upload
        id={id}
        showUploadList={false}
        multiple={several}
        beforeUpload={(file) => {
          void upload(file);
          return false;
        }}
      >
        <Button loading={busy}>{say('choose')}</Button>
      </Upload>
    </>
  );
}

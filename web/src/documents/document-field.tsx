import { useMutation } from '@tanstack/react-query';
import { Button, Form, Select, Upload } from 'antd';
import { useState } from 'react';
import { useGiven } from '../forms/given';
import { codeWord } from '../../../src/exports/views/form-words/form-words';
import { useCodeName } from '../forms/names';
import { RefusalNotice } from '../refusal/refusal-notice';
import { evidentKinds } from './evident-kinds';
import { wholePapersIn } from './whole-papers';
import { uploadDocument, UPLOADING, type Paper } from './upload';
import { useWords } from './document-words';

interface Props {
  readonly several?: boolean;
  /** The event names the paper by its digest alone. */
  readonly bare?: boolean;
  /** What a paper is: fixed by its place, or one of several; otherwise `document`. */
  readonly kinds?: string | readonly string[] | undefined;
  /** Of several kinds, those that the act cannot do without. */
  readonly asked?: readonly string[] | undefined;
  /** The member that says what it is. */
  readonly as?: 'kind' | 'role';
  /** Given by the form around it. */
  readonly value?: Paper | readonly Paper[];
  readonly onChange?: (value: never) => void;
  readonly id?: string;
  readonly disabled?: boolean;
}

/** Papers of an act: uploaded at once, or taken from those of the matter; named in the event by digest. */
export function DocumentField({
  several = false,
  bare = false,
  kinds,
  asked = [],
  as = 'kind',
  value,
  onChange,
  id,
  disabled,
}: Props) {
  const say = useWords();
  const { papers: ofMatter = [] } = useGiven();
  // One scan is often the signed original and a paper of the act: what the form has already is not uploaded twice.
  const ofForm = Form.useWatch(wholePapersIn, Form.useFormInstance());
  const known = wholePapersIn([ofForm, ofMatter]);
  const [sending, send] = useState<{ name: string; percent: number }>();
  // A bare digest has no name of its own to show: this one remembers it while the form is open.
  const [names, name] = useState<Readonly<Record<string, string>>>({});
  // Filled in by the form, and not looked at by anybody yet.
  const [evident, mark] = useState<ReadonlySet<string>>(new Set());
  const papers: readonly Paper[] =
    value === undefined || value === null ? [] : Array.isArray(value) ? value : [value as Paper];
  const give = (next: readonly Paper[]) => onChange?.((several ? next : next[0]) as never);
  const take = (...taken: readonly Paper[]) => {
    const fixed = typeof kinds === 'string' ? kinds : undefined;
    const next = knownKinds(taken.map((paper) => shaped(paper, as, fixed, Array.isArray(kinds), bare)));
    name((before) => ({
      ...before,
      ...Object.fromEntries(taken.map((paper) => [paper.sha256, paper.name])),
    }));
    const others = papers.filter(({ sha256 }) => !next.some((one) => one.sha256 === sha256));
    give(several ? [...others, ...next] : next.slice(-1));
  };
  /** Says of papers what they evidently are, where they are of several kinds; whoever sends the form sees it, and may change it. */
  const knownKinds = (next: readonly Paper[]): readonly Paper[] => {
    if (!Array.isArray(kinds)) return next;
    const unknown = next.filter((paper) => paper[as] === undefined);
    const found = evidentKinds({
      before: [...papers, ...next.filter((paper) => paper[as] !== undefined)].map((paper) => paper[as]),
      names: unknown.map((paper) => paper.name),
      kinds: kinds as readonly string[],
      asked,
      wordFor: (kind) => codeWord(as, kind),
    });
    const foundOf = new Map(
      unknown.flatMap(({ sha256 }, n) => (found[n] ? [[sha256, found[n]] as const] : [])),
    );
    mark((before) => new Set([...before, ...foundOf.keys()]));
    return next.map((paper) =>
      foundOf.has(paper.sha256) ? { ...paper, [as]: foundOf.get(paper.sha256) } : paper,
    );
  };
  const upload = useMutation({
    mutationKey: UPLOADING,
    mutationFn: async (files: readonly File[]) => {
      const arrived: Paper[] = [];
      try {
        for (const file of files) {
          send({ name: file.name, percent: 0 });
          arrived.push(await uploadDocument(file, (percent) => send({ name: file.name, percent })));
        }
      } finally {
        // Those before the one that was refused are there.
        if (arrived.length > 0) take(...arrived);
        send(undefined);
      }
    },
  });
  // What is changed meanwhile would be lost when the papers arrive.
  const closed = upload.isPending || disabled;
  const more = known.filter(({ sha256 }) => !papers.some((one) => one.sha256 === sha256));
  return (
    <div id={id} tabIndex={-1}>
      {upload.error && <RefusalNotice error={upload.error} />}
      {papers.length > 0 && (
        <ul className="papers">
          {papers.map((paper) => (
            <li key={paper.sha256}>
              <a
                className="papers-name"
                href={`/api/documents/${paper.sha256}`}
                target="_blank"
                rel="noreferrer"
              >
                {paper.name ?? names[paper.sha256] ?? paper.sha256.slice(0, 16)}
              </a>
              {Array.isArray(kinds) && (
                <KindOf
                  paper={paper}
                  as={as}
                  kinds={kinds}
                  isEvident={evident.has(paper.sha256)}
                  disabled={closed}
                  onChange={(kind) => {
                    mark((before) => new Set([...before].filter((one) => one !== paper.sha256)));
                    give(papers.map((one) => (one === paper ? { ...one, [as]: kind } : one)));
                  }}
                />
              )}
              <Button
                size="small"
                disabled={closed}
                aria-label={say('removeThis', { name: paper.name ?? '' })}
                onClick={() => give(papers.filter((one) => one !== paper))}
              >
                {say('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {several && asked.length > 0 && <AskedFor asked={asked} papers={papers} as={as} />}
      {sending && <p role="status">{say('uploading', sending)}</p>}
      <div className="paper-ways">
        <Upload
          showUploadList={false}
          disabled={closed}
          multiple={several}
          beforeUpload={(file, all) => {
            if (file === all.at(-1)) upload.mutate(all);
            return false;
          }}
        >
          <Button loading={upload.isPending} disabled={closed}>
            {papers.length === 0 ? say('choose') : several ? say('another') : say('replace')}
          </Button>
        </Upload>
        {more.length > 0 && (
          <Select
            className="paper-known"
            disabled={closed}
            aria-label={say('known')}
            placeholder={say('known')}
            value={null}
            options={more.map(({ sha256, name: label }) => ({ value: sha256, label }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(sha256: string | null) => {
              const paper = known.find((one) => one.sha256 === sha256);
              if (paper) take(paper);
            }}
          />
        )}
      </div>
      {papers.length === 0 && <p className="quiet paper-how">{say('photograph')}</p>}
    </div>
  );
}

/** What the act cannot do without, and whether it is there. */
function AskedFor({
  asked,
  papers,
  as,
}: {
  asked: readonly string[];
  papers: readonly Paper[];
  as: 'kind' | 'role';
}) {
  const say = useWords();
  const codeName = useCodeName();
  const isHere = (kind: string) => papers.some((paper) => paper[as] === kind);
  return (
    <p className="papers-asked" role="status">
      {say('asked')}
      {asked.map((kind, n) => (
        <span key={kind}>
          {n > 0 && say('and')}
          {isHere(kind) ? (
            <span className="quiet">{say('askedHere', { kind: codeName(as, kind) })}</span>
          ) : (
            <strong>{say('askedMissing', { kind: codeName(as, kind) })}</strong>
          )}
        </span>
      ))}
    </p>
  );
}

function KindOf({
  paper,
  as,
  kinds,
  isEvident,
  disabled,
  onChange,
}: {
  paper: Paper;
  as: 'kind' | 'role';
  kinds: readonly string[];
  /** The form said what it is. */
  isEvident: boolean;
  disabled: boolean | undefined;
  onChange: (kind: string) => void;
}) {
  const say = useWords();
  const codeName = useCodeName();
  return (
    <span className="paper-kind">
      <Select
        className="paper-kind-list"
        disabled={disabled}
        aria-label={say('kind', { name: paper.name })}
        placeholder={say('kindMissing')}
        value={paper[as] ?? null}
        status={paper[as] === undefined ? 'error' : ''}
        options={kinds.map((kind) => ({ value: kind, label: codeName(as, kind) }))}
        onChange={(kind) => kind !== null && onChange(kind)}
      />
      {isEvident && <span className="quiet">{say('kindEvident')}</span>}
    </span>
  );
}

function shaped(
  { kind, name, mediaType, size, sha256 }: Paper,
  as: 'kind' | 'role',
  fixed: string | undefined,
  isChosen: boolean,
  bare: boolean,
): Paper {
  if (bare) return { sha256 } as Paper;
  const is = fixed ?? (isChosen ? (as === 'kind' ? kind : undefined) : 'document');
  return { ...(is !== undefined && { [as]: is }), name, mediaType, size, sha256 };
}

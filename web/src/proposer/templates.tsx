import { useWords } from './proposer-words';

const WORDS = { explanation: 'explanation', notice: 'notice', 'decision-sheet': 'sheet' } as const;

/** Word documents with what is on record filled in: written on in Word or WPS, and uploaded again. */
export function Templates({ id, files }: { id: string; files: readonly (keyof typeof WORDS)[] }) {
  const say = useWords();
  return (
    <section aria-labelledby="templates-title" className="no-print">
      <h3 id="templates-title">{say('templates')}</h3>
      <p>
        {files.map((file) => (
          <span key={file}>
            <a href={`/api/decisions/${id}/templates/${file}.docx`} download>
              {say(WORDS[file])}
            </a>
            {'　'}
          </span>
        ))}
      </p>
      <p className="quiet">{say('templatesHow')}</p>
    </section>
  );
}

import { valueWord } from '../../../../src/exports/views/lexicon';
import { saidWith } from '../../../../src/exports/views/said';
import { useNames } from '../../people/people';
import { useSaid } from '../../words/words';
import { memoryName } from './memory-names';
import './history.css';

/** A value of a fact or a field in words where it has some; what only a program compares stands as it is. */
export function ValueShown({ field, value }: { field: string; value: unknown }) {
  const said = useSaid();
  const names = useNames();
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => (
      <span key={index} className="one-of-several">
        <ValueShown field={field} value={one} />
      </span>
    ));
  }
  if (typeof value === 'object' && value !== null) {
    return (
      <span className="members">
        {Object.entries(value)
          .filter(([, member]) => member !== null && !(Array.isArray(member) && member.length === 0))
          .map(([name, member]) => (
            <span key={name}>
              <span className="quiet">{said(memoryName(name))}</span>{' '}
              {/* What an outcome is, is one of the words for outcomes. */}
              <ValueShown field={name === 'is' ? field : name} value={member} />
            </span>
          ))}
      </span>
    );
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const [told] = saidWith({ type: '', said: { [field]: value } }, names);
    if (told) return <>{said(told.word)}</>;
    const known = typeof value === 'string' ? (names.person(value) ?? names.unit(value)) : undefined;
    if (known) return <>{known}</>;
    if (typeof value === 'string' && /^[0-9a-f]{40,}$/.test(value))
      return <span className="digest">{value}</span>;
    return <>{said(valueWord(field, value))}</>;
  }
  return null;
}

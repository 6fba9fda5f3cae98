import { saidWith } from '../../../../src/exports/views/said';
import { useNames } from '../../people/people';
import { useSaid } from '../../words/words';
import { saidIn } from './told';

/** A value of a fact or a field in words where it has some; what only a program compares stands as it is. */
export function ValueShown({ field, value }: { field: string; value: unknown }) {
  const said = useSaid();
  const names = useNames();
  const [told] = saidWith({ type: '', said: saidIn({ [field]: value }) }, names);
  if (told && typeof value !== 'object') return <>{said(told.word)}</>;
  return <span className="digest">{typeof value === 'string' ? value : JSON.stringify(value)}</span>;
}

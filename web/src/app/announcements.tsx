import { useSyncExternalStore } from 'react';
import './announcements.css';

const SECONDS = 4;

let said = '';
let ending: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();

/** Says for a moment that something was done, on whatever page its reader is by then. */
export function announce(text: string): void {
  clearTimeout(ending);
  ending = setTimeout(() => show(''), SECONDS * 1000);
  show(text);
}

/** Where it is said; it stands there from the start, for a screen reader tells of nothing but a change. */
export function Announcements() {
  const text = useSyncExternalStore(watch, () => said);
  return (
    <div className="announcement no-print" aria-live="polite">
      {text && <p>{text}</p>}
    </div>
  );
}

function show(text: string): void {
  said = text;
  for (const changed of watchers) changed();
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

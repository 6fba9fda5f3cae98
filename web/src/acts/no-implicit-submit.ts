import type { KeyboardEvent } from 'react';

/** Enter in a field (a date, say) fills in the field, and does not send the act: that takes its button. */
export function noImplicitSubmit(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}

/** Hands bytes to the browser as a file of this name. */
export function saved(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken its own hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

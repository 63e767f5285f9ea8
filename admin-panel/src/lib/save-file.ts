/** Has the browser save a text, or parts of one, as a file. */
export function saveFile(name: string, text: string | BlobPart[], type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text].flat(), { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Long enough for a browser to have begun reading the file. */
const KEEP_MS = 60_000;

/** Saves a file as if it had been downloaded: the frame's sandbox allows that, and no file picker. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}
